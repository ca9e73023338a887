"""Where a thing of Electron's goes that is passed on or kept and cannot be followed: the reason that a person reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tree_sitter import Node

from electron_migrate.facts.lowering import FUNCTIONS, WRAPPERS
from electron_migrate.plan.model import Manual

if TYPE_CHECKING:
    from electron_migrate.facts.sites import Site
    from electron_migrate.plan.context import Context


def passed_on(context: Context, site: Site) -> Manual:
    """Why what is done with it cannot be told from here."""
    node = context.node(site.unit, site.span)
    parent = node.parent
    while parent is not None and parent.type in WRAPPERS:
        node, parent = parent, parent.parent
    what = site.name or "The module"
    text = context.parsed(site.unit).text
    if parent is not None and parent.type == "arguments" and parent.parent is not None:
        called = parent.parent.child_by_field_name("function") or parent.parent.child_by_field_name("constructor")
        shown = " ".join(text(called).split())[:40] if called is not None else "a call"
        return Manual(
            f"{what} itself is passed to {shown}, and what is done with it there is not known, or not all of it is rewritten.",
            "Pass the functions that are needed instead.",
        )
    if parent is not None and parent.type == "jsx_expression" and parent.parent is not None and parent.parent.type == "jsx_attribute":
        element = parent.parent.parent
        name = element.child_by_field_name("name") if element is not None else None
        attribute = text(parent.parent.named_children[0])
        return Manual(
            f"{what} itself is given to <{text(name) if name is not None else '…'}> as {attribute}: which components take it from there is not followed.",
            "Give them the functions that they need, or let them call the bridge.",
        )
    if parent is not None and (parent.type == "return_statement" or (parent.type in FUNCTIONS and parent.child_by_field_name("body") == node)):
        return Manual(f"{what} itself is what a function returns, and not all that is done with it is rewritten.", "Call the bridge where it is used.")
    if parent is not None and _is_property(parent):
        return Manual(f"{what} itself is put into an object: what is done with it there cannot be told.", "Put in the functions that are needed.")
    return Manual(
        f"{what} itself is passed on or kept: what is done with it cannot be told from here.", "Pass the functions that are needed instead."
    )


def _is_property(parent: Node) -> bool:
    return parent.type in ("pair", "object")
