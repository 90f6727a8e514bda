"""The command line: parse, call, print. Exit status 0 done, 1 the answer is "no", 2 usage.

Nothing below this floor reads a clock, writes a file or knows of a terminal.
"""

from courtclock.cli.main import main

__all__ = ["main"]
