"""Reads the snippets: one TypeScript file each, in `preload/`, `main/` and `types/`; its name is what it declares.

A file is a module in the canonical form (see `plan.render_style`). Its imports say what it needs, and are not part of the snippet:

    import { ipcRenderer } from 'electron'                      an export of Electron
    import type { WebContents } from 'electron'                 a type of Electron
    import { subscribe } from './subscribe'                     another snippet for the same process
    import * as path from 'path'                                a builtin module of Node, in main
    import type { MenuItemTemplate } from '../types/MenuItemTemplate'    a type that electron-api.d.ts declares

Below them stands what is put into the app: a comment that says what it is for, and declarations; the one of its name is exported.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Snippet:
    """Declarations that generated code refers to by `name`; `code` is canonical, with its comment."""

    name: str
    code: str
    uses: tuple[str, ...] = ()
    """Exports of 'electron'."""
    types: tuple[str, ...] = ()
    """Types of 'electron'."""
    needs: tuple[str, ...] = ()
    """Other snippets for the same process, by name."""
    declarations: tuple[str, ...] = ()
    """Types that the bridge's declaration file declares, by name."""
    builtins: tuple[str, ...] = ()
    """Builtin modules of Node, by their names."""


@cache
def preload_snippets() -> tuple[Snippet, ...]:
    """What preload scripts may share, in the order in which it stands in them."""
    return _ordered(_read("preload"))


@cache
def main_snippets() -> tuple[Snippet, ...]:
    """What handlers in main may share, in the order in which it stands there."""
    return _ordered(_read("main"))


@cache
def declared_types() -> tuple[Snippet, ...]:
    """Types that members of the bridge may name, in the order in which they are declared; `declarations` are those that one refers to."""
    return _ordered({name: replace(snippet, needs=snippet.declarations) for name, snippet in _read("types").items()})


def with_all_needs(names: set[str], snippets: tuple[Snippet, ...]) -> tuple[Snippet, ...]:
    """The named snippets and all that they need, in order. Raises KeyError for a name that is none."""
    by_name = {snippet.name: snippet for snippet in snippets}
    found: set[str] = set()
    todo = set(names)
    while todo:
        name = todo.pop()
        found.add(name)
        todo |= set(by_name[name].needs) - found
    return tuple(snippet for snippet in snippets if snippet.name in found)


def _read(folder: str) -> Mapping[str, Snippet]:
    files = [file for file in resources.files(__package__).joinpath(folder).iterdir() if file.name.endswith(".ts")]
    return {snippet.name: snippet for snippet in (_parsed(file.name.removesuffix(".ts"), file.read_text("utf-8")) for file in files)}


def _parsed(name: str, text: str) -> Snippet:
    imported: dict[tuple[bool, str], tuple[str, ...]] = {}
    for type_only, names, source in _IMPORT.findall(text):
        kind = "electron" if source == "electron" else "types" if "types/" in source or name[0].isupper() else "snippet"
        key = (bool(type_only), kind)
        imported[key] = (*imported.get(key, ()), *(each.strip() for each in names.split(",")))
    code = _BUILTIN.sub("", _IMPORT.sub("", text)).strip()
    if not name[0].isupper():
        code = re.sub(r"^export ", "", code, flags=re.MULTILINE)
    return Snippet(
        name,
        code,
        uses=imported.pop((False, "electron"), ()),
        types=imported.pop((True, "electron"), ()),
        needs=imported.pop((False, "snippet"), ()),
        declarations=imported.pop((True, "types"), ()),
        builtins=tuple(_BUILTIN.findall(text)),
    )


def _ordered(snippets: Mapping[str, Snippet]) -> tuple[Snippet, ...]:
    """What others need comes before them; else by name."""
    ordered: list[Snippet] = []
    todo = sorted(snippets.values(), key=lambda snippet: (snippet.name.lower(), snippet.name))
    while todo:
        placed = {snippet.name for snippet in ordered}
        following = next((snippet for snippet in todo if placed.issuperset(snippet.needs)), None)
        if following is None:
            raise ValueError(f"snippets that need each other or one that does not exist: {', '.join(snippet.name for snippet in todo)}")
        todo.remove(following)
        ordered.append(following)
    return tuple(ordered)


_IMPORT = re.compile(r"^import (type )?\{ ([^}]*) \} from '([^']*)'\n", re.MULTILINE)
_BUILTIN = re.compile(r"^import \* as (\w+) from '\w+'\n", re.MULTILINE)
