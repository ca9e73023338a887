"""A suppression does not say what or why.

## What it finds
A comment `electron-migrate-ignore` that names no rule, or gives no reason after the colon.

## Why
The reader of the code has to see what is accepted and why; without it the comment suppresses nothing.
"""

from __future__ import annotations

from electron_migrate.checks.model import Check, Mode
from electron_migrate.facts.model import WARNING

CHECK = Check("suppression-without-reason", "A suppression does not say what or why", WARNING, Mode.ALWAYS)
