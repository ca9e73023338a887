"""The channel of a call site: one literal, one that is filled in at run time, or one of a few; and what is written in its place.

A page never names a channel itself. Where it names a part of one (`` `close-${name}` ``) the rest is fixed in the preload, with a list of the
channels that the app has wherever they are all known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from electron_migrate.code.edits import Edit
from electron_migrate.code.source import Span
from electron_migrate.facts.model import Process
from electron_migrate.facts.origins import UnitId
from electron_migrate.facts.sites import Site
from electron_migrate.facts.summary import GLOBAL, Call, Choice, Concat, Literal, Member, Name, Template, Value
from electron_migrate.facts.texts import HOLE, Hole, Pattern, key, may_be, pattern
from electron_migrate.plan.model import Manual
from electron_migrate.plan.naming import parameter_name
from electron_migrate.plan.needs import Parameter
from electron_migrate.plan.typing import is_typed
from electron_migrate.plan.values import plain_name, type_of

if TYPE_CHECKING:
    from electron_migrate.plan.context import Context


_LISTS_OF_STATEMENTS = frozenset({"program", "statement_block", "class_static_block", "switch_case", "switch_default"})
_PLAIN_KEY = r"[A-Za-z_$][\w$]*"


@dataclass(frozen=True, slots=True)
class Fixed:
    """Always this channel."""

    channel: str


@dataclass(frozen=True, slots=True)
class Filled:
    """A channel with holes: `key` is `close-${}`; `holes` are this call's, `parameters` those of the bridge method for all calls."""

    key: str
    holes: tuple[Hole, ...]
    parameters: tuple[Parameter, ...]
    among: tuple[str, ...]
    """The channels that the app has of this kind; empty where they are not all known."""

    @property
    def channel(self) -> str:
        return self.key

    @property
    def plain(self) -> bool:
        """Every part that is filled in is surely a string, and nothing is refused that went through before."""
        return not self.among and all(parameter.type in ("string", "number", "boolean") for parameter in self.parameters)


@dataclass(frozen=True, slots=True)
class OneOf:
    """`c ? 'a' : 'b'`: one of these, each written where it stands."""

    options: tuple[tuple[Span, str], ...]

    @property
    def channels(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(channel for _, channel in self.options))


@dataclass(frozen=True, slots=True)
class Among:
    """A variable that takes only these channels, one at a time (see `plan.known_channels`)."""

    span: Span
    channels: tuple[str, ...]

    @property
    def topic(self) -> str:
        """One channel goes with its other calls; several are taken or left together."""
        more = len(self.channels) - 1
        return f"channels {self.channels[0]} and {more} more" if more else f"channel {self.channels[0]}"


Address = Fixed | Filled | OneOf | Among


def address_of(context: Context, site: Site) -> Address | Manual:
    """The channel of a call of `ipcRenderer`, which has one as its first argument."""
    call = site.call
    assert call is not None
    value = call.arguments[0]
    origins = context.facts.origins
    one = origins.text(site.unit, value)
    if one is not None:
        return Fixed(one)
    if isinstance(value, Choice):
        options = tuple(_options(context, site.unit, value))
        if all(channel is not None for _, channel in options):
            return OneOf(tuple((span, channel) for span, channel in options if channel is not None))
    known = context.known_channels(site)
    if known:
        return Among(value.span, known)
    parts = pattern(origins, site.unit, value)
    shown = " ".join(context.text(site.unit, value.span).split())[:60]
    if parts is None:
        return Manual(f"The channel {shown} is not one string.", "Write one call with a plain channel for each message that is meant.")
    if not _can_be_moved(context, site.unit, value, parts):
        return Manual(
            f"What is filled into the channel {shown} cannot be read where the call stands.",
            "Put the channel together in the call itself, from variables that do not change.",
        )
    filled = _filled(context, site, parts)
    if not filled.among and not any(isinstance(part, str) and re.search(r"\w", part) for part in parts):
        return Manual(
            f"No part of the channel {shown} is fixed: its method would let the page use any channel of main's.",
            "Write one call with a plain channel for each message that is meant.",
        )
    return filled


def hole_edits(context: Context, unit: UnitId, value: Value, holes: Sequence[Hole]) -> tuple[Edit, ...]:
    """Puts what is filled into a channel where the channel stood: `` `close-${name}` `` becomes `name`."""
    inside = [hole.value.span for hole in holes]
    if not all(value.span.contains(span) for span in inside) or value.span in inside:
        return (Edit.replace(value.span, ", ".join(context.text(unit, span) for span in inside)),)
    edits = [Edit.delete(value.span.start, inside[0].start)]
    edits.extend(Edit.replace(Span(one.end, two.start), ", ") for one, two in pairwise(inside))
    edits.append(Edit.delete(inside[-1].end, value.span.end))
    return tuple(edit for edit in edits if len(edit.span) or edit.new)


def table_edit(context: Context, unit: UnitId, call: Call, address: Among, verb: str) -> Edit:
    """Puts a method of the bridge for each channel where the callee stood: `({ save: …save, load: …load })[channel]`."""
    parsed, style = context.parsed(unit), context.style(unit.path)
    bridge = context.bridge_at(unit, call.span)
    entries = [
        f"{channel if re.fullmatch(_PLAIN_KEY, channel) else style.string(channel)}: {'.'.join((bridge, *context.channel_member(channel, verb)))}"
        for channel in address.channels
    ]
    newline, indent = style.newline, context.indent_at(unit, call.span.start)
    inner = f"{newline}{indent}{style.indent}"
    table = "{ " + ", ".join(entries) + " }" if len(entries) == 1 else "{" + inner + f",{inner}".join(entries) + f"{newline}{indent}}}"
    # a listener that is written in place takes the types of its parameters from here
    method = "(callback: (...args: any[]) => void) => () => void" if verb in ("on", "once") else "(...args: any[]) => any"
    typed = f" as Record<string, {method}>" if is_typed(parsed) else ""
    semicolon = ";" if needs_semicolon(context, unit, call) else ""
    return Edit.replace(call.function.span, f"{semicolon}({table}{typed})[{context.text(unit, address.span)}]")


