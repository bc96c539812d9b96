"""Templates the office makes itself: looked through, kept in versions, filled from the same dictionary of fields."""
