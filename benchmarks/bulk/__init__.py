"""Bulk dates beside other libraries: `uv run --group bench python -m benchmarks.bulk`. See ../README.md."""
