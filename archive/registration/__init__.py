"""What a clerk would register, found in the text of a letter or of minutes: suggestions, each with its source line."""
