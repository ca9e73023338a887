"""What `data` of a Vue component returns, as far as it is given once and only read: `data () { return { win: remote.getCurrentWindow() } }`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from tree_sitter import Node

from electron_migrate.code.scope import Binding
from electron_migrate.code.source import Span
from electron_migrate.facts.lowering import FUNCTIONS, Lowering, key_text, meaningful, string_value
from electron_migrate.facts.state_types import annotated, read_state_types
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
from electron_migrate.facts.vue_templates import is_in_template

_MAKERS = frozenset({"Vue.extend", "defineComponent", "Vue.defineComponent"})
_PROPERTIES = frozenset({"pair", "method_definition", "shorthand_property_identifier"})


def read_vue_states(low: Lowering, nodes: list[Node], held: Held) -> Iterator[State]:
    """The state of the component that a single-file component exports; `held` gives what a property may hold of another module."""
    options = _options(low, nodes) if low.parsed.source.path.endswith(".vue") else None
    if options is None:
        return
    try:
        state = _Reader(low, options, held).read(nodes)
    except UnclearError:
        return
    if state.entries:
        yield state


def _options(low: Lowering, nodes: list[Node]) -> Node | None:
    """The object literal of the file's default export."""
    for node in nodes:
        given = node.child_by_field_name("value") if node.type == "export_statement" else None
        if given is None:
            continue
        given = unwrapped(given)
        called = given.child_by_field_name("function") if given.type == "call_expression" else None
        if called is not None and low.text(called) in _MAKERS:
            arguments = meaningful(given.child_by_field_name("arguments"))
            given = unwrapped(arguments[0]) if arguments else given
        if given.type == "object":
            return given
    return None


@dataclass
class _Reader:
    low: Lowering
    options: Node
    held: Held
    reads: dict[str, list[Span]] = field(default_factory=dict)
    others: set[str] = field(default_factory=set)
    """Keys that are set, or used in another way."""
    names: list[Binding] = field(default_factory=list)
    """Names of `this`."""

    def read(self, nodes: list[Node]) -> State:
        data = self._data()
        given = list(answers(data)) if data is not None else []
        if data is None or len(given) != 1 or given[0].type != "object":
            raise UnclearError
        entries = list(plain_entries(given[0], self.held))
        declared = read_state_types(self.low, annotated(data, "return_type"), self.options) if entries else None
        if declared is None:
            raise UnclearError
        self.names = [binding for node in nodes if (binding := name_of_this(self.low, node)) is not None]
        keys = [key for key, _, _ in entries]
        places = [node for _, _, node in entries]
        for node in nodes:
            if not any(place.start_byte <= node.start_byte and node.end_byte <= place.end_byte for place in places):
                self._look(node)
        self.others.update(key for key in keys if is_in_template(self.low.parsed.source.data, key) or keys.count(key) > 1)
        return State(
            self.low.parsed.span(self.options),
            "",
            tuple(
                StateEntry(key, value, self.low.parsed.span(node), tuple(self.reads.get(key, ())), declared.members.get(key, ()))
                for key, value, node in entries
                if key not in self.others
            ),
            declared.exported,
        )

    def _data(self) -> Node | None:
        """The function that makes the state of each component."""
        for child in meaningful(self.options):
            name = child.child_by_field_name("name") or child.child_by_field_name("key")
            if name is not None and self.low.text(name) == "data":
                made = child.child_by_field_name("value") if child.type == "pair" else child
                return made if made is not None and made.type in FUNCTIONS else None
        return None

    def _look(self, node: Node) -> None:
        match node.type:
            case "member_expression":
                self._member(node)
            case "subscript_expression" if (owner := node.child_by_field_name("object")) is not None and self._is_this(owner):
                raise UnclearError
            case "object_pattern":
                self._pattern(node)
            case "string":
                # `this.$watch('win', …)`, `'win.id' () {…}`
                self.others.add(string_value(self.low.text(node)).partition(".")[0])
            case kind if kind in _PROPERTIES and not self._is_in_function(node):
                # a prop, a method, a watcher of the same name
                key = node.child_by_field_name("key") or node.child_by_field_name("name") or node
                self.others.add(key_text(self.low.text(key), key.type) or "")

    def _member(self, node: Node) -> None:
        owner, name = node.child_by_field_name("object"), node.child_by_field_name("property")
        if owner is None or name is None:
            return
        key = self.low.text(name)
        if key == "$data":
            raise UnclearError
        if self._is_component(unwrapped(owner)) and not is_written(node):
            self.reads.setdefault(key, []).append(self.low.parsed.span(node))
        else:
            self.others.add(key)

    def _pattern(self, pattern: Node) -> None:
        source = pattern.parent.child_by_field_name("value") if pattern.parent is not None and pattern.parent.type == "variable_declarator" else None
        if source is not None and self.low.load_of_call(source) is not None:
            return
        own = source is not None and self._is_component(unwrapped(source))
        try:
            for key, name in taken_out(self.low, pattern):
                if own and name is not None:
                    self.reads.setdefault(key, []).append(self.low.parsed.span(name))
                else:
                    self.others.add(key)
        except UnclearError:
            if own:
                raise

    def _is_this(self, node: Node) -> bool:
        return node.type == "this" or (node.type == "identifier" and self.low.scopes.binding_of(node) in self.names)

    def _is_component(self, node: Node) -> bool:
        """True for `this` of the component's own functions: members of its options, at any depth."""
        if not self._is_this(node):
            return False
        if node.type == "identifier":
            binding = self.low.scopes.binding_of(node)
            declarator = binding.declarations[0].parent if binding is not None else None
            value = declarator.child_by_field_name("value") if declarator is not None else None
            return value is not None and value.type == "this" and self._is_component(value)
        at = own_function(node, self.options)
        while at is not None and at != self.options:
            if at.parent is None or at.parent.type not in ("pair", "object"):
                return False
            at = at.parent
        return at is not None

    def _is_in_function(self, node: Node) -> bool:
        at = node.parent
        while at is not None and at != self.options:
            if at.type in FUNCTIONS:
                return True
            at = at.parent
        return at is None
