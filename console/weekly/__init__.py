"""The weekly check of villages and townships, and letters held against it."""
