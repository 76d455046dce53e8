"""The one error that is shown to people."""

from __future__ import annotations


class AppError(Exception):
    """Something a person can mend: what happened, why, and what to do.

    The window's banner and the command line print the same three parts.

    Attributes:
        what: one sentence without a trailing full stop's worth of jargon: what went wrong, where.
        why: the reason, naming file, line or field where there is one.
        remedy: what the person can do now, as an instruction.
    """

    def __init__(self, what: str, why: str = "", remedy: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.why = why
        self.remedy = remedy

    def __str__(self) -> str:
        """Return the three parts as one paragraph."""
        parts = [self.what, capitalised(self.why), f"Do this: {self.remedy}" if self.remedy else ""]
        return " ".join(part if part.endswith((".", "?")) else f"{part}." for part in parts if part)


def capitalised(text: str) -> str:
    """Return a text that may follow a full stop: a plain first word gets a capital.

    Ids, paths and options keep their spelling.
    """
    word = text.split(" ", 1)[0].rstrip(",:;")
    return text[:1].upper() + text[1:] if word.isalpha() else text
