"""Code that runs inside a framework's own process."""
