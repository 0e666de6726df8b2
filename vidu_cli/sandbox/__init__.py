"""The platform, imitated: every answer and every error of it, without a key and without a network."""
