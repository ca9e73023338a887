"""The declaration of a transform, and the catalogue of those that ship: one file each under `transforms/`, found by a directory walk."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from electron_migrate.facts.model import Safety
from electron_migrate.facts.node_table import NODE_MODULE
from electron_migrate.facts.sites import Site
from electron_migrate.plan.model import Fix, Manual

if TYPE_CHECKING:
    from electron_migrate.plan.context import Context

CONTRACT = 2
"""The version of `electron_migrate.api` and of what a transform has to be: 2 is that of 0.1. `kit.upgrading` knows what changed before."""

Rewrite = Callable[[Site, "Context"], Fix | Manual]


@dataclass(frozen=True, slots=True)
class Transform:
    """What a transform serves. `origins` in dots, a longer one wins over a shorter: `ipcRenderer.send`, `remote.dialog`, `remote`.

    `safety` is the best level that its fixes can have; a fix states its own, never a better one.
    """

    id: str
    title: str
    rules: tuple[str, ...]
    origins: tuple[str, ...]
    safety: Safety
    contract: int = 1
    """The contract that a file of an app's own is written for; those that ship are of this one."""


@dataclass(frozen=True, slots=True)
class Example:
    """One behaviour, as test and documentation. `before` is the page's script; `after=None`: must not change, `why` says so.

    Both may hold several files, each behind a line `//- path`. What is not given is a plain app with one window and one page.
    """

    name: str
    before: str
    after: str | None
    why: str = ""
    electron: str = "9.4.1"


@dataclass(frozen=True, slots=True)
class Loaded:
    transform: Transform
    rewrite: Rewrite
    examples: tuple[Example, ...]
    doc: str
    path: str


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All transforms, and which one serves an origin."""

    transforms: tuple[Loaded, ...]
    by_origin: Mapping[str, Loaded] = field(default_factory=dict)

    def serving(self, module: str, origin: tuple[str, ...]) -> Loaded | None:
        """The transform with the longest declared origin at or above this one."""
        # `ipcRenderer` is its own first name; what hangs below `remote`, 'electron' and the page's globals is written without theirs
        names = origin if module == "ipcRenderer" else (module, *origin)
        if module == "node" and origin:
            names = (module, origin[0].removeprefix(NODE_MODULE), *origin[1:])
        for length in range(len(names), 0, -1):
            found = self.by_origin.get(".".join(names[:length]))
            if found is not None:
                return found
        return None


def folder() -> Path:
    """Where the transforms that ship lie."""
    return Path(str(files("electron_migrate.transforms")))


@cache
def load_catalogue(own: tuple[Path, ...] = ()) -> Catalogue:
    """Imports every transform that ships, and `own` ones of the app, which win over those that ship.

    Raises ValueError for one that does not keep the contract, and `CannotLoadError` for one of the app's own that cannot be imported.
    """
    shipped = tuple(load(path) for path in sorted(folder().glob("*.py")) if path.stem != "__init__")
    local = tuple(_own(path) for path in own)
    table: dict[str, Loaded] = {}
    for group in (shipped, local):
        served: set[str] = set()
        for one in group:
            for origin in one.transform.origins:
                if origin in served:
                    raise ValueError(f"{one.path}: {origin} is served by {table[origin].path} already")
                served.add(origin)
                table[origin] = one
    return Catalogue((*shipped, *local), table)


class CannotLoadError(Exception):
    """A transform of the app's own that cannot be imported: `path` and, in one line, why."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"{path}: {why}")
        self.path, self.why = path, why


def _own(path: Path) -> Loaded:
    try:
        loaded = load(path)
    except Exception as error:  # whatever a stranger's file does when it is imported
        raise CannotLoadError(path, f"{type(error).__name__}: {error}") from error
    if loaded.transform.contract != CONTRACT:
        raise CannotLoadError(path, wrong_contract(loaded.transform.contract))
    return loaded


def wrong_contract(contract: int) -> str:
    """Why a file of another contract is not run, and what to do."""
    what = f"it is written for contract {contract} of electron_migrate.api, and this is {CONTRACT}"
    return f"{what}: electron-migrate transforms upgrade" if contract < CONTRACT else f"{what}: use a later electron-migrate"


def load(path: Path) -> Loaded:
    """Imports one transform from its file; loaded by path, so that an editable install and a wheel behave alike."""
    module = _import(path)
    transform, rewrite, examples = (getattr(module, name, None) for name in ("TRANSFORM", "rewrite", "EXAMPLES"))
    if not isinstance(transform, Transform) or not callable(rewrite) or not isinstance(examples, tuple):
        raise ValueError(f"{path}: a transform has TRANSFORM, EXAMPLES and rewrite(site, context)")
    if transform.id != path.stem.replace("_", "-"):
        raise ValueError(f"{path}: id {transform.id!r} is not the file's name")
    return Loaded(transform, rewrite, examples, module.__doc__ or "", str(path))


def _import(path: Path) -> ModuleType:
    name = f"electron_migrate.transforms.{path.stem}"
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise ValueError(f"{path}: cannot be imported")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module
