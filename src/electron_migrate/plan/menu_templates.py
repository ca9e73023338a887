"""What the items of a menu are, as far as a page's scripts say it: their keys, their roles, and the functions that clicks run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from electron_migrate.code.source import Span
from electron_migrate.facts.chains import calls, levels
from electron_migrate.facts.origins import External, Here, UnitId
from electron_migrate.facts.summary import (
    GLOBAL,
    Array,
    Call,
    Choice,
    Concat,
    FunctionValue,
    Index,
    Literal,
    Member,
    Name,
    New,
    Object,
    Property,
    Spread,
    Template,
    Value,
)

if TYPE_CHECKING:
    from electron_migrate.plan.context import Context

_DEEPEST = 12
# Calls that give a list made of the items of lists.
_LISTS = frozenset({"concat", "filter", "map", "flatMap", "slice", "reverse", "flat"})
_ADDS = frozenset({"push", "unshift", "splice", "concat"})


@dataclass
class Items:
    """What was found behind one or more templates. `open`: something could not be followed, so there may be more of each."""

    keys: set[str] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)
    types: set[str] = field(default_factory=set)
    clicks: dict[tuple[UnitId, Value], None] = field(default_factory=dict)
    """What `click` is in each item, and the script in which it is written."""
    submenus: bool = False
    odd: dict[str, str] = field(default_factory=dict)
    """Keys whose values are made by Electron (an icon from nativeImage): key -> text."""
    open: bool = False

    def take(self, other: Items) -> None:
        """Adds what another one found."""
        self.keys |= other.keys
        self.roles |= other.roles
        self.types |= other.types
        self.clicks.update(other.clicks)
        self.submenus = self.submenus or other.submenus
        self.odd.update(other.odd)
        self.open = self.open or other.open


class TemplateReader:
    """Follows templates through names, fields, functions of the app, lists that are pushed to, and list methods."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.origins = context.facts.origins
        self.items = Items()
        self._seen: set[tuple[UnitId, int, int, type[Value]]] = set()

    def read(self, unit: UnitId, value: Value, depth: int = 0) -> None:
        """Takes in a list of items, or one item."""
        key = (unit, value.span.start, value.span.end, type(value))
        if key in self._seen:
            return
        self._seen.add(key)
        if depth > _DEEPEST:
            self.items.open = True
            return
        match value:
            case Array(items=items):
                for item in items:
                    self.read(unit, item, depth + 1)
            case Spread(value=inner):
                self.read(unit, inner, depth + 1)
            case Choice(options=options):
                written = [option for option in options if isinstance(option, (Object, Array, New))]
                for option in written or options:
                    # `condition && { … }`: what is tested is no item
                    self.read(unit, option, depth + 1)
            case Object():
                self._item(unit, value, depth)
            case Literal(kind="null" | "undefined" | "boolean"):
                pass
            case New(arguments=arguments) if arguments:
                # new MenuItem({ … })
                self.read(unit, arguments[0], depth + 1)
            case New():
                pass
            case Call():
                self._call(unit, value, depth)
            case Name() | Member():
                self._followed(unit, value, depth)
            case _:
                self.items.open = True

    def _followed(self, unit: UnitId, value: Name | Member, depth: int) -> None:
        found = list(self._elements(unit, value))
        if not found:
            found = [(there, source) for there, source in self.origins.sources(unit, value) if source is not value]
        if not found:
            origin = self.origins.origin(unit, value)
            if isinstance(origin, Here) and origin.value is not value:
                found = [(origin.unit, origin.value)]
        if not found:
            self.items.open = True
        for there, source in found:
            self.read(there, source, depth + 1)
        for there, added in self._added(unit, value):
            self.read(there, added, depth + 1)

    def _elements(self, unit: UnitId, value: Value) -> Iterator[tuple[UnitId, Value]]:
        """The list whose elements a name goes through: `list.forEach((item) => …)`, `for (const item of list)`."""
        if not isinstance(value, Name) or value.binding == GLOBAL:
            return
        summary = self.origins.unit(unit)
        binding = summary.bindings[value.binding]
        if not binding.values and binding.parameter is None:
            yield from self._looped(unit, binding.span)
        if binding.parameter is None or binding.parameter[1] != 0:
            return
        for call in calls(summary):
            if isinstance(call.function, Member) and call.function.name in ("forEach", "map", "flatMap", "filter"):
                first = call.arguments[0] if call.arguments else None
                if isinstance(first, FunctionValue) and first.function == binding.parameter[0]:
                    yield unit, call.function.object

    def _looped(self, unit: UnitId, name: Span) -> Iterator[tuple[UnitId, Value]]:
        declared = self.context.node(unit, name)
        loop = declared.parent
        if loop is not None and loop.type == "for_in_statement" and loop.child_by_field_name("left") == declared:
            right = loop.child_by_field_name("right")
            for chain in self.origins.unit(unit).chains:
                if right is not None and (chain.value.span.start, chain.value.span.end) == (right.start_byte, right.end_byte):
                    yield unit, chain.value

    def _added(self, unit: UnitId, value: Name | Member) -> Iterator[tuple[UnitId, Value]]:
        """What is pushed onto a list that has this name, or onto a list inside it."""
        for chain in self.origins.unit(unit).chains:
            steps = levels(chain.value)
            if not any(_is_same(step, value) for step in steps):
                continue
            for step in steps:
                if isinstance(step, Call) and isinstance(step.function, Member) and step.function.name in _ADDS:
                    arguments = step.arguments[2:] if step.function.name == "splice" else step.arguments
                    for argument in arguments:
                        yield unit, argument

    def _call(self, unit: UnitId, call: Call, depth: int) -> None:
        function = call.function
        called = self.origins.origin(unit, function)
        if isinstance(called, Here) and isinstance(called.value, FunctionValue):
            for given in self.origins.unit(called.unit).functions[called.value.function].returns:
                self.read(called.unit, given, depth + 1)
            return
        if isinstance(function, Member) and function.name == "buildFromTemplate" and call.arguments:
            self.read(unit, call.arguments[0], depth + 1)
            return
        if isinstance(function, Member) and function.name in _LISTS:
            if function.name not in ("map", "flatMap"):
                self.read(unit, function.object, depth + 1)
            for argument in call.arguments:
                self._list_argument(unit, function.name, argument, depth)
            return
        self.items.open = True

    def _list_argument(self, unit: UnitId, method: str, argument: Value, depth: int) -> None:
        if method in ("map", "flatMap"):
            mapped = self.origins.origin(unit, argument)
            if isinstance(mapped, Here) and isinstance(mapped.value, FunctionValue):
                for given in self.origins.unit(mapped.unit).functions[mapped.value.function].returns:
                    self.read(mapped.unit, given, depth + 1)
            else:
                self.items.open = True
        elif method == "concat":
            self.read(unit, argument, depth + 1)

    def _item(self, unit: UnitId, value: Object, depth: int) -> None:
        for one in value.properties:
            if isinstance(one, Spread):
                self.read(unit, one.value, depth + 1)
            elif one.key is None:
                self.items.open = True
            else:
                self._property(unit, one, depth)

    def _property(self, unit: UnitId, one: Property, depth: int) -> None:
        if one.key == "click":
            self.items.clicks[unit, one.value] = None
            return
        assert one.key is not None
        self.items.keys.add(one.key)
        if one.key == "submenu":
            self.items.submenus = True
            self.read(unit, one.value, depth + 1)
        elif one.key in ("role", "type"):
            into = self.items.roles if one.key == "role" else self.items.types
            texts = self._texts(unit, one.value)
            if texts is None:
                self.items.open = True
            else:
                into.update(texts)
        elif one.key == "icon" and not self._is_text(unit, one.value):
            self.items.odd.setdefault("icon", "")

    def _is_text(self, unit: UnitId, value: Value) -> bool:
        """True for a path, which main loads as it did before: not an image of Electron's."""
        if isinstance(value, (Literal, Concat, Template)) or self.origins.text(unit, value) is not None:
            return True
        if isinstance(value, Call):
            called = self.origins.origin(unit, value.function)
            return isinstance(called, External) and called.module == "path" and called.path[-1:] in (("join",), ("resolve",))
        found = [one for one in self.origins.sources(unit, value) if one[1] is not value] if isinstance(value, (Name, Choice)) else []
        return bool(found) and all(self._is_text(there, source) for there, source in found)

    def _texts(self, unit: UnitId, value: Value) -> set[str] | None:
        """The strings that a value may be; None where one of them is not known."""
        options = value.options if isinstance(value, Choice) else (value,)
        found: set[str] = set()
        for option in options:
            if isinstance(option, Literal) and option.kind in ("undefined", "null", "boolean"):
                continue
            text = self.origins.text(unit, option)
            if text is None:
                return None
            found.add(text)
        return found


def _is_same(one: Value, other: Value) -> bool:
    """True when two expressions name the same variable, or the same field of `this`."""
    match one, other:
        case Name(binding=first, name=name), Name(binding=second, name=again):
            return (name == again and (first == second) and first != GLOBAL) or (first == second == GLOBAL and name == again)
        case Member(object=first_object, name=first_name), Member(object=second_object, name=second_name):
            same_object = type(first_object) is type(second_object) and not isinstance(first_object, (Call, Index))
            return first_name == second_name and same_object and (not isinstance(first_object, (Name, Member)) or _is_same(first_object, second_object))
        case _:
            return False
