"""What a person asked for: the options that scan, plan and apply share, checked on construction."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from electron_migrate.choices import NOTHING_CHOSEN, Choices

_IDENTIFIER = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]*")
_RESERVED = (
    "arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for "
    "function if implements import in instanceof interface let new null package private protected public return static super switch this "
    "throw true try typeof undefined var void while with yield"
)


VALIDATORS = ("plain", "zod")
PAGE_MODULES = ("fit", "esm", "esbuild", "keep")
NAVIGATION = ("free", "own-pages")


@dataclass(frozen=True, slots=True)
class Options:
    """Empty tuples mean: no restriction.

    Raises ValueError, with a sentence for the user, for a value that can never be meant.
    """

    electron: int | None = None
    """The Electron major to migrate for; None: the one that the app declares."""
    select: tuple[str, ...] = ()
    """Rule ids to report; all others are left out."""
    ignore: tuple[str, ...] = ()
    """Rule ids to leave out; wins over `select`."""
    exclude: tuple[str, ...] = ()
    """Patterns as in .gitignore, relative to the app's root, of files to leave alone."""
    window: tuple[str, ...] = ()
    """Window ids to migrate; other windows stay as they are."""
    api_name: str = "electronAPI"
    """Name of the bridge object on `window`: it is written into code, so nothing but a plain identifier passes."""
    validator: str = "plain"
    """How generated handlers check types: `plain` guards, or `zod` schemas."""
    page_modules: str = "fit"
    """Pages without a bundler: `esm` for ES modules and script tags, `esbuild` for a build, `keep` for neither, `fit` for a build where the first cannot be."""
    navigation: str = "free"
    """Where pages may lead their windows: anywhere (`free`), or nowhere but to `own-pages` of the app, where none is seen to lead elsewhere."""
    severities: tuple[tuple[str, str], ...] = ()
    """Rule id and the severity that it has in this app instead of its own: `error`, `warning` or `note`."""
    transforms: tuple[Path, ...] = ()
    """Files of transforms of the app's own that may be imported and run: only what a person trusts by name."""
    skip: tuple[str, ...] = ()
    """Ids of change groups to leave out; groups that depend on one of them are held."""
    without: tuple[str, ...] = ()
    """Ids of findings that are not to be fixed; their groups do without them."""
    choices: Choices = NOTHING_CHOSEN
    """What a person chose in plan.json."""

    def __post_init__(self) -> None:
        if not _IDENTIFIER.fullmatch(self.api_name) or self.api_name in _RESERVED.split():
            raise ValueError(f"{self.api_name!r} cannot be the name of a JavaScript object")
        if self.validator not in VALIDATORS:
            raise ValueError(f"{self.validator!r} is no validator: {' or '.join(VALIDATORS)}")
        if self.page_modules not in PAGE_MODULES:
            raise ValueError(f"{self.page_modules!r} is no way for modules of pages: {', '.join(PAGE_MODULES[:-1])} or {PAGE_MODULES[-1]}")
        if self.navigation not in NAVIGATION:
            raise ValueError(f"{self.navigation!r} is no limit of navigation: {' or '.join(NAVIGATION)}")
        if self.electron is not None and not 1 <= self.electron <= 999:
            raise ValueError(f"{self.electron} is no major version of Electron")
