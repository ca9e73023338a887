"""What pages do with globals and modules of main, over the whole app: which member is meant, what all its callers pass, what it is called on the bridge."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from electron_migrate.code.source import Span
from electron_migrate.facts.chains import levels
from electron_migrate.facts.lowering import WRAPPERS
from electron_migrate.facts.main_model import MainData, MainMember, MainMissing, MainUnknown, Nature
from electron_migrate.facts.main_objects import MainObjects
from electron_migrate.facts.model import Process
from electron_migrate.facts.origins import CALL, NEW, External, Module, UnitId, same_place
from electron_migrate.facts.sites import DATA_METHODS, Site, below_handed_out
from electron_migrate.facts.summary import Call, Member, Name, Use, Value
from electron_migrate.plan.naming import member_name
from electron_migrate.plan.render_handlers import specifier
from electron_migrate.plan.render_model import ModuleKind

if TYPE_CHECKING:
    from electron_migrate.plan.context import Context
    from electron_migrate.plan.live_objects import LiveMember
    from electron_migrate.plan.model import Manual


class Act(StrEnum):
    """What a page does with a member."""

    CALL = "call"
    READ = "read"
    WRITE = "write"
    MAKE = "make"
    """`new` on a class of main's."""
    GO_ON = "go on"
    """A call on what an earlier call answered and a name holds."""


@dataclass(frozen=True, slots=True)
class Reach:
    """One use of a global or module of main's. `by` is `getGlobal` or `require`, `names` leads to the member below `name`.

    `value` is the expression to replace: the call, or what is read. `after`: what the chain goes on with, up to its end. `held`: a name of the
    script holds the member itself already, and `value` is that name.
    """

    site: Site
    by: str
    name: str
    names: tuple[str, ...]
    act: Act
    value: Value
    after: tuple[Value, ...]
    held: bool

    @property
    def key(self) -> tuple[str, str, tuple[str, ...]]:
        return self.by, self.name, self.names

    @property
    def call(self) -> Call | None:
        return self.value if self.act is Act.CALL and isinstance(self.value, Call) else None


def reach_of(context: Context, site: Site) -> Reach | None:
    """What a site does with what main handed out by a name; None for any other site, or where the name is computed."""
    steps: list[tuple[Value, tuple[str, ...]]] = []
    for value in levels(site.chain.value):
        origin = context.facts.origins.origin(site.unit, value)
        if (
            isinstance(origin, External)
            and origin.module == "electron"
            and below_handed_out((*origin.path[1:2], *origin.path[3:4])) is not None
        ):
            steps.append((value, origin.path))
        elif steps:
            break
    if not steps:
        return None
    by, name = steps[0][1][1], steps[0][1][3][2:-2]
    below = [(value, path[4:]) for value, path in steps]

    def found(names: tuple[str, ...], act: Act, value: Value) -> Reach:
        chain = levels(site.chain.value)
        after = tuple(chain[next(index for index, one in enumerate(chain) if one is value) + 1 :])
        return Reach(site, by, name, names, act, value, after, held=value is below[0][0] and isinstance(value, Name) and act is Act.READ)

    first = below[0][1]
    if CALL in first or NEW in first:
        return found(first[: min(first.index(one) for one in (CALL, NEW) if one in first)], Act.GO_ON, below[0][0])
    for value, path in below:
        if path[-1:] == (NEW,):
            return found(path[:-1], Act.MAKE, value)
        if path[-1:] == (CALL,) and CALL not in path[:-1]:
            names = path[:-1]
            if isinstance(value, Call) and isinstance(value.function, Member) and names and _is_of_data(context, by, name, names):
                holder = value.function.object
                return found(names[:-1], Act.READ, holder)
            return found(names, Act.CALL, value)
    last, names = below[-1]
    written = site.chain.use is Use.WRITTEN
    for value, path in below[:-1]:
        # `length` of a text is read in the page
        whole = context.main_members.objects.member(by, name, path)
        if isinstance(whole, MainData) and whole.primitive and whole.answer.nature is Nature.DATA:
            return found(path, Act.READ, value)
    return found(names, Act.WRITE if written and last is site.chain.value else Act.READ, last)


