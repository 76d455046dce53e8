"""Small pieces of sentences that every wording shares."""

from __future__ import annotations


def quoted(text: str) -> str:
    """Return a name as it stands on the screen, in quotation marks."""
    return f"“{text}”"


def uncapital(text: str) -> str:
    """Lower the first letter unless the word is a name or an abbreviation."""
    word = text.split(" ", 1)[0].rstrip(",:;")
    is_name = word in NAMES or any(letter.isupper() for letter in word[1:])
    return text if is_name or not text else text[0].lower() + text[1:]


NAMES = frozenset(
    {"Python", "Keras", "Transformers", "Google", "Windows", "Linux", "Apple", "Intel", "Mac",
     "Coral", "LiteRT", "Swift", "Java"}
)  # fmt: skip
