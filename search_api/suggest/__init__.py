"""Help while typing: completion, near words, related words, what to relax. All within the rights of who asks."""
