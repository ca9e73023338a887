"""Changes of one text as values: merging those of several fixes, applying them, following offsets through them. Knows no language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from electron_migrate.code.source import Span


@dataclass(frozen=True, slots=True)
class Edit:
    """The bytes at `span` become `new`. An empty span is an insertion, an empty `new` a deletion."""

    span: Span
    new: bytes

    @classmethod
    def insert(cls, offset: int, new: str | bytes) -> Edit:
        return cls(Span(offset, offset), _encoded(new))

    @classmethod
    def replace(cls, span: Span, new: str | bytes) -> Edit:
        return cls(span, _encoded(new))

    @classmethod
    def delete(cls, start: int, end: int) -> Edit:
        return cls(Span(start, end), b"")


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two edits that cannot both happen; `first` is the one that was there before."""

    first: Edit
    second: Edit


def merge(accumulated: tuple[Edit, ...], more: Iterable[Edit]) -> tuple[Edit, ...] | Conflict:
    """All edits of both, sorted and disjoint, or the first two that cannot both happen. `merge((), edits)` puts one fix's edits in order.

    Identical edits coalesce: a fix that needs its insertion *besides* an equal one at the same offset (two opening parentheses) must
    replace text instead. The tie rule: different insertions at one offset keep the order in which they arrive; an insertion at the start
    of a replaced span goes before the new text, one at its end after it. Everything else that overlaps conflicts.
    """
    arrived = dict.fromkeys((*accumulated, *more))
    ordered = tuple(sorted(arrived, key=lambda edit: edit.span))  # a stable sort: ties stay as they arrived
    for before, after in pairwise(ordered):
        if after.span.start < before.span.end or _same_replacement(before, after):
            ranks = {edit: rank for rank, edit in enumerate(arrived)}
            return Conflict(before, after) if ranks[before] < ranks[after] else Conflict(after, before)
    return ordered


def apply(data: bytes, edits: Iterable[Edit]) -> bytes:
    """`data` with sorted, disjoint edits made. Raises ValueError for edits that are neither, that leave `data` or that change nothing."""
    pieces: list[bytes] = []
    at = 0
    for edit in edits:
        start, end = edit.span.start, edit.span.end
        if start < at:
            raise ValueError(f"edits overlap or are out of order at {start}")
        if end > len(data):
            raise ValueError(f"edit ends at {end}, behind the text of {len(data)} bytes")
        if data[start:end] == edit.new:
            raise ValueError(f"edit at {start}..{end} changes nothing")
        pieces += (data[at:start], edit.new)
        at = end
    return b"".join((*pieces, data[at:]))


def map_offset(edits: Iterable[Edit], offset: int, *, after: bool = False) -> int:
    """Where `offset` is once the sorted, disjoint edits are made.

    Where text was inserted right there, or where `offset` was inside replaced text, it is before the new text, or behind it with `after`.
    """
    shift = 0
    for edit in edits:
        start, end = edit.span.start, edit.span.end
        if start > offset or (start == offset and (end > start or not after)):
            break
        if offset < end:
            return start + shift + (len(edit.new) if after else 0)
        shift += len(edit.new) - (end - start)
    return offset + shift


def map_span(edits: Iterable[Edit], span: Span) -> Span:
    """Where the text of `span` is once the edits are made; text inserted at its edges stays outside."""
    made = tuple(edits)
    start = map_offset(made, span.start, after=True)
    return Span(start, max(start, map_offset(made, span.end)))


def _encoded(text: str | bytes) -> bytes:
    return text.encode() if isinstance(text, str) else text


def _same_replacement(one: Edit, other: Edit) -> bool:
    return one.span == other.span and len(one.span) > 0
