"""Node's `(error, value) => …` callbacks behind a request over the bridge, and code that looks at the `code` of an error, which does not cross."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tree_sitter import Node

from electron_migrate.code.edits import Edit
from electron_migrate.code.parse import Parsed
from electron_migrate.code.scope import Scopes
from electron_migrate.code.source import Span
from electron_migrate.facts.lowering import FUNCTIONS
from electron_migrate.facts.origins import UnitId
from electron_migrate.plan.model import Manual

if TYPE_CHECKING:
    from electron_migrate.plan.context import Context

# What an error keeps on its way to the page.
_KEPT = frozenset({"message", "stack", "name", "toString"})
_EQUAL = {"===": "", "==": "", "!==": "!", "!=": "!"}
_INLINE = ("arrow_function", "function_expression")
# Codes with which Node's messages of file operations begin.
_OF_FILES = frozenset(
    {
        "EACCES", "EBADF", "EBUSY", "EEXIST", "EFBIG", "EINVAL", "EIO", "EISDIR", "ELOOP", "EMFILE", "ENAMETOOLONG", "ENFILE", "ENOENT", "ENOMEM",
        "ENOSPC", "ENOTDIR", "ENOTEMPTY", "ENOTSUP", "EPERM", "EROFS", "ETXTBSY", "EXDEV",
    }
)  # fmt: skip


def settled_edits(context: Context, unit: UnitId, last: int, callback: Node) -> tuple[Edit, ...] | Manual:
    """`f(a, (err, data) => { … })` becomes `f(a).then(({ error: err, value: data }) => { … })`; `last` is where the arguments that stay end."""
    parsed = context.parsed(unit)
    before = Edit.replace(Span(last, callback.start_byte), ").then(")
    if callback.type not in _INLINE:
        if callback.type not in ("identifier", "member_expression"):
            return Manual("The callback is made by an expression.", "Write a function that calls it, or give it a name.")
        called = f"({{ error, code, value }}) => {parsed.text(callback)}(error && Object.assign(error, {{ code }}), value)"
        return (before, Edit.replace(parsed.span(callback), called))
    listed = callback.child_by_field_name("parameter") or callback.child_by_field_name("parameters")
    if listed is None:
        return Manual("The callback cannot be read.")
    parameters = [listed] if listed.type == "identifier" else [node for node in listed.named_children if node.type != "comment"]
    names = [_name(node) for node in parameters]
    if any(name is None for name in names) or len(names) > 2:
        return Manual("The callback's parameters are more than names.", "Take the error and the value by plain names.")
    if callback.type == "function_expression" and b"arguments" in parsed.source.data[callback.start_byte : callback.end_byte]:
        return Manual("The callback looks at `arguments`.", "Give its parameters names.")
    texts = [parsed.text(name) for name in names if name is not None]
    taken = [key if key == text else f"{key}: {text}" for key, text in zip(("error", "value"), texts, strict=False)]
    edits = [before]
    if names and names[0] is not None:
        scopes = context.scopes(unit)
        codes = code_edits(parsed, scopes, names[0])
        if isinstance(codes, Manual):
            return codes
        if _is_handed_on(parsed, scopes, names[0]):
            given = _with_code(context, unit, callback, texts[0])
            if isinstance(given, Manual):
                return given
            taken.insert(1, "code")
            codes = (given,)
        pattern = f"{{ {', '.join(taken)} }}"
        start, end = parameters[0].start_byte, parameters[-1].end_byte
        edits += [Edit.replace(Span(start, end), f"({pattern})" if listed.type == "identifier" else pattern), *codes]
    return tuple(edits)


def error_listener_edits(context: Context, unit: UnitId, listener: Node) -> tuple[Edit, ...] | Manual:
    """A function that gets an error and, behind it, the error's code, which does not cross with it: `(error, code) => …`."""
    parsed = context.parsed(unit)
    if listener.type not in _INLINE:
        end = ";" if context.style(unit.path).semicolons else ""
        return (Edit.replace(parsed.span(listener), f"(error, code) => {{ {parsed.text(listener)}(Object.assign(error, {{ code }})){end} }}"),)
    listed = listener.child_by_field_name("parameter") or listener.child_by_field_name("parameters")
    given = [] if listed is None else [listed] if listed.type == "identifier" else [node for node in listed.named_children if node.type != "comment"]
    name = _name(given[0]) if given else None
    if not given:
        return ()
    if name is None or len(given) > 1:
        return Manual("The parameters of a function that gets an error are more than its name.", "Take the error by a plain name.")
    scopes = context.scopes(unit)
    codes = _given_codes(parsed, scopes, name)
    if isinstance(codes, Manual):
        return codes
    if _is_handed_on(parsed, scopes, name):
        coded = _with_code(context, unit, listener, parsed.text(name))
        if isinstance(coded, Manual):
            return coded
        codes = (coded,)
    if not codes:
        return ()
    text = parsed.text(name)
    return (Edit.replace(parsed.span(given[0]), f"({text}, code)") if listed == given[0] else Edit.insert(given[0].end_byte, ", code"), *codes)


def _given_codes(parsed: Parsed, scopes: Scopes, error: Node) -> tuple[Edit, ...] | Manual:
    """`error.code` becomes `code`, which the function gets beside its error."""
    binding = scopes.binding_of(error)
    edits: list[Edit] = []
    for reference in binding.references if binding is not None else ():
        member = reference.node.parent
        if member is None or member.type != "member_expression" or member.child_by_field_name("object") != reference.node:
            continue
        asked = member.child_by_field_name("property")
        name = parsed.text(asked) if asked is not None else ""
        if name in _KEPT:
            continue
        written = member.parent is not None and member.parent.child_by_field_name("left") == member and member.parent.type == "assignment_expression"
        if name != "code" or written:
            return Manual(f"The error's `{name}` is looked at, and only its message and its code arrive.", "Let main answer with what the page has to know.")
        if scopes.scope_at(member.start_byte).lookup("code") is not None:
            return Manual("There is a `code` already where that of the error would be.", "Give it another name, then plan again.")
        edits.append(Edit.replace(parsed.span(member), "code"))
    return tuple(edits)


