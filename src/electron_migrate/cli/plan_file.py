"""Reads a plan.json, which a person may have edited and a stranger may have made: it decides nothing but what is planned again."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from electron_migrate.errors import UserError
from electron_migrate.options import Options
from electron_migrate.report.document import PLAN_SCHEMA

_MOST_BYTES = 256 << 20

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class RecordedPlan:
    """What makes the same plan again.

    `patches`: SHA-256 (hex) of each group's patch by group id, in order; `skip`: ids of groups to leave out.
    """

    version: str
    level: str
    options: Options
    digests: Mapping[str, str]
    patches: Mapping[str, str]
    skip: tuple[str, ...]


def read_plan_file(path: Path) -> RecordedPlan:
    """`path`: the file, or the folder that it is in. Raises UserError (EM106), saying which field is wrong."""
    if path.is_dir():
        path = path / "plan.json"
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise UserError("EM106", f"{path} is too large to be a plan")
        document = json.loads(path.read_bytes())
    except OSError as error:
        raise UserError("EM106", f"{path}: {error.strerror or error}") from error
    except (ValueError, RecursionError) as error:
        raise UserError("EM106", f"{path} is not JSON: {error}") from error
    try:
        return _plan(document)
    except _FieldError as error:
        raise UserError("EM106", f"{path}: {error}") from error


class _FieldError(Exception):
    """A field that is not as the schema says."""


def _plan(document: object) -> RecordedPlan:
    root = _object(document, "the document")
    if root.get("schema") != PLAN_SCHEMA:
        raise _FieldError(f"schema is {root.get('schema')!r}, not {PLAN_SCHEMA!r}")
    level = _string(root.get("level"), "level")
    if level not in ("safe", "review"):
        raise _FieldError(f"level is {level!r}, not safe or review")
    patches: dict[str, str] = {}
    skip: list[str] = []
    for index, value in enumerate(_list(root.get("groups"), "groups", lambda item, _: item)):
        group = _object(value, f"groups[{index}]")
        id = _string(group.get("id"), f"groups[{index}].id")
        if group.get("patchDigest") is not None:
            patches[id] = _string(group.get("patchDigest"), f"groups[{index}].patchDigest")
        if not isinstance(group.get("skip", False), bool):
            raise _FieldError(f"groups[{index}].skip is neither true nor false")
        if group.get("skip", False):
            skip.append(id)
    return RecordedPlan(
        version=_string(_object(root.get("tool"), "tool").get("version"), "tool.version"),
        level=level,
        options=_options(_object(root.get("options"), "options")),
        digests={path: _string(digest, f"digests[{path}]") for path, digest in _object(root.get("digests"), "digests").items()},
        patches=patches,
        skip=tuple(skip),
    )


def _options(value: Mapping[str, object]) -> Options:
    electron = value.get("electron")
    if electron is not None and (not isinstance(electron, int) or isinstance(electron, bool)):
        raise _FieldError("options.electron is no number")
    try:
        return Options(
            electron=electron,
            select=_list(value.get("select"), "options.select", _string),
            ignore=_list(value.get("ignore"), "options.ignore", _string),
            exclude=_list(value.get("exclude"), "options.exclude", _string),
            window=_list(value.get("window"), "options.window", _string),
            api_name=_string(value.get("apiName"), "options.apiName"),
        )
    except ValueError as error:
        raise _FieldError(str(error)) from error


def _object(value: object, name: str) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise _FieldError(f"{name} is no object")
    return value


def _list(value: object, name: str, item: Callable[[object, str], Item]) -> tuple[Item, ...]:
    if not isinstance(value, list):
        raise _FieldError(f"{name} is no list")
    return tuple(item(element, f"{name}[{index}]") for index, element in enumerate(value))


def _string(value: object, name: str) -> str:
    if not isinstance(value, str):
        raise _FieldError(f"{name} is no text")
    return value
