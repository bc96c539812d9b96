"""The law's clocks: when each begins, how long it runs, and how it stands; pure functions of a case, rules and a calendar."""
