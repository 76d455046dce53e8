"""The window: views that paint snapshots, controllers that make them."""
