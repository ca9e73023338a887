"""Where objects go in pages that a call into main answered with: every method that is called on them, and every place where they get out of sight."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tree_sitter import Node

from electron_migrate.code.scope import Binding
from electron_migrate.facts.lowering import FUNCTIONS, WRAPPERS, walk
from electron_migrate.facts.origins import UnitId
from electron_migrate.facts.sites import DATA_METHODS
from electron_migrate.facts.summary import Call
from electron_migrate.plan.function_uses import Unclear, uses_of

if TYPE_CHECKING:
    from electron_migrate.plan.context import Context

_SETTLING = frozenset({"then", "catch", "finally"})
_ALIKE = frozenset({"||", "&&", "??"})
_MOST_STEPS = 3000


@dataclass(eq=False)
class Answer:
    """What all calls of one method, or one member of main, answer with. `key` names it: the member itself, or (what it is called on, method)."""

    key: tuple[object, ...]
    name: str
    of: Answer | None
    """What it is called on; None for a member of main."""
    calls: list[tuple[UnitId, Call]] = field(default_factory=list)
    methods: dict[str, Answer] = field(default_factory=dict)
    """The answers of the methods that are called on it, by name."""
    awaited: bool = False
    chained: bool = False
    """`then` is called on it."""
    at_once: bool = False
    """It is used without being awaited, so the value is there at once."""
    kept: bool = False
    """Some call is more than a statement."""
    escapes: list[str] = field(default_factory=list)
    same: Answer | None = None
    """Another answer that one variable holds as well: what is called on the one is called on the other."""
    merged: Answer | None = None
    """The answer of the same method, on what turned out to be of the same kind."""

    def root(self) -> Answer:
        """The one that stands for all answers of this kind."""
        at = self
        while at.same is not None:
            at = at.same
        return at

    def producer(self) -> Answer:
        """The one that stands for all calls of this method."""
        at = self
        while at.merged is not None:
            at = at.merged
        return at

    @property
    def lives(self) -> bool:
        """True when a page calls methods on it that plain data does not have."""
        return any(name not in DATA_METHODS for name in self.root().methods)


@dataclass(frozen=True, slots=True)
class _State:
    """`settled`: it was awaited already. `wrapped`: an async function of the app's gave it, in a promise of its own."""

    answer: Answer
    settled: bool = False
    wrapped: bool = False


