"""The weekly check (周排查): forms go out, reports come in, entries become cases."""
