"""Value classes: those of attrs, frozen, that share what attrs would write for each of them.

attrs writes `__eq__`, `__hash__` and `__repr__` anew for every class and has them compiled, which is most of what the
import of a module of small classes costs. They are the same for all: the values of the fields, in order, are compared,
hashed and shown. Here they are written once, with the same results.
"""

from __future__ import annotations

from operator import attrgetter
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any

import attrs

__all__ = ["frozen"]

if TYPE_CHECKING:
    from attrs import frozen
else:

    def frozen(cls: Any = None, **settings: Any) -> Any:
        """Make a class as `attrs.frozen` does; of a class that is compared by identity, give ``eq=False``."""
        if cls is None:
            return lambda cls: frozen(cls, **settings)
        own, compared, shown = vars(cls), settings.pop("eq", True), settings.pop("repr", True)
        if settings.get("cache_hash"):
            settings["unsafe_hash"] = True  # of that one attrs keeps the result, so it is its own
        made = attrs.frozen(cls, eq=False, repr=False, **settings)
        if compared and "__eq__" not in own:
            _compare(made, hashed="__hash__" not in own and not settings.get("unsafe_hash"))
        if shown and "__repr__" not in own:
            made.__repr__ = _repr
        return made


def _compare(cls: Any, *, hashed: bool) -> None:
    """Give a class the comparison, and the hash, of what it holds."""
    fields = attrs.fields(cls)
    compared = _values([field.name for field in fields if field.eq])

    def __eq__(self: Any, other: Any) -> Any:  # noqa: N807 - it is given to the class
        return compared(self) == compared(other) if other.__class__ is self.__class__ else NotImplemented

    cls.__eq__ = __eq__
    if hashed:
        weighed = _values([field.name for field in fields if (field.eq if field.hash is None else field.hash)])
        cls.__hash__ = lambda self: hash(weighed(self))


def _values(names: list[str]) -> Any:
    return attrgetter(*names) if names else lambda _: ()


@recursive_repr("...")
def _repr(self: Any) -> str:
    shown = ", ".join(f"{field.name}={getattr(self, field.name)!r}" for field in attrs.fields(type(self)) if field.repr)
    return f"{type(self).__qualname__.rsplit('>.', 1)[-1]}({shown})"
