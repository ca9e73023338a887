"""The baseline: the debt that an app had when the gate was put up, as a file that changes by the line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

BASELINE_SCHEMA = "baseline-1"
DEFAULT_NAME = ".electron-migrate-baseline.json"
MOST_BYTES = 64 << 20
_CODE_LENGTH = 100
_ABOUT = "Debt that `electron-migrate check` accepts. Change it with --prune or --write-baseline."


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """One accepted finding. `code` is for readers: the beginning of what the fingerprint goes by."""

    path: str
    rule: str
    fingerprint: str
    scope: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True, order=True)
class WindowEntry:
    """A window as it was. `start`: how much stood in its way when it was first recorded."""

    path: str
    fingerprint: str
    scope: str
    kind: str
    isolated: bool
    sandboxed: bool
    start: int


@dataclass(frozen=True, slots=True)
class Baseline:
    """`start`: the most findings of each rule that were ever recorded, for `12 of 31 left`."""

    entries: tuple[Entry, ...] = ()
    windows: tuple[WindowEntry, ...] = ()
    start: Mapping[str, int] = field(default_factory=dict)


class BaselineError(Exception):
    """A baseline that cannot be used; the message says which part, in one line."""


def entry(path: str, rule: str, fingerprint: str, scope: str, code: str) -> Entry:
    """Cuts `code` to what a line can hold."""
    return Entry(path, rule, fingerprint, scope, code if len(code) <= _CODE_LENGTH else code[: _CODE_LENGTH - 1] + "…")


def dump_baseline(baseline: Baseline) -> bytes:
    """One line for each entry, in order: what does not change leaves no trace in a diff."""
    head = json.dumps({"schema": BASELINE_SCHEMA, "about": _ABOUT}, indent=2)[2:-2]
    counts = [f'    {json.dumps(rule)}: {number}' for rule, number in sorted(baseline.start.items())]
    windows = [_line(**_of_window(one)) for one in sorted(baseline.windows)]
    findings = [
        _line(path=one.path, rule=one.rule, fingerprint=one.fingerprint, scope=one.scope, code=one.code) for one in sorted(baseline.entries)
    ]
    parts = [head, _block("start", counts, "{}"), _block("windows", windows, "[]"), _block("findings", findings, "[]")]
    return ("{\n" + ",\n".join(parts) + "\n}\n").encode("utf-8", "backslashreplace")


def load_baseline(raw: bytes) -> Baseline:
    """Raises BaselineError unless it is what `dump_baseline` writes, however laid out."""
    try:
        document = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise BaselineError(f"not JSON: {error}") from error
    root = _object(document, "the document")
    if root.get("schema") != BASELINE_SCHEMA:
        raise BaselineError(f"schema is {root.get('schema')!r}, not {BASELINE_SCHEMA!r}")
    entries = tuple(
        Entry(*(_text(one, name, f"findings[{number}]") for name in ("path", "rule", "fingerprint", "scope", "code")))
        for number, one in enumerate(_list(root.get("findings"), "findings"))
    )
    windows = tuple(_window(one, f"windows[{number}]") for number, one in enumerate(_list(root.get("windows"), "windows")))
    start = {rule: _number(number, f"start[{rule!r}]") for rule, number in _object(root.get("start"), "start").items()}
    _refuse_twice((one.fingerprint for one in entries), "findings")
    _refuse_twice((one.fingerprint for one in windows), "windows")
    return Baseline(entries, windows, start)


def _of_window(window: WindowEntry) -> dict[str, object]:
    return {
        "path": window.path,
        "fingerprint": window.fingerprint,
        "scope": window.scope,
        "kind": window.kind,
        "isolated": window.isolated,
        "sandboxed": window.sandboxed,
        "start": window.start,
    }


def _line(**fields: object) -> str:
    return "    " + json.dumps(fields, ensure_ascii=False)


def _block(name: str, lines: list[str], empty: str) -> str:
    if not lines:
        return f'  "{name}": {empty}'
    return f'  "{name}": {empty[0]}\n' + ",\n".join(lines) + f"\n  {empty[1]}"


def _window(value: object, where: str) -> WindowEntry:
    found = _object(value, where)
    path, fingerprint, scope, kind = (_text(found, name, where) for name in ("path", "fingerprint", "scope", "kind"))
    states = []
    for name in ("isolated", "sandboxed"):
        state = found.get(name)
        if not isinstance(state, bool):
            raise BaselineError(f"{where}.{name} is neither true nor false")
        states.append(state)
    return WindowEntry(path, fingerprint, scope, kind, states[0], states[1], _number(found.get("start"), f"{where}.start"))


def _refuse_twice(fingerprints: Iterable[str], where: str) -> None:
    seen: set[str] = set()
    for number, fingerprint in enumerate(fingerprints):
        if fingerprint in seen:
            raise BaselineError(f"{where}[{number}]: the fingerprint {fingerprint[:40]!r} is there twice")
        seen.add(fingerprint)


def _object(value: object, where: str) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise BaselineError(f"{where} is no object")
    return value


def _list(value: object, where: str) -> list[object]:
    if not isinstance(value, list):
        raise BaselineError(f"{where} is no list")
    return value


def _text(value: object, name: str, where: str) -> str:
    found = _object(value, where).get(name)
    if not isinstance(found, str):
        raise BaselineError(f"{where}.{name} is no text")
    return found


def _number(value: object, where: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise BaselineError(f"{where} is no count")
    return value
