"""What bundlers make of the app, as values: which entries go into which files, and which pages are made with them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from electron_migrate.code.source import Place


@dataclass(frozen=True, slots=True)
class Entry:
    """What one output script is made of: its chunk's `name`, and source files of the app in order."""

    name: str
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BuiltPage:
    """A page as it is when the app runs. `template`: the source that it is made of, None where the bundler writes it alone."""

    file: str
    template: str | None
    entries: tuple[str, ...]
    """Source files of the scripts that the bundler puts into it."""
    name: str = ""
    """The window's name in the configuration, where the tool has one."""
    window: bool = True
    """False for a page that is made for browsers: the app has it for the web too."""


@dataclass(frozen=True, slots=True)
class External:
    """An item of `externals`: modules that a bundle loads when it runs. `names` are those that it lists."""

    place: Place
    names: tuple[str, ...]
    every_package: bool = False
    """`nodeExternals()`: whatever is installed."""
    unknown: bool = False
    """It may name more than `names`."""


@dataclass(frozen=True, slots=True)
class Build:
    """One thing that a bundler makes, as one configuration says. All paths are app-relative."""

    config: str
    tool: str
    target: str
    """`electron-main`, `electron-renderer`, `electron-preload`, `web`, `node`, `webworker`; empty where it is not said."""
    entries: tuple[Entry, ...]
    folders: tuple[str, ...]
    """Where the output goes; several where conditions decide."""
    filename: str
    """The pattern of output scripts, `[name].js`; empty where it is not known."""
    pages: tuple[BuiltPage, ...] = ()
    dirname: tuple[str, ...] = ("output",)
    """What `__dirname` is in its scripts: `output`, `source` (where they are written) or `root` (of the disk)."""
    entry_places: tuple[Place, ...] = ()
    """Where its entries are written: every value of `entry`."""
    filename_places: tuple[Place, ...] = ()
    dirname_places: tuple[Place, ...] = ()
    """Where `node.__dirname` is written."""
    library: str = ""
    """`output.libraryTarget`, or the type of `output.library`."""
    library_place: Place | None = None
    target_places: tuple[Place, ...] = ()
    """Where targets are written that give pages Node (`electron-renderer`)."""
    externals: tuple[External, ...] = ()
    for_node: bool | None = None
    """What the tool's own option `nodeIntegration` says of the pages; None where there is no such option, or it is not a plain one."""

    @property
    def files(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(file for entry in self.entries for file in entry.files))

    @property
    def script_folders(self) -> tuple[str, ...]:
        """Where its scripts lie: the names of outputs may have folders of their own, `./app/main.js`."""
        inner = posixpath.dirname(self.filename)
        return self.folders if "[" in inner else tuple(posixpath.normpath(posixpath.join(folder, inner)) for folder in self.folders)

    def outputs(self, entry: Entry) -> Iterator[str]:
        """The output scripts of an entry."""
        for folder in self.folders:
            name = re.sub(r"\[name\]", entry.name, self.filename or "[name].js")
            yield posixpath.normpath(posixpath.join(folder, name))


_Item = TypeVar("_Item")


def union(one: tuple[_Item, ...], other: tuple[_Item, ...]) -> tuple[_Item, ...]:
    """Both in order, each item once."""
    return tuple(dict.fromkeys((*one, *other)))
