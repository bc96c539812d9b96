"""Public copies: names, numbers and homes taken out of a text, and what a Word file hides taken out of it."""
