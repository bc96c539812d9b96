"""Cases in and out: JSON lines and spreadsheets."""
