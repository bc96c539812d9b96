"""Many papers at once: whose are wanted, and what became of each."""
