"""Listeners that are removed again: which variable keeps the function that unsubscribes, and where it is declared.

`off = onX(fn)` is not `removeListener`: registered twice and removed twice leaves none, removed before it was registered does nothing. One
registration that surely comes first keeps its function in a constant; everything else keeps a stack, because an emitter removes the latest first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tree_sitter import Node

from electron_migrate.code.edits import Edit
from electron_migrate.code.parse import Parsed
from electron_migrate.code.scope import Binding, Scope, Scopes
from electron_migrate.facts.lowering import FUNCTIONS, walk
from electron_migrate.facts.origins import UnitId
from electron_migrate.plan.asynchrony import enclosing_function
from electron_migrate.plan.listener_functions import Target, class_body, member_around, owner_of_this
from electron_migrate.plan.typing import is_typed

if TYPE_CHECKING:
    from electron_migrate.plan.context import Context

_CLASS_FIELDS = frozenset({"public_field_definition", "field_definition"})


@dataclass(frozen=True, slots=True)
class Kept:
    """How a registration is kept: `before` and `after` go around its call, `off` takes the place of a removal, `edits` declare what keeps it."""

    before: str
    after: str
    off: str
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class CannotKeep:
    reason: str
    hint: str


# Methods and hooks of which the first kind runs once, and before the second, each time a component is there.
_BEGINS = (
    frozenset({"constructor", "componentWillMount", "UNSAFE_componentWillMount", "componentDidMount"}),
    frozenset({"constructor", "connectedCallback"}),
    frozenset({"constructor", "ngOnInit", "ngAfterViewInit", "ngAfterContentInit"}),
    frozenset({"beforeCreate", "created", "beforeMount", "mounted"}),
    frozenset({"onBeforeMount", "onMounted", "onMount"}),
)
_ENDS = (
    frozenset({"componentWillUnmount"}),
    frozenset({"disconnectedCallback"}),
    frozenset({"ngOnDestroy"}),
    frozenset({"beforeDestroy", "destroyed", "beforeUnmount", "unmounted"}),
    frozenset({"onBeforeUnmount", "onUnmounted", "onScopeDispose", "onDestroy"}),
)


def keep(context: Context, unit: UnitId, found: Target, wanted: str, on: list[Node], off: list[Node]) -> Kept | CannotKeep:
    """How the registrations at `on` (calls) of one function are kept so that the removals at `off` (calls) find them."""
    parsed, scopes = context.parsed(unit), context.scopes(unit)
    name = free_name(parsed, scopes, wanted, context.sibling_names(unit))
    typed = is_typed(parsed)
    if len(on) == 1 and surely_first(parsed, on[0], off):
        return Kept(f"const {name} = ", "", f"{name}()")
    if len(on) == 1 and _alternate_by_hooks(parsed, on[0], off):
        anchor = _statement_around_both(on[0], off)
        if anchor is not None:
            return Kept(f"{name} = ", "", f"{name}()", (_declared(context, unit, anchor, f"let {name} = () => {{}}"),))
    if found.key[0] == "this" or (found.key[0] == "path" and found.binding is None):
        return _in_field(context, unit, found, name, on, off)
    anchor_at = _anchor(parsed, found.binding)
    stack = _declared(context, unit, anchor_at, f"const {name}{': Array<() => void>' if typed else ''} = []")
    return Kept(f"{name}.push(", ")", _pop(context, name), (stack,))


def at_head(context: Context, unit: UnitId, text: str) -> Edit:
    """Puts lines at the head of a script, behind imports and directives."""
    parsed, newline = context.parsed(unit), context.style(unit.path).newline
    anchor = _above_comments(parsed, _anchor(parsed, None))
    indent = context.indent_at(unit, anchor)
    return Edit.insert(anchor, "".join(f"{line}{newline}{indent}" if line else newline for line in text.split(newline)))


def _above_comments(parsed: Parsed, anchor: int) -> int:
    """The start of the comments right above a statement, which are about it; not that of comments with which a script begins."""
    statement = next((child for child in parsed.root.named_children if child.start_byte == anchor), None)
    at = statement
    while at is not None and (above := at.prev_named_sibling) is not None and above.type == "comment":
        alone = above.prev_named_sibling is None or above.prev_named_sibling.end_point.row < above.start_point.row
        if above.end_point.row != at.start_point.row - 1 or not alone:
            break
        at = above
    return at.start_byte if at is not None and at.prev_named_sibling is not None else anchor


def _declared(context: Context, unit: UnitId, anchor: int, text: str) -> Edit:
    style = context.style(unit.path)
    return Edit.insert(anchor, f"{text}{style.end}{style.newline}{context.indent_at(unit, anchor)}")


def _pop(context: Context, stack: str) -> str:
    # an old bundler does not know `?.`
    return f"{stack}.splice(-1).forEach((off) => off())" if context.facts.bundled else f"{stack}.pop()?.()"


# ---- fields


def _in_field(context: Context, unit: UnitId, found: Target, name: str, on: list[Node], off: list[Node]) -> Kept | CannotKeep:
    """The function is a member of `this`: so is what keeps its registration."""
    parsed = context.parsed(unit)
    owner = found.owner
    if owner is None or any(owner_of_this(node) != owner for node in (*on, *off)):
        return CannotKeep(
            "It is registered and removed where it cannot be seen that `this` is the same object.",
            "Keep the function that the registration returns where both can reach it, and call it to remove the listener.",
        )
    field = f"this.{name}"
    body = class_body(owner)
    if body is None and is_typed(parsed):
        return CannotKeep(
            "What keeps the registration would be a property that the type of this object does not have.",
            "Declare a property for the function that the registration returns, and call it to remove the listener.",
        )
    paired = len(on) == 1 and _alternate_by_methods(owner, on[0], off)
    if paired:
        if is_typed(parsed):
            return Kept(f"{field} = ", "", f"{field}()", (_field(context, unit, body, f"private {name} = () => {{}}"),))
        at_once = _is_statement_of_method(on[0])
        return Kept(f"{field} = ", "", f"{field}()" if at_once else f"{field} && {field}()")
    if body is not None and (is_typed(parsed) or any(child.type in _CLASS_FIELDS for child in body.named_children)):
        text = f"private {name}: Array<() => void> = []" if is_typed(parsed) else f"{name} = []"
        return Kept(f"{field}.push(", ")", _pop(context, field), (_field(context, unit, body, text),))
    constructor = _constructor_start(body) if body is not None else None
    if constructor is not None:
        return Kept(f"{field}.push(", ")", _pop(context, field), (_declared(context, unit, constructor, f"{field} = []"),))
    return Kept(f"({field} = {field} || []).push(", ")", f"{field} && {field}.splice(-1).forEach((off) => off())")


def _field(context: Context, unit: UnitId, body: Node | None, text: str) -> Edit:
    """A class field, before the first member of the class."""
    assert body is not None
    style = context.style(unit.path)
    first = body.named_children[0]
    return Edit.insert(first.start_byte, f"{text}{style.end}{style.newline}{context.indent_at(unit, first.start_byte)}")


def _constructor_start(body: Node) -> int | None:
    """Where the constructor can first say `this`; None without one, or where that is not to be seen."""
    for member in body.named_children:
        name = member.child_by_field_name("name")
        if member.type != "method_definition" or name is None or name.text != b"constructor":
            continue
        block = member.child_by_field_name("body")
        statements = [child for child in block.named_children if child.type != "comment"] if block is not None else []
        for index, statement in enumerate(statements):
            inner = statement.named_children[0] if statement.type == "expression_statement" and statement.named_children else None
            called = inner.child_by_field_name("function") if inner is not None and inner.type == "call_expression" else None
            if called is not None and called.type == "super":
                return statements[index + 1].start_byte if index + 1 < len(statements) else None
        derived = body.parent is not None and any(child.type == "class_heritage" for child in body.parent.named_children)
        return statements[0].start_byte if statements and not derived else None
    return None


def _alternate_by_methods(owner: Node, on: Node, off: list[Node]) -> bool:
    begin = member_around(on, owner)
    ends = [member_around(one, owner) for one in off]
    if begin is None or _in_loop(on, begin[1]):
        return False
    return any(
        begin[0] in first and all(end is not None and end[0] in last for end in ends) for first, last in zip(_BEGINS, _ENDS, strict=True)
    )


def _is_statement_of_method(node: Node) -> bool:
    """True for a statement that a method runs each time, before it could have returned."""
    statement = node.parent
    block = statement.parent if statement is not None and statement.type == "expression_statement" else None
    method = block.parent if block is not None and block.type == "statement_block" else None
    if method is None or block is None or method.type not in ("method_definition", "function_expression"):
        return False
    before = [child for child in block.named_children if child.end_byte <= node.start_byte]
    return not any(inner.type in ("return_statement", "throw_statement") for child in before for inner in walk(child))


# ---- hooks


def _alternate_by_hooks(parsed: Parsed, on: Node, off: list[Node]) -> bool:
    """Registered in a hook such as `onMounted`, or in a component's set-up itself, and removed in the hook that ends it."""
    begin, ends = _hook(parsed, on), [_hook(parsed, one) for one in off]
    return begin in _BEGINS[-1] and all(end in _ENDS[-1] for end in ends) and not _in_loop(on, None)


