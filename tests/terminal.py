"""A terminal on which the program is run."""

import os
import subprocess
import sys
from pathlib import Path

PROGRAM = [sys.executable, "-c", "from courtclock.cli import main; main()"]


def on_terminal(*args: str | Path, status: int = 0) -> str:
    """Return what the program writes to a terminal of 80 columns."""
    import fcntl
    import pty
    import struct
    import termios

    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    plain = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "CI", "COLUMNS")}
    env = {**plain, "TERM": "xterm"}
    with subprocess.Popen([*PROGRAM, *args], stdout=slave, stderr=slave, env=env) as run:
        os.close(slave)
        said = bytearray()
        while True:
            try:
                some = os.read(master, 65_536)
            except OSError:  # how Linux says that nobody holds the other end
                break
            if not some:
                break
            said += some
        assert run.wait() == status
    os.close(master)
    return said.decode()
