"""The command-line task manager for the Vidu AI-video platform."""

__version__ = "0.1.0"
