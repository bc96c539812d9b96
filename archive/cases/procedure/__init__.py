"""What may happen to a case, in which order, and where that leaves it: pure functions over its events."""
