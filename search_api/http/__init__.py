"""The JSON API and the search page."""
