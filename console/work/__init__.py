"""Work in the background, here or on other machines."""
