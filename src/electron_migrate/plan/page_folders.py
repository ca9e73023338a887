"""What `__dirname` of a page's script was, as a constant that main computes: the folder of the HTML file, or of a file that `require` loaded."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from electron_migrate.facts.origins import UnitId
from electron_migrate.plan.model import Manual
from electron_migrate.plan.naming import member_name
from electron_migrate.plan.needs import MainConstant
from electron_migrate.plan.render_model import ModuleKind
from electron_migrate.plan.render_style import quoted

if TYPE_CHECKING:
    from electron_migrate.plan.context import Context


def page_folder(context: Context, unit: UnitId) -> tuple[str, MainConstant] | Manual:
    """The folder's name on the bridge, with the constant behind it; or why it cannot be told."""
    around = context.facts.page_scripts.get(unit)
    folders = around.folders if around is not None and around.folders else (posixpath.dirname(unit.path),)
    if len(folders) != 1:
        return Manual(
            "The script runs in pages of several folders, and in each of them it is another one.",
            "For files of the page use relative URLs, or new URL('x', document.baseURI).",
        )
    if context.main_kind is not ModuleKind.COMMONJS or not context.handlers_file:
        return Manual(
            "Main is compiled or a module: where the app's files are from there is not known.",
            "For files of the page use relative URLs or new URL('x', document.baseURI); for a path ask main.",
        )
    relative = posixpath.relpath(folders[0] or ".", posixpath.dirname(context.handlers_file) or ".")
    expression = "__dirname" if relative == "." else f"path.join(__dirname, {quoted(relative)})"
    name = member_name(folders[0]) if folders[0] else "app"
    return name, MainConstant(f"folders.{name}", expression, builtins=("path",) if relative != "." else ())
