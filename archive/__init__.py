"""The record: the domain, and everything that must never be lost."""
