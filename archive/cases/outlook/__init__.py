"""Which disputes come back at which time of the year, and what is to be expected (不等访): pure functions of values."""
