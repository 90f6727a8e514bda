"""`courtclock feed`: the file that is there is carried on, or stays as it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from courtclock.cli import main
from courtclock.docket import load
from courtclock.feed import feed

APPEAL = Path(__file__).parents[2] / "examples" / "appeal-with-copying-time.toml"
X = Path(__file__).parents[2] / "examples" / "x-restoration.toml"
STAMP = "2026-11-24T09:00:00+05:00"


def call(*args: str | Path, **env: str) -> Result:
    result = CliRunner(env=env).invoke(main, ["feed", *(str(arg) for arg in args)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def moved(tmp_path: Path) -> Path:
    path = tmp_path / "moved.toml"
    path.write_text(APPEAL.read_text(encoding="utf-8").replace("2026-05-05", "2026-05-12"), encoding="utf-8")
    assert path.read_bytes() != APPEAL.read_bytes()
    return path


def test_the_second_publication_of_the_same_is_the_same_file(tmp_path: Path) -> None:
    out = tmp_path / "a.ics"
    call(APPEAL, "-o", out)
    first = out.read_bytes()
    assert call(APPEAL, "-o", out).exit_code == 0
    assert out.read_bytes() == first == feed(load(APPEAL))


def test_a_change_takes_the_stamp_that_is_given_else_that_of_the_build(tmp_path: Path) -> None:
    changed, first = load(moved(tmp_path)), feed(load(APPEAL))
    wanted = feed(changed, previous=first, stamp=STAMP)
    for args, env in (["--stamp", STAMP], {}), ([], {"SOURCE_DATE_EPOCH": "1795492800"}):
        out = tmp_path / "a.ics"
        out.write_bytes(first)
        assert call(tmp_path / "moved.toml", "-o", out, *args, **env).exit_code == 0
        if args:
            assert out.read_bytes() == wanted
        else:
            assert out.read_bytes() == feed(changed, previous=first, stamp="2026-11-24T04:00:00Z")
    assert b"SEQUENCE:1\r\n" in wanted


def test_an_epoch_that_is_none_is_told(tmp_path: Path) -> None:
    result = call(APPEAL, "-o", tmp_path / "a.ics", SOURCE_DATE_EPOCH="soon")
    assert (result.exit_code, "SOURCE_DATE_EPOCH='soon'" in result.stderr) == (1, True)


@pytest.mark.parametrize("damage", [lambda d: d[:-30], lambda d: d.replace(b"//courtclock//", b"//other//")])
def test_a_feed_that_cannot_be_carried_on_stays_until_it_is_asked_to_go(tmp_path: Path, damage: object) -> None:
    out = tmp_path / "a.ics"
    assert callable(damage)
    broken = damage(feed(load(APPEAL)))
    out.write_bytes(broken)
    result = call(APPEAL, "-o", out)
    assert result.exit_code == 1
    assert "--fresh" in result.stderr
    assert "a.ics" in result.stderr
    assert out.read_bytes() == broken
    assert list(tmp_path.iterdir()) == [out]
    assert call(APPEAL, "-o", out, "--fresh").exit_code == 0
    assert out.read_bytes() == feed(load(APPEAL))


def test_the_feed_of_another_docket_is_noticed(tmp_path: Path) -> None:
    out = tmp_path / "x.ics"
    call(X, "-o", out)
    result = call(APPEAL, "-o", out, "--stamp", STAMP)
    assert "another docket" in result.stderr
    assert "withdrawn" in result.stdout


def test_the_styles_are_options(tmp_path: Path) -> None:
    out = tmp_path / "a.ics"
    for args in (
        ["--brief"],
        ["--todo"],
        ["--reminders", "standard", "--reminders-as", "entries"],
        ["--hours", "both"],
    ):
        assert call(APPEAL, "-o", out, "--fresh", *args).exit_code == 0
    person = call(APPEAL, "-o", out, "--fresh", "--responsible", "Nobody")
    assert (person.exit_code, "responsible person" in person.stderr) == (1, True)
    call(APPEAL, "-o", out, "--fresh")
    tasks = call(APPEAL, "-o", out, "--todo")
    assert (tasks.exit_code, "feed of events" in tasks.stderr) == (1, True)


def test_the_count_is_of_entries_also_where_nothing_has_changed(tmp_path: Path) -> None:
    out = tmp_path / "x.ics"
    said = [call(X, "-o", out, "--stamp", STAMP).stdout for _ in range(3)]
    assert said[0] == said[1] == said[2]
    assert f"{out.read_bytes().count(b'BEGIN:VEVENT')} entries" in said[0]


def test_the_count_of_what_is_withdrawn_is_told_again(tmp_path: Path) -> None:
    out, book = tmp_path / "a.ics", tmp_path / "book.toml"
    book.write_text(APPEAL.read_text(encoding="utf-8"), encoding="utf-8")
    call(book, "-o", out, "--stamp", STAMP)
    book.write_text(book.read_text(encoding="utf-8").partition("[[deadline]]")[0], encoding="utf-8")
    said = [call(book, "-o", out, "--stamp", STAMP).stdout for _ in range(2)]
    gone = out.read_bytes().count(b"SUMMARY:Withdrawn: ")
    assert gone > 1
    assert said[0] == said[1]
    assert f"{out.read_bytes().count(b'BEGIN:VEVENT')} entries, {gone} of them withdrawn" in said[0]


def test_days_in_the_wrong_order_are_a_usage_error_and_the_feed_stays(tmp_path: Path) -> None:
    out = tmp_path / "a.ics"
    call(APPEAL, "-o", out)
    before = out.read_bytes()
    result = call(APPEAL, "-o", out, "--from", "2026-06-01", "--to", "2026-05-01")
    assert (result.exit_code, "--from 2026-06-01 is later than --to 2026-05-01" in result.stderr) == (2, True)
    assert out.read_bytes() == before
