"""What is taken in, and what was read of it."""
