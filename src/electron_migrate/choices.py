"""What a person chose in plan.json: names on the bridge, how single sites are rewritten, where files run, and the order of the groups."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

_SEGMENT = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]*")
# They mean something else on every object.
_INHERITED = frozenset({"__proto__", "constructor", "prototype"})


class Strategy(StrEnum):
    """How the answer of main reaches a site that had it in place."""

    ASYNC = "async"
    """It is awaited."""
    SYNC_BRIDGE = "sync-bridge"
    """The page blocks until it is there, over one fixed channel."""
    MANUAL = "manual"
    """The site is left to a person."""


@dataclass(frozen=True, slots=True)
class Choices:
    """Empty: the tool chooses. All by pairs, so that the value can be compared and hashed."""

    names: tuple[tuple[str, str], ...] = ()
    """A method of the bridge, or a group of methods, by the name that the tool gives it (`dialog.showOpenDialog`), and the wanted name."""
    strategies: tuple[tuple[str, Strategy], ...] = ()
    """A finding, by its id or its fingerprint, and what is to become of it."""
    processes: tuple[tuple[str, str], ...] = ()
    """An app-relative file and the process that it runs in: `main`, `preload`, `renderer` or `worker`."""
    order: tuple[str, ...] = ()
    """Ids of groups: within a stage they come in this order; groups that are not named come where they would."""


NOTHING_CHOSEN = Choices()


class ChoiceError(Exception):
    """A choice that cannot be had. `where`: the keys that lead to it, from `choices` on; `message`: what speaks against it."""

    def __init__(self, where: tuple[str, ...], message: str) -> None:
        super().__init__(message)
        self.where = where
        self.message = message


def member_path(name: str) -> tuple[str, ...] | None:
    """`dialog.open` as the path of a member of the bridge; None for what cannot be one."""
    path = tuple(name.split("."))
    fits = len(path) <= 4 and all(_SEGMENT.fullmatch(part) and part not in _INHERITED for part in path)
    return path if fits else None
