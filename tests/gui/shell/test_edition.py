"""The window on an edition of the person's own, and when that edition has vanished."""

import shutil
from importlib import resources
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from core.records.document import Settings
from core.store.settings import write_settings
from gui.program import Program
from gui.shell.crash import CrashKeeper
from gui.shell.main_window import MainWindow
from gui.shell.messages import Messages
from gui.widgets.banner import Banner


@pytest.fixture
def own(tmp_path):
    """A copy of the knowledge with a version of its own, chosen by `knowledge use`."""
    folder = tmp_path / "ours"
    with resources.as_file(resources.files("resources").joinpath("knowledge")) as built_in:
        shutil.copytree(Path(built_in), folder)
    meta = folder / "meta.toml"
    text = meta.read_text(encoding="utf-8")
    meta.write_text(text.replace('version = "', 'version = "ours-', 1), encoding="utf-8")
    write_settings(Settings(knowledge=str(folder)))
    return folder


@pytest.fixture
def opened(qtbot, qapp, monkeypatch):
    """Return a function that opens the program and its window."""
    monkeypatch.setattr(QApplication, "exit", lambda *_: None)
    programs = []

    def start():
        window = MainWindow()
        qtbot.addWidget(window)
        messages = Messages(CrashKeeper(None), window.banners, window)
        program = Program(qapp, window, messages, "light", None, window)
        with qtbot.waitSignal(program.ready):
            window.show()
        programs.append(program)
        return program, window

    yield start
    for program in programs:
        program.finish(0)


def test_the_window_uses_the_chosen_edition_and_names_it(own, opened):
    program, _ = opened()
    version = program.decision.snapshot.knowledge.meta.version
    assert version.startswith("ours-")
    assert "“ours”" in version


def test_a_vanished_edition_gives_the_built_in_one_and_says_so(own, opened):
    shutil.rmtree(own)
    program, window = opened()
    assert "ours" not in program.decision.snapshot.knowledge.meta.version
    (banner,) = window.findChildren(Banner)
    said = banner.accessibleName() + banner.accessibleDescription()
    assert str(own) in said
    assert "knowledge use --built-in" in said