def _hook(parsed: Parsed, node: Node) -> str:
    """The name of the function that the function around `node` is given to."""
    function = enclosing_function(node)
    arguments = function.parent if function is not None else None
    call = arguments.parent if arguments is not None and arguments.type == "arguments" else None
    called = call.child_by_field_name("function") if call is not None else None
    return parsed.text(called) if called is not None and called.type == "identifier" else ""


def _statement_around_both(on: Node, off: list[Node]) -> int | None:
    """The start of the statement with `on` in the innermost block that holds the removals as well."""
    at: Node | None = on
    while at is not None and at.parent is not None:
        block = at.parent
        if block.type in ("statement_block", "program") and all(_inside(one, block) for one in off):
            return at.start_byte
        at = block
    return None


def free_name(parsed: Parsed, scopes: Scopes, wanted: str, taken: frozenset[str]) -> str:
    """A name that nothing in the script and among `taken` has."""
    used = {binding.name for binding in scopes.bindings} | {reference_name(reference.node) for reference in scopes.unresolved} | taken
    name, number = wanted, 2
    while name in used or re.search(rb"\." + name.encode() + rb"\b", parsed.source.data):
        name, number = f"{wanted}{number}", number + 1
    return name


def reference_name(node: Node) -> str:
    return node.text.decode("utf-8", "replace") if node.text is not None else ""


def surely_first(parsed: Parsed, on: Node, off: list[Node]) -> bool:
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


def _in_loop(node: Node, until: Node | None) -> bool:
    at = node.parent
    while at is not None and at != until:
        if until is None and at.type in FUNCTIONS:
            return False
        if at.type in ("for_statement", "for_in_statement", "while_statement", "do_statement"):
            return True
        at = at.parent
    return False


def _inside(node: Node, outer: Node) -> bool:
    return outer.start_byte <= node.start_byte and node.end_byte <= outer.end_byte


def _anchor(parsed: Parsed, binding: Binding | None) -> int:
    """Where a stack is declared: at the head of the scope that declares the listener, behind imports and directives."""
    scope: Scope | None = binding.scope if binding is not None else None
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
