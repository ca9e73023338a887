"""Members of classes of the app, and of `this`: what they are given, over the classes that extend each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from electron_migrate.facts.holders import certain_holders
from electron_migrate.facts.origin import Constant, External, Here, Origin, UnitId
from electron_migrate.facts.summary import GLOBAL, ClassValue, FunctionValue, Name, Object, Property, State, This, Value

if TYPE_CHECKING:
    from electron_migrate.facts.origins import Origins

# Classes of the app that extend each other further than this go round in circles.
MOST_BASES = 8
# Fields of components that React sets, and sets anew.
_REACTS_OWN = frozenset({"state", "props"})


@dataclass(frozen=True, slots=True)
class Fields:
    """Asked by `Origins`, which it asks in turn."""

    origins: Origins

    def is_this(self, unit: UnitId, value: Value) -> bool:
        """True for `this`, and for a name of it: `const self = this`."""
        if not isinstance(value, Name) or value.binding == GLOBAL:
            return isinstance(value, This)
        values = self.origins.unit(unit).bindings[value.binding].values
        return len(values) == 1 and not values[0].path and isinstance(values[0].value, This)

    def of_this(self, unit: UnitId, name: str) -> Origin | None:
        """A field of a class of the script, of the classes that these extend, or of every component of the app."""
        found = self._one_of(unit, self.of_script(unit, name))
        if found is not None or name in _REACTS_OWN:
            return found
        summary = self.origins.unit(unit)
        for one in summary.classes:
            typed = next((type for field_name, type in one.typed if field_name == name), None)
            if typed is not None:
                return self.origins.of_type(unit, typed)
        for number in range(len(summary.classes)):
            inherited = self._inherited(unit, number, name)
            if inherited is not None:
                return inherited
        for holder in certain_holders(self.origins, unit):
            # there may be more than one `this`: whether it is the one meant is asked where the use is rewritten
            of_holder = next((self.origins.origin(unit, given) for key, given in holder.held if key == name), None)
            if isinstance(of_holder, External) and of_holder.module == "electron":
                return of_holder
        held = self.origins.only_electron([self.origins.origin(unit, given) for key, given in summary.held if key == name])
        attached = self.origins.handed.attached.get(name, ())
        return held or self.origins.agreed([self.origins.bound_origin(there, bound) for there, bound in attached])

    def state(self, unit: UnitId, this: Value) -> State | None:
        """The state of the component that `this`, or a name of it, means; None where it is no component, or keeps nothing of Electron's."""
        if isinstance(this, Name):
            this = self.origins.unit(unit).bindings[this.binding].values[0].value
        return next((one for one in self.origins.handed.states.get(unit, ()) if one.component.contains(this.span)), None)

    def of_state(self, unit: UnitId, this: Value, name: str) -> Origin | None:
        """The member `name` of a component that is its state, or is kept in it."""
        state = self.state(unit, this)
        if state is None:
            return None
        if state.member:
            kept = tuple(Property(entry.span, entry.key, entry.value) for entry in state.entries)
            # it has more properties, which are no business of ours
            return Here(unit, Object(kept[0].span, kept)) if name == state.member else None
        return next((self.origins.origin(unit, entry.value) for entry in state.entries if entry.key == name), None)

    def of_script(self, unit: UnitId, name: str) -> Iterator[Value]:
        """What `this.name` may be: the script's class fields and assignments of that name (classes of one script are not told apart)."""
        summary = self.origins.unit(unit)
        if name in _REACTS_OWN:
            return
        for one in summary.classes:
            for field_name, given in one.fields:
                if field_name == name:
                    yield given
        for assignment in summary.assignments:
            if assignment.name == name and self.is_this(unit, assignment.object):
                yield assignment.value

    def of_class(self, unit: UnitId, index: int, name: str, depth: int = 0) -> Origin | None:
        """A field of the objects of one class."""
        found = self._one_of(unit, self._own(unit, index, name))
        if found is not None:
            return found
        typed = next((type for field_name, type in self.origins.unit(unit).classes[index].typed if field_name == name), None)
        return self.origins.of_type(unit, typed) if typed is not None else self._inherited(unit, index, name, depth)

    def static(self, unit: UnitId, index: int, name: str) -> Origin | None:
        """A member of the class itself."""
        fields = self.origins.unit(unit).classes[index].fields
        return self.origins.agreed([self.origins.origin(unit, given) for field_name, given in fields if field_name == name])

    def read(self, origin: Origin | None) -> Origin | None:
        """What reading a member gives: of a getter, what it returns."""
        if isinstance(origin, Here) and isinstance(origin.value, FunctionValue):
            function = self.origins.unit(origin.unit).functions[origin.value.function]
            if function.getter:
                return self.origins.agreed([self.origins.origin(origin.unit, given) for given in function.returns])
        return origin

    def names(self, unit: UnitId, index: int) -> Iterator[str]:
        """What the objects of a class have, where the class itself declares or sets it; functions aside."""
        summary = self.origins.unit(unit)
        one = summary.classes[index]
        yield from (name for name, given in one.fields if not isinstance(given, FunctionValue) or summary.functions[given.function].getter)
        yield from (name for name, _ in one.typed)
        for assignment in summary.assignments:
            if self.is_this(unit, assignment.object) and self._class_of(unit, assignment.function) == index:
                yield assignment.name

    def values(self, unit: UnitId, index: int, name: str) -> tuple[tuple[UnitId, Value], ...]:
        """All that the objects of a class are given as this field; of the classes that it extends where it has none of its own."""
        for _ in range(MOST_BASES):
            own = tuple((unit, given) for given in self._own(unit, index, name))
            base = self._base(unit, index)
            if own or base is None:
                return own
            unit, index = base
        return ()

    def inherited_values(self, unit: UnitId, name: str) -> tuple[tuple[UnitId, Value], ...]:
        """The same for `this.name` in a script whose classes have no field of that name."""
        for number in range(len(self.origins.unit(unit).classes)):
            base = self._base(unit, number)
            found = self.values(*base, name) if base is not None else ()
            if found:
                return found
        return ()

    def _own(self, unit: UnitId, index: int, name: str) -> Iterator[Value]:
        summary = self.origins.unit(unit)
        yield from (given for field_name, given in summary.classes[index].fields if field_name == name)
        for assignment in summary.assignments:
            if (
                assignment.name == name
                and self.is_this(unit, assignment.object)
                and self._class_of(unit, assignment.function) in (index, None)
            ):
                yield assignment.value

    def _one_of(self, unit: UnitId, values: Iterator[Value]) -> Origin | None:
        found = [self.origins.origin(unit, given) for given in values]
        known = [origin for origin in found if origin is not None and origin != Constant(None)]
        if not known or any(_is_an_answer(origin) for origin in known):
            return None
        return known[0] if all(origin == known[0] for origin in known) else self.origins.only_electron(list(known))

    def _inherited(self, unit: UnitId, index: int, name: str, depth: int = 0) -> Origin | None:
        base = self._base(unit, index)
        return self.of_class(*base, name, depth + 1) if base is not None and depth < MOST_BASES else None

    def _base(self, unit: UnitId, index: int) -> tuple[UnitId, int] | None:
        """The class of the app that a class extends."""
        base = self.origins.unit(unit).classes[index].extends
        parent = self.origins.origin(unit, base) if base is not None else None
        if isinstance(parent, Here) and isinstance(parent.value, ClassValue) and (parent.unit, parent.value.index) != (unit, index):
            return parent.unit, parent.value.index
        return None

    def _class_of(self, unit: UnitId, function: int | None) -> int | None:
        """The class that has the method around a place; None outside of classes."""
        functions = self.origins.unit(unit).functions
        while function is not None:
            if functions[function].owner is not None:
                return functions[function].owner
            function = functions[function].parent
        return None


def _is_an_answer(origin: Origin) -> bool:
    """What main answered: a value of the app's own, and one of several that a field holds in its time."""
    return isinstance(origin, External) and origin.path[:2] in (("ipcRenderer", "invoke"), ("ipcRenderer", "sendSync"))
