"""What the office looks things up in: the laws, and its own tables of places and bodies."""
