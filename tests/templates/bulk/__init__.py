"""Tests of papers written many at a time."""
