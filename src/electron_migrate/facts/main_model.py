"""What can be said of something that main has and pages reach: a function, data, nothing, or unknown."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Nature(StrEnum):
    """What a value of main's is, as far as crossing to a page goes."""

    DATA = "data"
    NOTHING = "nothing"
    """A function's answer that is always undefined."""
    PROMISE = "promise"
    LIVE = "live"
    """A function, an instance of a class, an object of Electron's: it cannot be cloned."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Judged:
    """A nature with what it is in words, where it is live."""

    nature: Nature
    what: str = ""


@dataclass(frozen=True, slots=True)
class MainFunction:
    """A function that a page calls. `parameters`: their names, empty for a pattern; None where any number may be meant.

    `promise`: it answers later; None where that is not known. `callback`: index of a last parameter that it calls with (error, value).
    """

    parameters: tuple[str, ...] | None
    promise: bool | None
    answer: Judged
    callback: int | None = None
    logs: bool = False
    keyed: bool = False
    risk: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class MainData:
    """A value that a page reads. `constant`: its text is in the source and nothing changes it; `primitive`: a copy is the same thing."""

    answer: Judged
    constant: bool = False
    primitive: bool = False
    type: str = "unknown"


@dataclass(frozen=True, slots=True)
class MainMissing:
    """There is no such thing. `why` in words."""

    why: str


@dataclass(frozen=True, slots=True)
class MainUnknown:
    """What it is could not be told: something that a package gives, or that main works out."""

    package: str = ""
    risk: str = ""


MainMember = MainFunction | MainData | MainMissing | MainUnknown
