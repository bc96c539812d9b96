"""What is due when, and the holidays that are counted out."""
