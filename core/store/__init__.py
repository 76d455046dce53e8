"""Run logs, documents, settings and their folders."""
