"""What handed a thing of Electron's over, and goes with the last use there: parameters with what is passed for them, getters, globals."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from tree_sitter import Node

from electron_migrate.code.edits import Edit
from electron_migrate.code.source import Span
from electron_migrate.facts.origins import UnitId
from electron_migrate.plan.drop_exports import without
from electron_migrate.plan.drops import removals, remove_whole
from electron_migrate.plan.handings import Handing, Item, Spot

if TYPE_CHECKING:
    from electron_migrate.plan.context import Context

_MEMBERS = frozenset({"method_definition", "property_signature"})


def ready_to_go(context: Context, edits: Mapping[str, Sequence[Edit]], handed: Collection[Spot], going: Sequence[Handing]) -> list[Handing]:
    """Of what hands over the things at `handed`, that which nothing uses any more once the edits are made; without what is `going` already."""
    return [
        one
        for one in (context.handings if handed else ())
        if one not in going and all(thing in handed for thing in one.things) and all(_is_covered(spot, edits) for spot in one.reads)
    ]


def handed_edits(context: Context, going: Sequence[Handing]) -> Mapping[str, tuple[Edit, ...]]:
    """Edits that take all of it away, in every file."""
    items = tuple(dict.fromkeys(item for one in going for item in one.items))
    return {path: tuple(edits) for path, edits in _removals(context, items).items()}


def _is_covered(spot: Spot, edits: Mapping[str, Sequence[Edit]]) -> bool:
    unit, span = spot
    return any(len(edit.span) and edit.span.contains(span) for edit in edits.get(unit.path, ()))


def _removals(context: Context, items: Sequence[Item]) -> Mapping[str, list[Edit]]:
    found: dict[str, list[Edit]] = {}
    lists: dict[tuple[UnitId, int, int], tuple[Node, list[Node]]] = {}
    names: dict[UnitId, list[Node]] = {}
    for item in items:
        if item.instead:
            found.setdefault(item.unit.path, []).append(Edit.replace(Span(item.node.start_byte, item.node.end_byte), item.instead))
        elif item.container is not None:
            key = (item.unit, item.container.start_byte, item.container.end_byte)
            lists.setdefault(key, (item.container, []))[1].append(item.node)
        elif item.node.type in ("identifier", "shorthand_property_identifier_pattern"):
            names.setdefault(item.unit, []).append(item.node)
        elif item.node.type in _MEMBERS:
            found.setdefault(item.unit.path, []).append(_member(context, item.unit, item.node))
        else:
            found.setdefault(item.unit.path, []).extend(remove_whole(context.parsed(item.unit), item.node))
    for (unit, _, _), (container, gone) in lists.items():
        found.setdefault(unit.path, []).extend(_from_list(container, gone))
    for unit, several in names.items():
        found.setdefault(unit.path, []).extend(removals(context.parsed(unit), several))
    return found


def _from_list(container: Node, gone: Sequence[Node]) -> list[Edit]:
    inside = [child for child in container.named_children if child.type != "comment"]
    going = [child for child in inside if any(child == one for one in gone)]
    if len(going) == len(inside):
        return [Edit.delete(container.start_byte + 1, container.end_byte - 1)]
    return without(inside, going)


def _member(context: Context, unit: UnitId, node: Node) -> Edit:
    """A method of a class or a property of an interface with its line, and with one blank line where it stood between two."""
    data = context.facts.sources[unit.path].data
    start, end = data.rfind(b"\n", 0, node.start_byte) + 1, node.end_byte
    if data[end : end + 1] in (b";", b","):
        end += 1
    line_end = data.find(b"\n", end)
    if data[start : node.start_byte].strip() or line_end < 0 or data[end:line_end].strip():
        return Edit.delete(node.start_byte, end)
    end = line_end + 1
    following = data.find(b"\n", end)
    before = data[data.rfind(b"\n", 0, start - 1) + 1 : start].strip() if start else b""
    if following >= 0 and not data[end:following].strip() and (not before or before.endswith(b"{")):
        end = following + 1
    return Edit.delete(start, end)
