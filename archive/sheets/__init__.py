"""Tables as offices keep them: XLSX and CSV, read row by row and written whole."""
