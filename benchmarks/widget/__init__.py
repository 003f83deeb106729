"""The chat widget beside others of its kind, in one run of one browser: `python -m benchmarks.widget`."""
