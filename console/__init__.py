"""The command line's rooms, one a subject."""
