"""The baseline accepts what is gone.

## What it finds
Entries of the baseline whose finding is not there any more, and windows that are more isolated than recorded: something was solved. What this run did
not look for, or could not read, does not count.

## Why
An entry without a finding is a free pass: the same debt could come back unseen. `electron-migrate check --prune` takes such entries out.
"""

from __future__ import annotations

from electron_migrate.checks.model import Check, Mode
from electron_migrate.facts.model import WARNING

CHECK = Check("stale-baseline", "The baseline accepts what is gone", WARNING, Mode.ALWAYS)
