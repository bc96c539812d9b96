"""Like cases: signals, their fusion, and what is said of each."""
