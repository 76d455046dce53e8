"""QObjects without widgets: what the pages ask for, and what they paint."""
