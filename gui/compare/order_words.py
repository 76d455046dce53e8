"""How the rows are sorted, in a sentence."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from gui.compare.columns import View
from gui.compare.model import SortKeys

translate = QCoreApplication.translate


def order_text(
    view: View,
    keys: SortKeys,
    labels: Mapping[str, str],
    *,
    mine: bool,
    searching: bool = False,
) -> str:
    """Return how the rows are sorted, and how to change it.

    Args:
        view: what a row is: an aspect or a claim.
        keys: (column, descending) pairs; none: the ledger's own order.
        labels: column -> heading.
        mine: the ledger's own order is what matters to the person.
        searching: rows are shown that may hold the words where no cell shows them.
    """
    text = _sorted_by(keys, labels, mine=mine)
    if searching:
        behind = (
            translate("compare", "Words are also found in the claims behind a row.")
            if view == "aspect"
            else translate("compare", "Words are also found in the details of a claim.")
        )
        text = f"{behind} {text}"
    return text


def _sorted_by(keys: SortKeys, labels: Mapping[str, str], *, mine: bool) -> str:
    if not keys:
        text = (
            translate("compare", "Sorted by what matters to you.")
            if mine
            else translate("compare", "In the order of the comparison.")
        )
        way = translate(
            "compare", "Shift+click a header adds a second key; a third click restores this order."
        )
        return f"{text} {way}"
    parts = [
        translate("compare", "{0}, downwards" if down else "{0}").format(labels[id_])
        for id_, down in keys
    ]
    text = translate("compare", "Sorted by {0}.").format(
        translate("compare", "; then ").join(parts)
    )
    way = translate("compare", "A third click on a header takes its key away.")
    return f"{text} {way}"
