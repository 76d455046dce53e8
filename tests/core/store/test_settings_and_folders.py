"""Settings survive a round trip, and never keep the app from starting."""

import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.records.document import Settings
from core.records.errors import AppError
from core.store.folders import home
from core.store.settings import read_settings, settings_path, write_settings


def test_defaults_without_a_file() -> None:
    assert read_settings() == Settings()


@given(
    st.sampled_from(["system", "light", "dark"]),
    st.floats(0, 1, exclude_min=True, exclude_max=True),
    st.dictionaries(
        st.sampled_from(["pytorch", "tensorflow"]),
        st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
    ),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80)
def test_round_trip(theme, margin, interpreters) -> None:
    wanted = Settings(theme=theme, margin=margin, interpreters=interpreters)
    write_settings(wanted)
    assert read_settings() == wanted


@pytest.mark.parametrize(
    "text",
    [
        "theme = ",
        'theme = "pink"',
        "margin = nan",
        "margin = 3.0",
        'margin = "much"',
        'colour = "red"',
        '[interpreters]\njax = "/usr/bin/python"',
        "\0",
        "a = " + "[" * 50_000,
        "x" * 70_000,
    ],
)
def test_broken_settings_are_told_and_left(text) -> None:
    settings_path().write_text(text)
    told: list[AppError] = []
    assert read_settings(tell=told.append) == Settings()
    assert str(settings_path()) in told[0].what + told[0].why
    assert settings_path().read_text() == text
    write_settings(Settings(theme="dark"))
    assert read_settings().theme == "dark"
    assert settings_path().with_name("settings.toml.1").read_text() == text


def test_bad_values_are_not_written() -> None:
    with pytest.raises(AppError, match="margin"):
        write_settings(Settings(margin=float("inf")))
    with pytest.raises(AppError, match="bytes that are no text"):
        write_settings(Settings(interpreters={"pytorch": "/a\udcff"}))
    assert not settings_path().exists()


def test_one_variable_moves_all_folders(app_home) -> None:
    folders = home()
    for folder in (folders.data, folders.runs, folders.documents, folders.cache, folders.logs):
        assert folder.is_dir()
        assert folder.is_relative_to(app_home)


@pytest.mark.skipif(sys.platform != "linux", reason="the folders of XDG, and /proc")
def test_folders_of_the_system_and_one_that_cannot_be(tmp_path, monkeypatch) -> None:
    monkeypatch.delenv("FORKWISE_HOME")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    assert home().runs == tmp_path / "data" / "forkwise" / "runs"
    assert home().cache == tmp_path / "cache" / "forkwise"
    blocked = tmp_path / "file"
    blocked.touch()
    for place in (blocked / "below", Path("/proc/forkwise")):
        monkeypatch.setenv("FORKWISE_HOME", str(place))
        with pytest.raises(AppError) as caught:
            home()
        assert str(place) in caught.value.why
        assert "FORKWISE_HOME" in caught.value.remedy
