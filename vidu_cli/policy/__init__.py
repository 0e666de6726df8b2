"""What to do: decisions as pure functions. No input or output, no clock, no chance of their own."""
