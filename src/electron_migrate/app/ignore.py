"""The rules of .gitignore files and of `--exclude`, as git reads them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pathspec import GitIgnoreSpec

from electron_migrate.app.paths import below

# Wildcards backtrack; a stranger's pattern with many of them could keep the reader busy for hours.
_MOST_WILDCARDS = 4


@dataclass(frozen=True, slots=True)
class Rules:
    """The patterns of one file; they hold below `folder` (app-relative, "" for the root)."""

    folder: str
    spec: GitIgnoreSpec
    lead: str = ""
    """For a .gitignore above the app: the app's own folder seen from there, with a `/` at its end."""

    def verdict(self, path: str) -> bool | None:
        """True: left out, False: explicitly let in, None: not mentioned. Folders end in `/`."""
        rest = below(self.folder, path)
        return None if rest is None else self.spec.check_file(self.lead + rest).include


def rules_of(folder: str, lines: Iterable[str], *, lead: str = "") -> tuple[Rules, tuple[str, ...]]:
    """The rules, and the patterns that are not honoured because they are malformed or too costly."""
    good: list[str] = []
    refused: list[str] = []
    for line in lines:
        try:
            if any(_costly(segment) for segment in line.split("/")) or line.count("**") > _MOST_WILDCARDS:
                refused.append(line)
                continue
            GitIgnoreSpec.from_lines([line])
        except (ValueError, re.error):
            refused.append(line)
        else:
            good.append(line)
    return Rules(folder, GitIgnoreSpec.from_lines(good), lead), tuple(refused)


def is_ignored(rules: tuple[Rules, ...], path: str) -> bool:
    """True when the innermost rules that mention `path` leave it out; `rules` runs from the outermost to the innermost."""
    for entry in reversed(rules):
        verdict = entry.verdict(path)
        if verdict is not None:
            return verdict
    return False


def _costly(segment: str) -> bool:
    return not segment.startswith("#") and segment.replace("**", "").count("*") > _MOST_WILDCARDS
