"""Which values are things of Electron's that a name, a field or an export is only another way to say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from electron_migrate.facts.model import Process
from electron_migrate.facts.node_package_table import load_node_packages
from electron_migrate.facts.node_table import load_node_table
from electron_migrate.facts.origins import External, Origin, UnitId
from electron_migrate.facts.sites import below_handed_out

if TYPE_CHECKING:
    from electron_migrate.plan.context import Context


def is_handed_on(context: Context, unit: UnitId, origin: Origin | None) -> bool:
    """True for what a script exports only so that others use it: a thing of Electron's, or in pages a module of Node's or a member of it."""
    if is_a_thing(origin):
        return True
    if not isinstance(origin, External) or context.facts.process(unit.path) is not Process.RENDERER:
        return False
    return (load_node_table().is_known(origin.module) or origin.module in load_node_packages()) and is_unanswered(origin)


def is_unanswered(origin: External) -> bool:
    """True for a module, a member of it, or what `new` of a package gives that main makes now."""
    made = load_node_packages().get(origin.module)
    return "()" not in origin.path and ("new" not in origin.path or (made is not None and made.made and origin.path == ("new",)))


def is_a_thing(origin: Origin | None) -> bool:
    """True for a module of Electron's, one of its objects, or a live object that is fetched without an effect."""
    if not isinstance(origin, External) or origin.module != "electron":
        return False
    if below_handed_out((*origin.path[1:2], *origin.path[3:4])) is not None:
        # a global or module of main's, or a member of it
        return "()" not in origin.path[4:] and "new" not in origin.path
    return "new" not in origin.path and ("()" not in origin.path or _is_handle(origin.path))


def _is_handle(path: tuple[str, ...]) -> bool:
    """True for a live object that is fetched without an effect: the page's own window, contents or session, and what hangs below it; the menu; an image."""
    heads = (("remote", "getCurrentWindow", "()"), ("remote", "getCurrentWebContents", "()"), ("remote", "session", "fromPartition", "()"))
    if path in (("remote", "Menu", "getApplicationMenu", "()"), ("clipboard", "readImage", "()"), ("remote", "clipboard", "readImage", "()")):
        return True
    return any(path[: len(head)] == head and "()" not in path[len(head) :] for head in heads)
