"""What a page's listener for a channel looks like, and how it is handed over the bridge: `(…args) => { statements }`, without the event."""

from __future__ import annotations

from dataclasses import dataclass

from tree_sitter import Node

from electron_migrate.code.edits import Edit
from electron_migrate.code.parse import Parsed
from electron_migrate.code.scope import Binding, Scopes
from electron_migrate.code.source import Span
from electron_migrate.facts.lowering import FUNCTIONS

_PARAMETERS = frozenset({"required_parameter", "optional_parameter"})


@dataclass(frozen=True, slots=True)
class Listener:
    """An inline listener that can cross. `edits` drop the event and make its body return nothing; `parameters` are the names that remain."""

    edits: tuple[Edit, ...]
    parameters: tuple[str, ...]
    rest: bool


@dataclass(frozen=True, slots=True)
class NamedListener:
    """A function of the script by its name. `event_edits` drop its event parameter where all of its uses are listeners; else it keeps it.

    `keeps_event`: it is called with `undefined` in the event's place, which it never looks at.
    """

    name: str
    binding: Binding
    function: Node
    event_edits: tuple[Edit, ...]
    keeps_event: bool
    parameters: tuple[str, ...]
    simple: bool
    """Every parameter is a plain name without default: the names can be repeated where it is registered."""


@dataclass(frozen=True, slots=True)
class NoListener:
    reason: str
    hint: str = ""


# Expressions that mean something else at the start of a statement.
_NOT_A_STATEMENT = frozenset({"function_expression", "generator_function", "class", "object", "subscript_expression"})
_WRAP = "Register a function of its own that takes what main sends, without the event."


def read_listener(
    parsed: Parsed,
    scopes: Scopes,
    node: Node,
    *,
    rewritten: frozenset[Span],
    end: str = "",
    microtask: bool = False,
    has_event: bool = True,
) -> Listener | NamedListener | NoListener:
    """The listener given at a call site.

    `rewritten`: spans of the calls that register or remove listeners of this channel and are rewritten together with this one.
    `has_event`: it gets an event first.
    `end`: what ends a statement in this file. `microtask`: the page reports uncaught errors, so what the listener throws must not end in the preload.
    """
    while node.type in ("parenthesized_expression", "as_expression", "non_null_expression") and node.named_children:
        node = node.named_children[0]
    if node.type in ("arrow_function", "function_expression"):
        return _inline(parsed, scopes, node, end=end, microtask=microtask, has_event=has_event)
    if node.type == "identifier":
        return _named(parsed, scopes, node, rewritten, has_event=has_event)
    if node.type == "call_expression":
        return NoListener("The listener is made by a call, so its parameters and what it returns are not known.", _WRAP)
    if node.type in ("member_expression", "subscript_expression"):
        return NoListener("The listener is a method: which object it belongs to when it is called cannot be told from here.", _WRAP)
    return NoListener("The listener is no function that can be read here.", _WRAP)


def listener_parameters(parsed: Parsed, scopes: Scopes, node: Node) -> list[Node] | None:
    """The parameters of a listener, the event first; None where its function is not known."""
    if node.type in ("arrow_function", "function_expression"):
        return _parameters(node)
    binding = scopes.binding_of(node) if node.type == "identifier" else None
    function = _function_of(binding) if binding is not None and len(binding.declarations) == 1 else None
    return _parameters(function) if function is not None else None


# ---- inline


def _inline(
    parsed: Parsed, scopes: Scopes, node: Node, *, end: str, microtask: bool, has_event: bool
) -> Listener | NoListener:
    refused = _refused(parsed, scopes, node, has_event=has_event)
    if refused is not None:
        return refused
    parameters = _parameters(node)
    edits = list(_drop_first(parsed, node, parameters)) if has_event else []
    names = tuple(_pattern_text(parsed, parameter) for parameter in parameters[1 if has_event else 0 :])
    rest = any(name.startswith("...") for name in names)
    body = node.child_by_field_name("body")
    if body is None:
        return NoListener("The listener has no body.")
    is_async = any(child.type == "async" for child in node.children)
    if is_async or microtask:
        edits.extend(_deferred(node, body, end=end, microtask=microtask, is_async=is_async))
        return Listener(tuple(edits), names, rest)
    if node.type == "arrow_function" and body.type != "statement_block":
        edits.extend(_as_statement(parsed, node, body, end))
        return Listener(tuple(edits), names, rest)
    edits.extend(_returns(parsed, node, body))
    return Listener(tuple(edits), names, rest)


