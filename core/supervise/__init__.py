"""Starts, watches, cancels and buries worker processes."""