@dataclass
class LiveFlow:
    """Follows answers through variables, fields, functions and their parameters, over all scripts of the pages."""

    context: Context
    _todo: list[tuple[UnitId, Node, _State]] = field(default_factory=list)
    _seen: set[tuple[UnitId, int, int, int, bool, bool]] = field(default_factory=set)
    _holders: dict[tuple[object, ...], Answer] = field(default_factory=dict)

    def follow(self, answer: Answer, unit: UnitId, call: Call) -> None:
        """Follows what one call gives, and all that comes of it."""
        answer.calls.append((unit, call))
        self._result(unit, self.context.node(unit, call.span), answer)
        steps = 0
        while self._todo:
            steps += 1
            there, node, state = self._todo.pop()
            if steps > _MOST_STEPS:
                state.answer.root().escapes.append("it goes too many ways")
                self._todo.clear()
                return
            key = (there, node.start_byte, node.end_byte, id(state.answer), state.settled, state.wrapped)
            if key not in self._seen:
                self._seen.add(key)
                self._value(there, node, state)

    # ---- one expression

    def _result(self, unit: UnitId, call: Node, answer: Answer) -> None:
        at = call
        while at.parent is not None and at.parent.type in WRAPPERS:
            at = at.parent
        if at.parent is None or at.parent.type != "expression_statement":
            answer.kept = True
        self._todo.append((unit, call, _State(answer)))

    def _value(self, unit: UnitId, node: Node, state: _State) -> None:
        at, parent = node, node.parent
        while parent is not None and parent.type in WRAPPERS:
            at, parent = parent, parent.parent
        if parent is None:
            return
        match parent.type:
            case "await_expression":
                if state.wrapped:
                    self._todo.append((unit, parent, _State(state.answer, state.settled)))
                else:
                    if not state.settled:
                        state.answer.producer().awaited = True
                    self._todo.append((unit, parent, _State(state.answer, settled=True)))
            case "member_expression" if parent.child_by_field_name("object") == at:
                self._member(unit, parent, state)
            case "variable_declarator" if parent.child_by_field_name("value") == at:
                self._taken(unit, parent.child_by_field_name("name"), state)
            case "assignment_expression" if parent.child_by_field_name("right") == at:
                self._taken(unit, parent.child_by_field_name("left"), state)
                if parent.parent is not None and parent.parent.type != "expression_statement":
                    self._todo.append((unit, parent, state))
            case "ternary_expression":
                if parent.child_by_field_name("condition") == at:
                    self._asked(state)
                else:
                    self._todo.append((unit, parent, state))
            case "binary_expression":
                self._compared(unit, parent, at, state)
            case "unary_expression" | "if_statement" | "while_statement" | "do_statement":
                self._asked(state)
            case "return_statement" | "arrow_function":
                self._returned(unit, parent, state)
            case "arguments":
                self._passed(unit, parent, at, state)
            case "expression_statement":
                pass
            case _:
                self._out(unit, parent, state, "it is put into something else")

    def _asked(self, state: _State) -> None:
        if not state.settled and not state.wrapped:
            state.answer.producer().at_once = True

    def _compared(self, unit: UnitId, parent: Node, at: Node, state: _State) -> None:
        operator = parent.child_by_field_name("operator")
        sign = operator.type if operator is not None else ""
        if sign in _ALIKE:
            if parent.child_by_field_name("left") == at:
                self._asked(state)
            self._todo.append((unit, parent, state))
            return
        self._asked(state)
        others = [child for child in parent.named_children if child != at]
        if sign not in ("==", "!=") or any(child.type not in ("null", "undefined") for child in others):
            self._out(unit, parent, state, "it is compared")

    # ---- its members

    def _member(self, unit: UnitId, member: Node, state: _State) -> None:
        name_node = member.child_by_field_name("property")
        name = self.context.parsed(unit).text(name_node) if name_node is not None else ""
        call = member.parent
        if call is None or call.type != "call_expression" or call.child_by_field_name("function") != member:
            self._asked(state)
            self._out(unit, member, state, f"its member {name} is read or written")
            return
        if name in _SETTLING:
            if not state.wrapped and not state.settled:
                state.answer.producer().awaited = state.answer.producer().chained = True
            if name == "then":
                self._then(unit, call, _State(state.answer, settled=state.settled or not state.wrapped))
            else:
                self._todo.append((unit, call, state))
            return
        if state.wrapped:
            self._out(unit, member, state, "a promise is used as if it were settled")
            return
        self._asked(state)
        value = self.context.value_of(unit, call)
        if not isinstance(value, Call) or any(child.type == "optional_chain" for child in call.children):
            self._out(unit, member, state, f"{name} is called only if it is there")
            return
        owner = state.answer.root()
        if name not in owner.methods:
            owner.methods[name] = Answer((*owner.key, name), name, owner)
        answer = owner.methods[name]
        if all(there != unit or one.span != value.span for there, one in answer.calls):
            answer.calls.append((unit, value))
        self._result(unit, call, answer)

    def _then(self, unit: UnitId, call: Node, state: _State) -> None:
        arguments = call.child_by_field_name("arguments")
        given = [child for child in arguments.named_children if child.type != "comment"] if arguments is not None else []
        function = given[0] if given and given[0].type in FUNCTIONS else None
        if function is None:
            self._out(unit, call, state, "a function that is not written there gets it")
            return
        self._parameter(unit, function, 0, state)

    # ---- names and fields that hold it

    def _taken(self, unit: UnitId, target: Node | None, state: _State) -> None:
        if target is None:
            return
        if target.type == "identifier":
            binding = self.context.scopes(unit).binding_of(target)
            if binding is None:
                self._out(unit, target, state, "it is kept in a global name")
                return
            self._named(unit, binding, state)
            return
        if target.type in ("member_expression", "subscript_expression"):
            holder = target.child_by_field_name("object")
            if holder is not None and holder.type == "this":
                self._field(unit, target, state)
                return
            binding = self.context.scopes(unit).binding_of(holder) if holder is not None and holder.type == "identifier" else None
            if binding is not None:
                self._element(unit, binding, state)
                return
        self._asked(state)
        self._out(unit, target, state, "it is taken apart, or kept in an object")

    def _hold(self, key: tuple[object, ...], state: _State) -> None:
        """One place holds it: what else the place holds is then of the same kind."""
        held = self._holders.setdefault(key, state.answer)
        _unite(held, state.answer)

    def _named(self, unit: UnitId, binding: Binding, state: _State) -> None:
        declared = binding.declarations[0]
        self._hold((unit, declared.start_byte), state)
        if self.context.is_shared_name(unit, binding):
            self._out(unit, declared, state, "other scripts of the page use the name")
        at: Node | None = declared
        while at is not None and at.type in ("identifier", "variable_declarator", "lexical_declaration", "variable_declaration"):
            at = at.parent
        if at is not None and at.type == "export_statement":
            self._out(unit, declared, state, "its name is exported")
        for reference in binding.references:
            if reference.mode == "read":
                self._todo.append((unit, reference.node, state))
            elif reference.mode == "readwrite":
                self._out(unit, reference.node, state, "it is updated in place")

    def _element(self, unit: UnitId, binding: Binding, state: _State) -> None:
        """An object, or list, of a name of this script that holds several: whatever is read from it."""
        declared = binding.declarations[0]
        self._hold((unit, declared.start_byte, "[]"), state)
        for reference in binding.references:
            node = reference.node
            parent = node.parent
            if parent is None or parent.type not in ("subscript_expression", "member_expression") or parent.child_by_field_name("object") != node:
                self._out(unit, node, state, "what holds it is handed on")
                continue
            around = parent.parent
            is_target = around is not None and around.type == "assignment_expression" and around.child_by_field_name("left") == parent
            is_deleted = around is not None and around.type == "unary_expression"
            if not is_target and not is_deleted:
                self._todo.append((unit, parent, state))

    def _field(self, unit: UnitId, target: Node, state: _State) -> None:
        property_ = target.child_by_field_name("property")
        name = self.context.parsed(unit).text(property_) if property_ is not None else ""
        if not name:
            self._out(unit, target, state, "the name of its field is computed")
            return
        self._hold((unit, "this", name), state)
        for there, node in self.context.members(unit).named(name):
            parent = node.parent
            if parent is None or parent.type != "member_expression" or parent.child_by_field_name("property") != node:
                continue
            receiver = parent.child_by_field_name("object")
            if receiver is None or receiver.type != "this" or there != unit:
                self._out(there, parent, state, f"something else has a {name} too")
                continue
            around = parent.parent
            if around is None or around.type != "assignment_expression" or around.child_by_field_name("left") != parent:
                self._todo.append((there, parent, state))

    # ---- functions

    def _returned(self, unit: UnitId, node: Node, state: _State) -> None:
        function: Node | None = node
        while function is not None and function.type not in FUNCTIONS:
            function = function.parent
        if function is None:
            return
        uses = uses_of(self.context, unit, function)
        if isinstance(uses, Unclear):
            self._out(unit, node, state, f"a function returns it, and {uses.reason}")
            return
        if uses.handed:
            self._out(unit, node, state, "a function returns it that others call")
        is_async = any(child.type == "async" for child in function.children)
        given = _State(state.answer, state.settled, wrapped=True) if is_async else state
        if is_async and not state.settled and not state.wrapped:
            # what an async function returns is awaited by whoever awaits that
            given = _State(state.answer, settled=False, wrapped=False)
        for call in uses.calls:
            self._todo.append((call.unit, call.node, given))

    def _passed(self, unit: UnitId, arguments: Node, at: Node, state: _State) -> None:
        call = arguments.parent
        callee = call.child_by_field_name("function") if call is not None and call.type == "call_expression" else None
        found = self.context.function_behind(unit, callee) if callee is not None else None
        index = [child for child in arguments.named_children if child.type != "comment"].index(at)
        if found is None:
            self._out(unit, arguments, state, "it is passed on")
            return
        self._parameter(*found, index, state)

    def _parameter(self, unit: UnitId, function: Node, index: int, state: _State) -> None:
        listed = function.child_by_field_name("parameters")
        single = function.child_by_field_name("parameter")
        given = [single] if single is not None else [one for one in (listed.named_children if listed is not None else []) if one.type != "comment"]
        if index >= len(given):
            return
        name = given[index]
        if name.type in ("required_parameter", "optional_parameter"):
            pattern = name.child_by_field_name("pattern")
            name = pattern if pattern is not None else name
        if name.type == "assignment_pattern":
            left = name.child_by_field_name("left")
            name = left if left is not None else name
        binding = self.context.scopes(unit).binding_of(name) if name.type == "identifier" else None
        if binding is None or any(node.type == "identifier" and self.context.parsed(unit).text(node) == "arguments" for node in walk(function)):
            self._out(unit, name, state, "a function takes it apart")
            return
        self._named(unit, binding, state)

    def _out(self, unit: UnitId, node: Node, state: _State, why: str) -> None:
        at = self.context.facts.where(unit.path, node.start_byte)
        state.answer.root().escapes.append(f"{why} ({at})")


def all_answers(answer: Answer, seen: set[int] | None = None) -> Iterator[Answer]:
    """The answer and those of all methods that are called on it, and on these, each kind once."""
    seen = seen if seen is not None else set()
    if id(answer.root()) in seen:
        return
    seen.add(id(answer.root()))
    yield answer
    for _, one in sorted(answer.root().methods.items()):
        yield from all_answers(one, seen)


def _unite(one: Answer, other: Answer) -> None:
    """Makes two answers one kind: what is called on the one may be called on the other."""
    first, second = one.root(), other.root()
    if first is second:
        return
    second.same = first
    first.escapes.extend(second.escapes)
    for name, answer in second.methods.items():
        if name in first.methods:
            mine = first.methods[name]
            mine.calls.extend(call for call in answer.calls if call not in mine.calls)
            mine.awaited |= answer.awaited
            mine.chained |= answer.chained
            mine.at_once |= answer.at_once
            mine.kept |= answer.kept
            answer.merged = mine
            _unite(mine, answer)
        else:
            first.methods[name] = answer
    second.methods = {}
