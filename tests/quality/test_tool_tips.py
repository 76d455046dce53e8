"""Tool tips take their words from the source, or pass through `tip`, which keeps them plain."""

import ast
from pathlib import Path

import pytest

GUI = Path(__file__).parents[2] / "gui"
OWN_MARKUP = {"widgets/term_tip.py"}
"""Files that write markup of their own and escape every word in it."""
TRANSLATES = {"tr", "translate"}


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def is_plain(node: ast.expr) -> bool:
    """Return True for words of the source, `tip(...)`, and a choice among such."""
    if isinstance(node, ast.Constant):
        return True
    if isinstance(node, ast.IfExp):
        return is_plain(node.body) and is_plain(node.orelse)
    if isinstance(node, ast.BoolOp):
        return all(map(is_plain, node.values))
    if not isinstance(node, ast.Call):
        return False
    words = all(isinstance(given, ast.Constant) for given in node.args)
    return _name(node.func) == "tip" or (_name(node.func) in TRANSLATES and words)


def bare_tips(source: str) -> list[int]:
    """Return the lines that give a tool tip a text that is not plain for certain."""
    lines = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        called = ast.unparse(node.func)
        given: list[ast.expr] = []
        if called.endswith(".setToolTip"):
            given = node.args[:1]
        elif called == "QToolTip.showText":
            given = node.args[1:2]
        lines += [text.lineno for text in given if not is_plain(text)]
    return lines


FILES = sorted(GUI.rglob("*.py"))


def test_every_tool_tip_is_plain() -> None:
    assert len(FILES) > 100
    found = {
        str(path.relative_to(GUI)): lines
        for path in FILES
        if str(path.relative_to(GUI)) not in OWN_MARKUP
        and (lines := bare_tips(path.read_text(encoding="utf-8")))
    }
    assert not found, "put these through gui.widgets.tips.tip"


@pytest.mark.parametrize(
    ("line", "is_bare"),
    [
        ('w.setToolTip("words")', False),
        ('w.setToolTip("" if on else self.tr("words"))', False),
        ("w.setToolTip(tip(name))", False),
        ("w.setToolTip(name)", True),
        ('w.setToolTip(f"{name}")', True),
        ('w.setToolTip("{0}".format(name))', True),
        ('w.setToolTip(self.tr("{0}").format(name))', True),
        ("w.setToolTip(self.tr(name))", True),
        ("w.setToolTip(name if on else tip(name))", True),
        ("QToolTip.showText(spot, name, w)", True),
        ("QToolTip.showText(spot, tip(name), w)", False),
    ],
)
def test_what_counts_as_plain(line: str, is_bare: bool) -> None:
    assert bool(bare_tips(line)) is is_bare
