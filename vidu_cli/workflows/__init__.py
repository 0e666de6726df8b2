"""What the user wanted: use cases, asynchronous, knowing only the protocols they declare."""
