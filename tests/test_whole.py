"""Files are replaced whole or not at all."""

import os
import stat
import sys
from pathlib import Path

import pytest

from courtclock.whole import replacing, umask

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="locks and permissions of POSIX")


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_until_it_is_whole_the_old_one_stands(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("old")
    with replacing(file) as part:
        part.write_text("new")
        assert file.read_text() == "old"
        assert part.parent == tmp_path
    assert file.read_text() == "new"
    assert _names(tmp_path) == ["a.txt"]


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_what_goes_wrong_leaves_the_old_one_and_no_part(tmp_path: Path, error: type[BaseException]) -> None:
    file = tmp_path / "a.txt"
    file.write_text("old")

    def broken() -> None:
        with replacing(file) as part:
            part.write_text("ne")
            raise error

    with pytest.raises(error):
        broken()
    assert file.read_text() == "old"
    assert _names(tmp_path) == ["a.txt"]


def test_it_is_asked_last_whether_it_may(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"

    def still() -> None:
        assert next(tmp_path.glob(".a.txt.*.part")).read_text() == "new"
        raise PermissionError(13, "changed meanwhile")

    with pytest.raises(PermissionError, match="changed meanwhile"), replacing(file, still=still) as part:
        part.write_text("new")
    assert _names(tmp_path) == []


@POSIX
def test_what_a_killed_run_left_goes_and_what_is_being_written_stays(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    (tmp_path / ".a.txt.0123abcd.part").write_text("killed")
    (tmp_path / ".a.txt.notes.part").write_text("not ours")
    (tmp_path / ".a.txtx.0123abcd.part").write_text("of another file")
    with replacing(file) as first:
        first.write_text("first")
        with replacing(file) as second:
            second.write_text("second")
            assert first.exists()
        assert file.read_text() == "second"
    assert file.read_text() == "first"
    assert _names(tmp_path) == [".a.txt.notes.part", ".a.txtx.0123abcd.part", "a.txt"]


@POSIX
def test_permissions_stay_or_are_those_of_the_umask_or_the_ones_asked_for(tmp_path: Path) -> None:
    def written(name: str, mode: int | None = None) -> int:
        with replacing(tmp_path / name, mode=mode) as part:
            part.write_text("x")
        return stat.S_IMODE((tmp_path / name).stat().st_mode)

    (tmp_path / "old").write_text("old")
    (tmp_path / "old").chmod(0o640)
    assert written("old") == 0o640
    assert written("new") == 0o666 & ~umask()
    assert written("private", 0o600) == 0o600


@POSIX
def test_what_a_link_leads_to_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "there" / "a.txt")
    with replacing(link) as part:
        part.write_text("new")
    assert link.is_symlink()
    assert link.read_text() == "new"
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    with pytest.raises(OSError, match="leads back to itself"), replacing(tmp_path / "loop"):
        pass


@POSIX
@pytest.mark.skipif(sys.platform != "win32" and os.geteuid() == 0, reason="nothing is refused to root")
def test_a_folder_that_may_be_written_but_not_listed(tmp_path: Path) -> None:
    folder = tmp_path / "drop"
    folder.mkdir()
    folder.chmod(0o300)
    try:
        with replacing(folder / "a.txt") as part:
            part.write_text("new")
        assert (folder / "a.txt").read_text() == "new"
    finally:
        folder.chmod(0o700)
