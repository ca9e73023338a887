"""What a transform file has to be before one of its examples is run: read, never imported."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass

from electron_migrate.kit.reading import BrokenTransform, ReadTransform
from electron_migrate.plan.transform import CONTRACT, wrong_contract

_HEADINGS = ("What it does", "Why", "When it stays its hand", "Safety")
_SAFETIES = ("safe", "review")
# Of the standard library, what works on values alone.
_HARMLESS = frozenset({"__future__", "re", "dataclasses", "collections", "collections.abc", "enum", "functools", "itertools", "string", "typing"})


@dataclass(frozen=True, slots=True)
class Breach:
    """Where a file breaks the contract; `line` from 1, `word` is `broken` or `contract`."""

    line: int
    message: str
    word: str = "contract"


def breaches(read: ReadTransform | BrokenTransform, *, own: bool = False) -> tuple[Breach, ...]:
    """All of them, in the order of lines. `own`: an app's own file, which has to say what contract it is written for."""
    if isinstance(read, BrokenTransform):
        return (Breach(read.line, read.message, "broken"),)
    found = list(_breaches(read))
    if own and read.declared_line and read.contract != CONTRACT:
        found.append(Breach(read.declared_line, wrong_contract(read.contract)))
    found += [Breach(line, "the upgrade left this to you: do what the comment says, then remove it") for line in read.marked]
    return tuple(sorted(found, key=lambda one: one.line))


def _breaches(read: ReadTransform) -> Iterator[Breach]:
    wanted = read.path.stem.replace("_", "-")
    at = read.declared_line or 1
    if not read.declared_line:
        yield Breach(1, "it declares no TRANSFORM = Transform(…)")
    elif read.id != wanted:
        yield Breach(at, f"its id is {read.id!r}, and its file says {wanted!r}")
    if read.declared_line and not read.title:
        yield Breach(at, "its title is no plain text")
    if read.declared_line and read.safety not in _SAFETIES:
        yield Breach(at, "its safety is neither Safety.SAFE nor Safety.REVIEW")
    if read.declared_line and not read.rules:
        yield Breach(at, "its rules are no tuple of plain texts")
    if read.declared_line and not read.origins and not read.computed_origins:
        yield Breach(at, "it declares no origins")
    if read.rewrite != ("site", "context"):
        yield Breach(1, "it has no function rewrite(site, context)")
    missing = [heading for heading in _HEADINGS if f"## {heading}" not in read.document]
    if missing:
        yield Breach(1, f"its docstring lacks {', '.join(f'“## {heading}”' for heading in missing)}")
    yield from _import_breaches(read)
    yield from _example_breaches(read)


def _import_breaches(read: ReadTransform) -> Iterator[Breach]:
    for name, line in read.imports:
        if name == "electron_migrate.api" or name in _HARMLESS:
            continue
        kind = "the package's inside" if name.startswith("electron_migrate") else "what reaches outside of values" if _is_standard(name) else "another package"
        yield Breach(line, f"it imports {name}: {kind}; a transform imports electron_migrate.api")


def _is_standard(name: str) -> bool:
    return name.partition(".")[0] in sys.stdlib_module_names


def _example_breaches(read: ReadTransform) -> Iterator[Breach]:
    if not any(example.changes for example in read.examples):
        yield Breach(1, "it has no example that changes something")
    if not any(not example.changes for example in read.examples):
        yield Breach(1, "it has no example of what must not change (after=None)")
    for example in read.examples:
        if example.name is None or example.before is None or (example.changes and example.after is None):
            yield Breach(example.line, "an example's texts are no plain literals, so nobody can read them without running the file")
        elif not example.changes and not example.why:
            yield Breach(example.line, f"“{example.name}” must not change, and does not say why")
