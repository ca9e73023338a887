"""What a page does with a live object that a call gives it, such as a stream or a running program: each use, where all of them can be seen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tree_sitter import Node

from electron_migrate.code.scope import Binding
from electron_migrate.facts.lowering import WRAPPERS, extends_chain, meaningful
from electron_migrate.facts.origins import UnitId

if TYPE_CHECKING:
    from electron_migrate.plan.context import Context

PIPED = "(piped)"
_LISTENING = frozenset({"on", "once", "addEventListener", "setTimeout"})
_KEYS = frozenset({"shorthand_property_identifier_pattern", "property_identifier"})
_EMPTY = frozenset({"null", "undefined"})
_TESTS = frozenset({"if_statement", "while_statement", "unary_expression", "expression_statement"})


@dataclass(frozen=True, slots=True)
class ObjectUse:
    """One use: the names that lead to it (`stdout`, `on`), its call with the arguments where it is one, and whether what it gives is dropped.

    `PIPED`: it is what another stream flows into.
    """

    path: tuple[str, ...]
    node: Node
    arguments: tuple[Node, ...]
    is_call: bool
    is_dropped: bool


@dataclass(slots=True)
class ObjectUses:
    """`other`: the first thing that is done with the object itself and is none of these, as it is written; empty where there is none."""

    uses: list[ObjectUse] = field(default_factory=list)
    other: str = ""

    def called(self, *path: str) -> Iterator[ObjectUse]:
        return (use for use in self.uses if use.is_call and use.path == path)


def uses_of_object(context: Context, unit: UnitId, call: Node, fluent: frozenset[str]) -> ObjectUses:
    """All uses of what a call gives. `fluent`: methods of it that give the object itself."""
    look = _Look(context, unit, fluent)
    look.follow(call, ())
    return look.found


def uses_of_parameter(context: Context, unit: UnitId, name: Node, fluent: frozenset[str]) -> ObjectUses:
    """All uses of what a function gets under this name, or takes apart as `{ a, b }`."""
    look = _Look(context, unit, fluent)
    look.parameter(name)
    return look.found


class _Look:
    def __init__(self, context: Context, unit: UnitId, fluent: frozenset[str]) -> None:
        self.context, self.unit, self.fluent = context, unit, fluent
        self.parsed, self.scopes = context.parsed(unit), context.scopes(unit)
        self.found = ObjectUses()
        self.seen: set[int] = set()

    def parameter(self, name: Node) -> None:
        binding = self.scopes.binding_of(name) if name.type == "identifier" else None
        if name.type == "object_pattern":
            self._taken_apart(name)
        elif binding is None or binding.writes or len(binding.declarations) != 1:
            self._other(name)
        else:
            for reference in binding.references:
                self.follow(reference.node, ())

    def _taken_apart(self, pattern: Node) -> None:
        for part in meaningful(pattern):
            key = part.child_by_field_name("key") or part
            if part.type not in ("shorthand_property_identifier_pattern", "pair_pattern") or key.type not in _KEYS:
                self._other(part)
            else:
                self.found.uses.append(ObjectUse((self.parsed.text(key),), part, (), is_call=False, is_dropped=False))

    def follow(self, node: Node, path: tuple[str, ...]) -> None:
        """One place where the object stands, or what `path` leads to in it."""
        at, parent = node, node.parent
        while parent is not None and parent.type in WRAPPERS:
            at, parent = parent, parent.parent
        if parent is None:
            return
        if parent.type == "member_expression" and extends_chain(at, parent):
            self._member(parent, path)
        elif path:
            self.found.uses.append(ObjectUse(path, node, (), is_call=False, is_dropped=parent.type == "expression_statement"))
        elif parent.type == "variable_declarator" and parent.child_by_field_name("value") == at:
            self._named(parent.child_by_field_name("name"), parent)
        elif parent.type == "assignment_expression" and parent.child_by_field_name("right") == at and _is_statement(parent):
            self._named(parent.child_by_field_name("left"), parent)
        elif (piping := self._piping(at, parent)) is not None:
            self.found.uses.append(ObjectUse((PIPED,), piping, (), is_call=True, is_dropped=True))
            self.follow(piping, ())
        elif parent.type not in _TESTS and not (parent.type == "binary_expression" and _only_tests(at, parent)):
            self._other(parent)

    def _piping(self, at: Node, arguments: Node) -> Node | None:
        """The call `….pipe(at)`, which gives what it is passed."""
        call = arguments.parent if arguments.type == "arguments" and meaningful(arguments) == [at] else None
        member = call.child_by_field_name("function") if call is not None else None
        asked = member.child_by_field_name("property") if member is not None and member.type == "member_expression" else None
        return call if asked is not None and self.parsed.text(asked) == "pipe" else None

    def _member(self, member: Node, path: tuple[str, ...]) -> None:
        asked = member.child_by_field_name("property")
        path = (*path, self.parsed.text(asked) if asked is not None else "")
        call = member.parent
        if call is None or call.type != "call_expression" or call.child_by_field_name("function") != member:
            self.follow(member, path)
            return
        around = call.parent
        given = tuple(meaningful(call.child_by_field_name("arguments")))
        is_fluent = path[-1] in self.fluent
        dropped = around is not None and (around.type == "expression_statement" or self._is_body_of_listener(around, call))
        self.found.uses.append(ObjectUse(path, call, given, is_call=True, is_dropped=dropped or is_fluent))
        if is_fluent and len(path) == 1:
            self.follow(call, ())
        elif is_fluent and not dropped:
            self.follow(call, path[:-1])

    def _is_body_of_listener(self, arrow: Node, body: Node) -> bool:
        """True for what an arrow function gives that is called when something happens: `x.on('end', () => y.close())`."""
        arguments = arrow.parent if arrow.type == "arrow_function" and arrow.child_by_field_name("body") == body else None
        call = arguments.parent if arguments is not None and arguments.type == "arguments" else None
        function = call.child_by_field_name("function") if call is not None else None
        return function is not None and self.parsed.text(function).rpartition(".")[2] in _LISTENING

    def _named(self, name: Node | None, holder: Node) -> None:
        if name is not None and name.type == "object_pattern":
            self._taken_apart(name)
            return
        binding = self.scopes.binding_of(name) if name is not None and name.type == "identifier" else None
        if binding is None or self.context.is_shared_name(self.unit, binding) or holder.child_by_field_name("type") is not None:
            self._other(holder)
            return
        if binding.declarations[0].start_byte in self.seen:
            return
        self.seen.add(binding.declarations[0].start_byte)
        if not self._holds_one(binding, holder):
            self._other(holder)
            return
        for reference in binding.references:
            if reference.mode == "read" and not self.found.other:
                self.follow(reference.node, ())

    def _holds_one(self, binding: Binding, holder: Node) -> bool:
        """True for a name that never holds anything but this object, or nothing."""
        if len(binding.declarations) != 1 or binding.kind == "param":
            return False
        declarator = binding.declarations[0].parent
        value = declarator.child_by_field_name("value") if declarator is not None and declarator.type == "variable_declarator" else None
        if declarator != holder and value is not None and self.parsed.text(value) not in _EMPTY:
            return False
        if declarator is None or declarator.type != "variable_declarator" or declarator.child_by_field_name("type") is not None:
            return False
        for reference in binding.references:
            written = reference.node.parent
            if reference.mode == "read" or written == holder:
                continue
            given = written.child_by_field_name("right") if written is not None and written.type == "assignment_expression" else None
            if given is None or self.parsed.text(given) not in _EMPTY:
                return False
        return True

    def _other(self, node: Node) -> None:
        if not self.found.other:
            text = " ".join(self.parsed.text(node).split())
            self.found.other = f"`{text if len(text) <= 40 else f'{text[:37]}…'}` ({self.context.facts.where(self.unit.path, node.start_byte)})"


def _is_statement(node: Node) -> bool:
    return node.parent is not None and node.parent.type == "expression_statement"


def _only_tests(node: Node, binary: Node) -> bool:
    operator = binary.child_by_field_name("operator")
    sign = operator.type if operator is not None else ""
    return sign in ("==", "!=", "===", "!==") or (sign == "&&" and binary.child_by_field_name("left") == node)
