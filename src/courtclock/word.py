"""What the closed vocabularies have in common."""

from __future__ import annotations

from enum import Enum


class Word(Enum):
    """One word of a closed vocabulary.

    There is one object for each word, so its identity is its hash: that of `Enum` is computed from the name, in Python,
    each time that a provision is looked up by what a term says of itself.
    """

    __hash__ = object.__hash__
