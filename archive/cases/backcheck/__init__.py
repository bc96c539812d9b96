"""The back-check (倒查): was a dispute that came in by a first letter or visit known beforehand, and truly reported? Pure."""
