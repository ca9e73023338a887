"""Which members of Electron took a callback before they gave a promise, and what they called it with. Read from `data/callbacks.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from electron_migrate.facts.api_model import Origin
from electron_migrate.facts.api_reader import read_origins
from electron_migrate.facts.tables import parse_table, shipped_table

ERROR = "error"
VALUE = "value"


@dataclass(frozen=True, slots=True)
class CallbackRow:
    """`origin` called the callback up to Electron `until`. `answers_as`: the member whose row in the API table gives the result.

    `passes`: `error`, `value` (the whole result) or names of members of the result. `more`: what further parameters would get.
    """

    origin: Origin
    until: int
    answers_as: Origin
    passes: tuple[str, ...]
    more: str


@cache
def load_callback_table() -> Mapping[Origin, CallbackRow]:
    """The table that ships with the tool, by origin."""
    return parse_callback_table(shipped_table("callbacks.toml"))


def parse_callback_table(text: str) -> Mapping[Origin, CallbackRow]:
    """Raises TableError where a row is wrong, or two rows speak of one member."""
    table = parse_table("callbacks.toml", text)
    found: dict[Origin, CallbackRow] = {}
    for row in table.rows("callback", "origins"):
        origins, until, other = read_origins(row), row.major("until"), row.text("as", "")
        passes, more = row.texts("passes"), row.text("more", "")
        row.text("source")
        row.finish()
        if until is None:
            raise row.error("`until` is missing")
        if ERROR in passes[1:] or (VALUE in passes and passes not in ((VALUE,), (ERROR, VALUE))):
            raise row.error("`passes` is [], [error], [value], [error, value], or members of the result")
        for origin in origins:
            if origin in found:
                raise row.error(f"{'.'.join(origin)} has a row already")
            found[origin] = CallbackRow(origin, until, tuple(other.split(".")) if other else origin, passes, more)
    table.finish()
    return found
