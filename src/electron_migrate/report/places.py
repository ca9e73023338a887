"""Where something is, as editors count: one lookup for every report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from electron_migrate.code.source import Place, Position, Source

START = Position(1, 1)


@dataclass(frozen=True, slots=True)
class Located:
    """A place of a file; lines and columns from 1, columns in UTF-16 units, `end` just behind the last character."""

    path: str
    start: Position
    end: Position

    @property
    def text(self) -> str:
        """`path:line:column`, as terminals and editors make a link of."""
        return f"{self.path}:{self.start.line}:{self.start.column}"


def locate(sources: Mapping[str, Source], place: Place) -> Located:
    """The place in lines and columns; the file's start where its text is not at hand."""
    source = sources.get(place.path)
    if source is None:
        return Located(place.path, START, START)
    return Located(place.path, source.position(place.span.start), source.position(place.span.end))


def snippet(sources: Mapping[str, Source], place: Place, *, limit: int = 400) -> str:
    """The text of the place, cut to `limit` characters; empty where it is not at hand."""
    source = sources.get(place.path)
    if source is None:
        return ""
    text = source.text(place.span)
    return text if len(text) <= limit else text[: limit - 1] + "…"
