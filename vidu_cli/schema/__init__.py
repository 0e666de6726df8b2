"""What the platform says: its kinds of task, its answers, its routes. Facts only; stdlib only."""
