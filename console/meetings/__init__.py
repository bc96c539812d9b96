"""Joint meetings and what they decided."""
