"""What we did: every submit, its intent on disk before the request leaves, its receipt before anything is printed."""
