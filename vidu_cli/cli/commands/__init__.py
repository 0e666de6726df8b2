"""One module a command, imported when the command line names it."""
