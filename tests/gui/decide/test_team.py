"""The team's page: rows, pictures, words, files dropped, at every width and size."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QMimeData, QObject, QPoint, QPointF, Qt, QUrl, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget

from core.records.answers import Answers
from core.records.errors import AppError
from core.records.outlook import Flip, NextBest
from core.records.people import Disagreement, Person, Veto
from core.records.standing import Margin, Shares
from gui.controllers.snapshot import TEAM
from gui.controllers.team_files import Member, TeamSnapshot
from gui.decide.page import DecidePage
from gui.decide.team_apart import LevelAxis
from gui.decide.team_marks import LeadRow, ReadingsRow, lead_x
from gui.decide.team_row import PersonRow
from gui.decide.team_view import TeamView
from gui.decide.team_words import discs, lanes, lead_span, letter, levels_words, tip
from gui.widgets.buttons import FlatButton
from gui.widgets.fields import TextField

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


class Team(QObject):
    """Stands where the controller stands, and remembers what it was asked."""

    changed = Signal(object)
    written = Signal(str)

    def __init__(self, knowledge):
        super().__init__()
        self.knowledge = knowledge
        self.snapshot = TeamSnapshot()
        self.asked = []

    def show(self, snapshot):
        self.snapshot = snapshot
        self.changed.emit(snapshot)

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        return lambda *args: self.asked.append((name, *args))


def person(name, first, **more):
    given = {
        "name": name, "share": 0.5, "verdict": "pytorch", "label": "clear",
        "title": "Clear: PyTorch comes first", "sentence": "", "show_shares": True,
        "shares": Shares(pytorch=first, tensorflow=1 - first, none=0.0),
        "margin": Margin(mean=7.0, low=-2.0, high=19.0), "answered": 12,
    }  # fmt: skip
    return Person(**given | more)


@pytest.fixture
def split(make_verdict):
    """A verdict on two who lean to different sides, and one whom a constraint decides."""
    rows = [("Phones and edge", 3.5), ("Easy debugging", 2.0)]
    return make_verdict(
        verdict="split",
        label="",
        title="Split: your people lean to different sides",
        sentence="PyTorch comes first for Ana (in 84 of 100 readings); TensorFlow for <b>Ben</b>.",
        people=(
            person("Ana", 0.84),
            person("<b>Ben</b>", 0.1, title="Clear: TensorFlow comes first",
                   margin=Margin(mean=-9.0, low=-22.0, high=-2.0)),
            person("Cem", 1.0, show_shares=False, label="ruled by a constraint", share=0.0,
                   title="PyTorch, because of one answer"),
        ),
        vetoes=(Veto(name="Cem", rule="k_py314", title="No wheels", text="None for 3.14.",
                     out=("tensorflow",), relax="Use Python 3.13"),),
        disagreements=tuple(
            Disagreement(criterion=str(n), label=f"{label} {n}", spread=spread,
                         levels={"Ana": spread, "<b>Ben</b>": 0.0, "Cem": 0.0})
            for label, spread in rows for n in range(4)
        ),
        next_best=(NextBest(kind="question", subject="speed", text="Ana: How fast?", evppi=0.1,
                            chance=0.09, cost_s=15.0),),
        flips=(Flip(kind="weight", what="“X” with 30 of 100", now="It has 3", then="level",
                    subject="x", value=0.3),),
    )  # fmt: skip


MEMBERS = (
    Member(id=1, path=Path("/x/ana.toml"), name="Ana", answers=Answers()),
    Member(id=2, path=Path("/x/ben.toml"), name="<b>Ben</b>", answers=Answers()),
    Member(id=3, path=None, name="Cem", answers=Answers(), note="A run is missing.", twin="Ana"),
    Member(
        id=4, path=Path("/x/bad.toml"), name="bad",
        error=AppError("bad.toml is empty", "there is nothing in it", "choose another file"),
    ),
    Member(id=5, path=Path("/x/new.toml"), name="new"),
)  # fmt: skip


@pytest.fixture
def team(qapp, knowledge):
    return Team(knowledge)


@pytest.fixture
def host(qtbot, themed):
    """A window of any size: as one itself the page would hold its own least size."""
    shown = QWidget()
    qtbot.addWidget(shown)
    shown.resize(1184, 820)
    shown.show()
    qtbot.waitExposed(shown)
    return shown


@pytest.fixture
def view(host, team):
    shown = TeamView(team, host)
    shown.resize(host.size())
    shown.show()
    return shown


@pytest.fixture
def full(view, team, split):
    team.show(TeamSnapshot(members=MEMBERS, verdict=split, removed="Dia & Co"))
    return view


def texts(widget):
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def button(view, name):
    return view.findChild(FlatButton, name)


# --- what is shown ------------------------------------------------------------------------------


def test_an_empty_page_says_what_it_is_and_offers_three_ways_in(qtbot, view, team):
    assert "Several people, one decision" in texts(view)
    assert not button(view, "team_report").isEnabled()
    button(view, "team_first_mine").click()
    assert ("add_mine",) in team.asked


def test_everyone_has_a_row_with_outcome_readings_lead_and_count(full):
    words = texts(full)
    for told in (
        "Split: your people lean to different sides", "Clear: PyTorch comes first",
        "12 of 16", "bad.toml is empty", "There is nothing in it. Do this: choose another file.",
        "The same answers as Ana: counted twice.", "Not counted for the team.",
        "A run is missing.", "Reading…", "3 people; 2 of them count, with an equal say",
    ):  # fmt: skip
        assert told in words, told
    readings = [row.accessibleName() for row in full.findChildren(ReadingsRow)]
    assert "In 84 of 100 readings PyTorch comes first, in 16 TensorFlow" in readings
    assert "A constraint decides: no share" in readings
    leads = [row.accessibleName() for row in full.findChildren(LeadRow)]
    assert "PyTorch by 7 (TensorFlow by 2 to PyTorch by 19)" in leads
    assert "TensorFlow by 9 (2 to 22)" in leads


def test_vetoes_name_who_why_and_the_way_out_with_the_source(full):
    panel = full.findChild(QWidget, "team_vetoes")
    words = texts(panel)
    assert "Cem rules out TensorFlow" in words
    assert "No wheels. None for 3.14." in words
    assert "Way out: Use Python 3.13." in words
    assert panel.findChild(FlatButton, "source_link") is not None


def test_the_widest_differences_stand_first_and_the_rest_on_demand(full):
    panel = full.findChild(QWidget, "team_apart")
    said = [axis.accessibleName() for axis in panel.findChildren(LevelAxis)]
    assert "Phones and edge 0: Ana decisive (3.5), <b>Ben</b> none (0.0), Cem none (0.0)" in said
    assert len([words for words in said if words]) == 6
    more = button(full, "team_apart_more")
    assert more.text() == "Show 2 more"
    more.click()
    said = [axis.accessibleName() for axis in panel.findChildren(LevelAxis)]
    assert len([words for words in said if words]) == 8


def test_a_split_team_is_told_no_flips_of_an_average(qtbot, full, team, split):
    assert full.findChild(QWidget, "team_flips") is None
    assert "Ana: How fast?" in texts(full)
    assert "of all people together" in texts(full)
    agreed = msgspec.structs.replace(split, verdict="pytorch", title="Clear: PyTorch comes first")
    team.show(TeamSnapshot(members=MEMBERS, verdict=agreed))
    qtbot.wait(1)
    assert "“X” with 30 of 100" in texts(full.findChild(QWidget, "team_flips"))


def test_one_person_is_not_a_team(view, team, split):
    alone = msgspec.structs.replace(split, people=split.people[:1])
    team.show(TeamSnapshot(members=MEMBERS[:1], verdict=alone))
    assert "One person is not a team yet" in texts(view)
    assert "Clear: PyTorch comes first" in texts(view)
    assert view.findChild(QWidget, "team_apart") is None


def test_nobody_who_can_be_weighed_is_said(view, team):
    team.show(TeamSnapshot(members=MEMBERS[3:4]))
    assert "Nobody’s answers can be weighed yet" in texts(view)
    team.show(TeamSnapshot(members=MEMBERS[3:5]))
    assert "Counting…" in texts(view)
    assert "bad.toml is empty" in texts(view)
    assert not button(view, "team_report").isEnabled()


def test_names_from_files_stay_text(full):
    assert tip("<b>Ben</b>.toml") == "<span>&lt;b&gt;Ben&lt;/b&gt;.toml</span>"
    assert tip("a < b & c.toml") == "a < b & c.toml"
    for widget in full.findChildren(QWidget):
        assert "<b>Ben" not in widget.toolTip()
    labels = [label for label in full.findChildren(QLabel) if "Ben" in label.text()]
    for label in labels:
        rich = label.textFormat() == Qt.TextFormat.RichText
        assert "&lt;b&gt;Ben" in label.text() if rich else True


# --- what is done -------------------------------------------------------------------------------


def test_buttons_and_fields_ask_the_controller(qtbot, full, team):
    button(full, "team_remove_2").click()
    button(full, "team_retry_4").click()
    button(full, "team_put_back").click()
    assert button(full, "team_put_back").text() == "Put Dia && Co back"
    assert not button(full, "team_add_mine").isVisible()
    field = full.findChild(TextField, "team_name_1")
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "Zoe")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert [a for a in team.asked if a[0] != "set_shown"] == [
        ("remove", 2), ("read_again", 4), ("put_back",), ("rename", 1, "Zoe"),
    ]  # fmt: skip


def test_a_name_that_is_being_typed_is_not_overwritten(qtbot, full, team):
    field = full.findChild(TextField, "team_name_1")
    with qtbot.waitActive(full.window()):
        full.activateWindow()
        field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "Zo")
    team.show(replace(team.snapshot, preview=True))
    assert field.text() == "Zo"
    assert full.findChild(PersonRow, "team_row_1").isVisible()


def test_the_page_tells_when_it_is_looked_at(view, team):
    assert ("set_shown", True) in team.asked
    view.hide()
    assert team.asked[-1] == ("set_shown", False)


def drop(view, paths):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    action = Qt.DropAction.CopyAction
    entered = QDragEnterEvent(QPoint(9, 9), action, mime, buttons, keys)
    entered.setAccepted(False)
    view.dragEnterEvent(entered)
    if entered.isAccepted():
        view.dropEvent(QDropEvent(QPointF(9, 9), action, mime, buttons, keys))
    return entered.isAccepted()


def test_files_that_are_dropped_are_added(view, team, tmp_path):
    good = [tmp_path / "a.toml", tmp_path / "b.JSON", tmp_path / "c.forkwise"]
    assert drop(view, [*good, tmp_path / "d.png"])
    assert team.asked[-1] == ("add_files", good)
    assert not drop(view, [tmp_path / "d.png"])


@pytest.mark.parametrize(
    ("opener", "name", "asked"),
    [
        ("team_add", "team_add_dialog", "add_files"),
        ("team_save_mine", "team_save_dialog", "export_mine"),
        ("team_report", "team_report_dialog", "write_report"),
    ],
)
def test_dialogs_do_not_block(qtbot, full, team, tmp_path, opener, name, asked):
    button(full, opener).click()
    dialog = full.findChild(QFileDialog, name)
    assert dialog.isVisible()
    path = str(tmp_path / "x.toml")
    if asked == "add_files":
        dialog.filesSelected.emit([path])
        assert team.asked[-1] == (asked, [Path(path)])
    else:
        dialog.fileSelected.emit(path)
        assert team.asked[-1] == (asked, Path(path))
    dialog.done(0)


def test_the_format_of_the_report_follows_the_filter(full):
    button(full, "team_report").click()
    dialog = full.findChild(QFileDialog, "team_report_dialog")
    dialog.filterSelected.emit(dialog.nameFilters()[1])
    assert dialog.defaultSuffix() == "md"
    dialog.done(0)


def test_what_was_saved_is_said(full, team):
    team.written.emit("/home/ana/team.html")
    assert "Saved as /home/ana/team.html" in texts(full)


# --- sizes and keys -----------------------------------------------------------------------------


@pytest.mark.parametrize("width", [1184, 1000, 804, 700, 560])
@pytest.mark.usefixtures("each_theme")
def test_nothing_is_cut_sideways(qtbot, full, width):
    full.resize(width, 600)
    qtbot.wait(1)
    for row in full.findChildren(PersonRow):
        assert row.minimumSizeHint().width() <= row.width() <= width
        for child in row.findChildren(FlatButton):
            if child.isVisible():
                right = child.mapTo(full, QPoint(child.width(), 0)).x()
                assert right <= width
    full.grab()


@pytest.mark.usefixtures("large_font")
@pytest.mark.parametrize("width", [1184, 804, 764])
def test_it_can_be_read_at_double_size(qtbot, host, team, split, width):
    shown = TeamView(team, host)
    shown.resize(width, 600)
    shown.show()
    team.show(TeamSnapshot(members=MEMBERS, verdict=split))
    qtbot.waitUntil(lambda: not _cut(shown))
    assert shown.width() == width
    for child in shown.findChildren(QWidget):
        if child.isVisible() and not child.findChildren(QWidget):
            assert child.mapTo(shown, QPoint(child.width(), 0)).x() <= width, child
    shown.grab()


def _cut(shown):
    """Return the texts that are not as high as they need to be."""
    labels = [w for w in shown.findChildren(QLabel) if w.isVisible() and w.wordWrap()]
    return [w.text() for w in labels if w.height() < w.heightForWidth(w.width()) - 1]


def test_everything_has_a_name_and_a_size_to_hit(full, walk):
    assert walk(full) == []


# --- arithmetic ---------------------------------------------------------------------------------


def test_letters_go_on_after_z():
    assert [letter(n) for n in (0, 1, 25, 26, 27, 51, 52, 701, 702)] == [
        "A", "B", "Z", "AA", "AB", "AZ", "BA", "ZZ", "AAA",
    ]  # fmt: skip


def test_discs_that_touch_go_into_lanes():
    assert lanes([0, 5, 30, 31, 32], 20) == [0, 1, 0, 1, 2]
    assert lanes([], 20) == []
    assert lanes([100, 0], 20) == [0, 0]


def test_many_at_one_place_are_counted():
    shown = discs({"A": 0, "B": 1, "C": 2, "D": 3, "E": 80, "F": 4}, 20)
    assert [(disc.text, disc.lane) for disc in shown] == [("A", 0), ("B", 1), ("E", 0), ("+3", 2)]
    assert [disc.text for disc in discs({"A": 0, "B": 1, "C": 2}, 20)] == ["A", "B", "C"]
    assert discs({}, 20) == []


def test_of_many_people_both_ends_are_named():
    levels = {f"P{n}": n / 4 for n in range(9)}
    assert levels_words(levels) == (
        "P8 some (2.0), P7 some (1.8), P6 some (1.5), 3 between, "
        "P2 little (0.5), P1 none (0.2), P0 none (0.0)"
    )


def test_the_axis_of_leads_holds_everyone_and_pytorch_lies_left():
    people = [person("a", 0.5), person("b", 0.5, margin=Margin(mean=0, low=-26.0, high=3.0))]
    assert lead_span(people) == 30
    assert lead_span([]) == 5
    assert lead_span([person("a", 0.5, margin=Margin(mean=0, low=-99.0, high=3.0))]) == 100
    assert lead_x(10, 30, 300) < 150 == lead_x(0, 30, 300) < lead_x(-10, 30, 300)


# --- in the page --------------------------------------------------------------------------------


def test_the_page_opens_the_team_and_comes_back(qtbot, page, decision):
    decision.answer("task", ("vision",))
    page.findChild(FlatButton, "team_open").click()
    assert decision.snapshot.question == TEAM
    view = page.findChild(TeamView)
    assert view.isVisible()
    decision.answer("outcome", ("product",))
    assert view.isVisible()
    page.findChild(FlatButton, "team_back").click()
    assert not view.isVisible()
    assert decision.snapshot.question == "task"
    assert isinstance(page, DecidePage)
