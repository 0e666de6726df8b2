"""What can go wrong: every code, its number, and the failure that carries one."""
