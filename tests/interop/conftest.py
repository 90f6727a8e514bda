"""Say which readers ran, so that nobody takes silence for agreement."""

from __future__ import annotations

import pytest
from interop.readers import READERS
from interop.servers import OTHERS


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not any("interop" in report.nodeid for kind in terminalreporter.stats.values() for report in kind if hasattr(report, "nodeid")):
        return
    terminalreporter.section("calendar programs")
    for one in (*READERS, *OTHERS):
        terminalreporter.line(one.missing or f"{one.name} {one.said_version()} ran")
