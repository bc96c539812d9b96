"""Papers the office writes, beside their text: the steps of their life, and their numbers. Pure."""
