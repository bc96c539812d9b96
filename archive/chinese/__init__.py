"""Chinese dates, money, numbers, names: pure functions."""
