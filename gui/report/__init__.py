"""The Report page: the decision as a document."""
