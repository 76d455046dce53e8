"""The Decide page: questions, live outcome, verdict."""
