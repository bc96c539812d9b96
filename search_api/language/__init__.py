"""What a person types, understood: text → tree → what the index is asked, with its reading back in Chinese."""
