"""Everything a search finds, taken out as a table."""