def _is_of_data(context: Context, by: str, name: str, names: tuple[str, ...]) -> bool:
    """True for `map` of `db.CLIENTS.map(…)`: a method of plain data, not of main's object."""
    if names[-1] not in DATA_METHODS:
        return False
    whole = context.main_members.objects.member(by, name, names)
    if not isinstance(whole, MainMissing | MainUnknown):
        return False
    holder = context.main_members.objects.member(by, name, names[:-1])
    if isinstance(holder, MainData):
        return holder.answer.nature is not Nature.LIVE
    # a method that takes a function is one of arrays: main's own would be called with a function that lives in the page
    return isinstance(holder, MainUnknown) and len(names) > 1


@dataclass
class MainMembers:
    """All of it, worked out once for an app."""

    context: Context
    kind: ModuleKind
    _keys: Mapping[tuple[str, str, tuple[str, ...]], tuple[Reach, ...]] | None = None
    _members: dict[tuple[str, str, tuple[str, ...]], MainMember] = field(default_factory=dict)

    @cached_property
    def objects(self) -> MainObjects:
        facts = self.context.facts
        return MainObjects(facts.origins, facts.files, facts.main)

    @cached_property
    def reaches(self) -> tuple[Reach, ...]:
        """Every use in a page, in order."""
        facts = self.context.facts
        return tuple(
            reach
            for site in facts.sites
            if site.module == "remote" and facts.process(site.unit.path) is not Process.MAIN
            for reach in [reach_of(self.context, site)]
            if reach is not None
        )

    def of(self, key: tuple[str, str, tuple[str, ...]]) -> tuple[Reach, ...]:
        """Every use of one member."""
        if self._keys is None:
            table: dict[tuple[str, str, tuple[str, ...]], list[Reach]] = {}
            for reach in self.reaches:
                table.setdefault(reach.key, []).append(reach)
            self._keys = {name: tuple(found) for name, found in table.items()}
        return self._keys.get(key, ())

    def member(self, reach: Reach) -> MainMember:
        if reach.key not in self._members:
            self._members[reach.key] = self.objects.member(*reach.key)
        return self._members[reach.key]

    def is_written(self, reach: Reach) -> bool:
        """True when a page writes the member, or one above or below it."""
        return any(
            one.act is Act.WRITE
            and (one.by, one.name) == (reach.by, reach.name)
            and (one.names[: len(reach.names)] == reach.names or reach.names[: len(one.names)] == one.names)
            for one in self.reaches
        )

    def arguments(self, reach: Reach) -> Sequence[tuple[UnitId, tuple[Value, ...]]]:
        """What each call of the member passes."""
        return [(one.site.unit, one.call.arguments) for one in self.of(reach.key) if one.call is not None]

    @cached_property
    def live(self) -> Mapping[tuple[str, str, tuple[str, ...]], LiveMember | Manual]:
        """The members whose answers pages go on calling, by key: what serves them, or why nothing can."""
        # late: these are found by what pages do with members
        from electron_migrate.plan.live_objects import find_live

        return find_live(self.context)

    def domain(self, reach: Reach) -> str:
        """The group of the bridge for one global or module."""
        return self._domains[reach.by, reach.name]

    @cached_property
    def _domains(self) -> Mapping[tuple[str, str], str]:
        taken = set(self.context.taken_names) | {"globals"}
        found: dict[tuple[str, str], str] = {}
        modules: dict[object, str] = {}
        for by, name in sorted({(reach.by, reach.name) for reach in self.reaches}):
            module = self.objects.module(name) if by == "require" else name
            if by == "require" and module in modules:
                # two spellings of one module
                found[by, name] = modules[module]
                continue
            wanted = member_name(_stem(module.path) if isinstance(module, Module) else name)
            chosen = wanted if wanted not in taken else f"main{wanted[:1].upper()}{wanted[1:]}"
            while chosen in taken:
                chosen += "2"
            taken.add(chosen)
            found[by, name] = chosen
            if by == "require":
                modules[module] = chosen
        return found

    def expression(self, reach: Reach) -> str | None:
        """JavaScript in the file of the handlers for the member's owner; None where that file cannot load the module."""
        if reach.by == "getGlobal":
            return f"(global as any){_access(reach.name)}"
        if self.kind is ModuleKind.ESM:
            return None
        module = self.objects.module(reach.name)
        if isinstance(module, Module):
            name = specifier(self.context.handlers_file, module.path, self.kind)
            return f"require('{re.sub(r'/index$', '', name) if name != './index' else name}')"
        return f"require('{reach.name}')"


