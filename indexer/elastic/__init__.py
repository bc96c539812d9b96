"""The Elasticsearch adapter; ``index`` is the way in."""
