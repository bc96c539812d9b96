"""The scripts that made the OFD samples."""
