"""The room that turns the record into papers."""

from templates.generate import Paper, generate
from templates.shelf import FieldSpec, ShelfEntry, fields_of, papers

__all__ = ["FieldSpec", "Paper", "ShelfEntry", "fields_of", "generate", "papers"]
