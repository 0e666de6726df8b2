"""Every kind of task as data, one module a kind, imported when it is asked for."""
