"""Text from elsewhere, with nothing in it that hides or turns what stands beside it."""

from __future__ import annotations

import unicodedata

# Control, format (bidi among them), half a character, private use, line and paragraph separators.
HIDDEN = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")


def visible(text: str, keep: str = "") -> str:
    """Return a text in which control, bidi and other invisible characters are spelt out.

    Names and ids come from files; such characters could hide or forge what is read beside them.

    Args:
        text: any text.
        keep: characters that stay as they are, a line's end for instance.
    """
    return "".join(
        f"⟨U+{ord(sign):04X}⟩"
        if unicodedata.category(sign) in HIDDEN and sign not in keep
        else sign
        for sign in text
    )
