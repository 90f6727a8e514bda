"""The request of the command line contract: a `Term`, serialised."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any

from courtclock.court import Means
from courtclock.dates import Date, iso, to_date, to_trigger
from courtclock.deadline import Term
from courtclock.errors import CourtclockError, InvalidValue
from courtclock.period import Bound, Direction, Period
from courtclock.regime import Act, FirstDay, RunsFrom
from courtclock.value import frozen


@frozen
class Request:
    """A term, the id under which it was asked, and what may be known of the calendar."""

    term: Term
    id: Any = None
    known_on: Date | None = None


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value:
        raise InvalidValue(f"expected text, got {value!r}")
    return value


def _pair(value: Any) -> list[Any]:
    if len(_list(value)) != 2:  # noqa: PLR2004 - a pair
        raise InvalidValue(f"expected [first day, last day], got {value!r}")
    first, last = (to_date(_text(day)) for day in value)
    if first > last:
        raise InvalidValue(f"the first day, {first}, is after the last, {last}")
    return [first, last]


def _of(kind: type[Enum]) -> Callable[[Any], Enum]:
    def read(value: Any) -> Enum:
        for member in kind:
            if member.value == value:
                return member
        known = ", ".join(repr(member.value) for member in kind)
        raise InvalidValue(f"expected one of {known}, got {value!r}")

    return read


def _first_day(value: Any) -> FirstDay:
    if value not in ("included", "excluded"):
        raise InvalidValue(f"expected one of 'included', 'excluded', got {value!r}")
    return FirstDay(value)


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise InvalidValue(f"expected a list, got {value!r}")
    return value


_READERS: Mapping[str, Callable[[Any], Any]] = {
    "regime": _text,
    "court": _text,
    "calendar": _text,
    "appealed_from": _text,
    "trigger": lambda value: to_trigger(_text(value)),
    "period": lambda value: Period.parse(_text(value)),
    "direction": _of(Direction),
    "bound": _of(Bound),
    "first_day": _first_day,
    "act": _of(Act),
    "means": _of(Means),
    "service": _text,
    "runs_from": _of(RunsFrom),
    "excluded": lambda value: [_pair(pair) for pair in _list(value)],
    "closures": lambda value: [to_date(_text(day)) for day in _list(value)],
    "inaccessible": lambda value: [to_date(_text(day)) for day in _list(value)],
    "law_on": lambda value: to_date(_text(value)),
    "known_on": lambda value: to_date(_text(value)),
}


def read(request: Any) -> Request:
    """Return the term that a request asks for. Absent keys and nulls are the defaults.

    Raises:
        InvalidValue: an unknown key, a missing one, or a value that cannot be; all faults in one message.

    >>> read({"court": "pk.shc", "trigger": "2024-04-17", "period": "one week"}).term.court
    'pk.shc'
    """
    return _read(request, ("trigger", "period"))


def read_rule(request: Any) -> Request:
    """Return the term that many requests have in common: one that has no trigger, and waits for one.

    Raises:
        InvalidValue: as for a request.

    >>> read_rule({"court": "pk.shc", "period": "one week"}).term.trigger is None
    True
    """
    return _read({**request, "trigger": None}, ("period",))


def _read(request: Any, needed: tuple[str, ...]) -> Request:
    if not isinstance(request, dict):
        raise InvalidValue(f"a request is an object such as {{'trigger': '2024-04-17', ...}}, got {request!r:.80}")
    faults: list[str] = []
    values: dict[str, Any] = {}
    for key, value in request.items():
        if key == "id" or (value is None and key in _READERS):
            continue
        reader = _READERS.get(key)
        if reader is None:
            faults.append(f"unknown key {key!r}; known: id, {', '.join(_READERS)}")
            continue
        try:
            values[key] = reader(value)
        except CourtclockError as error:
            faults.append(f"{key}: {error}")
    faults += [f"{key}: missing" for key in needed if request.get(key) is None]
    if faults:
        raise InvalidValue("; ".join(faults))
    known_on = values.pop("known_on", None)
    return Request(Term(**{"trigger": None, **values}), request.get("id"), known_on)


def write(term: Term) -> dict[str, Any]:
    """Return the request that asks for a term, keys with their default left out.

    >>> term = read({"court": "pk.shc", "trigger": "2024-04-17", "period": "one week"}).term
    >>> write(term)
    {'court': 'pk.shc', 'trigger': '2024-04-17', 'period': '1 week'}
    """
    out: dict[str, Any] = {}
    for key in _READERS:
        value = getattr(term, key, None)
        if value is None or value == () or value in (Direction.AFTER, Bound.LATEST):
            continue
        if isinstance(value, Enum):
            out[key] = value.value
        elif isinstance(value, tuple):
            out[key] = [[iso(d) for d in one] if isinstance(one, tuple) else iso(one) for one in value]
        elif isinstance(value, Date):
            out[key] = iso(value)
        else:
            out[key] = str(value)
    return out
