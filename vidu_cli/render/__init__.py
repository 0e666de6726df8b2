"""What the user sees: the one sink, a view for each type of value, the live view, the machine formats."""
