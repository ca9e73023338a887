"""Which rules and checks a person names: by id, by a pattern such as `window-*`, or all of them."""

from __future__ import annotations

import difflib
import fnmatch
from functools import cache

import click

from electron_migrate.errors import UserError

ALL = "ALL"


@cache
def known_rules() -> tuple[str, ...]:
    """Ids of all rules and checks, in order."""
    from electron_migrate.checks.catalogue import checks
    from electron_migrate.findings.catalogue import rules

    return tuple(sorted({*rules(), *checks()}))


def resolved(names: tuple[str, ...]) -> tuple[str, ...]:
    """The ids that `names` stand for, each once. Raises UserError (EM132) for a name that stands for none."""
    found: dict[str, None] = {}
    for name in names:
        matching = known_rules() if name == ALL else fnmatch.filter(known_rules(), name.lower())
        if not matching:
            near = difflib.get_close_matches(name.lower(), known_rules(), n=2)
            raise UserError("EM132", f"no rule is called {name}", f"Did you mean {' or '.join(near)}?" if near else "")
        found.update(dict.fromkeys(matching))
    return tuple(found)


def complete_rules(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    """For a shell: the ids that begin with what stands behind the last comma."""
    head, comma, last = incomplete.rpartition(",")
    return [f"{head}{comma}{rule}" for rule in known_rules() if rule.startswith(last)]
