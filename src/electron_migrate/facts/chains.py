"""The expressions that a summary's chains are made of."""

from __future__ import annotations

from collections.abc import Iterator

from electron_migrate.facts.summary import Await, Call, Index, Member, New, UnitSummary, Value


def levels(value: Value) -> list[Value]:
    """A chain from its root outwards: `a`, `a.b`, `a.b()` for `a.b()`."""
    found: list[Value] = []
    at: Value | None = value
    while at is not None:
        found.append(at)
        match at:
            case Member(object=inner) | Index(object=inner):
                at = inner
            case Call(function=inner):
                at = inner
            case New(constructor=inner):
                at = inner
            case Await(value=inner):
                at = inner
            case _:
                at = None
    found.reverse()
    return found


def calls(summary: UnitSummary) -> Iterator[Call]:
    """Every call in the unit's chains: the chains in their order, each from its root outwards. A call that two chains share comes twice."""
    for chain in summary.chains:
        for value in levels(chain.value):
            if isinstance(value, Call):
                yield value
