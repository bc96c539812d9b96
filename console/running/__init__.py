"""Keeping the program itself running."""
