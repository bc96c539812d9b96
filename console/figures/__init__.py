"""What the numbers of the office say of what was, and of what is likely to come."""
