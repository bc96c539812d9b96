"""Makes the Word templates."""
