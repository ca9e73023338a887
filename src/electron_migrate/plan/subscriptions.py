"""Listeners that are removed again: which variable keeps the function that unsubscribes, and where it is declared.

`off = onX(fn)` is not `removeListener`: registered twice and removed twice leaves none, removed before it was registered does nothing. One
registration that surely comes first keeps its function in a constant; everything else keeps a stack, because an emitter removes the latest first.
"""

from __future__ import annotations

from dataclasses import dataclass

from tree_sitter import Node

from electron_migrate.code.parse import Parsed
from electron_migrate.code.scope import Binding, Scope, Scopes
from electron_migrate.plan.asynchrony import enclosing_function


@dataclass(frozen=True, slots=True)
class Kept:
    """`name` holds the unsubscribe function (`stack` False: declared where it registers) or a stack of them, declared at `anchor`.

    `anchor` is the byte offset of the line's code before which the declaration goes.
    """

    name: str
    stack: bool
    anchor: int


def keep(parsed: Parsed, scopes: Scopes, binding: Binding, wanted: str, taken: frozenset[str], on: list[Node], off: list[Node]) -> Kept:
    """How the listeners at `on` (calls) are kept so that the removals at `off` (calls) find them. Offsets are of the baseline."""
    name = _free_name(scopes, wanted, taken)
    if len(on) == 1 and _surely_first(parsed, scopes, on[0], off):
        return Kept(name, stack=False, anchor=on[0].start_byte)
    return Kept(name, stack=True, anchor=_anchor(parsed, binding))


def _free_name(scopes: Scopes, wanted: str, taken: frozenset[str]) -> str:
    used = {binding.name for binding in scopes.bindings} | {reference_name(reference.node) for reference in scopes.unresolved} | taken
    name, number = wanted, 2
    while name in used:
        name, number = f"{wanted}{number}", number + 1
    return name


def reference_name(node: Node) -> str:
    return node.text.decode("utf-8", "replace") if node.text is not None else ""


def _surely_first(parsed: Parsed, scopes: Scopes, on: Node, off: list[Node]) -> bool:
    """True when `on` is a statement of its own that runs before every removal, and no oftener than they see it."""
    statement = on.parent
    if statement is None or statement.type != "expression_statement" or statement.parent is None:
        return False
    body = statement.parent
    function = enclosing_function(on)
    if body != (function.child_by_field_name("body") if function is not None else parsed.root):
        return False
    for one in off:
        if one.start_byte < on.end_byte or (function is not None and not _inside(one, function)):
            return False
        # a function declaration is there before the statement ran: it may be called too early
        at = one.parent
        while at is not None and at != body:
            if at.type in (
                "function_declaration",
                "generator_function_declaration",
                "for_statement",
                "for_in_statement",
                "while_statement",
            ):
                return False
            at = at.parent
        if enclosing_function(one) == function and _in_loop(one, body):
            return False
    return True


def _in_loop(node: Node, until: Node) -> bool:
    at = node.parent
    while at is not None and at != until:
        if at.type in ("for_statement", "for_in_statement", "while_statement", "do_statement"):
            return True
        at = at.parent
    return False


def _inside(node: Node, outer: Node) -> bool:
    return outer.start_byte <= node.start_byte and node.end_byte <= outer.end_byte


def _anchor(parsed: Parsed, binding: Binding) -> int:
    """Where a stack is declared: at the head of the scope that declares the listener, behind imports and directives."""
    scope: Scope | None = binding.scope
    while scope is not None and scope.kind not in ("module", "function"):
        scope = scope.parent
    block = parsed.root
    if scope is not None and scope.kind == "function":
        body = scope.node.child_by_field_name("body")
        if body is not None and body.type == "statement_block":
            block = body
    statements = [child for child in block.named_children if child.type not in ("comment", "hash_bang_line")]
    for statement in statements:
        if not _is_head(parsed, statement):
            return statement.start_byte
    return statements[-1].end_byte if statements else block.start_byte


def _is_head(parsed: Parsed, statement: Node) -> bool:
    """True for imports, `require` declarations and directives such as 'use strict'."""
    if statement.type == "import_statement":
        return True
    if statement.type == "expression_statement":
        return bool(statement.named_children) and statement.named_children[0].type == "string"
    if statement.type not in ("lexical_declaration", "variable_declaration"):
        return False
    values = [child.child_by_field_name("value") for child in statement.named_children if child.type == "variable_declarator"]
    return all(
        value is not None and (value.type in ("identifier", "member_expression") or "require(" in parsed.text(value)[:60])
        for value in values
    )
