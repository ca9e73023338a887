"""What the app's manifest and main say that decides how generated code loads packages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from electron_migrate.app.version import lowest_major
from electron_migrate.plan.render_model import ModuleKind

if TYPE_CHECKING:
    from electron_migrate.plan.context import Context


def has_esm_main(context: Context) -> bool:
    """True where generated handlers are an ES module, and have no `require`."""
    return context.main_kind is ModuleKind.ESM


def package_major(context: Context, name: str) -> int | None:
    """The lowest major of a package that the app's manifest allows; None where it does not say."""
    return lowest_major(context.facts.app.manifest.dependencies.get(name, ""))
