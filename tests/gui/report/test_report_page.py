"""The Report page: shows, copies and saves the newest full verdict; loads nothing."""

import json
from dataclasses import replace

import pytest
from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QGuiApplication, QTextDocument
from PySide6.QtWidgets import QFileDialog

from core.knowledge.load import load
from core.records.answers import Answers
from core.records.standing import Margin, Shares
from core.records.verdict import KnowledgeRef, Verdict
from gui.controllers.decision import Snapshot
from gui.controllers.reports import ReportController
from gui.report.page import ReportPage
from gui.report.preview import Preview
from gui.widgets.buttons import FlatButton
from gui.widgets.page_head import PageHead


class Decision(QObject):
    """Stands where the decision controller stands."""

    snapshotChanged = Signal(object)

    def __init__(self, snapshot):
        super().__init__()
        self.snapshot = snapshot

    def change(self, **changes):
        self.snapshot = replace(self.snapshot, **changes)
        self.snapshotChanged.emit(self.snapshot)


def verdict(title="Clear: PyTorch comes first"):
    return Verdict(
        verdict="pytorch", label="clear", title=title, sentence="In 84 of 100, PyTorch.",
        show_shares=True, borderline=False, shares=Shares(pytorch=0.84, tensorflow=0.16, none=0.0),
        margin=Margin(mean=7.0, low=-2.0, high=19.0), p_equal=0.1, regret={}, contributions=(),
        zeroed=(), equal_facts=(), fired_rules=(), flips=(), next_best=(), reasons=(),
        points={}, measured=(), answered=5, core_answered=4,
        knowledge=KnowledgeRef(id="k", version="1", hash="h"), seed=1, as_of="2026-11-23",
        draws=20000, monte_carlo_error=0.002,
    )  # fmt: skip


@pytest.fixture(scope="module")
def knowledge():
    return load()


@pytest.fixture
def decision(qapp, knowledge):
    answers = Answers(notes={"project": "<img src='file:///etc/passwd'> [x](file:///etc/passwd)"})
    return Decision(Snapshot(knowledge=knowledge, answers=answers, question="verdict"))


@pytest.fixture
def reports(qapp):
    controller = ReportController()
    yield controller
    controller.close()


@pytest.fixture
def page(qtbot, reports, decision):
    page = ReportPage(reports, decision)
    qtbot.addWidget(page)
    page.resize(1184, 820)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page


def button(page, name):
    return page.findChild(FlatButton, name)


def test_without_a_verdict_it_leads_to_the_questions(page, qtbot, walk):
    assert not button(page, "report_save").isEnabled()
    assert walk(page) == []
    start = [b for b in page.findChildren(FlatButton) if b.text() == "Answer the questions"]
    with qtbot.waitSignal(page.navigate) as asked:
        start[0].click()
    assert asked.args == ["decide"]


def test_the_full_verdict_is_shown_and_copied(page, qtbot, reports, decision, walk):
    with qtbot.waitSignal(reports.rendered):
        decision.change(verdict=verdict())
    assert page.findChild(Preview).toPlainText().startswith("Clear: PyTorch comes first")
    button(page, "report_copy").click()
    assert QGuiApplication.clipboard().text() == page.text()
    assert walk(page) == []


def test_a_preview_of_the_verdict_is_no_report(page, qtbot, reports, decision):
    decision.change(verdict=verdict(), preview=True)
    assert reports.is_idle()
    assert page.text() == ""


def test_a_hidden_page_renders_nothing_until_it_is_shown(page, qtbot, reports, decision):
    page.hide()
    decision.change(verdict=verdict())
    assert reports.is_idle()
    with qtbot.waitSignal(reports.rendered):
        page.show()


def test_the_newest_verdict_wins(page, qtbot, reports, decision):
    decision.change(verdict=verdict("First"))
    decision.change(verdict=verdict("Second"))
    qtbot.waitUntil(reports.is_idle)
    assert page.text().startswith("# Second")


@pytest.mark.parametrize("suffix", ["html", "md", "json"])
def test_it_is_saved_in_the_format_of_the_name(page, qtbot, reports, decision, tmp_path, suffix):
    with qtbot.waitSignal(reports.rendered):
        decision.change(verdict=verdict())
    path = tmp_path / f"report.{suffix}"
    with qtbot.waitSignal(reports.written):
        page.save_to(str(path))
    text = path.read_text("utf-8")
    assert "Clear: PyTorch comes first" in text
    if suffix == "json":
        assert json.loads(text)["verdict"]["verdict"] == "pytorch"


def test_a_file_that_cannot_be_written_is_told(page, qtbot, reports, decision, tmp_path):
    with qtbot.waitSignal(reports.rendered):
        decision.change(verdict=verdict())
    with qtbot.waitSignal(reports.failed) as told:
        page.save_to(str(tmp_path / "missing" / "report.html"))
    assert "cannot be written" in told.args[0].what


def test_saving_opens_a_dialog_that_blocks_nothing(page, qtbot, reports, decision, monkeypatch):
    with qtbot.waitSignal(reports.rendered):
        decision.change(verdict=verdict())
    monkeypatch.setattr(QFileDialog, "exec", lambda _self: pytest.fail("blocks the program"))
    button(page, "report_save").click()
    dialog = page.findChild(QFileDialog, "report_dialog")
    assert dialog.isVisible()
    dialog.reject()


def test_the_preview_loads_nothing_and_opens_https_alone(page, qtbot, monkeypatch):
    preview = page.findChild(Preview)
    opened = []
    monkeypatch.setattr("gui.report.preview.open_link", opened.append)
    preview.show_markdown("![x](file:///etc/passwd)\n\n<img src='file:///etc/passwd'>")
    kind = QTextDocument.ResourceType.ImageResource.value
    assert preview.loadResource(kind, QUrl("file:///etc/passwd")) is None
    assert not preview.openLinks()
    preview.anchorClicked.emit(QUrl("https://pytorch.org"))
    assert opened == ["https://pytorch.org"]


@pytest.mark.parametrize("width", [1184, 804, 700])
def test_no_word_of_the_head_is_cut_with_large_type(qtbot, large_font, page, width):
    page.resize(width, 820)
    head = page.findChild(PageHead)
    for context in (head.context.text(), f"Saved as /home/{'folder/' * 12}report.html"):
        head.set_context(context)
        qtbot.wait(1)
        for label in (head.title, head.context):
            assert label.height() >= label.heightForWidth(label.width()), label.text()
        assert head.width() <= page.width()
