"""Joint meetings (联席会议): called, held, decided, followed up until done."""
