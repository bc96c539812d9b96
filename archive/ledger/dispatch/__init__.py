"""Passing cases on, and who may be addressed."""
