"""Types of everything that is read or written; imports msgspec alone."""
