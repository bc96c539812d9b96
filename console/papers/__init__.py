"""Papers the office writes, checks and keeps through their life."""
