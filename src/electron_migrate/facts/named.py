"""Places of a script where a value is only given another name, behind which its uses are seen: variables, fields and properties."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from electron_migrate.code.source import Span
from electron_migrate.facts.summary import Await, Choice, Holder, State, This, UnitSummary, Value


def named_spans(summary: UnitSummary, holders: Iterable[Holder] = (), states: Iterable[State] = ()) -> frozenset[Span]:
    """Spans of the values that become a variable, a field of `this` or of one of the `holders`, or are kept in one of the `states`.

    One by one where it is one of several: `isElectron ? a : b`.
    """
    found: set[Span] = {span for holder in holders for _, given in holder.held for span in _spans(given)}
    found.update(span for state in states for entry in state.entries for span in _spans(entry.value))
    for binding in summary.bindings:
        # the default of a parameter is what others may pass something else for
        for bound in binding.values if binding.parameter is None else ():
            found.update(_spans(bound.value))
    for assignment in summary.assignments:
        if isinstance(assignment.object, This):
            found.update(_spans(assignment.value))
    for one in summary.classes:
        for _, given in one.fields:
            found.update(_spans(given))
    return frozenset(found)


def _spans(value: Value) -> Iterator[Span]:
    match value:
        case Choice(options=options):
            for option in options:
                yield from _spans(option)
        case Await(value=inner):
            yield from _spans(inner)
        case _:
            yield value.span
