"""Whether a matter is new: the same person, the same matter, and what the law says then. Pure."""
