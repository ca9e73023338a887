"""Reads `electron-migrate.toml`, which a stranger may have written: every value is checked, and none reaches out of the app."""

from __future__ import annotations

import difflib
import posixpath
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from electron_migrate.app.disk import read_source
from electron_migrate.checks.model import Mode
from electron_migrate.cli.selection import known_rules, resolved
from electron_migrate.errors import UserError
from electron_migrate.facts.model import SEVERITIES
from electron_migrate.gate.judge import STALE_BASELINE
from electron_migrate.options import NAVIGATION, PAGE_MODULES, VALIDATORS, Options

CONFIG_NAME = "electron-migrate.toml"
_MOST_BYTES = 1 << 20
_LEVELS = ("safe", "review")

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Settings:
    """What the app's file says; None and empty where it says nothing. `select` and `ignore` are as written."""

    electron: int | None = None
    api_name: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    window: tuple[str, ...] = ()
    level: str | None = None
    validator: str | None = None
    page_modules: str | None = None
    navigation: str | None = None
    baseline: str | None = None
    """Relative to the app's root, inside of it."""
    modes: Mapping[str, Mode] = field(default_factory=dict)
    severities: tuple[tuple[str, str], ...] = ()


def read_settings(root: Path, file: Path | None) -> Settings:
    """From `file`, else from the app's own file if it has one. Raises UserError (EM130) that names file and line."""
    if file is None:
        if not (root / CONFIG_NAME).exists() and not (root / CONFIG_NAME).is_symlink():
            return Settings()
        source = read_source(root, CONFIG_NAME)
        if isinstance(source, str):
            raise UserError("EM130", f"{CONFIG_NAME}: {source}")
        return parse_settings(CONFIG_NAME, source.data)
    try:
        if file.stat().st_size > _MOST_BYTES:
            raise UserError("EM130", f"{file} is too large to be a configuration")
        return parse_settings(file.as_posix(), file.read_bytes())
    except OSError as error:
        raise UserError("EM130", f"{file}: {error.strerror or error}", "Name a configuration file with --config.") from error


def parse_settings(name: str, raw: bytes) -> Settings:
    """`name` is how errors call the file. Raises UserError (EM130)."""
    if len(raw) > _MOST_BYTES:
        raise UserError("EM130", f"{name} is too large to be a configuration")
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
        table = tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise UserError("EM130", f"{name} is not UTF-8") from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise UserError("EM130", f"{name}: {error}") from error
    try:
        return _settings(table)
    except _ValueError as error:
        line = _line_of(text, error.keys)
        raise UserError("EM130", f"{name}{f':{line}' if line else ''}: {error}", error.help) from error


class _ValueError(Exception):
    """`keys` lead to the value that is wrong, from the top."""

    def __init__(self, message: str, *keys: str, help: str = "") -> None:
        super().__init__(message)
        self.keys = keys
        self.help = help


_TOP = ("electron", "api-name", "select", "ignore", "exclude", "window", "level", "validator", "page-modules", "navigation", "check", "severity")


def _settings(table: Mapping[str, object]) -> Settings:
    _refuse_unknown(table, _TOP)
    check = _table(table, "check")
    return Settings(
        electron=_optional(table, "electron", _major),
        api_name=_optional(table, "api-name", _api_name),
        select=_rules(table, "select"),
        ignore=_rules(table, "ignore"),
        exclude=_texts(table, "exclude"),
        window=_texts(table, "window"),
        level=_optional(table, "level", lambda value: _choice(value, _LEVELS)),
        validator=_optional(table, "validator", lambda value: _choice(value, VALIDATORS)),
        page_modules=_optional(table, "page-modules", lambda value: _choice(value, PAGE_MODULES)),
        navigation=_optional(table, "navigation", lambda value: _choice(value, NAVIGATION)),
        baseline=_optional(check, "baseline", _inside, "check"),
        modes=_modes(check),
        severities=_severities(_table(table, "severity")),
    )


