"""The state of React's class components, as far as it is given once and only read: `this.state = { win: remote.getCurrentWindow() }`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from tree_sitter import Node

from electron_migrate.code.scope import Binding
from electron_migrate.code.source import Span
from electron_migrate.facts.lowering import CLASSES, FUNCTIONS, WRAPPERS, Lowering, inner_of, key_text, meaningful, walk
from electron_migrate.facts.state_types import annotated, read_state_types, second_type
from electron_migrate.facts.state_uses import (
    Held,
    UnclearError,
    answers,
    is_written,
    name_of_this,
    own_function,
    plain_entries,
    taken_out,
    unwrapped,
)
from electron_migrate.facts.summary import State, StateEntry

STATE = "state"
_FIELDS = frozenset({"field_definition", "public_field_definition"})
# Methods that React gives an earlier or a later state as their second argument.
_GIVEN_STATE = frozenset(
    {
        "componentDidUpdate", "componentWillUpdate", "UNSAFE_componentWillUpdate", "shouldComponentUpdate", "getSnapshotBeforeUpdate",
        "getDerivedStateFromProps",
    }
)  # fmt: skip


def read_react_states(low: Lowering, nodes: list[Node], held: Held) -> Iterator[State]:
    """The states of a script's classes; `held` gives what a property may hold of another module. That a class is React's is the caller's to see."""
    for node in nodes:
        if node.type in CLASSES:
            try:
                state = _Reader(low, node, held).read()
            except UnclearError:
                continue
            if state is not None and state.entries:
                yield state


