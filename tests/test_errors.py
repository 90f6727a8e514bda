"""One tree of errors, each also a builtin, whose messages say what was given and what was expected."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from courtclock import errors
from courtclock.almanac import default_almanac
from courtclock.dates import to_date, to_instant, zone
from courtclock.deadline import within
from courtclock.errors import CourtclockError
from courtclock.matter import Hearing, Order
from courtclock.period import Period
from courtclock.schema.pack import closures
from courtclock.schema.request import read
from strategies import BARE, SHC, ask

BUILTIN = {
    "InvalidValue": ValueError,
    "InvalidDate": ValueError,
    "InvalidPeriod": ValueError,
    "InvalidTerm": ValueError,
    "AmbiguousPeriod": ValueError,
    "UnknownId": LookupError,
    "UnknownCourt": LookupError,
    "UnknownCalendar": LookupError,
    "UnknownRegime": LookupError,
    "UnknownPeriodRule": LookupError,
    "OutsideCoverage": LookupError,
    "NotInForce": LookupError,
    "NoProvision": LookupError,
    "NotTriggered": LookupError,
    "TooMuchDoubt": ArithmeticError,
    "FileFault": ValueError,
    "DocketFault": ValueError,
    "DataFault": ValueError,
    "OutputRefused": OSError,
    "ExtraMissing": ImportError,
}
OURS = {
    name: kind
    for name, kind in vars(errors).items()
    if isinstance(kind, type) and issubclass(kind, CourtclockError) and kind is not CourtclockError
}


@pytest.mark.parametrize("name", sorted(OURS))
def test_each_error_is_also_a_builtin(name: str) -> None:
    assert issubclass(OURS[name], BUILTIN.get(name, (ValueError, LookupError, OSError, ArithmeticError, ImportError)))
    assert OURS[name].__doc__


def test_every_error_that_was_named_is_there() -> None:
    assert BUILTIN.keys() <= OURS.keys()


@pytest.mark.parametrize(
    ("wrong", "kind", "given", "expected"),
    [
        (lambda: to_date("2024-02-30"), errors.InvalidDate, "2024-02-30", "YYYY-MM-DD"),
        (lambda: to_date("17.4.2024"), errors.InvalidDate, "17.4.2024", "YYYY-MM-DD"),
        (lambda: to_instant("2024-04-17T10:00:00"), errors.InvalidDate, "2024-04-17T10:00:00", "offset"),
        (lambda: zone("Asia/Karatchi"), errors.InvalidValue, "Asia/Karatchi", "IANA"),
        (lambda: Period.parse("soon"), errors.InvalidPeriod, "soon", "7 days"),
        (lambda: read({"courrt": "pk.shc"}), errors.InvalidValue, "courrt", "court"),
        (lambda: read([]), errors.InvalidValue, "[]", "object"),
        (lambda: default_almanac().court("pk.shx"), errors.UnknownCourt, "pk.shx", "pk.shc"),
        (lambda: default_almanac().calendar("pk.fedral"), errors.UnknownCalendar, "pk.fedral", "pk.federal"),
        (lambda: default_almanac().regime("pk.gcc", "2024-01-01"), errors.UnknownRegime, "pk.gcc", "pk.gca"),
        (lambda: default_almanac().regime("pk.gca", "1800-01-01"), errors.NotInForce, "1800-01-01", "1897-03-11"),
        (lambda: default_almanac().period("pk.limitation.art.165"), errors.UnknownPeriodRule, "art.165", "art.164"),
        (lambda: within(days=7).of("2024-04-17"), errors.InvalidTerm, "none was given", "a court"),
        (
            lambda: ask({**SHC, "trigger": "2024-04-17", "period": "24 hours"}),
            errors.InvalidTerm,
            "got a day",
            "an offset",
        ),
        (lambda: Hearing(court="pk.shc", outcome="maybe"), errors.InvalidValue, "maybe", "not reached"),
        (lambda: Order(court="", made="2024-04-17"), errors.InvalidValue, "court", "expected text"),
        (lambda: closures(b"on,name\n", "mine.csv"), errors.DataFault, "on,name", "on,name,kind,status"),
    ],
)
def test_a_message_says_what_was_given_and_what_was_expected(
    wrong: Callable[[], object], kind: type[CourtclockError], given: str, expected: str
) -> None:
    with pytest.raises(kind) as caught:
        wrong()
    assert given in str(caught.value)
    assert expected in str(caught.value)


def test_an_unknown_id_keeps_what_was_given_and_what_is_near() -> None:
    with pytest.raises(errors.UnknownCourt) as caught:
        default_almanac().court("pk.shx")
    assert caught.value.given == "pk.shx"
    assert "pk.shc" in caught.value.nearest


def test_an_id_that_is_like_no_other_is_answered_with_those_there_are() -> None:
    with pytest.raises(errors.UnknownRegime, match=r"pk\.gca"):
        default_almanac().regime("!", "2024-01-01")


def test_a_day_that_is_not_known_is_named_with_the_edge() -> None:
    with pytest.raises(errors.OutsideCoverage) as caught:
        ask({"regime": "pk.gca", "calendar": "pk.federal", "trigger": "2027-12-30", "period": "7 days"})
    assert "2028-01-06" in str(caught.value)
    assert "2027-12-31" in str(caught.value)


def test_what_has_not_happened_is_named() -> None:
    from courtclock.clock import compute

    with pytest.raises(errors.NotTriggered, match="hearing"):
        compute(within(days=7).of(Hearing(court="pk.shc")))


def test_a_file_fault_lists_every_fault_under_the_name_of_the_file() -> None:
    fault = errors.DataFault("mine.csv", ["line 2: one", "line 3: two"])
    assert str(fault).splitlines() == ["mine.csv: 2 faults", "  line 2: one", "  line 3: two"]
    assert fault.faults == ("line 2: one", "line 3: two")
    assert str(errors.DataFault("mine.csv", ["one"])).startswith("mine.csv: 1 fault\n")


@pytest.mark.parametrize(
    "more",
    [
        {"trigger": "9999-12-31"},
        {"trigger": "0001-01-03", "direction": "before", "law_on": "2024-01-01"},
        {"trigger": "9999-12-31T23:00:00+05:00", "period": "24 hours"},
        {"trigger": "0001-01-01T00:00:00+05:00", "period": "1 hour", "calendar": "pk.shc", "law_on": "2024-01-01"},
        {"trigger": "9999-12-01", "period": "60 court days"},
        {
            "trigger": "9999-12-15",
            "period": "1 month",
            "first_day": "included",
        },
        {"regime": "pk.limitation", "excluded": [["2024-04-18", "9999-12-30"]]},
    ],
)
def test_the_ends_of_the_calendar_of_the_machine_are_an_error_of_ours(more: dict[str, object]) -> None:
    with pytest.raises(CourtclockError):
        ask({**BARE, "trigger": "2024-04-17", "period": "7 days", **more})


def test_a_list_of_ids_that_is_cut_says_how_many_were_left_out() -> None:
    ids = [f"xx.{number:03}" for number in range(40)]
    assert str(errors.UnknownCourt("nowhere", ids)).endswith("xx.011, and 28 more")
    assert str(errors.UnknownCourt("nowhere", ids[:12])).endswith("xx.011")
