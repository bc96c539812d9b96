"""Cases in the record: one by one, by the file, and bound."""
