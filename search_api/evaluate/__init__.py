"""Judged query sets: files in TREC form, measures, chance."""
