"""Mediation (人民调解), from registration to the closed file."""