def _options(context: Context, unit: UnitId, value: Value) -> Iterator[tuple[Span, str | None]]:
    """The branches of `c ? a : b`, also one in another; None for a branch that is not one string, and for `a || b`."""
    if isinstance(value, Choice):
        if context.node(unit, value.span).type != "ternary_expression":
            yield value.span, None
            return
        for option in value.options:
            yield from _options(context, unit, option)
    else:
        yield value.span, context.facts.origins.text(unit, value)


def _can_be_moved(context: Context, unit: UnitId, value: Value, parts: Pattern) -> bool:
    """True when what fills the holes can be written as arguments, in order, and nothing that has an effect is lost."""
    holes = [part for part in parts if isinstance(part, Hole)]
    if any("`" in part or "\\" in part or "$" in part for part in parts if isinstance(part, str)):
        return False
    spans = [hole.value.span for hole in holes]
    inside = all(hole.unit == unit and value.span.contains(hole.value.span) for hole in holes)
    if inside and spans == sorted(spans) and len(set(spans)) == len(spans):
        return _is_put_together(value, frozenset(spans))
    # a variable that holds the channel: what fills it has to mean the same here
    return isinstance(value, Name) and all(hole.unit == unit and _is_constant_here(context, unit, hole.value, value.span) for hole in holes)


def _is_put_together(value: Value, holes: frozenset[Span]) -> bool:
    """True for texts, sums, names and calls of helpers only, apart from the holes."""
    if value.span in holes:
        return True
    match value:
        case Literal() | Name():
            return True
        case Template(parts=parts):
            return all(isinstance(part, str) or _is_put_together(part, holes) for part in parts)
        case Concat(left=left, right=right):
            return _is_put_together(left, holes) and _is_put_together(right, holes)
        case Member(object=inner):
            return _is_put_together(inner, holes)
        case Call(function=function, arguments=arguments):
            return _is_put_together(function, holes) and all(_is_put_together(one, holes) for one in arguments)
        case _:
            return False


def _is_constant_here(context: Context, unit: UnitId, value: Value, at: Span) -> bool:
    if not isinstance(value, Name) or value.binding == GLOBAL:
        return False
    binding = context.scopes(unit).bindings[value.binding]
    written = any(reference.mode in ("write", "readwrite") for reference in binding.references)
    return not written and context.scopes(unit).scope_at(at.start).lookup(value.name) is binding


def _filled(context: Context, site: Site, parts: Pattern) -> Filled:
    name = key(parts)
    holes = tuple(part for part in parts if isinstance(part, Hole))
    origins = context.facts.origins
    others = [
        [part for part in found if isinstance(part, Hole)]
        for one in context.calls_on(name, site.verb)
        if one.call is not None and (found := pattern(origins, one.unit, one.call.arguments[0])) is not None
    ]
    parameters: list[Parameter] = []
    for index in range(len(holes)):
        given = [(one[index].unit, one[index].value) for one in others if index < len(one)] or [(holes[index].unit, holes[index].value)]
        names = {plain_name(value) for _, value in given}
        types = {type_of(origins, unit, value) for unit, value in given}
        taken = frozenset(parameter.name for parameter in parameters) | {"callback"}
        wanted = names.pop() if len(names) == 1 else "name"
        parameters.append(Parameter(parameter_name(wanted or "name", index, taken), types.pop() if len(types) == 1 else "unknown"))
    return Filled(name, holes, tuple(parameters), _among(context, name, site.verb))


def _among(context: Context, name: str, verb: str) -> tuple[str, ...]:
    """The app's channels that a key may become; empty where the other end may have more of them."""
    found: list[str] = []
    for channel in context.facts.channels:
        ends = channel.senders if verb in ("on", "once", "addListener") else channel.receivers
        if not any(use.process not in (Process.RENDERER, Process.PRELOAD) for use in ends):
            continue
        if channel.dynamic and (HOLE not in channel.name or _may_meet(name, channel.name)):
            return ()
        if not channel.dynamic and may_be(name, channel.name):
            found.append(channel.name)
    return tuple(sorted(found))


def _may_meet(one: str, other: str) -> bool:
    """False when the beginnings or the ends of two keys tell them apart."""
    first, second = one.split(HOLE), other.split(HOLE)
    begins = first[0].startswith(second[0]) or second[0].startswith(first[0])
    ends = first[-1].endswith(second[-1]) or second[-1].endswith(first[-1])
    return begins and ends


def needs_semicolon(context: Context, unit: UnitId, call: Call) -> bool:
    """True when a call that would begin with a parenthesis begins its statement, behind one that has no semicolon."""
    node = context.node(unit, call.span)
    statement = node.parent
    if statement is None or statement.type != "expression_statement" or statement.start_byte != call.span.start:
        return False
    if statement.parent is None or statement.parent.type not in _LISTS_OF_STATEMENTS:
        # `if (x) f()`: a semicolon would be all that depends on the condition
        return False
    before = context.facts.sources[unit.path].data[: call.span.start]
    return re.search(rb"[;{}>]\s*$", re.sub(rb"//[^\n]*\s*$", b"", before)) is None and bool(before.strip())
