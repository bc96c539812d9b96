"""The office's word list."""
