"""Reads the TOML tables under `facts/data`: typed fields, and errors that name the row."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from importlib import resources


class TableError(ValueError):
    """A table that ships with the tool is wrong. The message names the file, the row and the field."""


class Row:
    """One table row. Every getter ticks its field off; `finish` refuses what is left over."""

    def __init__(self, name: str, fields: Mapping[str, object]) -> None:
        self.name = name
        self._fields = dict(fields)

    def text(self, field: str, default: str | None = None) -> str:
        """A string; required unless there is a default."""
        value = self._take(field, default)
        if not isinstance(value, str):
            raise self.error(f"`{field}` must be a string")
        return value

    def choice(self, field: str, choices: Iterable[str], default: str | None = None) -> str:
        value = self.text(field, default)
        known = tuple(choices)
        if value not in known:
            raise self.error(f"`{field}` is {value!r}, not one of {', '.join(repr(each) for each in known)}")
        return value

    def flag(self, field: str) -> bool:
        """A boolean, false where it is missing."""
        value = self._take(field, False)
        if not isinstance(value, bool):
            raise self.error(f"`{field}` must be true or false")
        return value

    def major(self, field: str) -> int | None:
        """An Electron major, or None where it is missing."""
        value = self._fields.pop(field, None)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            raise self.error(f"`{field}` must be an Electron major")
        return value

    def texts(self, field: str) -> tuple[str, ...]:
        """A list of strings, empty where it is missing."""
        value = self._take(field, [])
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise self.error(f"`{field}` must be a list of strings")
        return tuple(value)

    def rows(self, field: str, naming: str) -> Iterator[Row]:
        """The tables of a list, each named after its field `naming`."""
        value = self._take(field, [])
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            raise self.error(f"`{field}` must be a list of tables")
        for index, each in enumerate(value):
            yield Row(f"{self.name}: {field}[{index}] {each.get(naming, '')}".rstrip(), each)

    def sub_row(self, field: str) -> Row | None:
        """A nested table, or None where it is missing."""
        value = self._fields.pop(field, None)
        if value is None:
            return None
        if not isinstance(value, dict):
            raise self.error(f"`{field}` must be a table")
        return Row(f"{self.name}: {field}", value)

    def finish(self) -> None:
        """Raises if a field was never asked for: a misspelt field must not be passed over in silence."""
        if self._fields:
            raise self.error(f"unknown field {', '.join(repr(each) for each in sorted(self._fields))}")

    def error(self, message: str) -> TableError:
        return TableError(f"{self.name}: {message}")

    def _take(self, field: str, default: object) -> object:
        value = self._fields.pop(field, default)
        if value is None:
            raise self.error(f"`{field}` is missing")
        return value


def shipped_table(file_name: str) -> str:
    """The text of a table that ships with the tool."""
    return resources.files("electron_migrate.facts.data").joinpath(file_name).read_text("utf-8")


def parse_table(file_name: str, text: str) -> Row:
    """The whole table as one row. Raises `TableError` where the text is not TOML."""
    try:
        return Row(file_name, tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise TableError(f"{file_name}: {error}") from error
