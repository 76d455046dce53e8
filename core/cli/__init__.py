"""The headless twin of the window: one file per command group."""
