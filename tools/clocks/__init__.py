"""Makes the holiday table that comes with the program."""
