"""The team’s page: rows, pictures, words, files dropped."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget
from team_people import DIA, MEMBERS, button, texts

from core.records.answers import Answers
from core.records.errors import AppError
from gui.controllers.snapshot import TEAM
from gui.controllers.team_files import Member, TeamSnapshot
from gui.decide.page import DecidePage
from gui.decide.team_apart import LevelAxis
from gui.decide.team_marks import LeadRow, ReadingsRow
from gui.decide.team_row import PersonRow
from gui.decide.team_view import TeamView
from gui.widgets.buttons import FlatButton
from gui.widgets.fields import TextField
from gui.widgets.tips import tip

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


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
        ("remove", 2), ("read_again", 4), ("put_back", 9), ("rename", 1, "Zoe"),
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


# --- who was removed ----------------------------------------------------------------------------


def test_nobody_left_is_no_dead_end(view, team):
    team.show(TeamSnapshot(removed=(DIA,)))
    back = button(view, "team_first_put_back")
    assert back.isVisible()
    assert back.text() == "Put Dia && Co back"
    back.click()
    assert team.asked[-1] == ("put_back", 9)
    team.show(TeamSnapshot())
    assert not back.isVisible()


def test_each_and_all_who_were_removed_can_be_chosen(view, team):
    ana = replace(MEMBERS[0], folder="/a")
    team.show(TeamSnapshot(removed=(ana, MEMBERS[1], DIA)))
    assert button(view, "team_first_put_back").text() == "Put 3 people back…"
    menu = button(view, "team_first_put_back").menu_of_removed()
    words = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert words == ["&All 3", "Dia && Co", "<b>Ben</b>", "Ana (/a)"]
    for action in menu.actions():
        action.trigger()
    assert [a for a in team.asked if a[0] != "set_shown"] == [
        ("put_all_back",), ("put_back", 9), ("put_back", 2), ("put_back", 1),
    ]  # fmt: skip


# --- names that would lead astray ---------------------------------------------------------------


def test_files_of_one_name_are_told_apart_by_their_folders(view, team):
    one = Member(id=1, path=Path("/a/x.toml"), name="x", answers=Answers(), folder="/a")
    two = Member(id=2, path=Path("/b/x.toml"), name="x (2)", folder="/b",
                 error=AppError("x.toml is empty", "nothing in it", ""))  # fmt: skip
    team.show(TeamSnapshot(members=(one, two)))
    assert "From /a." in texts(view)
    assert "From /b." in texts(view)


def test_a_name_with_a_bidi_override_is_spelt_out_as_it_is_pasted(qtbot, full, team):
    field = full.findChild(TextField, "team_name_1")
    field.setFocus()
    field.selectAll()
    QGuiApplication.clipboard().setText("\u202eanA")
    field.paste()
    assert field.text() == "⟨U+202E⟩anA"
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert team.asked[-1] == ("rename", 1, "⟨U+202E⟩anA")


def test_no_tip_turns_the_path(full):
    assert tip("/x/\u202elmot.toml") == "/x/⟨U+202E⟩lmot.toml"


def test_the_keyboard_goes_to_whoever_was_put_back(qtbot, full, host, team, split):
    host.activateWindow()
    qtbot.waitUntil(host.isActiveWindow)
    button(full, "team_put_back").setFocus()
    qtbot.waitUntil(button(full, "team_put_back").hasFocus)
    team.show(TeamSnapshot(members=(*MEMBERS, DIA), verdict=split))
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.objectName() == f"team_name_{DIA.id}"