def _severities(table: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    _refuse_unknown(table, known_rules(), "severity")
    return tuple((rule, _choice(value, tuple(SEVERITIES), "severity", rule)) for rule, value in table.items())


def _modes(check: Mapping[str, object]) -> Mapping[str, Mode]:
    _refuse_unknown(check, ("baseline", *known_rules()), "check")
    modes: dict[str, Mode] = {}
    for rule, value in check.items():
        if rule == "baseline":
            continue
        words = tuple(mode.value for mode in Mode) if rule != STALE_BASELINE else (Mode.ALWAYS.value, Mode.OFF.value)
        modes[rule] = Mode(_choice(value, words, "check", rule))
    return modes


def _refuse_unknown(table: Mapping[str, object], known: Iterable[str], *above: str) -> None:
    known = tuple(known)
    for key in table:
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1)
            where = f" in [{above[0]}]" if above else ""
            raise _ValueError(f"there is no setting called {key!r}{where}", *above, key, help=f"Did you mean {near[0]}?" if near else "")


def _table(table: Mapping[str, object], key: str) -> Mapping[str, object]:
    value = table.get(key, {})
    if not isinstance(value, dict):
        raise _ValueError(f"{key} is no table: write [{key}]", key)
    return value


def _optional(table: Mapping[str, object], key: str, read: Callable[[object], Item], *above: str) -> Item | None:
    if key not in table:
        return None
    try:
        return read(table[key])
    except _ValueError as error:
        raise _ValueError(f"{key} {error}", *above, key, help=error.help) from error


def _major(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= 999:
        raise _ValueError("is no major version of Electron, such as 28")
    return value


def _api_name(value: object) -> str:
    if not isinstance(value, str):
        raise _ValueError("is no text")
    try:
        Options(api_name=value)
    except ValueError as error:
        raise _ValueError(f"is refused: {error}") from error
    return value


def _inside(value: object) -> str:
    """A path of the app: nothing that leads out of it, into git's folder, or into what is installed."""
    if not isinstance(value, str) or not value:
        raise _ValueError("is no path")
    path = posixpath.normpath(value)
    parts = path.split("/")
    if "\\" in value or ":" in value or "\0" in value or posixpath.isabs(value) or ".." in value.split("/") or path == ".":
        raise _ValueError("is refused: give a path below the app's folder, with /")
    if parts[0].lower() in (".git", "node_modules"):
        raise _ValueError(f"is refused: nothing is written into {parts[0]}")
    return path


def _texts(table: Mapping[str, object], key: str) -> tuple[str, ...]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise _ValueError(f"{key} is no list of texts", key)
    return tuple(value)


def _rules(table: Mapping[str, object], key: str) -> tuple[str, ...]:
    names = _texts(table, key)
    try:
        resolved(names)
    except UserError as error:
        raise _ValueError(error.message, key, help=error.help) from error
    return names


def _choice(value: object, words: tuple[str, ...], *keys: str) -> str:
    if not isinstance(value, str) or value not in words:
        name = f"{keys[-1]} " if keys else ""
        raise _ValueError(f"{name}is {value!r}, not {', '.join(words[:-1])} or {words[-1]}", *keys)
    return value


_HEADER = re.compile(r"\s*\[\s*([^\[\]]+?)\s*\]\s*(?:#.*)?$")


def _line_of(text: str, keys: tuple[str, ...]) -> int | None:
    """The line, from 1, where a key is set; tomllib keeps no places. None where it is written in a way that is not looked for."""
    table = ""
    for number, line in enumerate(text.split("\n"), 1):
        header = _HEADER.match(line)
        if header is not None:
            table = _plain(header[1])
            if keys == (table,):
                return number
            continue
        name, equals, _ = line.partition("=")
        if equals and [*([table] if table else []), *(_plain(part) for part in name.split("."))] == list(keys):
            return number
    return None


def _plain(key: str) -> str:
    return key.strip().strip("\"'").strip()
