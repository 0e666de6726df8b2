"""Option > environment > profile in the file > default, each value remembering where it came from."""
