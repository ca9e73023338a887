"""Things of Electron's that a script hands on to those that load it: by a list of exports, a default export, `module.exports`, or a property of such an object."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tree_sitter import Node

from electron_migrate.app.modules import LocalFile
from electron_migrate.code.edits import Edit
from electron_migrate.code.source import Span
from electron_migrate.facts.chains import levels
from electron_migrate.facts.lowering import meaningful
from electron_migrate.facts.origins import UnitId
from electron_migrate.facts.summary import Bound, Load, Member, Name, Object, Property, Value
from electron_migrate.facts.vue_templates import is_in_template
from electron_migrate.plan.context import Context
from electron_migrate.plan.drop_things import is_handed_on


@dataclass(frozen=True, slots=True)
class Export:
    """`name`: as which others get it; None for all that they load. `node`: a statement, or an item of a list of exports or of an object."""

    name: str | None
    node: Node


def exports_of(context: Context, unit: UnitId) -> tuple[Export, ...]:
    """What the script exports of things of Electron's, apart from declarations (`export const x = …`)."""
    known = context.exports.get(unit)
    if known is None:
        known = context.exports[unit] = tuple(_read(context, unit))
    return known


def _read(context: Context, unit: UnitId) -> Iterator[Export]:
    summary, origins = context.facts.unit(unit), context.facts.origins
    things = {name for name, bound in summary.exports if is_handed_on(context, unit, origins.bound_origin(unit, bound))}
    for statement in context.parsed(unit).root.named_children:
        if statement.type == "export_statement" and statement.child_by_field_name("declaration") is None:
            yield from _exported(context, unit, statement, things)
        elif statement.type == "expression_statement" and statement.named_child_count == 1:
            yield from _assigned(context, unit, statement, things)


def is_asked_for(context: Context, unit: UnitId, export: Export, edits: Mapping[str, Sequence[Edit]], *, ours: bool = False) -> bool:
    """True where a script still uses it outside of what `edits` replace, or may; and where none did before: it is not ours to take.

    `ours`: it was found before that nothing uses it.
    """
    users = [one for one in context.importers.get(unit.path, ()) if is_imported(context, one, unit.path, export.name, {})]
    return (not users and not ours) or any(is_imported(context, one, unit.path, export.name, edits) for one in users)


def is_imported(context: Context, unit: UnitId, path: str, name: str | None, edits: Mapping[str, Sequence[Edit]]) -> bool:
    """True when a script still uses what a file exports under a name, or may; without a name, anything of it."""
    summary, origins = context.facts.unit(unit), context.facts.origins
    covered = [edit.span for edit in edits.get(unit.path, ()) if len(edit.span)]

    def loads(value: Value) -> bool:
        located = origins.locate(unit, value.specifier) if isinstance(value, Load) else None
        return isinstance(located, LocalFile) and located.path == path

    def left(span: Span) -> bool:
        return not any(one.contains(span) for one in covered)

    def passes_on(bound: Bound) -> bool:
        return loads(bound.value) and (name is None or bound.path[:1] in ((), (name,))) and left(bound.span)

    if any(loads(star) for star in summary.stars) or any(passes_on(bound) for _, bound in summary.exports):
        return True
    whole: set[int] = set()
    for number, fact in enumerate(summary.bindings):
        for bound in fact.values:
            if not loads(bound.value):
                continue
            if name is None or bound.path[:1] == (name,):
                binding = context.scopes(unit).bindings[number]
                if unit.path.endswith(".vue") and is_in_template(context.facts.sources[unit.path].data, binding.name):
                    return True
                references = binding.references
                if any(left(Span(reference.node.start_byte, reference.node.end_byte)) for reference in references):
                    return True
            elif bound.path[:1] not in ((), ("*",), ("...",), ("default",)):
                continue
            else:
                whole.add(number)
    for chain in summary.chains:
        values = levels(chain.value)
        held = isinstance(values[0], Name) and values[0].binding in whole
        # an edit replaces the member at least, and not always the call around it
        if not (held or loads(values[0])) or not left(values[min(1, len(values) - 1)].span):
            continue
        if len(values) == 1 and not held:
            # the declaration itself, or a load for what the file does
            continue
        if len(values) == 1 or not isinstance(values[1], Member) or name is None or values[1].name == name:
            return True
    return False


def export_removals(context: Context, unit: UnitId, nodes: Iterable[Node], whole: Callable[[Node], Sequence[Edit]]) -> list[Edit]:
    """Edits that take exports out; `whole` removes a statement."""
    edits: list[Edit] = []
    lists: dict[int, tuple[Node, list[Node]]] = {}
    for node in nodes:
        if node.type.endswith("_statement") or node.parent is None:
            edits.extend(whole(node))
        else:
            lists.setdefault(node.parent.id, (node.parent, []))[1].append(node)
    for around, gone in lists.values():
        items = meaningful(around)
        if len(gone) < len(items):
            edits.extend(without(items, gone))
        elif around.type == "export_clause" and around.parent is not None:
            edits.extend(whole(around.parent))
        else:
            edits.append(Edit.replace(context.parsed(unit).span(around), "{}"))
    return edits


def without(items: Sequence[Node], gone: Sequence[Node]) -> list[Edit]:
    """Deletes runs of list items with their commas."""
    edits: list[Edit] = []
    index = 0
    while index < len(items):
        if items[index] not in gone:
            index += 1
            continue
        end = index
        while end + 1 < len(items) and items[end + 1] in gone:
            end += 1
        if end + 1 < len(items):
            edits.append(Edit.delete(items[index].start_byte, items[end + 1].start_byte))
        elif index > 0:
            edits.append(Edit.delete(items[index - 1].end_byte, items[end].end_byte))
        index = end + 1
    return edits


def _exported(context: Context, unit: UnitId, statement: Node, things: set[str]) -> Iterator[Export]:
    parsed = context.parsed(unit)
    for clause in statement.named_children:
        for specifier in clause.named_children if clause.type == "export_clause" else ():
            name = specifier.child_by_field_name("alias") or specifier.child_by_field_name("name")
            if name is not None and parsed.text(name) in things:
                yield Export(parsed.text(name), specifier)
    value = statement.child_by_field_name("value")
    if value is not None:
        yield from _whole(context, unit, statement, value, "default")


def _assigned(context: Context, unit: UnitId, statement: Node, things: set[str]) -> Iterator[Export]:
    assignment, parsed = statement.named_children[0], context.parsed(unit)
    left, right = assignment.child_by_field_name("left"), assignment.child_by_field_name("right")
    if assignment.type != "assignment_expression" or left is None or right is None:
        return
    target = parsed.text(left)
    if target == "module.exports":
        yield from _whole(context, unit, statement, right, None)
    elif target.startswith(("module.exports.", "exports.")) and target.split("exports.", 1)[1] in things:
        yield Export(target.split("exports.", 1)[1], statement)


def _whole(context: Context, unit: UnitId, statement: Node, node: Node, name: str | None) -> Iterator[Export]:
    origins, value = context.facts.origins, context.value_of(unit, node)
    if is_handed_on(context, unit, origins.origin(unit, value)):
        yield Export(name, statement)
    elif node.type == "object" and isinstance(value, Object):
        items = {context.parsed(unit).span(item): item for item in meaningful(node)}
        for read in value.properties:
            if isinstance(read, Property) and read.key is not None and read.span in items and is_handed_on(context, unit, origins.origin(unit, read.value)):
                yield Export(read.key, items[read.span])
