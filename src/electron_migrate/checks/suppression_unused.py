"""A suppression suppresses nothing.

## What it finds
A comment `electron-migrate-ignore RULE: reason` with nothing of that rule on its line or the next: it was solved, has moved, or the name is wrong.

## Why
It would hide the next finding that comes to stand there.
"""

from __future__ import annotations

from electron_migrate.checks.model import Check, Mode
from electron_migrate.facts.model import WARNING

CHECK = Check("suppression-unused", "A suppression suppresses nothing", WARNING, Mode.ALWAYS)
