"""Tabular MLP: business tables, small nets; overhead against matrix products."""
