"""The embedded adapter; ``index`` is the way in."""
