"""Whether a value surely is the thing of Electron's that it is found to be: every way by which it gets there is looked at."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tree_sitter import Node

from electron_migrate.code.source import Span
from electron_migrate.facts.handed import carries
from electron_migrate.facts.holders import certain_holders, holder_around
from electron_migrate.facts.lowering import GLOBAL_OBJECTS
from electron_migrate.facts.origins import Constant, External, Here, Instance, Module, Origin, UnitId
from electron_migrate.facts.summary import (
    GLOBAL,
    Await,
    BindingFact,
    Bound,
    Call,
    Choice,
    FunctionFact,
    FunctionValue,
    Index,
    Literal,
    Member,
    Name,
    Object,
    Parameter,
    Property,
    This,
    Value,
)
from electron_migrate.plan.class_uses import Making, makings_of
from electron_migrate.plan.function_uses import Unclear, uses_of
from electron_migrate.plan.model import Manual
from electron_migrate.plan.states import doubt_of_state

if TYPE_CHECKING:
    from electron_migrate.facts.sites import Site
    from electron_migrate.plan.context import Context

_HINT = "Call the bridge here, and drop what is handed over when nothing uses it any more."
_DEEPEST = 30


class DoubtError(Exception):
    """It may be something else; the message says how."""


@dataclass
class Provenance:
    """Asked once for each way, over the whole app."""

    context: Context
    _doubts: dict[tuple[UnitId, int, int], str] = field(default_factory=dict)
    _ways: dict[tuple[UnitId, int, int], frozenset[tuple[UnitId, Span]]] = field(default_factory=dict)
    _way: set[tuple[UnitId, Span]] = field(default_factory=set)
    _fixed: set[tuple[UnitId, int]] = field(default_factory=set)
    _given: dict[tuple[UnitId, int], tuple[tuple[UnitId, Node], ...] | str] = field(default_factory=dict)

    def doubt(self, site: Site) -> Manual | None:
        """Why the use may be one of something else; None where it surely is what it is found to be."""
        reason = self.doubt_of(site.unit, site.levels[0].value)
        return Manual(reason, _HINT) if reason else None

    def way_of(self, site: Site) -> frozenset[tuple[UnitId, Span]]:
        """Every value by which the thing gets to a use; of one that is reached by an event (`event.sender`) as far as that can be told."""
        self._way = set()
        with suppress(DoubtError):
            self._surely(site.unit, site.levels[0].value, 0)
        return frozenset(self._way)

    def doubt_of(self, unit: UnitId, value: Value) -> str:
        """The same for any value, as a sentence; empty where there is no doubt."""
        try:
            self._surely(unit, value, 0)
        except DoubtError as doubt:
            return str(doubt)
        return ""

    # ---- one step back, as in `facts.origins`

    def _surely(self, unit: UnitId, value: Value, depth: int) -> None:
        if depth > _DEEPEST:
            raise DoubtError("It is handed on too often to be followed.")
        self._way.add((unit, value.span))
        deeper = depth + 1
        match value:
            case Name(binding=binding, name=name):
                if binding == GLOBAL:
                    self._global(unit, name, deeper)
                else:
                    self._name(unit, self.context.facts.unit(unit).bindings[binding], deeper)
            case Member(object=inner, name=name):
                self._member(unit, inner, name, deeper)
            case Index(object=inner):
                self._surely(unit, inner, deeper)
            case Parameter(function=function, index=index):
                self._parameter(unit, function, index, "what is taken apart here", deeper)
            case Call():
                self._call(unit, value, deeper)
            case Await(value=inner):
                self._surely(unit, inner, deeper)
            case Choice(options=options, guarded=guarded):
                for option in options[-1:] if guarded else options:
                    if isinstance(self._origin(unit, option), External):
                        self._surely(unit, option, deeper)

    def _origin(self, unit: UnitId, value: Value) -> Origin | None:
        return self.context.facts.origins.origin(unit, value)

    def _bound(self, unit: UnitId, bound: Bound, depth: int) -> None:
        """What is taken out of a value: the value is what counts, and each member on the way."""
        self._surely(unit, bound.value, depth)
        at, origins = self._origin(unit, bound.value), self.context.facts.origins
        if bound.path and origins.fields.is_this(unit, bound.value):
            self._field_of_this(unit, bound.value, bound.path[0], depth)
            return
        for name in bound.path:
            self._inside(unit, at, name, depth)
            at = origins.step(at, name)

    def _name(self, unit: UnitId, fact: BindingFact, depth: int) -> None:
        for bound in fact.values:
            if not _is_nothing(bound.value):
                self._bound(unit, bound, depth)
        if fact.parameter is not None:
            typed = self.context.facts.origins.of_type(unit, fact.type) if fact.type is not None else None
            if isinstance(typed, Instance) or (isinstance(typed, External) and typed.module != "electron"):
                # an object of a class: what its members are is known by the class, whoever passes it
                return
            self._parameter(unit, *fact.parameter, fact.name, depth)
        elif fact.type is not None and all(_is_nothing(bound.value) for bound in fact.values):
            self._typed(unit, fact.type, fact.name)

    def _typed(self, unit: UnitId, type: Value, name: str) -> None:
        if isinstance(of_type := self.context.facts.origins.of_type(unit, type), External) and of_type.module == "electron":
            raise DoubtError(f"Only its TypeScript type says what {name} is: where it gets its value was not found.")

    def _global(self, unit: UnitId, name: str, depth: int) -> None:
        for there, bound in self.context.facts.origins.handed.globals_of(unit.path, name):
            self._bound(there, bound, depth)
        if self.context.facts.origins.handed.globals_of(unit.path, name):
            for there, value in self.context.global_writes(unit.path, name):
                if not _is_nothing(value) and not carries(self.context.facts.origins, self._origin(there, value)):
                    raise DoubtError(f"window.{name} is given something else too, at {self._at(there, value)}.")

    def _member(self, unit: UnitId, inner: Value, name: str, depth: int) -> None:
        origins = self.context.facts.origins
        if origins.fields.is_this(unit, inner):
            self._field_of_this(unit, inner, name, depth)
            return
        if isinstance(inner, Name) and inner.binding == GLOBAL and inner.name in GLOBAL_OBJECTS:
            self._global(unit, name, depth)
            return
        self._surely(unit, inner, depth)
        self._inside(unit, self._origin(unit, inner), name, depth)

    def _inside(self, unit: UnitId, owner: Origin | None, name: str, depth: int) -> None:
        """A member of what is known of its owner."""
        origins = self.context.facts.origins
        match owner:
            case Instance(unit=there, index=index):
                self._given_values(there, origins.fields.values(there, index, name), name, depth)
            case Here(unit=there, value=Object(properties=properties)):
                for one in properties:
                    if isinstance(one, Property) and one.key == name:
                        self._value_or_getter(there, one.value, name, depth)
            case Module(path=path):
                for there, bound in origins.exported(path, name):
                    self._bound(there, bound, depth)

    def _given_values(self, unit: UnitId, values: tuple[tuple[UnitId, Value], ...], name: str, depth: int) -> None:
        for there, given in values:
            if not _is_nothing(given):
                self._value_or_getter(there, given, name, depth)
        if not values:
            raise DoubtError(f"Where {name} gets its value was not found.")

    def _value_or_getter(self, unit: UnitId, value: Value, name: str, depth: int) -> None:
        if isinstance(value, FunctionValue):
            self._answers(unit, value.function, f"the getter {name}", depth)
            return
        origin = self._origin(unit, value)
        if not isinstance(origin, External | Instance | Here | Module) or (isinstance(origin, External) and origin.module == "global"):
            raise DoubtError(f"{name} is given something else too, at {self._at(unit, value)}.")
        self._surely(unit, value, depth)

    def _field_of_this(self, unit: UnitId, this: Value, name: str, depth: int) -> None:
        origins = self.context.facts.origins
        around = holder_around(self.context.node(unit, this.span)) if isinstance(this, This) else None
        for holder in certain_holders(origins, unit) if around is not None else ():
            given_here = [given for key, given in holder.held if key == name]
            if around is not None and holder.span == Span(around.start_byte, around.end_byte) and given_here:
                if self._origin(unit, given_here[-1]) != origins.fields.of_this(unit, name):
                    raise DoubtError(f"More than one object of the script has a {name}.")
                self._value_or_getter(unit, given_here[-1], name, depth)
                return
        if (state := origins.fields.state(unit, this)) is not None and origins.fields.of_state(unit, this, name) is not None:
            if reason := doubt_of_state(self.context, unit, state):
                raise DoubtError(reason)
            for entry in state.entries:
                if not state.member and entry.key == name:
                    self._surely(unit, entry.value, depth)
            return
        own = tuple((unit, given) for given in origins.fields.of_script(unit, name))
        inherited = own or origins.fields.inherited_values(unit, name)
        if inherited:
            for there, given in inherited:
                if not _is_nothing(given):
                    self._value_or_getter(there, given, name, depth)
            return
        attached = origins.handed.attached.get(name, ())
        for there, bound in attached:
            self._bound(there, bound, depth)
        if attached:
            return
        if any(key == name for key, _ in self.context.facts.unit(unit).held):
            raise DoubtError(f"{name} is a property of an object: whether `this` is that object here cannot be told.")

    # ---- functions

    def _call(self, unit: UnitId, call: Call, depth: int) -> None:
        called = self._origin(unit, call.function)
        if isinstance(called, Here) and isinstance(called.value, FunctionValue):
            self._surely(unit, call.function, depth)
            self._answers(called.unit, called.value.function, "a function of the app", depth)
        elif isinstance(called, External):
            self._surely(unit, call.function, depth)

    def _answers(self, unit: UnitId, number: int, what: str, depth: int) -> None:
        function = self.context.facts.unit(unit).functions[number]
        returned = [(given, self._origin(unit, given)) for given in function.returns]
        things = {origin for _, origin in returned if isinstance(origin, External | Instance | Here | Module)}
        others = any(origin not in things and not _is_nothing(given) for given, origin in returned)
        if len(things) != 1 or others or (not function.answers_once and "*" in self._head(unit, function)):
            raise DoubtError(f"It is reached through what {what} returns, which may be something else at other times.")
        if function.is_async:
            raise DoubtError(f"It is reached through what {what} promises.")
        for given, origin in returned:
            if origin in things:
                self._surely(unit, given, depth)

    def _head(self, unit: UnitId, function: FunctionFact) -> str:
        """The text of a function up to its parameters, where generators have their star."""
        return self.context.text(unit, function.span).partition("(")[0]

    def _parameter(self, unit: UnitId, number: int, index: int, name: str, depth: int) -> None:
        key = (unit, number, index)
        if key not in self._doubts:
            # a function that hands its parameter to itself is no more doubtful by that
            self._doubts[key] = ""
            before, self._way = self._way, set()
            self._doubts[key] = self._doubt_of_parameter(unit, number, index, name, depth)
            self._ways[key], self._way = frozenset(self._way), before
        self._way |= self._ways.get(key, frozenset())
        if self._doubts[key]:
            raise DoubtError(self._doubts[key])

    def _doubt_of_parameter(self, unit: UnitId, number: int, index: int, name: str, depth: int) -> str:
        given = self.given(unit, number)
        if isinstance(given, str):
            return f"{name} is a parameter, and what it is given is not known for sure: {given}."
        wanted: Origin | None = None
        for there, call in given:
            arguments = _arguments(call)
            if any(argument.type == "spread_element" for argument in arguments[: index + 1]):
                return (
                    f"{name} is a parameter, and what it is given is not known for sure: arguments are spread at {self._line(there, call)}."
                )
            if index >= len(arguments) or arguments[index].type in ("null", "undefined"):
                continue
            value = self.context.value_of(there, arguments[index])
            origin = self._origin(there, value)
            if origin is None or isinstance(origin, Constant) or (isinstance(wanted, External) and origin != wanted):
                return f"{name} is a parameter, and is given something else too, at {self._line(there, call)}."
            wanted = origin
            try:
                self._surely(there, value, depth)
            except DoubtError as doubt:
                return str(doubt)
        return ""

    def given(self, unit: UnitId, number: int) -> tuple[tuple[UnitId, Node], ...] | str:
        """Every call of a function of the app, or every `new` of the class whose constructor it is; or why they are not all known."""
        key = (unit, number)
        if key not in self._given:
            self._given[key] = self._calls(unit, number)
        return self._given[key]

    def may_lose_parameters(self, unit: UnitId, number: int) -> bool:
        """False for a function that has its parameters by a type, or by a name that other functions have too. Ask for `given` first."""
        return (unit, number) not in self._fixed

    def _calls(self, unit: UnitId, number: int) -> tuple[tuple[UnitId, Node], ...] | str:
        function = self.context.facts.unit(unit).functions[number]
        node = self.context.node(unit, function.span)
        if function.owner is not None and function.name == "constructor":
            return self._makings(unit, self.context.node(unit, self.context.facts.unit(unit).classes[function.owner].span))
        uses = uses_of(self.context, unit, node)
        if isinstance(uses, Unclear):
            made = self._makings(unit, node)
            return made if not isinstance(made, str) and made else f"who calls it is not known: {uses.reason}"
        if uses.typed or not all(call.sure for call in uses.calls):
            self._fixed.add((unit, number))
        if uses.handed:
            return f"it is handed to others at {self._line(uses.handed[0].unit, uses.handed[0].node)}"
        for call in uses.calls:
            called = call.node.child_by_field_name("function")
            if (
                called is not None
                and called.type == "member_expression"
                and self._text(call.unit, called).endswith((".call", ".apply", ".bind"))
            ):
                return f"it is called in another way at {self._line(call.unit, call.node)}"
        return tuple((call.unit, call.node) for call in uses.calls)

    def _makings(self, unit: UnitId, node: Node) -> tuple[tuple[UnitId, Node], ...] | str:
        made: tuple[Making, ...] | Unclear = makings_of(self.context, unit, node)
        if isinstance(made, Unclear):
            return f"who makes it is not known: {made.reason}"
        return tuple((making.unit, making.node) for making in made)

    # ---- text

    def _text(self, unit: UnitId, node: Node) -> str:
        return self.context.parsed(unit).text(node)

    def _line(self, unit: UnitId, node: Node) -> str:
        return self.context.facts.where(unit.path, node.start_byte)

    def _at(self, unit: UnitId, value: Value) -> str:
        return self.context.facts.where(unit.path, value.span.start)


def _arguments(call: Node) -> list[Node]:
    arguments = call.child_by_field_name("arguments")
    return [child for child in arguments.named_children if child.type != "comment"] if arguments is not None else []


def _is_nothing(value: Value) -> bool:
    return isinstance(value, Literal) and value.value is None
