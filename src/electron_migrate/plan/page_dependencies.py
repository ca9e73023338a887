"""npm packages that bundlers take for modules of Node's of the same name, as dependencies of the app."""

from __future__ import annotations

from typing import TYPE_CHECKING

from electron_migrate.code.json_edits import add_members
from electron_migrate.plan.model import Manual

if TYPE_CHECKING:
    from collections.abc import Mapping

    from electron_migrate.code.edits import Edit
    from electron_migrate.plan.context import Context


def add_dependency(context: Context, name: str, version: str) -> Mapping[str, tuple[Edit, ...]] | Manual:
    """The edits that make a package one of the app's devDependencies, in the package.json at its root."""
    manifest = context.facts.app.tree.files.get("package.json")
    if manifest is None:
        return Manual("The app has no package.json at its root.", f"Add the npm package {name} to the dependencies.")
    try:
        return {"package.json": tuple(add_members(manifest.data, ("devDependencies",), [(name, version)]))}
    except (ValueError, LookupError):
        return Manual("package.json cannot be edited.", f"Add the npm package {name} to the dependencies.")
