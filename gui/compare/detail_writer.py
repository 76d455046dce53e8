"""Writes pieces into a text document, character by character: nothing in them is markup."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QImage,
    QPainter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextImageFormat,
    QTextLength,
    QTextTableCellFormat,
    QTextTableFormat,
)
from PySide6.QtWidgets import QTextEdit

from core.knowledge.guide import Glossary
from core.records.guide import Term
from gui.compare.detail_pieces import Beside, Line, More, Piece, Run, Section, capped
from gui.shell.theme import font_for, theme_of, type_scale
from gui.widgets.icons import draw_icon
from gui.widgets.links import safe_url
from gui.widgets.marks import draw_marker
from gui.widgets.term_tip import term_link

OBJECT = "\ufffc"
"""What stands for a mark in the text of a document."""
_ICON, _MARK = 15, 11
_INDENT = 16
_GUTTER = 16
_BEFORE_RULE, _AFTER_RULE = 8, 4


def write(
    view: QTextEdit, pieces: Iterable[Piece], opened: frozenset[str], glossary: Glossary
) -> None:
    """Replace the text of a view.

    Args:
        view: gives document, colours and type size.
        pieces: what to write.
        opened: the folds that are open.
        glossary: terms that are explained, each where it stands for the first time.
    """
    document = view.document()
    document.clear()
    writer = _Writer(view, document, glossary)
    writer.cursor.beginEditBlock()
    writer.pieces(pieces, opened)
    writer.cursor.endEditBlock()
    view.moveCursor(QTextCursor.MoveOperation.Start)


class _Writer:
    def __init__(self, view: QTextEdit, document: QTextDocument, glossary: Glossary) -> None:
        self._theme = theme_of(view)
        self._scale = type_scale(view)
        self._ratio = view.devicePixelRatioF()
        self._document = document
        self._fonts: dict[tuple[str, int], QTextCharFormat] = {}
        self._images: set[str] = set()
        self._glossary = glossary
        self._explained: set[str] = set()
        self._empty = True
        self.cursor = QTextCursor(document)

    def pieces(self, pieces: Iterable[Piece], opened: frozenset[str]) -> None:
        for piece in pieces:
            if isinstance(piece, Line):
                self._line(piece)
            elif isinstance(piece, Section):
                self._section(piece)
            elif isinstance(piece, Beside):
                self._beside(piece, opened)
            else:
                self._more(piece, piece.key in opened)
                if piece.key in opened:
                    self.pieces(piece.pieces, opened)

    # --- pieces -------------------------------------------------------------------------------

    def _line(self, piece: Line) -> None:
        self._block(piece.above, piece.indent)
        for run in piece.runs:
            self._run(run, piece.role)

    def _section(self, piece: Section) -> None:
        format_ = QTextBlockFormat()
        ruler = QTextFormat.Property.BlockTrailingHorizontalRulerWidth
        format_.setProperty(ruler, QTextLength(QTextLength.Type.PercentageLength, 100))
        format_.setBackground(self._theme.line)
        format_.setTopMargin(_BEFORE_RULE)
        format_.setBottomMargin(_AFTER_RULE)
        fixed = QTextBlockFormat.LineHeightTypes.FixedHeight
        format_.setLineHeight(1, fixed.value)
        self._new_block(format_)
        if piece.text:
            self._block(0, 0)
            self._run(Run(piece.text, weight=600, quiet=True), "caption")

    def _more(self, piece: More, is_open: bool) -> None:
        self._block(8, 0)
        icon = "chevron-down" if is_open else "chevron-right"
        link = f"fold:{piece.key}"
        self._image(icon, "", link, self._theme.accent)
        self._words(Run(f" {piece.label}", link=link), "body")

    def _beside(self, piece: Beside, opened: frozenset[str]) -> None:
        format_ = QTextTableFormat()
        format_.setBorder(0)
        format_.setCellSpacing(0)
        format_.setCellPadding(0)
        half = QTextLength(QTextLength.Type.PercentageLength, 50)
        format_.setColumnWidthConstraints([half, half])
        format_.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        table = self.cursor.insertTable(1, 2, format_)
        for column, pieces in enumerate((piece.left, piece.right)):
            cell = table.cellAt(0, column)
            look = QTextTableCellFormat()
            look.setLeftPadding(_GUTTER if column else 0)
            look.setRightPadding(0 if column else _GUTTER)
            cell.setFormat(look)
            self.cursor = cell.firstCursorPosition()
            self._empty = True
            self.pieces(pieces, opened)
        # The block that follows every table takes no room while it is empty.
        self.cursor.movePosition(QTextCursor.MoveOperation.End)
        self._empty = False

    # --- blocks and words ---------------------------------------------------------------------

    def _block(self, above: int, indent: int) -> None:
        format_ = QTextBlockFormat()
        format_.setTopMargin(above)
        format_.setLeftMargin(indent * _INDENT)
        self._new_block(format_)

    def _new_block(self, format_: QTextBlockFormat) -> None:
        if self._empty:
            self.cursor.setBlockFormat(format_)
            self._empty = False
        else:
            self.cursor.insertBlock(format_, QTextCharFormat())

    def _run(self, run: Run, role: str) -> None:
        if run.icon or run.side:
            strong = run.weight >= 600 and not run.quiet
            ink = self._theme.text if strong else self._theme.text2
            self._image(run.icon, run.side, run.link, ink)
            self.cursor.insertText("\u00a0", self._look(Run(""), role))
        if run.text:
            self._words(run, role)

    def _words(self, run: Run, role: str) -> None:
        text, look = capped(run.text), self._look(run, role)
        done = 0
        for mention in self._glossary.find(text) if run.terms else ():
            if mention.term.id in self._explained:
                continue
            self._explained.add(mention.term.id)
            self.cursor.insertText(text[done : mention.start], look)
            explained = self._explaining(look, mention.term)
            self.cursor.insertText(text[mention.start : mention.end], explained)
            done = mention.end
        self.cursor.insertText(text[done:], look)

    def _explaining(self, look: QTextCharFormat, term: Term) -> QTextCharFormat:
        """Return the look of a word that is explained: as it is, with dots below."""
        made = QTextCharFormat(look)
        made.setAnchor(True)
        made.setAnchorHref(term_link(term))
        made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        made.setUnderlineColor(self._theme.edge)
        return made

    def _look(self, run: Run, role: str) -> QTextCharFormat:
        if run.code:
            role = "code"
        elif run.small:
            role = "caption"
        weight = 600 if role == "heading" else run.weight
        if (role, weight) not in self._fonts:
            made = QTextCharFormat()
            made.setFont(font_for(role, weight))
            self._fonts[role, weight] = made
        look = QTextCharFormat(self._fonts[role, weight])
        look.setForeground(self._theme.text2 if run.quiet else self._theme.text)
        look.setFontStrikeOut(run.struck)
        if run.code:
            look.setBackground(self._theme.sunken)
        if run.link:
            self._lead(look, run.link)
        return look

    def _lead(self, look: QTextCharFormat, link: str) -> None:
        """Make a link of words; an address that must not be opened stays words."""
        address = ":" not in link or link.split(":", 1)[0] in ("http", "https", "file", "ftp")
        if address and safe_url(link) is None:
            return
        look.setAnchor(True)
        look.setAnchorHref(link)
        look.setForeground(self._theme.accent)
        look.setFontUnderline(address)

    # --- marks --------------------------------------------------------------------------------

    def _image(self, icon: str, side: str, link: str, ink: QColor) -> None:
        size = round((_ICON if icon else _MARK) * self._scale)
        name = f"mark:{icon or side}:{ink.name()}"
        if name not in self._images:
            self._document.addResource(
                QTextDocument.ResourceType.ImageResource.value, QUrl(name),
                self._drawn(icon, side, ink, size),
            )  # fmt: skip
            self._images.add(name)
        format_ = QTextImageFormat()
        format_.setName(name)
        format_.setWidth(size)
        format_.setHeight(size)
        middle = QTextCharFormat.VerticalAlignment.AlignMiddle
        format_.setVerticalAlignment(middle)
        if link:
            format_.setAnchor(True)
            format_.setAnchorHref(link)
        self.cursor.insertImage(format_)

    def _drawn(self, icon: str, side: str, ink: QColor, size: int) -> QImage:
        image = QImage(round(size * self._ratio), round(size * self._ratio),
                       QImage.Format.Format_ARGB32_Premultiplied)  # fmt: skip
        image.setDevicePixelRatio(self._ratio)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        spot = QRectF(0, 0, size, size)
        if icon:
            draw_icon(painter, spot, icon, ink)
        else:
            draw_marker(painter, spot, side, self._theme)
        painter.end()
        return image