def caught_edits(context: Context, unit: UnitId, node: Node) -> tuple[Edit, ...] | Manual:
    """The edits of what catches an error of the expression `node`, so that it asks the message where it asked the code."""
    parsed, scopes = context.parsed(unit), context.scopes(unit)
    name = _caught_by_try(node) or _caught_by_chain(parsed, node)
    return code_edits(parsed, scopes, name) if name is not None else ()


def code_edits(parsed: Parsed, scopes: Scopes, error: Node) -> tuple[Edit, ...] | Manual:
    """`error.code === 'ENOENT'` becomes `error.message.includes('ENOENT:')`, as Node's messages begin with the code."""
    binding = scopes.binding_of(error)
    edits: list[Edit] = []
    for reference in binding.references if binding is not None else ():
        node = reference.node
        member = node.parent
        if member is None or member.type != "member_expression" or member.child_by_field_name("object") != node:
            continue
        asked = member.child_by_field_name("property")
        name = parsed.text(asked) if asked is not None else ""
        if name in _KEPT:
            continue
        compared = member.parent
        made = _asked_of_message(parsed, node, member, compared) if name == "code" and compared is not None else None
        if made is None:
            return Manual(f"The error's `{name}` is looked at, and only its message crosses.", "Let main answer with what the page has to know.")
        edits.append(made)
    return tuple(edits)


def _asked_of_message(parsed: Parsed, error: Node, member: Node, compared: Node) -> Edit | None:
    operator = compared.child_by_field_name("operator") if compared.type == "binary_expression" else None
    left, right = compared.child_by_field_name("left"), compared.child_by_field_name("right")
    if operator is None or operator.type not in _EQUAL or left != member or right is None or right.type != "string":
        return None
    text = parsed.text(right)
    if text[1:-1] not in _OF_FILES:
        # another call of the same `try` may be meant, whose message says nothing of it
        return None
    code = f"{text[:-1]}:{text[-1]}"
    return Edit.replace(parsed.span(compared), f"{_EQUAL[operator.type]}{parsed.text(error)}.message.includes({code})")


def _is_handed_on(parsed: Parsed, scopes: Scopes, error: Node) -> bool:
    """True when the error itself goes to other code, which may ask for its code."""
    binding = scopes.binding_of(error)
    for reference in binding.references if binding is not None else ():
        node, parent = reference.node, reference.node.parent
        if parent is None or parent.type == "member_expression":
            continue
        if parent.type == "arguments" and parent.parent is not None:
            function = parent.parent.child_by_field_name("function")
            if function is not None and parsed.text(function).split(".")[0] in ("console", "alert", "String"):
                continue
            return True
        if parent.type in ("return_statement", "pair", "shorthand_property_identifier", "array", "assignment_expression", "variable_declarator"):
            return True
        if parent.type == "arrow_function" and parent.child_by_field_name("body") == node:
            return True
    return False


def _with_code(context: Context, unit: UnitId, callback: Node, error: str) -> Edit | Manual:
    """The line at the head of a callback that gives the error its code back."""
    body = callback.child_by_field_name("body")
    if body is None or body.type != "statement_block" or not body.named_children or context.scopes(unit).scope_at(body.start_byte).lookup("code"):
        return Manual("The callback hands its error on, and an error's code does not cross.", "Hand on the message, or write the callback as a block.")
    first = body.named_children[0]
    data = context.parsed(unit).source.data
    between = data[body.start_byte + 1 : first.start_byte]
    end = ";" if context.style(unit.path).semicolons else ""
    if b"\n" in between:
        line = between.decode("utf-8", "replace")
        return Edit.insert(first.start_byte, f"if ({error}) {error}.code = code{end}{line}")
    return Edit.insert(first.start_byte, f"if ({error}) {error}.code = code; ")


def _name(parameter: Node) -> Node | None:
    pattern = parameter.child_by_field_name("pattern") or parameter
    return pattern if pattern.type == "identifier" and parameter.child_by_field_name("value") is None else None


def _caught_by_try(node: Node) -> Node | None:
    at, parent = node, node.parent
    while parent is not None and parent.type not in FUNCTIONS:
        if parent.type == "try_statement" and parent.child_by_field_name("body") == at:
            handler = parent.child_by_field_name("handler")
            name = handler.child_by_field_name("parameter") if handler is not None else None
            return name if name is not None and name.type == "identifier" else None
        at, parent = parent, parent.parent
    return None


def _caught_by_chain(parsed: Parsed, node: Node) -> Node | None:
    """The parameter of the function that `.catch(…)` or the second place of `.then(…)` has in a chain on `node`."""
    at = node
    while at.parent is not None and at.parent.type == "member_expression" and at.parent.parent is not None:
        call, asked = at.parent.parent, at.parent.child_by_field_name("property")
        if call.type != "call_expression" or asked is None:
            return None
        arguments = call.child_by_field_name("arguments")
        given = [one for one in arguments.named_children if one.type != "comment"] if arguments is not None else []
        place = {"catch": 0, "then": 1}.get(parsed.text(asked))
        if place is not None and place < len(given) and given[place].type in _INLINE:
            listed = given[place].child_by_field_name("parameter") or given[place].child_by_field_name("parameters")
            first = listed if listed is None or listed.type == "identifier" else next(iter(listed.named_children), None)
            return _name(first) if first is not None else None
        at = call
    return None
