r"""Strict loading: unknown keys are faults, nothing is coerced, and every fault is reported with its path.

>>> from courtclock.schema.strict import Faults, structure
>>> from courtclock.citation import Source
>>> faults = Faults()
>>> structure({"title": 7, "link": "x"}, Source, "source", faults) is None
True
>>> print(*faults.found, sep="\n")
source.title: expected text, got 7
source: unknown key 'link'
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from enum import Enum
from functools import lru_cache
from typing import Any, TypeVar

import attrs
from attrs import NOTHING, field
from cattrs import Converter, transform_error
from cattrs.errors import (
    AttributeValidationNote,
    ClassValidationError,
    ForbiddenExtraKeysError,
)

from courtclock.citation import Source
from courtclock.dates import Date, Instant, Time, to_date, to_instant
from courtclock.errors import CourtclockError, FileFault, InvalidValue
from courtclock.period import Period
from courtclock.value import frozen

T = TypeVar("T")
MAX_BYTES = 16 * 1024 * 1024


@frozen
class Faults:
    """Collects what is wrong with one file."""

    found: list[str] = field(factory=list)

    def add(self, path: str, message: str) -> None:
        """Record one fault."""
        self.found.append(f"{path}: {message}" if path else message)

    def check(self, file: str, error: type[FileFault]) -> None:
        """Raise all of them, if there are any."""
        if self.found:
            raise error(file, self.found)


def _exactly(kind: type, words: str) -> Callable[[Any, Any], Any]:
    def hook(value: Any, _: Any) -> Any:
        if type(value) is not kind:
            raise InvalidValue(f"expected {words}, got {value!r}")
        return value

    return hook


def _day(value: Any, _: Any) -> Date:
    if isinstance(value, str):
        raise InvalidValue(f"expected a date without quotes, such as 2024-04-17, got the text {value!r}")
    return to_date(value)


def _instant(value: Any, _: Any) -> Instant:
    if isinstance(value, str):
        raise InvalidValue(f"expected an instant without quotes, such as 2024-04-17T18:00:00+05:00, got {value!r}")
    return to_instant(value)


def _day_or_days(value: Any, _: Any) -> Date | list[Date]:
    if isinstance(value, list):
        if not value:
            raise InvalidValue("expected a date, or a list of the dates that sources give, got an empty list")
        return [_day(one, None) for one in value]
    return _day(value, None)


def _texts(value: Any, _: Any) -> list[str]:
    """Read a list of texts; a single text stands for a list of one."""
    texts = [value] if isinstance(value, str) else value
    if not isinstance(texts, list) or not all(isinstance(one, str) for one in texts):
        raise InvalidValue(f"expected a text or a list of texts, got {value!r}")
    return texts


def _text_or_texts(value: Any, _: Any) -> str | list[str]:
    if isinstance(value, list):
        if len(value) < 2 or not all(isinstance(one, str) for one in value):  # noqa: PLR2004 - a choice needs two
            raise InvalidValue(f"expected a text, or a list of two or more, got {value!r}")
        return value
    return str(_exactly(str, "a text, or a list of two or more")(value, None))


def _day_or_text(value: Any, _: Any) -> Date | str | None:
    return value if value is None or isinstance(value, str) else _day(value, None)


def _member(value: Any, kind: type[Enum]) -> Enum:
    try:
        return kind(value)
    except ValueError:
        known = ", ".join(repr(member.value) for member in kind)
        raise InvalidValue(f"expected one of {known}, got {value!r}") from None


def _table(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise InvalidValue(f"expected a table, got {value!r}")
    return value


def _by_fields(kind: Any, converter: Converter) -> Callable[[Any, Any], Any]:
    """Return what reads a class, field by field.

    cattrs would write a function for each class and have it compiled, which for the few tables of a file takes longer
    than to read them. What this one makes of a table, and the faults that it raises, are the same.
    """
    if any(isinstance(part.type, str) for part in attrs.fields(kind)):
        attrs.resolve_types(kind)
    parts = [part for part in attrs.fields(kind) if part.init]
    names = {part.name for part in parts}
    hooks: dict[str, Callable[[Any, Any], Any]] = {}

    def read(value: Any, _: Any) -> Any:
        given: dict[str, Any] = {}
        errors: list[Exception] = []
        for part in parts:
            name = part.name
            if part.default is not NOTHING and name not in value:
                continue
            try:
                if name not in hooks:
                    hooks[name] = converter.get_structure_hook(part.type)
                given[part.alias] = hooks[name](value[name], part.type)
            except Exception as error:  # noqa: BLE001 - whatever it is, it is noted where it was
                note = AttributeValidationNote(
                    f"Structuring class {kind.__qualname__} @ attribute {name}", name, part.type
                )
                error.__notes__ = [*getattr(error, "__notes__", []), note]
                errors.append(error)
        if unknown := set(value.keys()) - names:
            errors.append(ForbiddenExtraKeysError("", kind, unknown))
        if errors:
            raise ClassValidationError(f"While structuring {kind.__name__}", errors, kind)
        try:
            return kind(**given)
        except Exception as error:  # noqa: BLE001 - what a class refuses is a fault of the table
            raise ClassValidationError(f"While structuring {kind.__name__}", [error], kind) from None

    return read


@lru_cache(maxsize=1)
def _converter() -> Converter:
    converter = Converter(forbid_extra_keys=True, detailed_validation=True)
    converter.register_structure_hook_factory(attrs.has, lambda kind: _by_fields(kind, converter))
    converter.register_structure_hook(str, _exactly(str, "text"))
    converter.register_structure_hook(bool, _exactly(bool, "true or false"))
    converter.register_structure_hook(int, _exactly(int, "a whole number"))
    converter.register_structure_hook(Date, _day)
    converter.register_structure_hook(Instant, _instant)
    converter.register_structure_hook(Time, _exactly(Time, "a time such as 10:30:00"))
    converter.register_structure_hook(Period, lambda value, _: Period.parse(value))
    converter.register_structure_hook_func(lambda t: isinstance(t, type) and issubclass(t, Enum), _member)
    table = _by_fields(Source, converter)
    converter.register_structure_hook(
        Source, lambda value, kind: Source(value) if isinstance(value, str) else table(_table(value), kind)
    )
    # The two unions of the docket file: a day or the days on which sources differ; a day or an id.
    converter.register_structure_hook(Date | list[Date], _day_or_days)
    converter.register_structure_hook(str | list[str], _text_or_texts)
    converter.register_structure_hook(Date | str | None, _day_or_text)
    converter.register_structure_hook_func(lambda kind: kind == list[str], _texts)
    return converter


def _words(error: BaseException, kind: type | None) -> str:
    """Say one fault in words."""
    del kind
    if isinstance(error, ForbiddenExtraKeysError):
        extra = sorted(error.extra_fields)
        return f"unknown key{'s' if len(extra) > 1 else ''} {', '.join(map(repr, extra))}"
    if isinstance(error, KeyError):
        return "missing"
    if isinstance(error, CourtclockError):
        return str(error)
    if isinstance(error, TypeError | ValueError | AttributeError):
        return f"not what was expected here ({error})"
    raise error


def structure(value: Any, kind: type[T], path: str, faults: Faults) -> T | None:
    """Return a value of that kind, or None with its faults recorded."""
    converter = _converter()
    try:
        return converter.structure(_table(value), kind)
    except CourtclockError as error:
        faults.add(path, str(error))
    except Exception as error:  # noqa: BLE001 - cattrs raises groups of anything; _words() lets through what is not ours
        for line in transform_error(error, path=path, format_exception=_words):
            message, _, where = line.rpartition(" @ ")
            faults.add(where, message)
    return None


def read_toml(data: bytes, file: str, error: type[FileFault]) -> dict[str, Any]:
    """Return the tables of a TOML file.

    Raises:
        FileFault: of the kind asked for; the file is empty, too large, not text, or not TOML.
    """
    if len(data) > MAX_BYTES:
        raise error(file, [f"{len(data)} bytes; a file of more than {MAX_BYTES} is not read"])
    if not data.strip():
        raise error(file, ["the file is empty"])
    try:
        return tomllib.loads(data.decode("utf-8-sig"))  # some editors put a mark at the beginning
    except UnicodeDecodeError:
        raise error(file, ["not a text file (UTF-8 was expected)"]) from None
    except tomllib.TOMLDecodeError as wrong:
        raise error(file, [f"not TOML: {wrong}"]) from None
    except RecursionError:
        raise error(file, ["nested too deeply"]) from None
    except ValueError as wrong:  # a date such as 2024-02-30, whose place tomllib does not tell
        raise error(file, [f"not TOML: {wrong}{_where(data)}"]) from None


def _where(data: bytes) -> str:
    """Return the line of the first impossible date, for a message."""
    for number, line in enumerate(data.decode("utf-8").splitlines(), 1):
        try:
            tomllib.loads(line)
        except tomllib.TOMLDecodeError:
            continue
        except ValueError:
            return f" (line {number}: {line.strip()[:60]})"
    return ""
