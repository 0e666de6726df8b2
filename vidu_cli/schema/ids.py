"""The type of every id of the platform."""

from typing import NewType

# A string of digits and never a number: the platform's ids are above 2**53.
Id = NewType("Id", str)
