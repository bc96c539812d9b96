"""Benchmarks: ratios of runs side by side; results stand in docs/benchmarks.md."""
