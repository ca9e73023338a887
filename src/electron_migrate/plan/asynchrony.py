"""May this expression be awaited where it stands? PRODUCT's order of choice, point 3: what is not proven is refused, with the reason."""

from __future__ import annotations

from dataclasses import dataclass

from tree_sitter import Node

from electron_migrate.code.edits import Edit
from electron_migrate.code.parse import Parsed, has_module_syntax
from electron_migrate.code.scope import Scopes
from electron_migrate.facts.lowering import FUNCTIONS, extends_chain

# Callers of these do not look at what their callback returns, and call it from the event loop.
_IGNORING_CALLERS = frozenset(
    {"setTimeout", "setInterval", "requestAnimationFrame", "requestIdleCallback", "queueMicrotask", "setImmediate"}
)
_PROMISE_METHODS = frozenset({"then", "catch", "finally"})
# What an event gives only until its handler returns, or only works before.
ONLY_IN_TIME = frozenset(
    {
        "currentTarget", "dataTransfer", "clipboardData", "preventDefault", "stopPropagation", "stopImmediatePropagation", "returnValue",
        "eventPhase", "composedPath", "defaultPrevented",
    }
)  # fmt: skip
_UNAWAITABLE_EVENTS = frozenset({"beforeunload", "unload", "pagehide", "securitypolicyviolation"})


_HANDLER = "the handler becomes async: the page goes on while main answers, so what follows the await runs later and a second event can come in between"


@dataclass(frozen=True, slots=True)
class Awaitable:
    """Edits that make `await` legal there: `async` before the function, where it has none."""

    edits: tuple[Edit, ...]
    may_change: str


@dataclass(frozen=True, slots=True)
class NotAwaitable:
    reason: str


def awaitable(parsed: Parsed, node: Node, scopes: Scopes) -> Awaitable | NotAwaitable:
    """Whether the value of `node` may arrive later: in an async function, or in a callback whose result nobody uses."""
    function, inside = enclosing(node)
    if function is None:
        return NotAwaitable("it runs at the top level of a script")
    if inside == "parameters":
        return NotAwaitable("it is the default of a parameter")
    if any(child.type == "async" for child in function.children):
        return Awaitable((), "other code can run between the question and its answer")
    if function.type in ("generator_function", "generator_function_declaration") or any(child.type == "*" for child in function.children):
        return NotAwaitable("it runs in a generator")
    if _only_handles_events(parsed, scopes, function):
        refused = _late(parsed, function, node)
        return NotAwaitable(refused) if refused else Awaitable((Edit.insert(function.start_byte, "async "),), _HANDLER)
    if function.type not in ("arrow_function", "function_expression"):
        return NotAwaitable(f"the function around it ({_name(parsed, function)}) is not async, and who calls it is not known")
    caller = _caller(parsed, function) or _event_property(parsed, function)
    if caller is None:
        return NotAwaitable("the function around it is not async, and who calls it is not known")
    if caller in _PROMISE_METHODS:
        return Awaitable((Edit.insert(function.start_byte, "async "),), "other code can run between the question and its answer")
    refused = _late(parsed, function, node)
    if refused:
        return NotAwaitable(refused)
    return Awaitable((Edit.insert(function.start_byte, "async "),), _HANDLER)


def await_edits(node: Node) -> tuple[Edit, ...]:
    """`await` before a call, in parentheses where what follows would bind tighter."""
    parent = node.parent
    if parent is not None and _binds_tighter(parent, node):
        return (Edit.insert(node.start_byte, "(await "), Edit.insert(node.end_byte, ")"))
    return (Edit.insert(node.start_byte, "await "),)


def in_try(node: Node) -> bool:
    """True inside the block of a `try` that has a catch, within the same function."""
    at, parent = node, node.parent
    while parent is not None and parent.type not in FUNCTIONS:
        if (
            parent.type == "try_statement"
            and parent.child_by_field_name("body") == at
            and parent.child_by_field_name("handler") is not None
        ):
            return True
        at, parent = parent, parent.parent
    return False


def enclosing_function(node: Node) -> Node | None:
    return enclosing(node)[0]


def enclosing(node: Node) -> tuple[Node | None, str]:
    at, parent = node, node.parent
    while parent is not None:
        if parent.type in FUNCTIONS:
            in_parameters = at in (parent.child_by_field_name("parameters"), parent.child_by_field_name("parameter"))
            return parent, "parameters" if in_parameters else "body"
        if parent.type in ("class_static_block", "public_field_definition", "field_definition"):
            return None, ""
        at, parent = parent, parent.parent
    return None, ""


def _name(parsed: Parsed, function: Node) -> str:
    name = function.child_by_field_name("name")
    return parsed.text(name) if name is not None else "without a name"


