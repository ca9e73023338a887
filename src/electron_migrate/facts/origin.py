"""What a value can come from: a module outside the app, a file of it, something written in the app, or a constant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from electron_migrate.facts.summary import Bound, State, Value

CALL = "()"
NEW = "new"


def handed_out(name: str) -> str:
    """How `remote.getGlobal('x')` and `remote.require('x')` stand in a path: behind the call, `('x')`."""
    return f"('{name}')"


@dataclass(frozen=True, slots=True)
class UnitId:
    """One script of the app."""

    path: str
    number: int


@dataclass(frozen=True, slots=True)
class External:
    """Something outside the app's own code: `module` is `electron`, a Node builtin, a package, or `global` for a name of the runtime.

    `path` leads to the value; `()` stands for a call and `new` for a construction: `("remote", "app", "getVersion", "()")`.
    `@electron/remote` is `electron` with the path `remote`.
    """

    module: str
    path: tuple[str, ...] = ()

    def then(self, name: str) -> External:
        # `default` is what bundlers make of a CommonJS module
        if name == "default" and not self.path:
            return self
        return External(self.module, (*self.path, name))


@dataclass(frozen=True, slots=True)
class Module:
    """The namespace of a file of the app."""

    path: str


@dataclass(frozen=True, slots=True)
class Here:
    """A value written in the app itself: an object, function, class, template, …"""

    unit: UnitId
    value: Value


@dataclass(frozen=True, slots=True)
class Constant:
    value: str | float | bool | None


@dataclass(frozen=True, slots=True)
class Instance:
    """An object made of a class of the app; which one is not told."""

    unit: UnitId
    index: int


Origin = External | Module | Here | Instance | Constant

Given = tuple[UnitId, Bound]
"""A value, and the script that has it."""


@dataclass(frozen=True, slots=True)
class Handed:
    """Where things of Electron's, and objects that hold some, go that no declaration shows. What is not of Electron is left out.

    `parameters`: by script, function and index, what the calls in sight pass. `attached`: what every component has by the name after `this.`
    (`Vue.prototype.$electron = …`). `globals`: what a script of a page, or its preload, sets on `window`, or a classic one declares, with the pages that see it.
    `pages`: the pages that each file runs in. `states`: what components of a script keep of such things in their state.
    """

    parameters: Mapping[tuple[UnitId, int, int], tuple[Given, ...]] = field(default_factory=dict)
    attached: Mapping[str, tuple[Given, ...]] = field(default_factory=dict)
    globals: Mapping[str, tuple[tuple[Given, frozenset[str]], ...]] = field(default_factory=dict)
    pages: Mapping[str, frozenset[str]] = field(default_factory=dict)
    states: Mapping[UnitId, tuple[State, ...]] = field(default_factory=dict)

    def globals_of(self, path: str, name: str) -> tuple[Given, ...]:
        """What a global holds for a file that runs in some of the pages that see it."""
        here = self.pages.get(path, frozenset())
        return tuple(given for given, seen in self.globals.get(name, ()) if seen & here)


@dataclass(frozen=True, slots=True)
class UnitContext:
    """What surrounds a script at run time. `siblings`: classic scripts of the same pages, which share its top-level names."""

    siblings: tuple[UnitId, ...] = ()
    folders: tuple[str, ...] = ()
    """Folders against which `require` of this script resolves, where that is not its own (scripts of a page with Node)."""
