"""What a file says, page by page."""
