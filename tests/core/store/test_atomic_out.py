"""Writing where a person asked for it: links, devices and rights stay what they are."""

import os
import stat
import sys

import pytest

from core.store.atomic import write_out

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX links and rights")


def test_a_link_is_followed(tmp_path):
    target = tmp_path / "target.md"
    target.write_text("old")
    link = tmp_path / "link.md"
    link.symlink_to(target)
    write_out(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_a_pipe_stays_a_pipe(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_out(pipe, b"through")
    assert os.read(reader, 100) == b"through"
    os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_rights_are_those_of_any_program_or_of_the_file_before(tmp_path):
    mask = os.umask(0o022)
    try:
        new = tmp_path / "new.md"
        write_out(new, b"x")
        assert new.stat().st_mode & 0o777 == 0o644
        new.chmod(0o640)
        write_out(new, b"y")
        assert new.stat().st_mode & 0o777 == 0o640
    finally:
        os.umask(mask)