def _deferred(node: Node, body: Node, *, end: str, microtask: bool, is_async: bool) -> list[Edit]:
    """Its promise, or what it throws, stays in the page: the body runs in a function of its own that nothing waits for."""
    if body.type != "statement_block":
        before, after = (
            ("(...args) => { queueMicrotask(() => { (", f")(...args){end} }}){end} }}")
            if microtask
            else ("(...args) => { (", f")(...args){end} }}")
        )
        return [Edit.insert(node.start_byte, before), Edit.insert(node.end_byte, after)]
    edits = []
    keyword = next((child for child in node.children if child.type == "async"), None)
    if keyword is not None and keyword.next_sibling is not None:
        edits.append(Edit.delete(keyword.start_byte, keyword.next_sibling.start_byte))
    inner = "async () => {" if is_async else "() => {"
    before, after = (f" queueMicrotask({inner}", f"}}){end} ") if microtask else (f" ({inner}", f"}})(){end} ")
    edits.append(Edit.insert(body.start_byte + 1, before))
    edits.append(Edit.insert(body.end_byte - 1, after))
    return edits


def _as_statement(parsed: Parsed, node: Node, body: Node, end: str) -> list[Edit]:
    """`(x) => f(x)` becomes `(x) => { f(x) }`."""
    inner = _unwrapped(body)
    before, after = ("(", ")") if inner.type in _NOT_A_STATEMENT else ("", "")
    arrow = next((child for child in node.children if child.type == "=>"), None)
    if arrow is not None and arrow.end_point.row != body.start_point.row:
        data = parsed.source.data
        line = data[data.rfind(b"\n", 0, node.start_byte) + 1 : node.start_byte]
        indent = line[: len(line) - len(line.lstrip(b" \t"))].decode()
        newline = parsed.source.newline
        edits = [Edit.insert(arrow.end_byte, " {"), Edit.replace(Span(inner.end_byte, body.end_byte), f"{after}{end}{newline}{indent}}}")]
        if before or inner.start_byte != body.start_byte:
            edits.append(Edit.replace(Span(body.start_byte, inner.start_byte), before))
        return edits
    return [
        Edit.replace(Span(body.start_byte, inner.start_byte), "{ " + before),
        Edit.replace(Span(inner.end_byte, body.end_byte), f"{after}{end} }}"),
    ]


def _refused(parsed: Parsed, scopes: Scopes, node: Node, *, has_event: bool) -> NoListener | None:
    if any(child.type == "*" for child in node.children):
        return NoListener("The listener is a generator.", _WRAP)
    if _uses_arguments(parsed, node):
        return NoListener("The listener reads `arguments`, whose first entry is the event.", _WRAP)
    if node.type == "function_expression" and _uses_this(node):
        return NoListener("The listener uses `this`, which is ipcRenderer when Electron calls it.", _WRAP)
    parameters = _parameters(node)
    if not parameters or not has_event:
        return None
    first = parameters[0]
    pattern = first.child_by_field_name("pattern") if first.type in _PARAMETERS else first
    if pattern is None or pattern.type == "rest_pattern":
        return NoListener("The listener takes the event and the rest in one parameter.", "Name the event as a parameter of its own.")
    if pattern.type != "identifier":
        return NoListener(
            "The listener takes the event apart.", "The event does not cross the bridge: send what the page needs of it as an argument."
        )
    if first.child_by_field_name("value") is not None:
        return NoListener("The listener gives the event a default.", "Drop the parameter's default.")
    binding = scopes.binding_of(pattern)
    if binding is not None and binding.references:
        return _event_used(parsed, binding)
    return None


def _event_used(parsed: Parsed, binding: Binding) -> NoListener:
    uses = sorted({_use_text(parsed, reference.node) for reference in binding.references})
    shown = ", ".join(f"`{use}`" for use in uses[:3])
    if any(".sender" in use for use in uses):
        return NoListener(f"The listener answers through the event ({shown}).", "Send the answer with a bridge method of its own instead.")
    if any(".ports" in use for use in uses):
        return NoListener(f"The listener takes ports from the event ({shown}).", "Ports cross by window.postMessage from the preload.")
    return NoListener(
        f"The listener uses its first parameter, the event ({shown}).",
        "The event does not cross the bridge: send what the page needs as an argument.",
    )


def _use_text(parsed: Parsed, node: Node) -> str:
    at = node
    while at.parent is not None and at.parent.type == "member_expression" and at.parent.child_by_field_name("object") == at:
        at = at.parent
    return parsed.text(at)[:40]


