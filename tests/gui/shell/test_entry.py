"""The entry point: no traceback when a system library is missing or a person is quick."""

import builtins
import sys

import pytest

from gui import entry


def test_a_missing_system_library_is_one_sentence(monkeypatch, capsys):
    real = builtins.__import__

    def without_glib(name, *args, **kwargs):
        if name == "gui.app":
            raise ImportError("libglib-2.0.so.0: cannot open shared object file")
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without_glib)
    monkeypatch.setattr(sys, "argv", ["forkwise"])
    assert entry.main() == 2
    said = capsys.readouterr().err.strip()
    assert said.startswith("forkwise: The window cannot open. libglib-2.0.so.0")
    assert "\n" not in said


def test_ctrl_c_while_starting_is_no_traceback(monkeypatch):
    def interrupted(args):
        raise KeyboardInterrupt

    monkeypatch.setattr(entry, "_start", interrupted)
    assert entry.main() == 130


@pytest.mark.parametrize(
    ("args", "window"),
    [([], True), (["--quit-when-shown"], True), (["a.forkwise"], True), (["decide"], False)],
)
def test_what_opens_a_window(args, window):
    assert entry.wants_window(args) is window
