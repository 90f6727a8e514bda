"""Validators for attrs: a wrong object cannot exist."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from courtclock.errors import InvalidValue

Validator = Callable[[Any, Any, Any], None]


def filled(_: Any, attribute: Any, value: Any) -> None:
    """Refuse what is not text, or says nothing."""
    if not isinstance(value, str) or not value.strip():
        raise InvalidValue(f"{attribute.name}: expected text, got {value!r}")


def text(_: Any, attribute: Any, value: Any) -> None:
    """Refuse what is not text."""
    if not isinstance(value, str):
        raise InvalidValue(f"{attribute.name}: expected text, got {value!r}")


def maybe_text(_: Any, attribute: Any, value: Any) -> None:
    """Refuse what is neither text nor None."""
    if value is not None and not isinstance(value, str):
        raise InvalidValue(f"{attribute.name}: expected text or None, got {value!r}")


def a(kind: type, words: str = "") -> Validator:
    """Return a validator that refuses what is not of a kind."""

    def check(_: Any, attribute: Any, value: Any) -> None:
        if not isinstance(value, kind):
            raise InvalidValue(f"{attribute.name}: expected {words or _article(kind)}, got {value!r}")

    return check


def maybe(kind: type, words: str = "") -> Validator:
    """Return a validator that refuses what is neither of a kind nor None."""

    def check(_: Any, attribute: Any, value: Any) -> None:
        if value is not None and not isinstance(value, kind):
            raise InvalidValue(f"{attribute.name}: expected {words or _article(kind)} or None, got {value!r}")

    return check


def each(kind: type) -> Validator:
    """Return a validator that refuses a tuple with anything in it that is not of a kind."""

    def check(_: Any, attribute: Any, value: Any) -> None:
        for one in value:
            if not isinstance(one, kind):
                raise InvalidValue(f"{attribute.name}: expected each to be {_article(kind)}, got {one!r}")

    return check


def _article(kind: type) -> str:
    return f"{'an' if kind.__name__[0] in 'AEIOU' else 'a'} {kind.__name__}"


def listed(value: Any, one: type | None = None) -> tuple[Any, ...]:
    """Return a tuple of what was given; where a kind is named, a single value of it stands for a list of one.

    Raises:
        InvalidValue: what was given is neither.
    """
    if one is not None and isinstance(value, one):
        return (value,)
    if isinstance(value, list | tuple):
        return tuple(value)
    raise InvalidValue(f"expected a list{f', or {_article(one)}' if one else ''}, got {value!r}")
