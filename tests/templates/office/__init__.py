"""Templates of the office."""
