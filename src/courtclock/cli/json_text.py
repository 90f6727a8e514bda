"""JSON as it is printed."""

from __future__ import annotations

import json
import re
from typing import Any

_CONTROLS = re.compile("[\x7f-\x9f]")
_LINE = json.JSONEncoder(ensure_ascii=False, check_circular=False)  # what we say is a tree


def as_text(value: Any, indent: int | None = None) -> str:
    """Return a value as JSON, keys in their order; half a character in it is escaped, since it cannot be encoded."""
    text = (_LINE if indent is None else json.JSONEncoder(ensure_ascii=False, indent=indent)).encode(value)
    if text.isascii() and "\x7f" not in text:
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(value, indent=indent)
    # JSON leaves these as they are, and a terminal may take some of them for commands.
    return _CONTROLS.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
