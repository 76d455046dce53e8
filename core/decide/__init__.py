"""Answers, knowledge and measured evidence in; a verdict out. Pure NumPy, no I/O."""
