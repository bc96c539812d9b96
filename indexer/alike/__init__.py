"""Papers that may be one and the same: found by sketches, compared character by character, kept beside the record."""
