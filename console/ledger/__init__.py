"""The daily book: registering, acts, and lists of cases."""
