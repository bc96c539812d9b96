"""Mediation (人民调解): agreements, what courts confirm, what the file must hold. Pure."""
