"""The table of main's events that pages listen to: which object emits them, and what of them is plain data. Read from `data/events.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from electron_migrate.facts.api_model import Origin
from electron_migrate.facts.tables import Row, TableError, parse_table, shipped_table


@dataclass(frozen=True, slots=True)
class Emitter:
    """An object of main that emits: `origin` as in the API table, `bridge` the first name of its bridge members, `main` its JavaScript in main.

    Empty `main`: a class of which a page makes objects, each with listeners of its own.
    """

    origin: Origin
    bridge: str
    main: str


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event that main forwards: `payload` are (name, TypeScript type) of what follows the event object, `types` those of 'electron' in it."""

    emitter: Emitter
    name: str
    payload: tuple[tuple[str, str], ...]
    types: tuple[str, ...]
    without: tuple[str, ...]
    """Keys of the last payload that hold live objects."""
    has_event: bool
    """Listeners get an event object first."""
    source: str
    listened: str = ""
    """The event that main listens to instead, where Electron gave it another name; empty for `name`."""
    values: tuple[tuple[str, str], ...] = ()
    """How that event's arguments give the payload: (what main's listener takes, JavaScript over it), in the payload's order."""

    @property
    def name_in_main(self) -> str:
        return self.listened or self.name

    def forwarded(self) -> tuple[list[str], list[str]]:
        """What a listener in main takes, the event object included, and what of that is sent to the page."""
        taken = list(dict.fromkeys(name for name, _ in self.values)) or [name for name, _ in self.payload]
        sent = [code for _, code in self.values] or [name for name, _ in self.payload]
        if self.without:
            taken[-1], sent[-1] = f"{{ {', '.join(self.without)}, ...plain }}", "plain"
        if taken and self.has_event:
            taken.insert(0, "_event")
        return taken, sent


@dataclass(frozen=True, slots=True)
class ManualEvent:
    """An event that is not forwarded."""

    emitter: Emitter
    name: str
    reason: str
    hint: str
    source: str


@dataclass(frozen=True, slots=True)
class EventTable:
    emitters: Mapping[Origin, Emitter]
    events: Mapping[tuple[Origin, str], EventRow | ManualEvent]

    def find(self, emitter: Origin, name: str) -> EventRow | ManualEvent | None:
        """The row for an event of an emitter; None for one that the table does not know."""
        return self.events.get((emitter, name))


@cache
def load_event_table() -> EventTable:
    """The table that ships with the tool."""
    return parse_event_table(shipped_table("events.toml"))


def parse_event_table(text: str) -> EventTable:
    """A table from TOML. Raises `TableError`, naming the row."""
    table = parse_table("events.toml", text)
    emitters = {emitter.origin: emitter for emitter in map(_emitter, table.rows("emitter", "origin"))}
    rows: list[EventRow | ManualEvent] = [
        *(one for row in table.rows("event", "emitter") for one in _events(row, emitters)),
        *(one for row in table.rows("manual", "emitter") for one in _manual(row, emitters)),
    ]
    table.finish()
    events: dict[tuple[Origin, str], EventRow | ManualEvent] = {}
    for one in rows:
        key = (one.emitter.origin, one.name)
        if key in events:
            raise TableError(f"events.toml: two rows for {'.'.join(one.emitter.origin)} '{one.name}'")
        events[key] = one
    return EventTable(emitters, events)


def _emitter(row: Row) -> Emitter:
    read = Emitter(tuple(row.text("origin").split(".")), row.text("bridge"), row.text("main", ""))
    row.finish()
    return read


def _events(row: Row, emitters: Mapping[Origin, Emitter]) -> Iterator[EventRow]:
    emitter, names = _subject(row, emitters)
    payload: list[tuple[str, str]] = []
    for given in row.texts("payload"):
        name, colon, type_ = given.partition(": ")
        if not colon:
            raise row.error(f"`payload`: {given!r} is not `name: type`")
        payload.append((name, type_))
    types = tuple(sorted({name for _, type_ in payload for name in re.findall(r"\b[A-Z]\w*", type_)} - _EVERYWHERE))
    without, has_event, source = row.texts("without"), not row.flag("no_event"), row.text("source")
    if without and not payload:
        raise row.error("`without` is for a payload")
    listened, values = row.text("listened", ""), tuple(_value(row, given) for given in row.texts("values"))
    if len(values) != (len(payload) if listened else 0):
        raise row.error("`values` goes with `listened`, one for each of the payload")
    row.finish()
    for name in names:
        yield EventRow(emitter, name, tuple(payload), types, without, has_event, source, listened, values)


def _value(row: Row, given: str) -> tuple[str, str]:
    taken, arrow, code = given.partition(" => ")
    if not arrow:
        raise row.error(f"`values`: {given!r} is not `argument => JavaScript`")
    return taken, code


def _manual(row: Row, emitters: Mapping[Origin, Emitter]) -> Iterator[ManualEvent]:
    emitter, names = _subject(row, emitters)
    reason, hint, source = row.text("reason"), row.text("hint"), row.text("source")
    row.finish()
    for name in names:
        yield ManualEvent(emitter, name, reason, hint, source)


def _subject(row: Row, emitters: Mapping[Origin, Emitter]) -> tuple[Emitter, tuple[str, ...]]:
    origin = tuple(row.text("emitter").split("."))
    if origin not in emitters:
        raise row.error(f"`emitter` {'.'.join(origin)} has no row")
    names = row.texts("names")
    if not names:
        raise row.error("`names` is missing")
    return emitters[origin], names


_EVERYWHERE = frozenset({"Date", "Error", "Array", "Record"})
