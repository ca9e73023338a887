"""What the renderers of needs take and give: the layout of the generated files in one app, and a refusal."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from electron_migrate.code.style import Style


class ModuleKind(StrEnum):
    """How a generated script imports. TYPESCRIPT: `import` syntax with types, compiled to CommonJS. BUNDLED: the same without types."""

    COMMONJS = "commonjs"
    ESM = "esm"
    BUNDLED = "bundled"
    TYPESCRIPT = "typescript"


@dataclass(frozen=True, slots=True)
class Layout:
    """Where generated code goes, and what it has to look like. All paths are app-relative with `/`."""

    api_name: str
    """What the bridge hangs on: `electronAPI` for `window.electronAPI`."""
    handlers: str
    trusted: str
    types: str
    main_entry: str
    main_kind: ModuleKind
    style: Style
    electron_major: int
    dual: frozenset[str]
    """Preloads that must work with isolation off and on."""
    validator: str = "plain"
    """How handlers check types: `plain` guards, or schemas of the package `zod`."""
    run_folder: str | None = None
    """The folder of generated modules of main when the app runs, app-relative; None where that is the folder they are written in."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing is rendered: `reason` names the file and what a person has to settle in it."""

    reason: str


class CannotRenderError(Exception):
    """Raised inside a renderer; `render` hands the message on as `Refused`."""
