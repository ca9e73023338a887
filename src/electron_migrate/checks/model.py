"""A check: something that only the gate looks at, because it says that parts of the app disagree, not that a page reaches too far."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from electron_migrate.facts.model import Severity


class Mode(StrEnum):
    """When a finding makes `check` fail. ALWAYS: also where the baseline has it; NEW: where it has not; OFF: never."""

    ALWAYS = "always"
    NEW = "new"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Check:
    """The declaration of a check: one file under `checks/`, whose docstring says what and why. `mode` holds unless the app's settings say otherwise."""

    id: str
    title: str
    severity: Severity
    mode: Mode
    security: bool = False
    """Whether what it finds opens the app to a page's script; the others are about ends that disagree, or about the gate itself."""


@dataclass(frozen=True, slots=True)
class Unproved:
    """What a check could not say, in one sentence with the reason: silence would read as a pass."""

    check: str
    message: str
