"""The demonstration archive: papers of an invented county, their cases, and a legal shelf."""
