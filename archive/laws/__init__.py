"""The legal shelf: reading statutes and published cases, and resolving citations."""
