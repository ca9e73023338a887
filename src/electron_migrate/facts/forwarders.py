"""Functions that hand all they are given to one other function, and do nothing else: `(channel, ...args) => ipcRenderer.send(channel, ...args)`."""

from __future__ import annotations

from tree_sitter import Node

from electron_migrate.facts.lowering import meaningful

_AROUND = frozenset({"parenthesized_expression", "as_expression", "satisfies_expression", "non_null_expression", "await_expression"})
_PARAMETERS = frozenset({"required_parameter", "optional_parameter"})


def forwarded_call(function: Node) -> tuple[Node, bool] | None:
    """The call that is all a function's body, with exactly its parameters in their order, and whether its result is given back; None for any other."""
    body, parameters = function.child_by_field_name("body"), _parameters(function)
    if body is None or not parameters or _is_given_elements(function) or any(child.type == "*" for child in function.children):
        return None
    only, returned = body, True
    if body.type == "statement_block":
        statements = meaningful(body)
        if len(statements) != 1 or statements[0].type not in ("return_statement", "expression_statement"):
            return None
        inside = meaningful(statements[0])
        if len(inside) != 1:
            return None
        only, returned = inside[0], statements[0].type == "return_statement"
    while only.type in _AROUND:
        inside = meaningful(only)
        if not inside:
            return None
        only = inside[0]
    called, given = only.child_by_field_name("function"), only.child_by_field_name("arguments")
    if only.type != "call_expression" or called is None or given is None or called.type not in ("member_expression", "identifier"):
        return None
    if [text for one in meaningful(given) for text in [_plain(one)]] != parameters:
        return None
    return only, returned


def _is_given_elements(function: Node) -> bool:
    """True for the function of `list.forEach(function)`: what it passes on are the elements of the list, and nobody else calls it."""
    arguments = function.parent
    call = arguments.parent if arguments is not None and arguments.type == "arguments" else None
    called = call.child_by_field_name("function") if call is not None else None
    name = called.child_by_field_name("property") if called is not None and called.type == "member_expression" else None
    return name is not None and _text(name) == "forEach"


def _parameters(function: Node) -> list[str | None]:
    """The parameters as an argument list would say them: `channel`, `...args`; None for a pattern or one with a default."""
    single = function.child_by_field_name("parameter")
    if single is not None:
        return [_text(single)]
    found: list[str | None] = []
    for child in meaningful(function.child_by_field_name("parameters")):
        pattern = child.child_by_field_name("pattern") if child.type in _PARAMETERS else child
        if pattern is None or child.child_by_field_name("value") is not None:
            found.append(None)
        elif pattern.type == "rest_pattern":
            inside = meaningful(pattern)
            found.append(f"...{_text(inside[0])}" if inside and inside[0].type == "identifier" else None)
        else:
            found.append(_text(pattern) if pattern.type == "identifier" else None)
    return found


def _plain(argument: Node) -> str:
    """An argument that is a name, or a list of them; anything else is no parameter's text."""
    if argument.type == "identifier":
        return _text(argument)
    if argument.type == "spread_element" and len(inside := meaningful(argument)) == 1 and inside[0].type == "identifier":
        return f"...{_text(inside[0])}"
    return "("


def _text(node: Node) -> str:
    return (node.text or b"").decode("utf-8", "replace")
