"""Image CNN: classic vision training on a laptop."""
