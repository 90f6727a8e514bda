"""Value classes are compared, hashed and shown as those of attrs are."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import attrs
import pytest

from courtclock import value


def _made(frozen: Any) -> Any:
    @frozen
    class Pair:
        one: Any
        other: Any = attrs.field(default=None, hash=False)
        hidden: Any = attrs.field(default=0, eq=False, repr=False)

    @frozen
    class Longer(Pair):
        more: Any = ()

    @frozen
    class Empty:
        pass

    @frozen(cache_hash=True)
    class Cached:
        one: Any

    @frozen(eq=False)
    class Single:
        one: Any

    @frozen(repr=False)
    class Shy:
        one: Any

    @frozen
    class Own:
        one: Any

        def __eq__(self, other: object) -> bool:
            return isinstance(other, int)

        def __hash__(self) -> int:
            return 7

        def __repr__(self) -> str:
            return "own"

    return Pair, Longer, Empty, Cached, Single, Shy, Own


def _values(frozen: Any) -> list[Any]:
    pair, longer, empty, cached, single, shy, own = _made(frozen)
    ring: list[Any] = []
    ring.append(pair(ring))
    return [
        pair(1),
        pair(1, 2),
        pair(1, hidden=3),
        pair(2),
        longer(1),
        longer(1, more=(pair("a"),)),
        empty(),
        empty(),
        cached(1),
        cached(1),
        cached((1, 2)),
        single(1),
        single(1),
        shy(1),
        shy(1),
        own(1),
        pair([]),
        ring[0],
        1,
    ]


def _hash(one: Any) -> int | None:
    try:
        return hash(one)
    except TypeError:
        return None


def test_the_shared_methods_say_what_those_of_attrs_say() -> None:
    ours, theirs = _values(value.frozen), _values(attrs.frozen)
    plain = [n for n, one in enumerate(ours[:-1]) if type(one).__name__ != "Shy"]
    assert [repr(ours[n]) for n in plain if type(ours[n]).__name__ != "Single"] == [
        repr(theirs[n]) for n in plain if type(theirs[n]).__name__ != "Single"
    ]
    for n, one in enumerate(ours[:-3]):
        for m, other in enumerate(ours[:-3]):
            assert (one == other) is (theirs[n] == theirs[m]), (n, m)
            assert (one != other) is (theirs[n] != theirs[m]), (n, m)
            if one == other:
                assert _hash(one) == _hash(other)
    assert [_hash(one) is None for one in ours] == [_hash(one) is None for one in theirs]
    assert hash(ours[0]) == hash(ours[1]), "a field with hash=False does not weigh"
    assert repr(ours[13]).startswith("<")


def test_a_value_is_still_one_of_attrs() -> None:
    pair, *_ = _made(value.frozen)
    one = pair(1, 2)
    assert attrs.evolve(one, one=3) == pair(3, 2)
    assert attrs.asdict(one) == {"one": 1, "other": 2, "hidden": 0}
    assert pair.__slots__
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        one.one = 5
    assert copy.copy(one) == one


def test_a_value_is_pickled() -> None:
    from courtclock.dates import day
    from courtclock.trace import Step, StepKind

    step = Step(StepKind.DUE, day(738_000), "Due.")
    again = pickle.loads(pickle.dumps(step))  # noqa: S301 - bytes of our own
    assert again == step
    assert hash(again) == hash(step)
