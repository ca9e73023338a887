"""An inline listener as the bridge takes it: `(…args) => { statements }`, without its event, returning nothing."""

from __future__ import annotations

from tree_sitter import Node

from electron_migrate.code.edits import Edit
from electron_migrate.code.parse import Parsed
from electron_migrate.code.source import Span
from electron_migrate.facts.lowering import FUNCTIONS

# Expressions that mean something else at the start of a statement.
_NOT_A_STATEMENT = frozenset({"function_expression", "generator_function", "class", "object", "subscript_expression"})


def body_edits(parsed: Parsed, function: Node, *, end: str, microtask: bool) -> list[Edit] | None:
    """Edits after which an inline function returns nothing that would be converted, and keeps what it throws in the page.

    `end`: what ends a statement in this file. `microtask`: its body runs in a microtask. None for a function without a body.
    """
    body = function.child_by_field_name("body")
    if body is None:
        return None
    is_async = any(child.type == "async" for child in function.children)
    if is_async or microtask:
        return _deferred(parsed, function, body, end=end, microtask=microtask, is_async=is_async)
    if function.type == "arrow_function" and body.type != "statement_block":
        return as_statement(parsed, function, body, end)
    return returns(parsed, function, body)


def _deferred(parsed: Parsed, node: Node, body: Node, *, end: str, microtask: bool, is_async: bool) -> list[Edit]:
    """Its promise, or what it throws, stays in the page: the body runs in a function of its own that nothing waits for."""
    edits = []
    keyword = next((child for child in node.children if child.type == "async"), None)
    if keyword is not None and keyword.next_sibling is not None:
        edits.append(Edit.delete(keyword.start_byte, keyword.next_sibling.start_byte))
    inner = "async () => {" if is_async else "() => {"
    before, after = (f" queueMicrotask({inner}", f"}}){end} ") if microtask else (f" ({inner}", f"}})(){end} ")
    if body.type != "statement_block":
        return [*edits, *as_statement(parsed, node, body, end, before, after)]
    edits.append(Edit.insert(body.start_byte + 1, before))
    edits.append(Edit.insert(body.end_byte - 1, after))
    return edits


def as_statement(parsed: Parsed, node: Node, body: Node, end: str, opened: str = "", closed: str = "") -> list[Edit]:
    """`(x) => f(x)` becomes `(x) => { f(x) }`; `opened` and `closed` go around the statement."""
    inner = _unwrapped(body)
    before, after = ("(", ")") if inner.type in _NOT_A_STATEMENT else ("", "")
    arrow = next((child for child in node.children if child.type == "=>"), None)
    if arrow is not None and arrow.end_point.row != body.start_point.row:
        data = parsed.source.data
        line = data[data.rfind(b"\n", 0, node.start_byte) + 1 : node.start_byte]
        indent = line[: len(line) - len(line.lstrip(b" \t"))].decode()
        newline = parsed.source.newline
        edits = [
            Edit.insert(arrow.end_byte, f" {{{opened}"),
            Edit.replace(Span(inner.end_byte, body.end_byte), f"{after}{end}{newline}{indent}{closed}}}"),
        ]
        if before or inner.start_byte != body.start_byte:
            edits.append(Edit.replace(Span(body.start_byte, inner.start_byte), before))
        return edits
    return [
        Edit.replace(Span(body.start_byte, inner.start_byte), f"{{{opened} {before}"),
        Edit.replace(Span(inner.end_byte, body.end_byte), f"{after}{end} {closed}}}"),
    ]


def _unwrapped(body: Node) -> Node:
    while body.type == "parenthesized_expression" and len(body.named_children) == 1 and body.named_children[0].type != "object":
        body = body.named_children[0]
    return body


def returns(parsed: Parsed, function: Node, body: Node) -> list[Edit]:
    """`return f()` becomes `{ f(); return }`: what a callback returns would be converted on its way to the preload."""
    edits: list[Edit] = []
    for node in _own(body):
        if node.type != "return_statement":
            continue
        given = [child for child in node.named_children if child.type != "comment"]
        if not given or given[0].type == "undefined":
            continue
        value = given[0]
        end = node.end_byte - 1 if parsed.text(node).endswith(";") else node.end_byte
        plain_template = value.type == "template_string" and not any(
            child.type == "template_substitution" for child in value.named_children
        )
        if plain_template or value.type in ("identifier", "string", "number", "true", "false", "null", "this"):
            edits.append(Edit.delete(node.start_byte + len("return"), end))
        elif node.parent == function.child_by_field_name("body") and node.next_named_sibling is None:
            # the last statement: what it did, it does; nothing comes after it
            if parsed.text(value)[:1] not in "{([`/+-f c":
                edits.append(Edit.delete(node.start_byte, value.start_byte))
            else:
                edits.append(Edit.replace(Span(node.start_byte, value.start_byte), "void "))
        elif (lines := _on_lines_of_their_own(parsed, node, value)) is not None:
            edits.extend(lines)
        else:
            edits.append(Edit.replace(Span(node.start_byte, value.start_byte), "{ "))
            edits.append(Edit.replace(Span(end, node.end_byte), "; return }"))
    return edits


def _on_lines_of_their_own(parsed: Parsed, node: Node, value: Node) -> list[Edit] | None:
    """The value as a statement, and `return` on the next line; None where the place or the text does not allow that."""
    data = parsed.source.data
    inner = value
    while inner.type == "parenthesized_expression" and len(inner.named_children) == 1 and inner.named_children[0].type in _STATEMENTS:
        inner = inner.named_children[0]
    indent = data[data.rfind(b"\n", 0, node.start_byte) + 1 : node.start_byte]
    if node.parent is None or node.parent.type != "statement_block" or indent.strip() or b"\n" not in data[node.parent.start_byte : node.start_byte]:
        return None
    if inner.type not in _STATEMENTS or parsed.text(inner)[:1] in "([`/+-" or any(child.type == "comment" for child in node.named_children):
        return None
    stop = ";" if parsed.text(node).endswith(";") else ""
    again = f"{stop}{parsed.source.newline}{indent.decode()}return{stop}"
    return [Edit.delete(node.start_byte, inner.start_byte), Edit.replace(Span(inner.end_byte, node.end_byte), again)]


_STATEMENTS = frozenset({"call_expression", "assignment_expression", "augmented_assignment_expression", "update_expression", "await_expression"})


def _own(body: Node) -> list[Node]:
    """Nodes of a function's body without those of functions and classes inside it."""
    found: list[Node] = []
    stack = [body]
    while stack:
        node = stack.pop()
        if node.type in FUNCTIONS or node.type in ("class_body",):
            continue
        found.append(node)
        stack.extend(node.named_children)
    return found
