"""What is known of the whole app, as plain values: spans, never syntax nodes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

from electron_migrate.code.source import Place


class Process(StrEnum):
    """Where a file's code runs. `shared`: reached from main and from a page or preload."""

    MAIN = "main"
    PRELOAD = "preload"
    RENDERER = "renderer"
    SHARED = "shared"
    WORKER = "worker"
    UNKNOWN = "unknown"


class Safety(IntEnum):
    """How much a reader has to trust a fix; ordered, so that `fix.safety <= level` decides."""

    SAFE = 0
    REVIEW = 1
    MANUAL = 2

    @property
    def word(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be read or analysed. `line` is from 1, or None for the whole file."""

    path: str
    line: int | None
    message: str
    fatal: bool = False
    """True when a file that a window or main reaches could not be analysed (exit code 3)."""


@dataclass(frozen=True, slots=True)
class Preference:
    """The effective value of one web preference. `value` is None where it cannot be known without running the app."""

    value: bool | str | None
    source: str
    """`written`, `default` (of the app's Electron version), `dynamic` (an expression), or `assigned` later on."""
    place: Place | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Load:
    """One `loadFile`/`loadURL` of a window: the page it names (app-relative), else the URL, else why neither is known."""

    place: Place
    page: str | None
    url: str | None
    reason: str = ""
    built: str | None = None
    """The file (app-relative) that is there when the app runs, where a bundler makes it of `page`."""
    given: str | None = None
    """The expression that a bundler fills in with the address, such as `MAIN_WINDOW_WEBPACK_ENTRY`."""


@dataclass(frozen=True, slots=True)
class Window:
    """One place that makes a window or view, in main or (by `remote`) in a page."""

    id: str
    kind: str
    """`BrowserWindow`, `BrowserView`, `WebContentsView`, `menubar`, …"""
    place: Place
    process: Process
    preferences: Mapping[str, Preference]
    preload: str | None
    """App-relative path of the preload, if it is known."""
    preload_place: Place | None
    preload_known: bool
    """False when a preload is given by an expression that cannot be followed."""
    loads: tuple[Load, ...]
    pages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FileFact:
    path: str
    process: Process
    why: str


@dataclass(frozen=True, slots=True)
class ChannelUse:
    """One place that sends on or listens to a channel. `kind` is the method: send, invoke, sendSync, on, once, handle, push, …"""

    kind: str
    process: Process
    place: Place
    arguments: int | None = None
    """How many arguments follow the channel (sender), or parameters follow the event (receiver); None if unknown."""
    names: tuple[str, ...] = ()
    """Names of a receiver's parameters after the event, where it is a function that can be read; empty texts for patterns."""


@dataclass(frozen=True, slots=True)
class Channel:
    """All known uses of one channel name. A `dynamic` one is named after the file that has the expression."""

    name: str
    dynamic: bool
    senders: tuple[ChannelUse, ...]
    receivers: tuple[ChannelUse, ...]
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ElectronVersion:
    """The app's Electron. `major` is the one to migrate for; `declared_major` the one that the app runs on today."""

    declared: str | None
    declared_major: int | None
    major: int
    source: str


@dataclass(frozen=True, slots=True)
class Severity:
    name: str
    rank: int = field(default=0)


ERROR = Severity("error", 3)
WARNING = Severity("warning", 2)
NOTE = Severity("note", 1)
SEVERITIES = {severity.name: severity for severity in (ERROR, WARNING, NOTE)}
