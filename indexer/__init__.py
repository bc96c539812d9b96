"""The room that makes the record findable."""
