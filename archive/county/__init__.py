"""The demonstration county: ten years of an invented county, drawn from plans with a seed."""
