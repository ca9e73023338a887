"""Which function a listener's expression names: one of the script by its name, a method of `this` or of an object, one of another module."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tree_sitter import Node

from electron_migrate.code.parse import Parsed
from electron_migrate.code.scope import Binding, Scopes
from electron_migrate.code.source import Span
from electron_migrate.facts.lowering import FUNCTIONS, meaningful, walk
from electron_migrate.facts.origins import Here, UnitId
from electron_migrate.facts.summary import Chain, FunctionFact, FunctionValue, Value
from electron_migrate.plan.string_code import named_in_string

if TYPE_CHECKING:
    from electron_migrate.plan.context import Context

# Calls that give a function which hands its arguments on to the one that they take, and hands back at most what that one returned.
_PASSING_ON = frozenset({"debounce", "throttle", "useCallback", "useEvent", "useEventCallback", "useMemoizedFn", "action", "markRaw"})
_CLASS_FIELDS = frozenset({"public_field_definition", "field_definition"})
_TRANSPARENT = frozenset({"parenthesized_expression", "as_expression", "satisfies_expression", "non_null_expression"})


@dataclass(frozen=True, slots=True)
class Target:
    """A function that is registered under a name.

    `key` is the same for two expressions of one script that name the same function. `text` is what calls it. `function` is its node, where it is in
    this script. `uses` are all places that use it, itself apart; None where not all of them are known.
    """

    key: tuple[object, ...]
    text: str
    function: Node | None
    uses: tuple[Node, ...] | None
    binding: Binding | None = None
    owner: Node | None = None
    """The class, or the object of a component's options, whose `this` has it."""
    foreign: FunctionFact | None = None
    """What is known of a function in another file."""
    called_on: str = ""
    """The object that it is called on from now on, where Electron called it on ipcRenderer and it may look at `this`."""
    late: bool = False
    """Its name may stand for another function later on: it has to be looked up when it is registered."""


def unwrapped(node: Node) -> Node:
    """An expression without parentheses and type assertions."""
    while node.type in _TRANSPARENT and node.named_children:
        node = node.named_children[0]
    return node


def passed_on(parsed: Parsed, scopes: Scopes, call: Node) -> Node | None:
    """The function given to a call such as `debounce(fn, 100)` of a library, whose result calls it with the same arguments."""
    called = call.child_by_field_name("function")
    if call.type != "call_expression" or called is None:
        return None
    name = called.child_by_field_name("property") if called.type == "member_expression" else called
    if name is None or parsed.text(name) not in _PASSING_ON:
        return None
    binding = scopes.binding_of(called)
    if binding is not None and binding.kind == "function":
        # the app's own: what it does is not looked at
        return None
    given = [unwrapped(one) for one in meaningful(call.child_by_field_name("arguments"))]
    functions = [one for one in given if one.type in ("arrow_function", "function_expression")]
    if len(functions) == 1:
        return functions[0]
    named = [one for one in given if one.type in ("identifier", "member_expression")]
    return named[0] if not functions and len(named) == 1 and named[0] == given[0] else None


def target(context: Context, unit: UnitId, node: Node) -> Target | None:
    """The function that an identifier or member expression names; None for any other expression."""
    parsed, scopes = context.parsed(unit), context.scopes(unit)
    if node.type == "identifier":
        return _named(context, unit, parsed, scopes, node)
    if node.type != "member_expression":
        return None
    owner, name = node.child_by_field_name("object"), node.child_by_field_name("property")
    if owner is None or name is None or any(child.type == "optional_chain" for child in node.children):
        return None
    if owner.type == "this":
        return _method_of_this(context, unit, parsed, node, parsed.text(name))
    return _method_of_object(context, unit, parsed, scopes, node, owner, parsed.text(name))


# ---- by a plain name


def _named(context: Context, unit: UnitId, parsed: Parsed, scopes: Scopes, node: Node) -> Target | None:
    binding = scopes.binding_of(node)
    name = parsed.text(node)
    if binding is None:
        # of another script of the page, or of the page itself
        foreign = _foreign(context, unit, node)
        if foreign is not None:
            return Target(("function", *foreign[0]), name, None, None, foreign=foreign[1])
        return Target(("global", name), name, None, None)
    key = ("name", id(binding))
    if len(binding.declarations) != 1 or binding.writes:
        return Target(key, name, None, None, binding, late=True)
    uses = tuple(reference.node for reference in binding.references)
    function = function_of(parsed, scopes, binding)
    if function is not None:
        exported = any(_is_exported(one) for one in (*uses, binding.declarations[0])) or context.is_shared_name(unit, binding)
        exported = exported or named_in_string(context, unit, binding)
        return Target(key, name, function, None if exported else uses, binding)
    if binding.kind in ("import", "const"):
        foreign = _foreign(context, unit, node)
        if foreign is not None:
            return Target(("function", *foreign[0]), name, None, None, binding, foreign=foreign[1])
    return Target(key, name, None, None, binding)


