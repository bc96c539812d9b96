"""Searching, searches kept, and how well they find."""
