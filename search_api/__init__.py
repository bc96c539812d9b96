"""The room that answers questions."""
