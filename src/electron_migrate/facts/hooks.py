"""Hooks of React, and refs of Vue, that keep one value for good: `const [win] = useState(remote.getCurrentWindow())`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tree_sitter import Node

from electron_migrate.facts.lowering import FUNCTIONS, Lowering, meaningful, string_value
from electron_migrate.facts.state_uses import answers, is_written, unwrapped
from electron_migrate.facts.vue_templates import is_in_template

# By what a name gets its value, the modules that have it.
_REACT, _VUE = frozenset({"react", "preact/hooks", "preact/compat"}), frozenset({"vue", "@vue/composition-api"})
_MODULES = {"useState": _REACT, "useMemo": _REACT, "useRef": _REACT, "ref": _VUE, "shallowRef": _VUE}
_MEMBERS = {"useRef": "current", "ref": "value", "shallowRef": "value"}
# Calls that fetch a live object of Electron's, and do nothing else.
_HANDLES = frozenset({"getCurrentWindow", "getCurrentWebContents"})
# Hooks that look at a list of values, each time, to see whether one of them is another.
_COMPARING = frozenset({"useEffect", "useLayoutEffect", "useInsertionEffect", "useCallback", "useMemo", "useImperativeHandle"})


@dataclass(frozen=True, slots=True)
class Kept:
    """`name` is `value` for as long as it lives, or has it as its `member`. `call`: the hook's."""

    name: Node
    value: Node
    call: Node
    member: str = ""


def read_hooks(low: Lowering, nodes: list[Node]) -> Iterator[Kept]:
    """The names of a script that a hook gives what may be a handle, and that nothing changes later on."""
    for node in nodes:
        given = node.child_by_field_name("value") if node.type == "variable_declarator" else None
        if given is not None and (call := unwrapped(given)).type == "call_expression":
            kept = _kept(low, node, call)
            if kept is not None and _may_be_handle(low, kept.value):
                yield kept


def is_dependency(node: Node) -> bool:
    """True for a name in the list of a hook that runs again when one of them is another: `useEffect(() => …, [win])`."""
    array = node.parent
    arguments = array.parent if array is not None and array.type == "array" else None
    call = arguments.parent if arguments is not None and arguments.type == "arguments" else None
    function = call.child_by_field_name("function") if call is not None and call.type == "call_expression" else None
    if node.type != "identifier" or function is None or arguments is None:
        return False
    given = meaningful(arguments)
    return len(given) > 1 and given[-1] == array and (function.text or b"").decode().rpartition(".")[2] in _COMPARING


def _kept(low: Lowering, declarator: Node, call: Node) -> Kept | None:
    function, pattern = call.child_by_field_name("function"), declarator.child_by_field_name("name")
    hook = _hook(low, function) if function is not None else ""
    arguments = meaningful(call.child_by_field_name("arguments"))
    if not hook or not arguments or pattern is None:
        return None
    name = _first_of_state(low, pattern) if hook == "useState" else pattern
    binding = low.scopes.binding_of(name) if name is not None and name.type == "identifier" else None
    if name is None or binding is None or not binding.constant:
        return None
    member = _MEMBERS.get(hook, "")
    if member and not all(is_dependency(reference.node) or _is_read_of(low, reference.node, member) for reference in binding.references):
        return None
    if hook in ("ref", "shallowRef") and is_in_template(low.parsed.source.data, binding.name):
        return None
    value = _made(arguments[0]) if hook in ("useState", "useMemo") else unwrapped(arguments[0])
    return Kept(name, value, call, member) if value is not None and (hook != "useMemo" or arguments[0] != value) else None


def _hook(low: Lowering, function: Node) -> str:
    """The hook that is called, by its own name; empty for any other function."""
    named = function.child_by_field_name("property") if function.type == "member_expression" else function
    owner = function.child_by_field_name("object") if function.type == "member_expression" else None
    if owner is not None and named is not None:
        hook = low.text(named)
        return hook if _module(low, owner, None) in _MODULES.get(hook, ()) else ""
    for hook, modules in _MODULES.items():
        if named is not None and named.type == "identifier" and _module(low, named, hook) in modules:
            return hook
    return ""


def _module(low: Lowering, name: Node, member: str | None) -> str:
    """The module of which a name is this member, or all of it; empty where it is something else."""
    binding = low.scopes.binding_of(name) if name.type == "identifier" else None
    if binding is None or not binding.constant:
        return ""
    at: Node | None = binding.declarations[0]
    item = at.parent if at is not None else None
    path: str | None = None
    if item is not None and item.type in ("import_specifier", "pair_pattern"):
        own = item.child_by_field_name("name") or item.child_by_field_name("key")
        path = low.text(own) if own is not None else None
    elif at is not None and at.type == "shorthand_property_identifier_pattern":
        path = low.text(at)
    if path != member:
        return ""
    while at is not None and at.type not in ("import_statement", "variable_declarator", "statement_block", "program"):
        at = at.parent
    source = at.child_by_field_name("source") if at is not None and at.type == "import_statement" else None
    if source is not None:
        return string_value(low.text(source))
    value = at.child_by_field_name("value") if at is not None and at.type == "variable_declarator" else None
    load = low.load_of_call(value) if value is not None and value.type == "call_expression" else None
    return load.specifier if load is not None else ""


def _first_of_state(low: Lowering, pattern: Node) -> Node | None:
    """The value of `const [value, setValue] = useState(…)`, where nothing sets it."""
    items = meaningful(pattern) if pattern.type == "array_pattern" else []
    if not items or len(items) > 2 or pattern.children[1] != items[0]:
        return None
    setter = low.scopes.binding_of(items[1]) if len(items) == 2 else None
    return items[0] if len(items) == 1 or (setter is not None and not setter.references) else None


def _made(argument: Node) -> Node | None:
    """What a hook gets to keep: of a function that does nothing else, what it answers."""
    argument = unwrapped(argument)
    if argument.type not in FUNCTIONS:
        return argument
    body = argument.child_by_field_name("body")
    if body is None or any(child.type == "async" for child in argument.children) or (body.type == "statement_block" and len(meaningful(body)) != 1):
        return None
    return next(answers(argument), None)


def _is_read_of(low: Lowering, name: Node, member: str) -> bool:
    parent = name.parent
    asked = parent.child_by_field_name("property") if parent is not None and parent.type == "member_expression" else None
    return parent is not None and asked is not None and parent.child_by_field_name("object") == name and low.text(asked) == member and not is_written(parent)


def _may_be_handle(low: Lowering, value: Node) -> bool:
    if value.type == "identifier":
        return True
    function = value.child_by_field_name("function") if value.type == "call_expression" else None
    named = function.child_by_field_name("property") if function is not None and function.type == "member_expression" else function
    return named is not None and low.text(named) in _HANDLES