def function_of(parsed: Parsed, scopes: Scopes, binding: Binding) -> Node | None:
    """The function that a name is declared with, behind `debounce` and the like too."""
    declaration = binding.declarations[0].parent
    if declaration is None:
        return None
    if declaration.type in ("function_declaration", "generator_function_declaration"):
        return declaration
    if declaration.type == "variable_declarator":
        value = declaration.child_by_field_name("value")
        return _function_in(parsed, scopes, value)
    return None


def _function_in(parsed: Parsed, scopes: Scopes, value: Node | None) -> Node | None:
    if value is None:
        return None
    value = unwrapped(value)
    if value.type == "call_expression":
        inner = passed_on(parsed, scopes, value)
        return inner if inner is not None and inner.type in ("arrow_function", "function_expression") else None
    return value if value.type in ("arrow_function", "function_expression", "generator_function") else None


def _is_exported(node: Node) -> bool:
    at: Node | None = node.parent
    while at is not None and at.type not in ("statement_block", "program", "class_body"):
        if at.type in ("export_statement", "export_specifier"):
            return True
        if at.type in FUNCTIONS and at.type not in ("function_declaration", "generator_function_declaration"):
            return False
        at = at.parent
    return False


def _foreign(context: Context, unit: UnitId, node: Node) -> tuple[tuple[object, ...], FunctionFact] | None:
    """A function in another file, by what the link knows: its identity and its summary."""
    value = _value_at(context, unit, Span(node.start_byte, node.end_byte))
    origin = context.facts.origins.origin(unit, value) if value is not None else None
    if not isinstance(origin, Here) or not isinstance(origin.value, FunctionValue):
        return None
    return (origin.unit, origin.value.span), context.facts.unit(origin.unit).functions[origin.value.function]


def _value_at(context: Context, unit: UnitId, span: Span) -> Value | None:
    found: Chain | None = next((chain for chain in context.facts.unit(unit).chains if chain.value.span == span), None)
    return found.value if found is not None else None


# ---- methods


def _method_of_this(context: Context, unit: UnitId, parsed: Parsed, node: Node, name: str) -> Target | None:
    owner = owner_of_this(node)
    text = parsed.text(node)
    if owner is None:
        return Target(("this", None, name), text, None, None, called_on="")
    found = _member_functions(context, unit, owner, name)
    key = ("this", owner.id, name)
    if len(found) != 1:
        return Target(key, text, None, None, owner=owner, called_on="its own object" if found else "", late=len(found) > 1)
    function, bound = found[0]
    called_on = "" if bound or function is None or not uses_this(function) else "its own object"
    return Target(key, text, function, _member_uses(context, unit, parsed, function, name), owner=owner, called_on=called_on)


def owner_of_this(node: Node) -> Node | None:
    """The class or the options object whose methods have the `this` of this place; None where that is not to be seen."""
    at = node.parent
    while at is not None and (at.type not in FUNCTIONS or at.type == "arrow_function") and at.type not in _CLASS_FIELDS:
        at = at.parent
    if at is None or at.parent is None:
        return None
    holder = at.parent
    if at.type in _CLASS_FIELDS or (at.type == "method_definition" and holder.type == "class_body"):
        return None if any(child.type == "static" for child in at.children) else holder.parent
    if holder.type == "pair" and holder.parent is not None:
        holder = holder.parent
    if holder.type != "object":
        return None
    while holder.parent is not None and holder.parent.type == "pair" and holder.parent.parent is not None:
        holder = holder.parent.parent
    return holder


def member_around(node: Node, owner: Node) -> tuple[str, Node] | None:
    """Name and node of the method of `owner` that runs `node`, through arrow functions; None outside of one."""
    at: Node | None = node
    while at is not None and at != owner:
        if at.type in FUNCTIONS and at.type != "arrow_function":
            holder = at if at.type == "method_definition" else at.parent
            key = holder.child_by_field_name("name") or holder.child_by_field_name("key") if holder is not None else None
            return (key.text.decode(), at) if key is not None and key.text is not None else None
        if at.type in _CLASS_FIELDS:
            key = at.child_by_field_name("name") or at.child_by_field_name("property")
            return (key.text.decode(), at) if key is not None and key.text is not None else None
        at = at.parent
    return None


def class_body(owner: Node) -> Node | None:
    """The body of a class; None for an options object."""
    return next((child for child in owner.named_children if child.type == "class_body"), None)


def _member_functions(context: Context, unit: UnitId, owner: Node, name: str) -> list[tuple[Node | None, bool]]:
    """What `this.name` may be: (function, whether its `this` is settled). `x = x.bind(this)` is the method itself, settled."""
    parsed, scopes = context.parsed(unit), context.scopes(unit)
    found: list[tuple[Node | None, bool]] = []
    bound = False
    body = class_body(owner)
    for member, function in _declared_members(parsed, scopes, owner):
        if member == name:
            found.append((function, function is not None and function.type == "arrow_function"))
    for node in walk(body or owner):
        if node.type != "assignment_expression":
            continue
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        if left is None or right is None or parsed.text(left) != f"this.{name}":
            continue
        if re.fullmatch(rf"this\s*\.\s*{re.escape(name)}\s*\.\s*bind\s*\(\s*this\s*\)", parsed.text(right)):
            bound = True
            continue
        function = _function_in(parsed, scopes, right)
        found.append((function, function is not None and function.type == "arrow_function"))
    settled = bound or (body is None and _is_component(parsed, owner))
    return [(function, settled or own) for function, own in found]


