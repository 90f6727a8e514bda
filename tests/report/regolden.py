"""Rewrite the golden page: ``python tests/report/regolden.py``. Read the difference before it is committed."""

from __future__ import annotations

import re
from pathlib import Path

from courtclock import __version__
from courtclock.docket import loads
from courtclock.report import report

GOLDEN = Path(__file__).parent / "golden" / "one-week.html"
ON = "2024-04-25"
DOCKET = b"""
[docket]
schema = 1
id = "one-week"
title = "Khan & others v <Federation>"
recorded = 2024-04-17T18:00:00+05:00
[[petition]]
id = "petition"
court = "pk.shc"
title = "Khan v Federation"
[[order]]
id = "order"
court = "pk.shc"
made = 2024-04-17
title = "Withdraw the letter"
petitions = ["petition"]
source = { title = "A report", url = "https://example.org/a?b=1&c=2", on = 2024-04-18 }
[[hearing]]
id = "next"
court = "pk.shc"
on = 2024-05-09
at = 09:30:00
petitions = ["petition"]
purpose = "next date"
[[window]]
id = "week"
order = "order"
what = "withdraw the letter"
by = "Ministry of Interior"
within = "one week"
failing = "the court will pass appropriate orders"
at = "next"
calendar = "pk.federal"
[[event]]
id = "said"
kind = "statement"
of = "week"
on = [2024-04-19, 2024-04-20]
text = "Counsel: it is withdrawn."
"""


def written() -> str:
    """Return the page without its style sheet and the number of the version, which change for reasons of their own."""
    page = report(loads(DOCKET), ON).replace(f"courtclock {__version__}", "courtclock VERSION")
    page = re.sub(r"<style>.*?</style>", "<style>STYLE</style>", page, flags=re.DOTALL)
    return re.sub(r"sha256-[^']*", "sha256-DIGEST", page)


if __name__ == "__main__":
    GOLDEN.parent.mkdir(exist_ok=True)
    GOLDEN.write_text(written(), encoding="utf-8", newline="\n")
