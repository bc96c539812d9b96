"""Like cases, laid side by side, and what they rest on."""
