"""Forkwise without a window: what is known, what is measured, what follows."""
