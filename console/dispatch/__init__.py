"""What is passed on to whom."""