def _parameters(node: Node) -> list[Node]:
    single = node.child_by_field_name("parameter")
    if single is not None:
        return [single]
    listed = node.child_by_field_name("parameters")
    return [child for child in listed.named_children if child.type != "comment"] if listed is not None else []


def _drop_first(parsed: Parsed, node: Node, parameters: list[Node]) -> tuple[Edit, ...]:
    if not parameters:
        return ()
    first = parameters[0]
    if node.child_by_field_name("parameter") is not None:
        return (Edit.replace(parsed.span(first), "()"),)
    if len(parameters) > 1:
        return (Edit.delete(first.start_byte, parameters[1].start_byte),)
    after = parsed.source.data[first.end_byte : first.end_byte + 1]
    return (Edit.delete(first.start_byte, first.end_byte + (1 if after == b"," else 0)),)


def _pattern_text(parsed: Parsed, parameter: Node) -> str:
    pattern = parameter.child_by_field_name("pattern") if parameter.type in _PARAMETERS else parameter
    return parsed.text(pattern) if pattern is not None else parsed.text(parameter)


def _unwrapped(body: Node) -> Node:
    while body.type == "parenthesized_expression" and len(body.named_children) == 1 and body.named_children[0].type != "object":
        body = body.named_children[0]
    return body


def _returns(parsed: Parsed, function: Node, body: Node) -> list[Edit]:
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
        else:
            edits.append(Edit.replace(Span(node.start_byte, value.start_byte), "{ "))
            edits.append(Edit.replace(Span(end, node.end_byte), "; return }"))
    return edits


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


def _uses_this(function: Node) -> bool:
    stack = [function.child_by_field_name("body")]
    while stack:
        node = stack.pop()
        if node is None:
            continue
        if node.type == "this":
            return True
        if node.type in FUNCTIONS and node.type != "arrow_function":
            continue
        stack.extend(node.named_children)
    return False


def _uses_arguments(parsed: Parsed, function: Node) -> bool:
    if function.type == "arrow_function":
        return False
    stack = [function.child_by_field_name("body")]
    while stack:
        node = stack.pop()
        if node is None:
            continue
        if node.type == "identifier" and parsed.text(node) == "arguments":
            return True
        if node.type in FUNCTIONS and node.type != "arrow_function":
            continue
        stack.extend(node.named_children)
    return False


# ---- by name


def _named(
    parsed: Parsed, scopes: Scopes, node: Node, rewritten: frozenset[Span], *, has_event: bool
) -> NamedListener | NoListener:
    binding = scopes.binding_of(node)
    if binding is None or len(binding.declarations) != 1 or any(reference.mode not in ("read", "type") for reference in binding.references):
        return NoListener("The listener is a name whose function is not known here.", _WRAP)
    function = _function_of(binding)
    if function is None:
        return NoListener("The listener is a name whose function is not known here.", _WRAP)
    refused = _refused(parsed, scopes, function, has_event=has_event)
    if refused is not None:
        return refused
    parameters = _parameters(function)
    only_listener = all(_call_around(reference.node) in rewritten for reference in binding.references)
    edits = _drop_first(parsed, function, parameters) if only_listener and has_event else ()
    given = parameters[1 if has_event else 0 :]
    names = tuple(_pattern_text(parsed, parameter) for parameter in given)
    simple = all(
        parameter.child_by_field_name("value") is None and (parameter.child_by_field_name("pattern") or parameter).type == "identifier"
        for parameter in given
    )
    keeps_event = has_event and not only_listener and bool(parameters)
    return NamedListener(parsed.text(node), binding, function, edits, keeps_event, names, simple)


def _function_of(binding: Binding) -> Node | None:
    declaration = binding.declarations[0].parent
    if declaration is None:
        return None
    if declaration.type == "function_declaration":
        return declaration
    if declaration.type == "variable_declarator":
        value = declaration.child_by_field_name("value")
        return value if value is not None and value.type in ("arrow_function", "function_expression") else None
    return None


def _call_around(node: Node) -> Span | None:
    """The call whose second argument this is."""
    arguments = node.parent
    if arguments is None or arguments.type != "arguments" or arguments.parent is None:
        return None
    given = [child for child in arguments.named_children if child.type != "comment"]
    return Span(arguments.parent.start_byte, arguments.parent.end_byte) if len(given) > 1 and given[1] == node else None