def _declared_members(parsed: Parsed, scopes: Scopes, owner: Node) -> Iterator[tuple[str, Node | None]]:
    body = class_body(owner)
    objects = [body] if body is not None else [owner]
    if body is None:
        for pair in owner.named_children:
            value = pair.child_by_field_name("value") if pair.type == "pair" else None
            if value is not None and value.type == "object":
                objects.append(value)
    for container in objects:
        for member in container.named_children:
            key = member.child_by_field_name("name") or member.child_by_field_name("key") or member.child_by_field_name("property")
            if key is None:
                continue
            if member.type == "method_definition":
                accessor = any(child.type in ("get", "set", "static") for child in member.children)
                yield parsed.text(key), None if accessor else member
            else:
                value = member.child_by_field_name("value")
                if value is None or value.type == "object":
                    continue
                yield parsed.text(key), _function_in(parsed, scopes, value)


def _is_component(parsed: Parsed, owner: Node) -> bool:
    """True for the options of a Vue component: its methods are bound."""
    keys = {
        parsed.text(key)
        for one in owner.named_children
        if (key := one.child_by_field_name("key") or one.child_by_field_name("name")) is not None
    }
    return "methods" in keys


def _member_uses(context: Context, unit: UnitId, parsed: Parsed, function: Node | None, name: str) -> tuple[Node, ...] | None:
    """Every place that names a method; None when the name stands anywhere else in the app, so that somebody else may call it."""
    if function is None:
        return None
    member = function if function.type == "method_definition" else function.parent
    is_private = member is not None and any(
        child.type == "accessibility_modifier" and parsed.text(child) == "private" for child in member.children
    )
    if not is_private and context.mentioned_elsewhere(unit.path, name):
        return None
    found: list[Node] = []
    known = 0
    for node in walk(parsed.root):
        if node.type != "property_identifier" or parsed.text(node) != name or node.parent is None:
            continue
        known += 1
        member = node.parent
        if member.type != "member_expression" or _binds_itself(parsed, member, name):
            continue
        call = _bind_call(parsed, member)
        found.append(call if call is not None else member)
    written = len(re.findall(rb"(?<![\w$])" + re.escape(name.encode()) + rb"(?![\w$])", parsed.source.data))
    return tuple(found) if written == known else None


def _binds_itself(parsed: Parsed, member: Node, name: str) -> bool:
    """True for either side of `this.name = this.name.bind(this)`."""
    at: Node | None = member
    for _ in range(4):
        at = at.parent if at is not None else None
        if at is not None and at.type == "assignment_expression":
            return re.sub(r"\s", "", parsed.text(at)) == f"this.{name}=this.{name}.bind(this)"
    return False


def _bind_call(parsed: Parsed, member: Node) -> Node | None:
    """The call `….bind(…)` of a member."""
    around = member.parent
    if around is None or around.type != "member_expression" or around.parent is None or around.parent.type != "call_expression":
        return None
    prop = around.child_by_field_name("property")
    is_bind = prop is not None and parsed.text(prop) == "bind" and around.parent.child_by_field_name("function") == around
    return around.parent if is_bind else None


def _method_of_object(context: Context, unit: UnitId, parsed: Parsed, scopes: Scopes, node: Node, owner: Node, name: str) -> Target | None:
    root = owner
    while root.type == "member_expression":
        inner = root.child_by_field_name("object")
        if inner is None:
            return None
        root = inner
    text = parsed.text(node)
    path = text.replace(" ", "").replace("\n", "")
    if root.type == "this":
        return Target(("path", getattr(owner_of_this(node), "id", None), path), text, None, None, owner=owner_of_this(node), late=True)
    binding = scopes.binding_of(root) if root.type == "identifier" else None
    if binding is None:
        return None
    key = ("path", id(binding), path)
    foreign = _foreign(context, unit, node)
    if foreign is not None:
        fact = foreign[1]
        return Target(("function", *foreign[0]), text, None, None, binding, foreign=fact, called_on=f"`{parsed.text(owner)}`")
    steady = binding.constant and root == owner and binding.kind in ("const", "import", "class") and not _is_written(parsed, path)
    return Target(key, text, None, None, binding, called_on=f"`{parsed.text(owner)}`", late=not steady)


def _is_written(parsed: Parsed, path: str) -> bool:
    return any(
        node.type == "assignment_expression"
        and (left := node.child_by_field_name("left")) is not None
        and parsed.text(left).replace(" ", "") == path
        for node in walk(parsed.root)
    )


def uses_this(function: Node) -> bool:
    """True when a function's own body, arrow functions inside it included, looks at `this`."""
    stack = [function.child_by_field_name("body")]
    while stack:
        node = stack.pop()
        if node is None:
            continue
        if node.type in ("this", "super"):
            return True
        if node.type in FUNCTIONS and node.type != "arrow_function":
            continue
        stack.extend(node.named_children)
    return False
