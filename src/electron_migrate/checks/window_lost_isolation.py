"""A window is less isolated than it was.

## What it finds
A window that the baseline knows as isolated or sandboxed, and that is not any more, whatever the cause: an option, a default of another Electron, a preload.

## Why
Isolation is what the migration is for; it must not get lost in a change that is about something else.
"""

from __future__ import annotations

from electron_migrate.checks.model import Check, Mode
from electron_migrate.facts.model import ERROR

CHECK = Check("window-lost-isolation", "A window is less isolated than it was", ERROR, Mode.ALWAYS, security=True)
