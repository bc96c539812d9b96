"""The scripts that made the demonstration archive."""
