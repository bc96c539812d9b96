"""The room that turns the record into papers."""
