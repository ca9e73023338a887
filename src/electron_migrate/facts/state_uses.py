"""How the state of a component is made and read, whatever the framework: what `facts.react_states` and `facts.vue_states` share."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tree_sitter import Node

from electron_migrate.code.scope import Binding
from electron_migrate.facts.lowering import FUNCTIONS, WRAPPERS, Lowering, inner_of, key_text, meaningful
from electron_migrate.facts.summary import Value

Held = Callable[[Node], Iterator[tuple[str, Value]]]


class UnclearError(Exception):
    """More is done with the state than single properties are read or set: what becomes of them cannot be told."""


def plain_entries(literal: Node, held: Held) -> Iterator[tuple[str, Value, Node]]:
    """The properties of a state's literal that may hold a thing of another module. Raises UnclearError where others may come to lie over them."""
    for child in meaningful(literal):
        key = child.child_by_field_name("key") or child.child_by_field_name("name")
        if child.type == "spread_element" or (key is not None and key.type == "computed_property_name"):
            raise UnclearError
        if child.type in ("pair", "shorthand_property_identifier"):
            yield from ((name, value, child) for name, value in held(child))


def is_written(member: Node) -> bool:
    """True for what is assigned, counted up or deleted."""
    parent = member.parent
    if parent is None:
        return False
    if parent.type in ("assignment_expression", "augmented_assignment_expression"):
        return parent.child_by_field_name("left") == member
    if parent.type in ("array_pattern", "pair_pattern", "rest_pattern", "assignment_pattern"):
        return True
    return parent.type == "update_expression" or (parent.type == "unary_expression" and parent.children[0].type == "delete")


def taken_out(low: Lowering, pattern: Node) -> Iterator[tuple[str, Node | None]]:
    """(key, the name that gets it) of `const { key: name } = …`; None where the name may get something else. Raises UnclearError for a rest."""
    for item in meaningful(pattern):
        if item.type == "shorthand_property_identifier_pattern":
            yield low.text(item), item
        elif item.type == "pair_pattern":
            key, name = item.child_by_field_name("key"), item.child_by_field_name("value")
            text = key_text(low.text(key), key.type) if key is not None else None
            if text is None:
                raise UnclearError
            yield text, name if name is not None and name.type == "identifier" else None
        elif item.type == "object_assignment_pattern":
            left = item.child_by_field_name("left")
            yield low.text(left) if left is not None else "", None
        else:
            raise UnclearError


def name_of_this(low: Lowering, node: Node) -> Binding | None:
    """The name that `const self = this` declares."""
    name, value = node.child_by_field_name("name"), node.child_by_field_name("value")
    if node.type != "variable_declarator" or name is None or value is None or value.type != "this" or name.type != "identifier":
        return None
    binding = low.scopes.binding_of(name)
    return binding if binding is not None and binding.constant else None


def unwrapped(node: Node) -> Node:
    """The expression inside of parentheses and TypeScript's assertions."""
    while node.type in WRAPPERS and (inner := inner_of(node)) is not None:
        node = inner
    return node


def own_function(node: Node, component: Node) -> Node | None:
    """The function of a component around a place that has a `this` of its own; arrow functions have that of what is around them."""
    at = node.parent
    while at is not None and at != component and (at.type not in FUNCTIONS or at.type == "arrow_function"):
        at = at.parent
    return at if at != component else None


def answers(function: Node) -> Iterator[Node]:
    """What a function gives back, without parentheses."""
    body = function.child_by_field_name("body")
    if body is not None and body.type != "statement_block":
        yield unwrapped(body)
    todo = list(body.named_children) if body is not None and body.type == "statement_block" else []
    while todo:
        node = todo.pop()
        if node.type == "return_statement" and (given := meaningful(node)):
            yield unwrapped(given[0])
        if node.type not in FUNCTIONS:
            todo.extend(node.named_children)
