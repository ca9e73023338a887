"""Object literals of which a script uses nothing but members: `const api = { ipc: ipcRenderer, save (x) { this.ipc.send('save', x) } }`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from tree_sitter import Node

from electron_migrate.facts.chains import levels
from electron_migrate.facts.lowering import FUNCTIONS, Lowering, key_text
from electron_migrate.facts.origin import UnitId
from electron_migrate.facts.summary import GLOBAL, Holder, Member, Name, UnitSummary, Value

if TYPE_CHECKING:
    from electron_migrate.facts.origins import Origins

_METHODS = frozenset({"method_definition", "function_expression", "generator_function"})


def read_holders(low: Lowering, nodes: list[Node], held: Callable[[Node], Iterator[tuple[str, Value]]]) -> Iterator[Holder]:
    """The holders of a script; `held` gives what a property may hold of another module."""
    for node in nodes:
        name, given = node.child_by_field_name("name"), node.child_by_field_name("value")
        if node.type != "variable_declarator" or name is None or given is None or name.type != "identifier" or given.type != "object":
            continue
        properties = tuple(one for child in given.named_children if child.type in ("pair", "shorthand_property_identifier") for one in held(child))
        if properties and _is_certain(low, node, name, given, frozenset(key for key, _ in properties)):
            binding = low.scopes.binding_of(name)
            yield Holder(low.parsed.span(given), low.text(name), binding is not None and binding.scope is low.scopes.module, properties)


def certain_holders(origins: Origins, unit: UnitId) -> tuple[Holder, ...]:
    """Those that no other classic script of the page takes for more than their members either."""
    summary = origins.unit(unit)
    context = origins.contexts.get(unit)
    siblings = [one for one in (context.siblings if context is not None else ()) if one != unit]
    return tuple(one for one in summary.holders if summary.module or not one.top or not _is_taken(origins, siblings, one.name))


def holder_around(node: Node) -> Node | None:
    """The object literal whose method is around `this`; None where it is something else."""
    at: Node | None = node.parent
    while at is not None and (at.type not in FUNCTIONS or at.type == "arrow_function"):
        at = at.parent
    if at is None or at.type not in _METHODS or at.parent is None:
        return None
    holder = at.parent.parent if at.parent.type == "pair" and at.parent.child_by_field_name("value") == at else at.parent
    return holder if holder is not None and holder.type == "object" else None


def _is_taken(origins: Origins, siblings: list[UnitId], name: str) -> bool:
    for there in siblings:
        try:
            summary: UnitSummary = origins.unit(there)
        except LookupError:
            continue
        for chain in summary.chains:
            found = levels(chain.value)
            if isinstance(found[0], Name) and found[0].binding == GLOBAL and found[0].name == name and not (len(found) > 1 and isinstance(found[1], Member)):
                return True
    return False


def _is_certain(low: Lowering, declarator: Node, name: Node, literal: Node, keys: frozenset[str]) -> bool:
    binding = low.scopes.binding_of(name)
    statement = declarator.parent
    if declarator.child_by_field_name("type") is not None:
        # the type says what it has
        return False
    if binding is None or binding.writes or len(binding.declarations) != 1 or statement is None or statement.parent is None:
        return False
    if statement.type not in ("lexical_declaration", "variable_declaration") or statement.parent.type in ("export_statement", "for_statement"):
        return False
    methods: dict[str, Node] = {}
    for child in literal.named_children:
        key = child.child_by_field_name("key") or child.child_by_field_name("name") or child
        value = child.child_by_field_name("value") if child.type == "pair" else child
        text = key_text(low.text(key), key.type)
        if child.type == "comment":
            continue
        if child.type == "spread_element" or text is None or value is None or any(one.type in ("get", "set") for one in child.children):
            return False
        if value.type in _METHODS:
            methods[text] = value
    selves = [node for function in methods.values() for node in _own_this(function)]
    bare = frozenset(key for key, function in methods.items() if any(True for _ in _own_this(function)))
    uses = [reference.node for reference in binding.references if reference.node != name]
    return all(_is_member(low, node, keys, bare) for node in (*uses, *selves))


def _own_this(function: Node) -> Iterator[Node]:
    stack = [child for child in function.children if child.type != "property_identifier"]
    while stack:
        node = stack.pop()
        if node.type == "this":
            yield node
        if node.type not in FUNCTIONS or node.type == "arrow_function":
            stack.extend(node.children)


def _is_member(low: Lowering, node: Node, keys: frozenset[str], bare: frozenset[str]) -> bool:
    """True for `object.name` that does not write one of the `keys`, and calls what is one of the methods that look at `this`."""
    member = node.parent
    if member is None or member.type != "member_expression" or member.child_by_field_name("object") != node:
        return False
    asked, parent = member.child_by_field_name("property"), member.parent
    text = low.text(asked) if asked is not None else ""
    if parent is None:
        return False
    if text in bare and not (parent.type == "call_expression" and parent.child_by_field_name("function") == member):
        return False
    written = parent.type in ("assignment_expression", "augmented_assignment_expression") and parent.child_by_field_name("left") == member
    written = written or parent.type == "update_expression" or (parent.type == "unary_expression" and parent.children[0].type == "delete")
    return not written or text not in (*keys, *bare)