def _caller(parsed: Parsed, function: Node) -> str | None:
    """Who calls an inline function and ignores what it returns: `addEventListener`, a timer, a promise; None for anybody else."""
    arguments = function.parent
    if arguments is None or arguments.type != "arguments" or arguments.parent is None or arguments.parent.type != "call_expression":
        return None
    called = arguments.parent.child_by_field_name("function")
    if called is None:
        return None
    given = [child for child in arguments.named_children if child.type != "comment"]
    if called.type == "identifier":
        return parsed.text(called) if parsed.text(called) in _IGNORING_CALLERS and given[0] == function else None
    if called.type != "member_expression":
        return None
    prop = called.child_by_field_name("property")
    name = parsed.text(prop) if prop is not None else ""
    if name == "addEventListener" and len(given) > 1 and given[1] == function:
        event = parsed.text(given[0]).strip("'\"`")
        return None if event in _UNAWAITABLE_EVENTS else name
    if name in _IGNORING_CALLERS and given[0] == function:
        return name
    return name if name in _PROMISE_METHODS else None


def _only_handles_events(parsed: Parsed, scopes: Scopes, function: Node) -> bool:
    """True for a named function whose every use is to be added or removed as an event listener."""
    name = function.child_by_field_name("name")
    if function.type == "arrow_function" or (function.type == "function_expression" and name is None):
        declarator = function.parent
        name = declarator.child_by_field_name("name") if declarator is not None and declarator.type == "variable_declarator" else None
    elif function.type != "function_declaration":
        return False
    binding = scopes.binding_of(name) if name is not None and name.type == "identifier" else None
    if binding is None or not binding.references or len(binding.declarations) != 1:
        return False
    # a top-level function of a classic script can be called by another script of its page, or by its markup
    if binding.scope is scopes.module and not has_module_syntax(parsed):
        return False
    return all(reference.mode == "read" and _is_event_listener(parsed, reference.node) for reference in binding.references)


def _is_event_listener(parsed: Parsed, node: Node) -> bool:
    arguments = node.parent
    call = arguments.parent if arguments is not None and arguments.type == "arguments" else None
    called = call.child_by_field_name("function") if call is not None and call.type == "call_expression" else None
    prop = called.child_by_field_name("property") if called is not None and called.type == "member_expression" else None
    given = [child for child in arguments.named_children if child.type != "comment"] if arguments is not None else []
    if prop is None or parsed.text(prop) not in ("addEventListener", "removeEventListener") or len(given) < 2 or given[1] != node:
        return False
    return parsed.text(given[0]).strip("'\"`") not in _UNAWAITABLE_EVENTS


def _event_property(parsed: Parsed, function: Node) -> str | None:
    """`onclick` for a function with a block that is assigned to `element.onclick`; an expression's value would be the handler's answer."""
    assignment, body = function.parent, function.child_by_field_name("body")
    if assignment is None or assignment.type != "assignment_expression" or body is None or body.type != "statement_block":
        return None
    left = assignment.child_by_field_name("left")
    prop = left.child_by_field_name("property") if left is not None and left.type == "member_expression" else None
    name = parsed.text(prop) if prop is not None else ""
    statement = assignment.parent
    if not name.startswith("on") or not name[2:].islower() or name[2:] in _UNAWAITABLE_EVENTS:
        return None
    return name if statement is not None and statement.type == "expression_statement" else None


def _late(parsed: Parsed, function: Node, site: Node) -> str:
    """Why the rest of an event handler cannot run later; empty when it can."""
    body = function.child_by_field_name("body")
    if body is None:
        return "it has no body"
    stack = [body]
    while stack:
        node = stack.pop()
        if node.type in FUNCTIONS and node.type != "arrow_function":
            continue
        if (
            node.type == "return_statement"
            and enclosing(node)[0] == function
            and node.named_child_count
            and not _nothing(node.named_children[0])
        ):
            return "the handler around it returns a value"
        if node.type in ("property_identifier", "shorthand_property_identifier_pattern") and node.start_byte > site.start_byte:
            text = parsed.text(node)
            if text in ONLY_IN_TIME:
                return f"the handler around it uses {text} afterwards, which only works before the first await"
        stack.extend(node.named_children)
    return ""


def _nothing(node: Node) -> bool:
    return node.type == "undefined" or (node.type == "unary_expression" and node.children[0].type == "void")


def _binds_tighter(parent: Node, node: Node) -> bool:
    if extends_chain(node, parent):
        return True
    if parent.type == "binary_expression":
        operator = parent.child_by_field_name("operator")
        return operator is not None and operator.type == "**" and parent.child_by_field_name("left") == node
    return parent.type == "non_null_expression"
