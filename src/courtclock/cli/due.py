"""`courtclock due`: one date, or a stream of them."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from courtclock.cli.output import echo_json, say, width
from courtclock.errors import CourtclockError, InvalidValue

BLOCK = 16_384  # bytes that are read at a time, if so many have come
LONGEST = 1_000_000  # characters of one line of JSON; more is not a request


@click.command()
@click.option("--court", help="Court id, such as pk.shc; implies calendar and regime.")
@click.option("--regime", help="Regime id, such as pk.gca: how time is counted.")
@click.option("--calendar", help="Calendar id, such as pk.federal; 'none' for no closed days.")
@click.option("--from", "after", metavar="DAY", help="The day from which time runs (for hours, an instant).")
@click.option("--before", metavar="DAY", help="The day, such as a hearing, to count back from.")
@click.option("--within", metavar="PERIOD", help="How long: 'one week', '7 days', 'P30D'; the last day is given.")
@click.option("--at-least", metavar="PERIOD", help="How much notice; with --from the first day is given.")
@click.option("--first-day", type=click.Choice(["included"]), help="Count the day of the trigger as day one.")
@click.option(
    "--act", type=click.Choice(["filing", "service", "payment", "lapse", "other"]), help="What is to be done."
)
@click.option(
    "--means", type=click.Choice(["electronic", "email", "paper", "dispatch"]), help="The way in which it is filed."
)
@click.option("--service", metavar="METHOD", help="Method of service, where days are added for it.")
@click.option(
    "--runs-from",
    type=click.Choice(["service", "entry", "filing", "order", "other"]),
    help="Kind of trigger.",
)
@click.option("--appealed-from", metavar="COURT", help="The court below.")
@click.option("--exclude", nargs=2, multiple=True, metavar="FIRST LAST", help="Interval that does not count, both in.")
@click.option("--closed", multiple=True, metavar="DAY", help="A closed day besides those of the calendar.")
@click.option("--inaccessible", multiple=True, metavar="DAY", help="A day on which the office cannot be reached.")
@click.option("--closures", type=click.Path(dir_okay=False, path_type=Path), help="CSV file of your own closures.")
@click.option("--law-on", metavar="DAY", help="Choose the version of the law by this day.")
@click.option("--known-on", metavar="DAY", help="Use only what had been announced by this day.")
@click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON.")
@click.option("--jsonl", is_flag=True, help="Read one JSON request a line, write one answer a line.")
def due(*, as_json: bool, jsonl: bool, closures: Path | None, **given: Any) -> None:
    """Compute a due date and say why it is that day.

    \b
    courtclock due --court pk.shc --from 2024-04-17 --within "one week"
    courtclock due --court pk.shc --before 2024-05-09 --at-least "3 days"
    courtclock due --jsonl < requests.jsonl > answers.jsonl
    """  # noqa: D301 - click's mark for lines that are not to be rewrapped
    if jsonl:
        clash = [name for name, value in given.items() if value]
        if clash or as_json:
            raise click.UsageError("--jsonl reads its requests from standard input and takes no other option")
        _stream(closures)
        return
    from courtclock.schema import request

    wanted = _request(given)
    try:
        asked = request.read(wanted)
    except InvalidValue as error:
        if as_json:
            echo_json(_error(None, error))
            sys.exit(2)
        raise click.UsageError(str(error)) from None
    try:
        answer = _compute(asked, closures)
    except CourtclockError as error:
        if as_json:
            echo_json(_error(None, error))
            sys.exit(1)
        raise
    if as_json:
        echo_json({"id": None, **answer.to_json()})
    else:
        say(answer.explain(width()))


def _error(given: Any, error: CourtclockError) -> dict[str, Any]:
    return {"id": given, "error": {"type": type(error).__name__, "message": str(error)}}


def _request(given: dict[str, Any]) -> dict[str, Any]:
    """Return the request that the options amount to."""
    after, before = given.pop("after"), given.pop("before")
    within, at_least = given.pop("within"), given.pop("at_least")
    if (after is None) == (before is None):
        raise click.UsageError("give one of --from and --before")
    if (within is None) == (at_least is None):
        raise click.UsageError("give one of --within and --at-least")
    asked = {
        "trigger": after if after is not None else before,
        "period": within if within is not None else at_least,
        "direction": "after" if after is not None else "before",
        "bound": "earliest" if at_least is not None and after is not None else "latest",
        "excluded": [list(pair) for pair in given.pop("exclude")],
        "closures": list(given.pop("closed")),
        "inaccessible": list(given.pop("inaccessible")),
    }
    return {key: value for key, value in {**asked, **given}.items() if value not in (None, [])}


def _compute(asked: Any, closures: Path | None) -> Any:
    from courtclock.clock import compute

    return compute(asked.term, almanac=_almanac(asked.term, closures), known_on=asked.known_on)


def _almanac(term: Any, closures: Path | None) -> Any:
    """Return the almanac; with a file of closures, the calendar in question has them too."""
    from courtclock.almanac import default_almanac

    almanac = default_almanac()
    if closures is None:
        return almanac
    from courtclock.schema.pack import closures as read

    calendar = term.calendar or (almanac.court(term.court).calendar if term.court else None)
    if calendar is None:
        return almanac
    return almanac.with_closures(calendar, read(closures.read_bytes(), str(closures)))


def _stream(closures: Path | None) -> None:
    """Answer line by line, in order, never stopping at a bad one."""
    from courtclock.almanac import default_almanac
    from courtclock.cli.json_text import answer_text, as_text
    from courtclock.clock import compute
    from courtclock.schema import request

    almanac = default_almanac()
    if closures is not None:
        from courtclock.schema.pack import closures as read

        rows = read(closures.read_bytes(), str(closures))
        for calendar in almanac.calendar_ids():
            if calendar != "none":
                almanac = almanac.with_closures(calendar, rows)
    if sys.stdin is None:
        raise click.UsageError("standard input is closed")

    def answer(line: bytes) -> str:
        given: Any = None
        try:
            asked = _parse(line)
            given = asked.get("id") if isinstance(asked, dict) else None
            wanted = request.read(asked)
            found = compute(wanted.term, almanac=almanac, known_on=wanted.known_on)
            return answer_text(given, found)
        except CourtclockError as error:
            return as_text(_error(given, error))

    for lines in _arrived(sys.stdin.buffer):
        answers: list[str] = []
        try:
            answers += map(answer, lines)
        finally:
            # Before it waits for more: whoever asks one by one has the answer to each. In JSON no colour is left.
            click.echo("".join(f"{one}\n" for one in answers), nl=False, color=True)


def _arrived(stream: Any) -> Iterator[list[bytes]]:
    """Give the lines of a stream, as many at a time as have come; it waits only when there is none to give."""
    begun: list[bytes] = []  # the parts of a line of which the end has not come
    while data := stream.read1(BLOCK):
        *ends, rest = data.split(b"\n")
        lines = [end + b"\n" for end in ends]
        if lines:
            lines[0] = b"".join([*begun, lines[0]])
            begun = []
            yield lines
        begun.append(rest)
    if any(begun):
        yield [b"".join(begun)]


def _no_number(word: str) -> None:
    raise InvalidValue(f"{word} is not JSON")


def _no_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse an object that says one thing twice: which of the two was meant is not for us to guess."""
    found = dict(pairs)
    if len(found) != len(pairs):
        twice = next(key for n, (key, _) in enumerate(pairs) if any(key == other for other, _ in pairs[:n]))
        raise InvalidValue(f"the key {twice!r} stands there twice")
    return found


_JSON = json.JSONDecoder(parse_constant=_no_number, object_pairs_hook=_no_repeats)


def _parse(line: bytes) -> Any:
    if not line.strip():
        raise InvalidValue("an empty line; expected one request")
    if len(line) > LONGEST:
        raise InvalidValue(f"a line of {len(line)} bytes; expected one request, of {LONGEST} at most")
    try:
        return _JSON.decode(line.decode(json.detect_encoding(line), "surrogatepass"))
    except (ValueError, RecursionError) as error:
        raise InvalidValue(f"not a line of JSON: {error}") from None
