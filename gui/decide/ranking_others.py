"""The criteria that are not ranked, each with the button that ranks it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.records.knowledge import Criterion
from gui.controllers.ranking_state import RankingSnapshot
from gui.decide.ranking_words import other_words
from gui.widgets.buttons import QuietButton
from gui.widgets.fold import Fold
from gui.widgets.labels import plain_label
from gui.widgets.tips import tip


class OtherCriteria(QWidget):
    """What counts by the answers, the most important first; below it what counts as nothing.

    Signals:
        added: the criterion to rank.
    """

    added = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ranking_others")
        self._rows: dict[str, _OtherRow] = {}
        self._counting, self._nothing = QVBoxLayout(), QWidget()
        self._counting.setSpacing(0)
        self._rest = QVBoxLayout(self._nothing)
        self._rest.setSpacing(0)
        self._none = plain_label(self.tr("All that counts is ranked."), colour="text2", wrap=True)
        title = self.tr("Counted as 0 because of your answers")
        self._fold = Fold(title, "", lambda: self._nothing)
        self._fold.setObjectName("ranking_nothing")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._none)
        column.addLayout(self._counting)
        column.addWidget(self._fold)
        self._nothing.setParent(self)
        self._nothing.hide()

    def show_ranking(self, ranking: RankingSnapshot) -> None:
        """Show what is not ranked on trial."""
        others = ranking.others
        for id_ in [id_ for id_ in self._rows if id_ in ranking.order]:
            row = self._rows.pop(id_)
            row.setParent(None)
            row.deleteLater()
        places = {True: 0, False: 0}
        for criterion in others:
            row = self._rows.get(criterion.id) or self._make(criterion)
            counts = ranking.counts(criterion.id)
            layout = self._counting if counts else self._rest
            if layout.indexOf(row) != places[counts]:
                (self._rest if counts else self._counting).removeWidget(row)
                layout.removeWidget(row)
                layout.insertWidget(places[counts], row)
            places[counts] += 1
            row.show_words(other_words(criterion.id, ranking))
        self._none.setVisible(not places[True])
        self._fold.setVisible(bool(places[False]))

    def _make(self, criterion: Criterion) -> _OtherRow:
        row = _OtherRow(criterion)
        row.addAsked.connect(self._on_add)
        self._rows[criterion.id] = row
        return row

    def _on_add(self, id_: str) -> None:
        """Have a criterion ranked; the keyboard goes to the one that takes its place."""
        ids = list(self._shown())
        place = ids.index(id_)
        self.added.emit(id_)
        left = list(self._shown())
        if left and id_ not in left:
            self._rows[left[min(place, len(left) - 1)]].add.setFocus(
                Qt.FocusReason.OtherFocusReason
            )

    def _shown(self) -> tuple[str, ...]:
        layouts = (self._counting, self._rest)
        items = (layout.itemAt(i) for layout in layouts for i in range(layout.count()))
        rows = (item.widget() for item in items if item is not None)
        return tuple(row.id for row in rows if isinstance(row, _OtherRow) and row.isVisible())


class _OtherRow(QWidget):
    """One criterion: its name, how much it matters, and "Rank"."""

    addAsked = Signal(str)

    def __init__(self, criterion: Criterion) -> None:
        super().__init__()
        self.id, self._label = criterion.id, criterion.label
        self.setToolTip(tip(criterion.question_to_self))
        self._words = plain_label("", "caption", colour="text2")
        self.add = QuietButton(self.tr("Rank"), icon="plus")
        self.add.setObjectName(f"rank_{criterion.id}")
        self.add.set_height(28)
        self.add.clicked.connect(lambda _checked=False: self.addAsked.emit(self.id))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(12)
        row.addWidget(plain_label(criterion.label, wrap=True), 1)
        row.addWidget(self._words)
        row.addWidget(self.add)

    def show_words(self, words: str) -> None:
        """Show how much it matters."""
        if words != self._words.text():
            self._words.setText(words)
        said = self.tr("Rank “{0}”, now {1}").format(self._label, words)
        if said != self.add.accessibleName():
            self.add.setAccessibleName(said)
