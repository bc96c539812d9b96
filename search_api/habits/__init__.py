"""What people have in the habit of typing: each habit widens a word, says so, and can be switched off."""
