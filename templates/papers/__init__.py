"""One module a paper: what it takes from the case, and what it must not be written without."""
