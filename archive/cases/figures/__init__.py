"""Periods, shares and changes, as reports state them: pure values."""
