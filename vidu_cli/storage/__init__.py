"""What outlives a command, in files of SQLite."""
