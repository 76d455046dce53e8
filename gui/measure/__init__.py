"""The Measure page: plan, live run, results."""
