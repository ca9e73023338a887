"""Where TypeScript declares the properties of a component's state: members of the types and interfaces of the same script."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from tree_sitter import Node

from electron_migrate.code.scope import Binding
from electron_migrate.code.source import Span
from electron_migrate.facts.lowering import Lowering, key_text, meaningful

_THE_SAME = frozenset({"Readonly", "Partial", "Required"})
_DECLARATIONS = frozenset({"type_alias_declaration", "interface_declaration"})


@dataclass(frozen=True, slots=True)
class StateTypes:
    """`members`: by key. `exported`: names of the types that other scripts may use too."""

    members: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)
    exported: tuple[str, ...] = ()


def read_state_types(low: Lowering, types: list[Node], component: Node) -> StateTypes | None:
    """The members of all types that the state of a component is given; None where they are not all in sight, or a type has other uses."""
    members: dict[str, list[Span]] = {}
    exported: list[str] = []
    todo = list(types)
    while todo:
        node = todo.pop()
        if node.type == "predefined_type":
            continue
        if node.type == "generic_type":
            name, given = node.child_by_field_name("name"), node.child_by_field_name("type_arguments")
            if name is None or low.text(name) not in _THE_SAME:
                return None
            todo.extend(meaningful(given))
            continue
        body = node if node.type == "object_type" else None
        if node.type == "type_identifier":
            binding = low.scopes.binding_of(node)
            body = _body(binding) if binding is not None and _is_of_state_alone(binding, component, types) else None
            if body is not None and binding is not None and _is_exported(binding):
                exported.append(binding.name)
        if body is None:
            return None
        for key, span in _members(low, body):
            members.setdefault(key, []).append(span)
    return StateTypes({key: tuple(dict.fromkeys(spans)) for key, spans in members.items()}, tuple(dict.fromkeys(exported)))


def second_type(heritage: Node | None) -> Node | None:
    """`S` of `extends Component<P, S>`."""
    clause = next((child for child in heritage.named_children if child.type == "extends_clause"), None) if heritage is not None else None
    arguments = meaningful(clause.child_by_field_name("type_arguments")) if clause is not None else []
    return arguments[1] if len(arguments) > 1 else None


def annotated(node: Node, name: str = "type") -> list[Node]:
    """The type that a declaration is given."""
    annotation = node.child_by_field_name(name)
    return meaningful(annotation) if annotation is not None else []


def _body(binding: Binding) -> Node | None:
    """The members of an interface that extends nothing, or of a type that is written out."""
    declared = binding.declarations[0].parent
    if len(binding.declarations) != 1 or declared is None or declared.type not in _DECLARATIONS:
        return None
    if declared.type == "interface_declaration":
        extends = any(child.type == "extends_type_clause" for child in declared.named_children)
        return declared.child_by_field_name("body") if not extends else None
    value = declared.child_by_field_name("value")
    return value if value is not None and value.type == "object_type" else None


def _is_of_state_alone(binding: Binding, component: Node, types: list[Node]) -> bool:
    """True for a type that nothing of the script has but the state, and parameters of the component's methods, which are looked at one by one."""
    for reference in binding.references:
        node = reference.node
        if any(given.start_byte <= node.start_byte and node.end_byte <= given.end_byte for given in types):
            continue
        at: Node | None = node
        while at is not None and at.type not in ("required_parameter", "optional_parameter", "statement_block", "class_body", "program"):
            at = at.parent
        inside = component.start_byte <= node.start_byte and node.end_byte <= component.end_byte
        if not inside or at is None or not at.type.endswith("_parameter"):
            return False
    return True


def _is_exported(binding: Binding) -> bool:
    declared = binding.declarations[0].parent
    direct = declared is not None and declared.parent is not None and declared.parent.type == "export_statement"
    return direct or any(one.node.parent is not None and one.node.parent.type == "export_specifier" for one in binding.references)


def _members(low: Lowering, body: Node) -> Iterator[tuple[str, Span]]:
    for child in body.named_children:
        name = child.child_by_field_name("name") if child.type == "property_signature" else None
        key = key_text(low.text(name), name.type) if name is not None else None
        if key is not None:
            yield key, low.parsed.span(child)