@dataclass
class _Reader:
    low: Lowering
    component: Node
    held: Held
    reads: dict[str, list[Span]] = field(default_factory=dict)
    others: set[str] = field(default_factory=set)
    """Keys that are set, or read in another way."""
    aliases: list[Binding] = field(default_factory=list)

    def read(self) -> State | None:
        heritage = next((child for child in self.component.named_children if child.type == "class_heritage"), None)
        body = self.component.child_by_field_name("body")
        nodes = list(walk(body)) if body is not None and heritage is not None else []
        literals = [literal for node in nodes for literal in self._literals(node)]
        if len(literals) != 1 or literals[0].type != "object" or any(node.type in CLASSES for node in nodes):
            return None
        entries = list(plain_entries(literals[0], self.held))
        given = second_type(heritage)
        types = [*([given] if given is not None else []), *(one for node in nodes if self._is_state_field(node) for one in annotated(node))]
        declared = read_state_types(self.low, types, self.component) if entries else None
        if declared is None:
            return None
        self.aliases = [binding for node in nodes if (binding := name_of_this(self.low, node)) is not None]
        for node in nodes:
            self._look(node)
        keys = [key for key, _, _ in entries]
        return State(
            self.low.parsed.span(self.component),
            STATE,
            tuple(
                StateEntry(key, value, self.low.parsed.span(node), tuple(self.reads.get(key, ())), declared.members.get(key, ()))
                for key, value, node in entries
                if key not in self.others and keys.count(key) == 1
            ),
            declared.exported,
        )

    def _literals(self, node: Node) -> Iterator[Node]:
        """What the state is set to as a whole."""
        if self._is_state_field(node) and (given := node.child_by_field_name("value")) is not None:
            yield unwrapped(given)
        left = node.child_by_field_name("left") if node.type == "assignment_expression" else None
        if left is not None and left.type == "member_expression" and self._property(left) == STATE and self._object(left).type == "this":
            right = node.child_by_field_name("right")
            around = own_function(node, self.component)
            if right is None or around is None or self._name(around) != "constructor":
                raise UnclearError
            yield unwrapped(right)

    def _is_state_field(self, node: Node) -> bool:
        name = (node.child_by_field_name("name") or node.child_by_field_name("property")) if node.type in _FIELDS else None
        return name is not None and self.low.text(name) == STATE and not any(child.type == "static" for child in node.children)

    def _is_component(self, node: Node) -> bool:
        return node.type == "this" or (node.type == "identifier" and self.low.scopes.binding_of(node) in self.aliases)

    def _look(self, node: Node) -> None:
        match node.type:
            case "member_expression" if self._property(node) == STATE:
                self._member(node)
            case "subscript_expression" if self._is_component(self._object(node)):
                raise UnclearError
            case "object_pattern" if (parent := node.parent) is not None and parent.type == "variable_declarator":
                source = parent.child_by_field_name("value")
                if source is not None and self._is_component(source) and any(key == STATE for key, _ in taken_out(self.low, node)):
                    raise UnclearError
            case "property_identifier" if self.low.text(node) == "setState":
                self._setting(node)
            case kind if kind in FUNCTIONS and self._name(node) in _GIVEN_STATE:
                self._state_parameter(node, 1)
                if self._name(node) == "getDerivedStateFromProps":
                    self._updater(node, 1)

    def _member(self, node: Node) -> None:
        """`this.state`, and `state` of something else."""
        at, parent = node, node.parent
        while parent is not None and parent.type in WRAPPERS - {"as_expression", "type_assertion"}:
            at, parent = parent, parent.parent
        if parent is None:
            raise UnclearError
        read = self._property(parent) if parent.type == "member_expression" and parent.child_by_field_name("object") == at else ""
        if not self._is_component(self._object(node)):
            self.others.add(read)
            return
        around = own_function(node, self.component)
        if around is not None and self._object(node).type == "this" and not self._is_member_of_class(around):
            # a function inside of a method may have a `this` of its own
            raise UnclearError
        if read and is_written(parent):
            self.others.add(read)
        elif read:
            self.reads.setdefault(read, []).append(self.low.parsed.span(parent))
        elif parent.type == "variable_declarator" and (pattern := parent.child_by_field_name("name")) is not None and pattern.type == "object_pattern":
            for key, name in taken_out(self.low, pattern):
                if name is None:
                    self.others.add(key)
                else:
                    self.reads.setdefault(key, []).append(self.low.parsed.span(name))
        elif not (parent.type == "assignment_expression" and parent.child_by_field_name("left") == at) and not self._is_merged(parent):
            raise UnclearError

    def _is_merged(self, spread: Node) -> bool:
        """True for `this.setState({ ...this.state, x })`, which gives the state what it has."""
        at = spread.parent
        call = at.parent.parent if at is not None and at.type == "object" and at.parent is not None else None
        function = call.child_by_field_name("function") if call is not None and call.type == "call_expression" else None
        return spread.type == "spread_element" and function is not None and self._property(function) == "setState"

    # ---- setState

    def _setting(self, name: Node) -> None:
        member = name.parent
        call = member.parent if member is not None and member.type == "member_expression" else None
        if call is None or call.type != "call_expression" or call.child_by_field_name("function") != member:
            raise UnclearError
        given = meaningful(call.child_by_field_name("arguments"))[:1]
        patch = unwrapped(given[0]) if given else None
        if patch is not None and patch.type == "object":
            self._patch(patch, None)
        elif patch is not None and patch.type in FUNCTIONS:
            self._state_parameter(patch, 0)
            self._updater(patch, 0)
        else:
            raise UnclearError

    def _updater(self, function: Node, index: int) -> None:
        """A function that answers with what is set."""
        parameter = _parameter(function, index)
        binding = self.low.scopes.binding_of(parameter) if parameter is not None and parameter.type == "identifier" else None
        for answer in answers(function):
            if answer.type == "object":
                self._patch(answer, binding)
            elif answer.type != "null":
                raise UnclearError

    def _patch(self, literal: Node, state: Binding | None) -> None:
        for child in meaningful(literal):
            if child.type == "spread_element":
                inner = inner_of(child)
                if inner is not None and self._property(inner) == STATE and self._is_component(self._object(inner)):
                    continue
                if inner is None or inner.type != "identifier" or state is None or self.low.scopes.binding_of(inner) is not state:
                    raise UnclearError
                continue
            key = child.child_by_field_name("key") or child.child_by_field_name("name") or child
            text = key_text(self.low.text(key), key.type)
            if text is None:
                raise UnclearError
            self.others.add(text)

    def _state_parameter(self, function: Node, index: int) -> None:
        """A parameter that is the state at another time: no property that it is asked for is given once and only read."""
        parameter = _parameter(function, index)
        if parameter is None:
            return
        if parameter.type == "object_pattern":
            self.others.update(key for key, _ in taken_out(self.low, parameter))
            return
        binding = self.low.scopes.binding_of(parameter) if parameter.type == "identifier" else None
        for reference in binding.references if binding is not None else ():
            parent = reference.node.parent
            if parent is not None and parent.type == "member_expression" and parent.child_by_field_name("object") == reference.node:
                self.others.add(self._property(parent))
            elif parent is None or parent.type != "spread_element" or parent.parent is None or parent.parent.type != "object":
                raise UnclearError
        if binding is None:
            raise UnclearError

    # ---- syntax

    def _is_member_of_class(self, function: Node) -> bool:
        return function.parent is not None and (function.parent.type == "class_body" or function.parent.type in _FIELDS)

    def _property(self, member: Node) -> str:
        name = member.child_by_field_name("property") if member.type == "member_expression" else None
        return self.low.text(name) if name is not None else ""

    def _object(self, member: Node) -> Node:
        owner = member.child_by_field_name("object")
        return unwrapped(owner) if owner is not None else member

    def _name(self, function: Node) -> str:
        holder = function.parent if function.parent is not None and function.parent.type in _FIELDS else function
        name = holder.child_by_field_name("name") or holder.child_by_field_name("property")
        return self.low.text(name) if name is not None else ""


def _parameter(function: Node, index: int) -> Node | None:
    single = function.child_by_field_name("parameter")
    given = [single] if single is not None else meaningful(function.child_by_field_name("parameters"))
    if index >= len(given):
        return None
    return given[index].child_by_field_name("pattern") or given[index]
