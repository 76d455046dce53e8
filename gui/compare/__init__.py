"""The Compare page: the ledger of claims."""
