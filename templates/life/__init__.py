"""The life of a paper as the office lives it: drafts, signing with its number, issuing, service. Each a transaction."""
