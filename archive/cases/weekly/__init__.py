"""The weekly check (周排查) as values and rules: weeks, entries, and what they come to from the hamlet up."""
