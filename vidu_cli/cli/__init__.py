"""The command line: Typer, the composition root, and the only place that catches for users."""
