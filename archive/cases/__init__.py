"""The domain: cases, parties, claims, events."""
