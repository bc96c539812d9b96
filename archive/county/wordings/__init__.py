"""What is said in the county's cases: a file a class of disputes, and ``common.toml``."""
