"""The journal's record of one change group, and its JSON form on disk."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from electron_migrate.write.changes import check_path
from electron_migrate.write.errors import JournalBroken

FORMAT = 1
"""Raised when an older version of the tool could misread what is written."""


@dataclass(frozen=True, slots=True)
class Saved:
    """A file as it was before: SHA-256 of its bytes (which lie beside the record) and its permission bits."""

    digest: str
    mode: int


@dataclass(frozen=True, slots=True)
class Step:
    """One file: from `before` to the bytes with the digest `after`; None: the file does not exist."""

    path: str
    before: Saved | None
    after: str | None

    @property
    def before_digest(self) -> str | None:
        return self.before.digest if self.before is not None else None


@dataclass(frozen=True, slots=True)
class Record:
    """One change group. `folders` are those it makes, app-relative, parents first."""

    label: str
    folders: tuple[str, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Header:
    """What is known of one apply when it begins. `time` is ISO 8601 in UTC; `planned` counts its change groups."""

    time: str
    planned: int


def encode_record(record: Record) -> bytes:
    return _encode(
        {
            "label": record.label,
            "folders": list(record.folders),
            "steps": [
                {
                    "path": step.path,
                    "before": None if step.before is None else {"digest": step.before.digest, "mode": step.before.mode},
                    "after": step.after,
                }
                for step in record.steps
            ],
        }
    )


def decode_record(raw: bytes) -> Record:
    """Raises `JournalBroken`, or `PathRefused` for a path that no record of ours has: the journal may come with a stranger's repository."""
    data = _decode(raw)
    record = Record(
        _text(data, "label"),
        tuple(_string(folder) for folder in _list(data, "folders")),
        tuple(_step(_mapping(step)) for step in _list(data, "steps")),
    )
    for path in (*record.folders, *(step.path for step in record.steps)):
        check_path(path)
    return record


def encode_header(header: Header) -> bytes:
    return _encode({"time": header.time, "planned": header.planned})


def decode_header(raw: bytes) -> Header:
    """Raises `JournalBroken`."""
    data = _decode(raw)
    return Header(_text(data, "time"), _number(data, "planned"))


def _step(data: Mapping[str, object]) -> Step:
    before, after = data.get("before"), data.get("after")
    return Step(
        _text(data, "path"),
        None if before is None else _saved(_mapping(before)),
        None if after is None else _string(after),
    )


def _saved(data: Mapping[str, object]) -> Saved:
    return Saved(_text(data, "digest"), _number(data, "mode") & 0o777)


def _encode(data: Mapping[str, object]) -> bytes:
    return (json.dumps({"format": FORMAT, **data}, indent=1) + "\n").encode("ascii")


def _decode(raw: bytes) -> Mapping[str, object]:
    try:
        data = _mapping(json.loads(raw))
    except (ValueError, RecursionError) as error:
        raise JournalBroken("a record is not JSON") from error
    if data.get("format") != FORMAT:
        raise JournalBroken(f"its format is {data.get('format')!r}, this version knows {FORMAT}")
    return data


def _mapping(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise JournalBroken("a record has an unexpected shape")
    return value


def _list(data: Mapping[str, object], key: str) -> list[object]:
    value = data.get(key)
    if not isinstance(value, list):
        raise JournalBroken(f"a record has no list “{key}”")
    return value


def _text(data: Mapping[str, object], key: str) -> str:
    return _string(data.get(key))


def _string(value: object) -> str:
    if not isinstance(value, str):
        raise JournalBroken("a record lacks a text")
    return value


def _number(data: Mapping[str, object], key: str) -> int:
    value = data.get(key)
    if not isinstance(value, int):
        raise JournalBroken(f"a record has no number “{key}”")
    return value
