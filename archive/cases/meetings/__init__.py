"""Joint meetings (联席会议): their kinds and levels, who came, what was decided and what became of it. Pure."""
