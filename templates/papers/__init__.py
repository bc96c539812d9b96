"""What a paper takes from the case, and what it must not be written without."""
