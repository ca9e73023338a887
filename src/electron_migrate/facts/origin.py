"""What a value can come from: a module outside the app, a file of it, something written in the app, or a constant."""

from __future__ import annotations

from dataclasses import dataclass

from electron_migrate.facts.summary import Value

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


Origin = External | Module | Here | Constant


@dataclass(frozen=True, slots=True)
class UnitContext:
    """What surrounds a script at run time. `siblings`: classic scripts of the same pages, which share its top-level names."""

    siblings: tuple[UnitId, ...] = ()
    folders: tuple[str, ...] = ()
    """Folders against which `require` of this script resolves, where that is not its own (scripts of a page with Node)."""
