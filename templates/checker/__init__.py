"""The checker: any Word file against GB/T 9704—2012 and the office's rules, and what can be mended of itself."""
