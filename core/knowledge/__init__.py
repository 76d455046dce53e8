"""Reads and checks the knowledge files, and arranges the ledger of claims."""
