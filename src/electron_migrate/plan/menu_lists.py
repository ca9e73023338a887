"""Lists that take the place of menus: the type of an empty one, and whether a template of the page may serve as it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tree_sitter import Node

from electron_migrate.code.parse import Parsed
from electron_migrate.facts.lowering import walk
from electron_migrate.facts.origins import UnitId
from electron_migrate.facts.sites import Site
from electron_migrate.facts.summary import Member, Name, Value
from electron_migrate.plan.asynchrony import enclosing_function
from electron_migrate.plan.menu_model import MenuMember
from electron_migrate.plan.model import Manual
from electron_migrate.plan.typing import is_typed

if TYPE_CHECKING:
    from electron_migrate.plan.context import Context

_CHANGES_LIST = frozenset({"push", "unshift", "splice", "pop", "shift", "reverse", "sort", "fill", "copyWithin"})
_OWNERS = {MenuMember.WINDOW: "window", MenuMember.DOCK: "app"}

CHANGED_LATER = Manual(
    "An item of the template is changed after the menu was made of it, which the menu did not see.",
    "Build the template anew where the menu is made, then plan again.",
)


def empty_list(context: Context, unit: UnitId, members: Sequence[MenuMember]) -> str | None:
    """An empty menu: in a typed script of the items that the bridge takes, or None where nothing tells by what member.

    `members`: those that the menus of these scripts go to.
    """
    if not is_typed(context.parsed(unit)):
        return "[]"
    if not members:
        return None
    member = members[0]
    if member is MenuMember.TRAY:
        return f"[] as Parameters<ReturnType<Window['{context.api_name}']['trays']['create']>['{member.value}']>[0]"
    path = "".join(f"['{name}']" for name in (_OWNERS.get(member, "menu"), member.value))
    # the bridge's own type, which needs no import here
    return f"[] as Parameters<Window['{context.api_name}']{path}>[0]"


def is_grown_later(context: Context, site: Site, template: Value) -> bool:
    """True when a list that a menu is made of may grow or shrink once the menu is made: the menu then needs a list of its own."""
    return any(depth == 0 for depth in _changes(context, site, template))


def has_changed_items(context: Context, site: Site, template: Value) -> bool:
    """True when items of a list that a menu is made of, or lists inside them, may be written once the menu is made."""
    return any(depth > 0 for depth in _changes(context, site, template))


def _changes(context: Context, site: Site, template: Value) -> Iterator[int]:
    """How deep below the list each change of it is, 0 for the list itself; those before the menu is made in the same function are left out."""
    if not isinstance(template, Name | Member):
        return
    made = context.node(site.unit, site.span)
    for node in _mentions(context, site.unit, template):
        if node.end_byte <= made.start_byte and enclosing_function(node) == enclosing_function(made):
            continue
        depth = _changed_at(context.parsed(site.unit), node)
        if depth is not None:
            yield depth


def _mentions(context: Context, unit: UnitId, template: Name | Member) -> Iterator[Node]:
    node = context.node(unit, template.span)
    if isinstance(template, Name):
        binding = context.scopes(unit).binding_of(node)
        yield from (reference.node for reference in binding.references) if binding is not None else ()
        return
    parsed = context.parsed(unit)
    text = parsed.text(node)
    yield from (one for one in walk(parsed.root) if one.type == node.type and parsed.text(one) == text)


def _changed_at(parsed: Parsed, node: Node) -> int | None:
    at, depth = node, 0
    while at.parent is not None and at.parent.type in ("member_expression", "subscript_expression") and at.parent.child_by_field_name("object") == at:
        at, depth = at.parent, depth + 1
    parent = at.parent
    if parent is None or depth == 0:
        return None
    if parent.type == "call_expression" and parent.child_by_field_name("function") == at:
        name = at.child_by_field_name("property")
        return depth - 1 if name is not None and parsed.text(name) in _CHANGES_LIST else None
    if parent.type in ("assignment_expression", "augmented_assignment_expression") and parent.child_by_field_name("left") == at:
        return depth - 1
    return None
