"""The token file: what opens, what is revoked, what is refused; and that no message quotes a secret."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courtclock.errors import TokenFault
from courtclock.serve.tokens import TokenFile, Tokens, new_secret, read
from serving import OTHER, SECRET

HEX = "0123456789abcdef" * 2


def names(tokens: Tokens) -> list[str]:
    return [one.name for one in tokens.subscribers]


def test_a_line_is_a_name_and_a_secret() -> None:
    tokens = read(f"# who reads\n\nclerk {SECRET}\r\n  a.b@c-d+e\t{OTHER}  \n".encode())
    assert names(tokens) == ["clerk", "a.b@c-d+e"]
    assert tokens.faults == ()
    assert [(found := tokens.who(secret.encode())) and found.name for secret in (SECRET, OTHER)] == [
        "clerk",
        "a.b@c-d+e",
    ]


@pytest.mark.parametrize(
    "wrong", ["", "x", SECRET[:-1], SECRET + "x", SECRET.lower(), "clerk", f"clerk {SECRET}", "é", "\0"]
)
def test_nothing_else_opens(wrong: str) -> None:
    assert read(f"clerk {SECRET}\n".encode()).who(wrong.encode()) is None


@given(st.binary(max_size=80))
def test_no_bytes_open_but_the_secret(given: bytes) -> None:
    assert (read(f"clerk {SECRET}\n".encode()).who(given) is not None) == (given == SECRET.encode())


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (SECRET, "a name and a secret, got 1 word"),
        (f"clerk {SECRET} today", "got 3 words"),
        (f"clerk: {SECRET}", "the name"),
        (f"{'n' * 65} {SECRET}", "the name"),
        ("clerk " + "0123456789" * 3, "can be guessed"),
        ("clerk " + HEX[:31], "can be guessed"),
        ("clerk " + SECRET[:21], "can be guessed"),
        ("clerk " + "a" * 200, "can be guessed"),
        (f"clerk {SECRET}/", "the secret: expected"),
        (f"clerk {SECRET}é", "the secret: expected"),
        (f"clerk {OTHER}", "already that of another line"),
    ],
)
def test_a_faulty_line_opens_nothing_and_is_told_without_the_secret(line: str, fault: str) -> None:
    tokens = read(f"first {OTHER}\n{line}\nlast {SECRET[::-1]}\n".encode())
    assert names(tokens) == ["first", "last"]
    (told,) = tokens.faults
    assert told.startswith("line 2: ")
    assert fault in told
    assert not any(word in told for word in line.split() if len(word) > 20)


@pytest.mark.parametrize("enough", [HEX, SECRET, SECRET[:22], "1234567890" * 4, new_secret()])
def test_what_holds_128_bits_is_taken(enough: str) -> None:
    assert read(f"clerk {enough}\n".encode()).faults == ()


@given(st.binary(max_size=200))
def test_any_bytes_are_read(data: bytes) -> None:
    tokens = read(data)
    assert len(tokens.subscribers) + len(tokens.faults) <= data.count(b"\n") + 1


def test_a_secret_shows_in_no_text_of_it() -> None:
    tokens = read(f"clerk {SECRET}\n".encode())
    assert SECRET not in repr(tokens) + str(tokens.subscribers)


def test_the_first_start_makes_a_private_file_with_one_secret(tmp_path: Path) -> None:
    file = TokenFile(tmp_path / "demo.tokens")
    assert file.open() is True
    assert stat.S_IMODE(file.path.stat().st_mode) == 0o600
    assert names(file.tokens()) == ["subscriber"]
    before = file.path.read_bytes()
    assert file.open() is False
    assert file.path.read_bytes() == before


@pytest.mark.skipif(os.name != "posix", reason="this system keeps no modes of files")
@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o620])
def test_a_file_that_others_can_read_is_refused(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "demo.tokens"
    path.write_text(f"clerk {SECRET}\n")
    path.chmod(mode)
    with pytest.raises(TokenFault, match=f"{mode:04o}"):
        TokenFile(path).open()


def test_a_removed_line_is_revoked_at_once_also_within_one_tick(tmp_path: Path) -> None:
    path = tmp_path / "demo.tokens"
    path.write_text(f"clerk {SECRET}\nother {OTHER}\n")
    file = TokenFile(path)
    assert file.tokens().who(SECRET.encode())
    times = (path.stat().st_atime_ns, path.stat().st_mtime_ns)
    path.write_text(f"clerk {OTHER}\nother {SECRET[::-1]}\n")
    os.utime(path, ns=times)  # the same size and the same time
    assert file.tokens().who(SECRET.encode()) is None
    assert names(file.tokens()) == ["clerk", "other"]


@pytest.mark.parametrize("gone", ["deleted", "a folder", "too large"])
def test_a_file_that_cannot_be_read_opens_nothing(tmp_path: Path, gone: str) -> None:
    path = tmp_path / "demo.tokens"
    path.write_text(f"clerk {SECRET}\n")
    file = TokenFile(path)
    assert file.tokens().who(SECRET.encode())
    path.unlink()
    if gone == "a folder":
        path.mkdir()
    elif gone == "too large":
        path.write_text(f"clerk {SECRET}\n" + "#" * 1_000_000)
    assert file.tokens().who(SECRET.encode()) is None
    assert file.tokens().faults


def test_a_subscriber_is_added_and_the_rest_of_the_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "demo.tokens"
    path.write_text(f"# ours\nclerk {SECRET}")
    path.chmod(0o600)
    file = TokenFile(path)
    file.add("desk")
    assert names(file.tokens()) == ["clerk", "desk"]
    assert path.read_text().startswith(f"# ours\nclerk {SECRET}\ndesk ")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    for wrong in ("desk", "two words", ""):
        with pytest.raises(TokenFault):
            file.add(wrong)


@pytest.mark.skipif(os.name != "posix" or os.getuid() != 0, reason="only an administrator can give a file away")
def test_a_file_stays_that_of_the_server_when_an_administrator_adds_to_it(tmp_path: Path) -> None:
    path, link = tmp_path / "demo.tokens", tmp_path / "link"
    path.write_text(f"clerk {SECRET}\n")
    os.chown(path, 12345, 12346)
    link.symlink_to(path)
    TokenFile(link).add("desk")
    assert link.is_symlink()
    assert (path.stat().st_uid, path.stat().st_gid) == (12345, 12346)
