"""The documentation is true: its code runs, its outputs are those of the commands, its tables are those of the code.

``python tests/test_docs.py`` rewrites the outputs that stand in ``docs``; read the difference before it is kept.
"""

from __future__ import annotations

import ast
import doctest
import os
import re
import runpy
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import click
import pytest

import courtclock
from courtclock.cli import main
from courtclock.cli.groups import DefaultGroup
from courtclock.clock import compute
from courtclock.deadline import within
from courtclock.docket.rows import TABLES, Head
from courtclock.errors import InvalidValue
from courtclock.ledger import EventKind
from courtclock.schema import request
from courtclock.trace import StepKind

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
SOURCES = sorted((ROOT / "src").rglob("*.py"))
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted(DOCS.rglob("*.md"))]
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s<>]+)\)")
ROW = re.compile(r"^\| `([\w-]+)`(\??) \|", re.MULTILINE)
COMMANDS = {
    **main.commands,
    **{
        f"{name} {inner}": command
        for name, group in main.commands.items()
        if isinstance(group, click.Group)
        for inner, command in group.commands.items()
    },
}

page = pytest.mark.parametrize("page", [pytest.param(p, id=str(p.relative_to(ROOT))) for p in PAGES])
command = pytest.mark.parametrize("name", sorted(COMMANDS))


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _blocks(path: Path, language: str) -> list[str]:
    return [body for found, body in FENCE.findall(_text(path)) if found == language]


def _sections(path: Path) -> dict[str, str]:
    """Return the text under each heading of the second level, by its heading without backquotes."""
    parts = re.split(r"^## (.+)$", _text(path), flags=re.MULTILINE)
    return {head.replace("`", ""): body for head, body in zip(parts[1::2], parts[2::2], strict=True)}


def _keys(section: str) -> dict[str, bool]:
    """Return the keys of the tables in a section, and whether each may be left out."""
    return {key: mark == "?" for key, mark in ROW.findall(section)}


def _run(line: str) -> str:
    """Return what a line of shell prints, both streams, from the root of the repository, 80 columns wide."""
    environment = {
        **os.environ,
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")]),
        "COLUMNS": "80",
        "NO_COLOR": "1",
        "PYTHONUTF8": "1",
    }
    for name in ("FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE"):
        environment.pop(name, None)
    quiet: dict[str, Any] = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    done: subprocess.CompletedProcess[bytes] = subprocess.run(
        ["sh", "-c", line], cwd=ROOT, env=environment, timeout=120, check=False, **quiet
    )
    return done.stdout.decode("utf-8").replace("\r\n", "\n").rstrip("\n")


