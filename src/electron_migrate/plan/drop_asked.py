"""Names of Electron of which is only asked any more whether they are there (`if (ipcRenderer) window.electronAPI.ping()`): the bridge is asked instead."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tree_sitter import Node

from electron_migrate.code.edits import Edit
from electron_migrate.code.parse import Parsed
from electron_migrate.code.scope import Binding
from electron_migrate.code.source import Span
from electron_migrate.facts.origins import UnitId
from electron_migrate.plan.context import Context
from electron_migrate.plan.guards import is_question, is_tested

_NOTHING = frozenset({"null", "undefined"})


def asked_edits(context: Context, unit: UnitId, binding: Binding, covered: Iterable[Span]) -> tuple[Edit, ...]:
    """Edits with which a name is used no more; empty where it is used for more than such a question, or for nothing that the bridge does now."""
    if context.is_shared_name(unit, binding):
        return ()
    parsed, spans = context.parsed(unit), tuple(covered)
    edits: list[Edit] = []
    rewritten = False
    for reference in binding.references:
        span = Span(reference.node.start_byte, reference.node.end_byte)
        if reference.mode == "write":
            continue
        if any(one.contains(span) for one in spans):
            rewritten = True
            continue
        asked = _asked(parsed, reference.node)
        if asked is None:
            return ()
        node, negative = asked
        edits.append(Edit.replace(parsed.span(node), ("!" if negative else "") + context.bridge_at(unit, span)))
    return tuple(edits) if rewritten else ()


def with_its_question(parsed: Parsed, statement: Node) -> Node:
    """`if (window.require) ipc = …`: the question goes with the only statement that depends on it; else the statement itself."""
    at = statement
    while at.parent is not None:
        parent = at.parent
        if parent.type == "statement_block" and parent.named_child_count == 1:
            at = parent
            continue
        condition = parent.child_by_field_name("condition")
        only = parent.child_by_field_name("consequence") == at and parent.child_by_field_name("alternative") is None
        return parent if parent.type == "if_statement" and only and condition is not None and is_question(parsed, condition) else statement
    return statement


def with_their_questions(parsed: Parsed, statements: Sequence[Node]) -> list[Node]:
    """The statements; in the place of all that an `if` without `else` does the `if` itself, where nothing happens by asking."""
    return list(dict.fromkeys(_question_around(parsed, statement, statements) or statement for statement in statements))


def _question_around(parsed: Parsed, statement: Node, statements: Sequence[Node]) -> Node | None:
    """The `if` that does nothing but one of the statements, each of them."""
    block = statement.parent
    around = block.parent if block is not None and block.type == "statement_block" else None
    condition = around.child_by_field_name("condition") if around is not None and around.type == "if_statement" else None
    if block is None or around is None or condition is None or around.child_by_field_name("alternative") is not None:
        return None
    asks_only = is_question(parsed, condition) or _only_reads(condition)
    return around if asks_only and all(child in statements for child in block.named_children) else None


def _only_reads(condition: Node) -> bool:
    kinds = {"parenthesized_expression", "member_expression", "this", "identifier", "property_identifier", "unary_expression"}
    return condition.type in kinds and all(_only_reads(child) for child in condition.named_children)


def _asked(parsed: Parsed, name: Node) -> tuple[Node, bool] | None:
    """The expression that asks whether a name holds anything, and whether it asks for the contrary."""
    parent = name.parent
    if name.type != "identifier" or parent is None:
        return None
    if parent.type == "binary_expression":
        operator = parent.child_by_field_name("operator")
        other = next((child for child in parent.named_children if child != name), None)
        if operator is not None and other is not None and other.type in _NOTHING and parsed.text(operator) in ("===", "!==", "==", "!="):
            return parent, parsed.text(operator).startswith("=")
    return (name, False) if is_tested(parsed, name) else None