def access(names: Sequence[str]) -> str:
    """`.db.getTables`, with brackets where a name is no identifier."""
    return "".join(_access(name) for name in names)


def _access(name: str) -> str:
    return f".{name}" if re.fullmatch(r"[A-Za-z_$][\w$]*", name) else f"[{name!r}]"


def _stem(path: str) -> str:
    stem = re.sub(r"\.\w+$", "", posixpath.basename(path))
    folder = posixpath.basename(posixpath.dirname(path))
    return folder if stem == "index" and folder else stem


def written_value(context: Context, reach: Reach) -> Value | None:
    """What `shared.count = value` writes; None for `+=` and its kin."""
    span = reach.site.span
    for one in context.facts.unit(reach.site.unit).assignments:
        if one.span.start == span.start and one.span.contains(span):
            return one.value
    return None


def calls_on_result(context: Context, reach: Reach) -> bool:
    """True when the page goes on calling methods of what a call answered, or writes its members: in the chain, or by the name that takes it."""
    if reach.after and reach.site.chain.use is Use.WRITTEN:
        return True
    for one in reach.after:
        if isinstance(one, Call) and isinstance(one.function, Member) and one.function.name not in DATA_METHODS:
            return True
    taker = _taker(context, reach)
    if taker is None:
        return False
    for chain in context.facts.unit(reach.site.unit).chains:
        if chain.use is Use.WRITTEN and isinstance(chain.value, Member) and any(same_place(value, taker) for value in levels(chain.value)[:-1]):
            return True
        for value in levels(chain.value):
            if (
                isinstance(value, Call)
                and isinstance(value.function, Member)
                and value.function.name not in DATA_METHODS
                and same_place(value.function.object, taker)
            ):
                return True
    return False


def is_settled_later(context: Context, reach: Reach) -> bool:
    """True when the name that takes an answer is awaited, or has `then` called on it: the answer is a promise."""
    taker = _taker(context, reach)
    if taker is None:
        return False
    for chain in context.facts.unit(reach.site.unit).chains:
        if chain.use is Use.AWAITED and same_place(chain.value, taker):
            return True
        if any(
            isinstance(value, Member) and value.name in ("then", "catch", "finally") and same_place(value.object, taker)
            for value in levels(chain.value)
        ):
            return True
    return False


def _taker(context: Context, reach: Reach) -> Value | None:
    """The variable or field that takes the whole (awaited) answer of a call."""
    if reach.after:
        return None
    at = context.node(reach.site.unit, reach.value.span)
    while at.parent is not None and at.parent.type in ("await_expression", *WRAPPERS):
        at = at.parent
    parent = at.parent
    if parent is None:
        return None
    target = None
    if parent.type == "variable_declarator" and parent.child_by_field_name("value") == at:
        target = parent.child_by_field_name("name")
    elif parent.type == "assignment_expression" and parent.child_by_field_name("right") == at:
        target = parent.child_by_field_name("left")
    if target is None:
        return None
    unit = context.facts.unit(reach.site.unit)
    span = Span(target.start_byte, target.end_byte)
    if target.type == "identifier":
        scopes = context.scopes(reach.site.unit)
        binding = scopes.binding_of(target)
        return Name(span, context.text(reach.site.unit, span), scopes.bindings.index(binding)) if binding is not None else None
    for chain in unit.chains:
        if chain.value.span == span:
            return chain.value
    return None
