"""Mediation, from the application to the closed file."""