def _session(block: str) -> Iterator[tuple[str, str]]:
    """Give the commands of a shell session, each with the output that stands under it."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        line, _, output = part.partition("\n")
        while line.endswith("\\"):
            more, _, output = output.partition("\n")
            line = f"{line}\n{more}"
        yield line, output.rstrip("\n")


@page
def test_python_blocks_run(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    blocks = _blocks(page, "python")
    assert all(">>>" in block for block in blocks), "a block of Python that cannot be checked"
    example = doctest.DocTestParser().get_doctest("\n".join(blocks), {}, str(page), str(page), 0)
    told: list[str] = []
    result = doctest.DocTestRunner().run(example, out=told.append)
    assert result.failed == 0, "".join(told)


@page
def test_shell_sessions_print_what_they_show(page: Path) -> None:
    for block in _blocks(page, "console"):
        found = list(_session(block))
        assert found, "a session without a command"
        for line, output in found:
            assert _run(line) == output, line


def _anchors(path: Path) -> set[str]:
    text = FENCE.sub("", _text(path))
    heads = re.findall(r"^#+ (.+)$", text, flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@page
def test_links_inside_the_repository_resolve(page: Path) -> None:
    for target in LINK.findall(FENCE.sub("", _text(page))):
        if target.startswith(("http://", "https://")):
            continue
        name, _, anchor = target.partition("#")
        path = (page.parent / name).resolve() if name else page
        assert path.exists(), target
        assert path.is_relative_to(ROOT), target
        assert not anchor or anchor in _anchors(path), target


def test_every_page_is_reached_from_the_index() -> None:
    index = DOCS / "index.md"
    linked = {(DOCS / target.partition("#")[0]).resolve() for target in LINK.findall(_text(index))}
    assert set(DOCS.rglob("*.md")) - {index} <= linked


@command
def test_a_command_is_documented_with_its_help(name: str) -> None:
    section = _sections(DOCS / "cli.md")[name]
    blocks = [body for language, body in FENCE.findall(section) if language == "console"]
    assert any(block.startswith(f"$ courtclock {name} --help\n") for block in blocks)
    shown = [line for block in blocks for line, _ in _session(block) if "--help" not in line]
    assert any(f"courtclock {name}" in line for line in shown), "no example"
    assert COMMANDS[name].help


@command
def test_every_option_of_a_command_is_explained(name: str) -> None:
    prose = FENCE.sub("", _sections(DOCS / "cli.md")[name])
    command = COMMANDS[name]
    command = command.default if isinstance(command, DefaultGroup) else command
    options = [p for p in command.params if isinstance(p, click.Option)]
    names = {max(option.opts, key=len) for option in options}
    assert {option for option in names if f"`{option}`" not in prose} == set()
    assert [option.name for option in options if not option.help] == []


def test_no_command_is_documented_that_does_not_exist() -> None:
    text = "\n".join(_text(path) for path in PAGES)
    named = set(re.findall(r"(?:^\$ |`|\| )courtclock ([a-z]+)", text, flags=re.MULTILINE))
    assert named <= set(COMMANDS)


def test_the_keys_of_a_request_are_documented() -> None:
    with pytest.raises(InvalidValue) as caught:
        request.read({"no such key": 1})
    known = re.search(r"known: ([\w, ]+)", str(caught.value))
    assert known is not None
    assert set(_keys(_sections(DOCS / "cli.md")["The request"])) == set(known[1].split(", "))


def test_the_keys_of_an_answer_are_documented() -> None:
    answer = compute(within("1 month").of("2024-01-31", court="pk.shc"))
    found = answer.to_json()
    listed = set(_keys(_sections(DOCS / "cli.md")["The answer"]))
    inside = {key for name in ("readings", "steps") for key in found[name][0]}
    assert listed == {"id", "error", "type", "message", *found, *inside}


def test_the_kinds_of_step_are_documented() -> None:
    row = next(line for line in _sections(DOCS / "cli.md")["The answer"].splitlines() if line.startswith("| `kind` |"))
    assert re.findall("`([^`]+)`", row)[1:] == [kind.value for kind in StepKind]


@pytest.mark.parametrize(("table", "row"), [("[docket]", Head), *((f"[[{n}]]", kind) for n, kind in TABLES.items())])
def test_the_keys_of_a_docket_table_are_documented(table: str, row: Any) -> None:
    documented = _keys(_sections(DOCS / "docket.md")[table])
    assert documented == {field.name: field.default is not attrs.NOTHING for field in attrs.fields(row)}


def test_the_kinds_of_event_and_the_states_are_documented() -> None:
    from courtclock.docket import State

    sections = _sections(DOCS / "docket.md")
    assert set(_keys(sections["Kinds of event"])) == {kind.value for kind in EventKind}
    states = set(re.findall(r"^\| ([a-z ]+) \|", sections["States"], re.MULTILINE)) - {"state"}
    assert states == {state.value for state in State}


def _without_docstring(body: list[ast.stmt]) -> Iterator[str]:
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            if not ast.get_docstring(node):
                yield node.name
            if isinstance(node, ast.ClassDef):
                yield from (f"{node.name}.{name}" for name in _without_docstring(node.body))


@pytest.mark.parametrize("path", [pytest.param(p, id=str(p.relative_to(ROOT / "src"))) for p in SOURCES])
def test_what_is_public_has_a_docstring(path: Path) -> None:
    module = ast.parse(_text(path))
    assert ast.get_docstring(module)
    assert list(_without_docstring(module.body)) == []


@pytest.mark.parametrize("name", courtclock.__all__)
def test_a_stable_name_is_listed_and_has_a_docstring(name: str) -> None:
    assert f"`{name}`" in _text(DOCS / "stability.md")
    assert getattr(courtclock, name).__doc__


def test_the_pages_about_the_law_are_fresh() -> None:
    assert runpy.run_path(str(ROOT / "tasks" / "law_pages.py"))["stale"]() == []


def _rewrite(path: Path) -> None:
    """Put the real output under every command of a page."""

    def real(found: re.Match[str]) -> str:
        if found[1] != "console":
            return found[0]
        return "".join(["```console\n", *(f"$ {line}\n{_run(line)}\n" for line, _ in _session(found[2])), "```"])

    path.write_text(FENCE.sub(real, _text(path)), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    for one in sorted(DOCS.glob("*.md")):
        _rewrite(one)
