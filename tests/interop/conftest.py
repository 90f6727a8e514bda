"""Say which programs ran and what was left out, so that nobody takes silence for agreement."""

from __future__ import annotations

import pytest

from interop.readers import READERS
from interop.servers import OTHERS


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reports = [one for kind in ("passed", "failed", "skipped", "error") for one in terminalreporter.getreports(kind)]
    mine = [one for one in reports if "tests/interop/" in one.nodeid]
    if not mine:
        return
    programs = (*READERS, *OTHERS)
    there = [f"{one.name} {one.said_version()}" for one in programs if not one.missing]
    reasons = {
        one.longrepr[2].removeprefix("Skipped: ") for one in mine if one.skipped and isinstance(one.longrepr, tuple)
    }
    terminalreporter.line("feeds were read by: " + ", ".join(there))
    for reason in sorted(reasons | {one.missing for one in programs if one.missing}):
        terminalreporter.line(f"not read: {reason}")
