"""What a page's listener for a channel looks like, and how it is handed over the bridge: `(…args) => { statements }`, without the event."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tree_sitter import Node

from electron_migrate.code.edits import Edit
from electron_migrate.code.parse import Parsed
from electron_migrate.code.source import Span
from electron_migrate.code.surgery import remove_argument
from electron_migrate.facts.lowering import meaningful
from electron_migrate.facts.origins import UnitId
from electron_migrate.plan.given_listeners import given_needs_event
from electron_migrate.plan.listener_bodies import body_edits
from electron_migrate.plan.listener_events import (
    EventUses,
    NoListener,
    parameters_of,
    undefined_in,
    uses_arguments,
    without_event,
)
from electron_migrate.plan.listener_functions import Target, passed_on, target, unwrapped, uses_this

if TYPE_CHECKING:
    from electron_migrate.plan.context import Context

_PARAMETERS = frozenset({"required_parameter", "optional_parameter"})
_FUNCTIONS = ("arrow_function", "function_expression", "generator_function")
_WRAP = "Register a function of its own that takes what main sends, without the event."
_ANY = ("...args",)
_UNDEFINED = "Its first argument is undefined, where the event was."
# the first of all arguments, one way or another
_FIRST = r"\bNAME\s*\[\s*0\s*\]|\bNAME\s*\.\s*(?:shift|at\(\s*0)\b|\[\s*[\w$\[{][^\]]*\]\s*=\s*NAME\b"


@dataclass(frozen=True, slots=True)
class Listener:
    """An inline listener that can cross. `edits` drop the event and make its body return nothing; `parameters` are the names that remain."""

    edits: tuple[Edit, ...]
    parameters: tuple[str, ...]
    may_change: str = ""


@dataclass(frozen=True, slots=True)
class NamedListener:
    """A function by its name, a method, or a value that is a function.

    `event_edits` drop its event where nobody else hands it one; else `keeps_event`: it is called with `undefined` in the event's place.
    `span` is the expression that the function handed over takes the place of.
    """

    target: Target
    span: Span
    event_edits: tuple[Edit, ...]
    keeps_event: bool
    parameters: tuple[str, ...]
    simple: bool
    """Every parameter is a plain name without default: the names can be repeated where it is registered."""
    nothing: str = "undefined"
    leading: tuple[str, ...] = ()
    """Arguments that `bind` puts before the event."""
    hoisted: bool = False
    """What it is has to be looked up when it is registered: a constant of that statement's block."""
    may_change: str = ""
    stays: bool = False
    """It is only called and registered here: no other name in the app can mean this function."""

    @property
    def name(self) -> str:
        return self.target.text

    @property
    def key(self) -> tuple[object, ...]:
        """Equal for listeners of one script that are the same function."""
        return self.target.key


def read_listener(
    context: Context,
    unit: UnitId,
    node: Node,
    *,
    rewritten: frozenset[Span],
    microtask: bool = False,
    has_event: bool = True,
    preventable: bool = False,
) -> Listener | NamedListener | NoListener:
    """The listener given at a call site.

    `rewritten`: spans of the calls that register or remove listeners of this channel and are rewritten together with this one.
    `has_event`: it gets an event first; `preventable`: one whose `preventDefault` is meant to stop something.
    `microtask`: the page reports uncaught errors, so what the listener throws must not end in the preload.
    """
    return _Reader(context, unit, rewritten, microtask=microtask, has_event=has_event, preventable=preventable).read(unwrapped(node))


def listener_parameters(context: Context, unit: UnitId, node: Node) -> list[Node] | None:
    """The parameters of a listener, the event first; None where its function is not known in this script."""
    parsed, node = context.parsed(unit), unwrapped(node)
    if node.type in _FUNCTIONS:
        return parameters_of(node)
    if node.type == "call_expression":
        inner = passed_on(parsed, context.scopes(unit), node) or _bound_function(parsed, node)
        return listener_parameters(context, unit, inner) if inner is not None else None
    found = target(context, unit, node)
    return parameters_of(found.function) if found is not None and found.function is not None else None


def handed_over(listener: NamedListener, name: str, *, end: str, microtask: bool, typed: bool) -> str:
    """The function that crosses the bridge in the place of a listener that is called by `name`."""
    names = ", ".join(listener.parameters)
    plain = listener.simple and not listener.keeps_event and not listener.leading
    head, given = (names, names) if plain else ("...args", "...args")
    first = [*listener.leading, *([listener.nothing] if listener.keeps_event else [])]
    called = name
    if typed and listener.parameters == _ANY and listener.target.function is None:
        called = f"({called} as (...args: any[]) => void)"
    code = f"{called}({', '.join([*first, *([given] if given else [])])})"
    if microtask:
        code = f"queueMicrotask(() => {{ {code}{end} }})"
    return f"({head}) => {{ {code}{end} }}"


class _Reader:
    def __init__(
        self, context: Context, unit: UnitId, rewritten: frozenset[Span], *, microtask: bool, has_event: bool, preventable: bool
    ) -> None:
        self.context, self.unit, self.rewritten = context, unit, rewritten
        self.microtask, self.has_event, self.preventable = microtask, has_event, preventable
        self.parsed, self.scopes = context.parsed(unit), context.scopes(unit)
        self.end = context.style(unit.path).end

    def read(self, node: Node) -> Listener | NamedListener | NoListener:
        if node.type in _FUNCTIONS:
            return self._inline(node, this_is_bound=False)
        if node.type == "call_expression":
            return self._made(node)
        found = target(self.context, self.unit, node)
        if found is not None:
            return self._by_target(node, found)
        if node.type in ("string", "number", "object", "array", "null", "undefined", "true", "false"):
            return NoListener("The listener is no function.", _WRAP)
        return self._value(node)

    # ---- inline

    def _inline(self, node: Node, *, this_is_bound: bool) -> Listener | NoListener:
        if any(child.type == "*" for child in node.children):
            return NoListener("The listener is a generator: nothing runs its body.", "Make it a plain function, if it is meant to run.")
        if node.type == "function_expression" and uses_this(node) and not this_is_bound:
            return NoListener("The listener uses `this`, which is the emitter when Electron calls it.", _WRAP)
        parameters = parameters_of(node)
        takes_all = bool(parameters) and _is_rest(parameters[0])
        if self.has_event and (takes_all or uses_arguments(self.context, self.unit, node)):
            return self._with_event(node, takes_all=takes_all, this_is_bound=this_is_bound)
        uses = without_event(self.context, self.unit, node, preventable=self.preventable) if self.has_event else EventUses()
        if isinstance(uses, NoListener):
            return uses
        edits = [*_drop_first(self.parsed, node, parameters), *uses.edits] if self.has_event else []
        inner = body_edits(self.parsed, node, end=self.end, microtask=self.microtask)
        if inner is None:
            return NoListener("The listener has no body.")
        names = tuple(_pattern_text(self.parsed, parameter) for parameter in parameters[1 if self.has_event else 0 :])
        return Listener((*edits, *inner), names, uses.may_change)

    def _with_event(self, node: Node, *, takes_all: bool, this_is_bound: bool) -> Listener | NoListener:
        """Its arguments are counted from the event on: something has to stand in the event's place."""
        uses = self._event_of_all(node, takes_all=takes_all)
        if isinstance(uses, NoListener):
            return uses
        if this_is_bound:
            return NoListener("The listener is bound and counts its arguments from the event on.", _WRAP)
        call = f")({undefined_in(self.context, self.unit)}, ...args){self.end} }}"
        before = "(...args) => { ("
        if self.microtask:
            before, call = (
                "(...args) => { queueMicrotask(() => { (",
                f")({undefined_in(self.context, self.unit)}, ...args){self.end} }}){self.end} }}",
            )
        edits = (Edit.insert(node.start_byte, before), *uses.edits, Edit.insert(node.end_byte, call))
        return Listener(edits, _ANY, _UNDEFINED)

    def _event_of_all(self, function: Node, *, takes_all: bool) -> EventUses | NoListener:
        """What becomes of the event in a function that counts its arguments from it on, whether it has a name or not."""
        body = function.child_by_field_name("body")
        pattern = parameters_of(function)[0] if takes_all else None
        name = self.parsed.text(pattern).split(":")[0].lstrip(". ").strip() if pattern is not None else "arguments"
        text = self.parsed.text(body) if body is not None else ""
        if not re.fullmatch(r"[\w$]+", name) or re.search(_FIRST.replace("NAME", re.escape(name)), text):
            return NoListener(
                "The listener takes the event from all of its arguments.", "Name the event as a parameter of its own, and do without it."
            )
        return EventUses() if takes_all else without_event(self.context, self.unit, function, preventable=self.preventable)

    # ---- made by a call

    def _made(self, call: Node) -> Listener | NamedListener | NoListener:
        inner = passed_on(self.parsed, self.scopes, call)
        if inner is not None:
            if inner.type in _FUNCTIONS:
                # what the library's function returns is what this one returned
                return self._inline(inner, this_is_bound=False)
            found = target(self.context, self.unit, inner)
            return self._by_target(inner, found, key=("at", call.start_byte)) if found is not None else self._value(call)
        bound = _bound_function(self.parsed, call)
        given = meaningful(call.child_by_field_name("arguments"))
        if bound is None or not given:
            return self._value(call)
        if bound.type in _FUNCTIONS:
            # `this` inside is what bind gives it
            return self._inline(bound, this_is_bound=True) if len(given) == 1 else self._value(call)
        found = target(self.context, self.unit, bound)
        steady = all(
            one.type in ("this", "string", "number", "true", "false", "null", "undefined") or self._is_constant(one) for one in given[1:]
        )
        if found is None or not steady or found.late:
            return self._value(call)
        return self._by_bind(call, found, given)

    def _by_bind(self, call: Node, found: Target, given: list[Node]) -> Listener | NamedListener | NoListener:
        own = {"this", self.parsed.text(given[0])} if given[0].type == "this" else {self.parsed.text(given[0])}
        holder = found.text.rpartition(".")[0]
        if holder not in own and given[0].type not in ("null", "undefined"):
            if not (found.function is not None and not uses_this(found.function)):
                return self._value(call)
        elif given[0].type in ("null", "undefined") and holder:
            return self._value(call)
        found = replace(found, called_on="")
        key = ("at", call.start_byte)
        if len(given) == 1:
            return self._by_target(call, found, key=key)
        leading = tuple(self.parsed.text(one) for one in given[1:])
        return self._unknown(call, replace(found, key=key), leading=leading)

    def _is_constant(self, node: Node) -> bool:
        binding = self.scopes.binding_of(node)
        return binding is not None and binding.constant

    # ---- by name

    def _by_target(self, node: Node, found: Target, key: tuple[object, ...] | None = None) -> NamedListener | NoListener:
        named = replace(found, key=key) if key is not None else found
        if found.late:
            return self._value(node, named)
        function = found.function
        if function is None:
            return self._elsewhere(node, named)
        if any(child.type == "*" for child in function.children):
            return NoListener("The listener is a generator: nothing runs its body.", "Make it a plain function, if it is meant to run.")
        if found.binding is not None and function.type != "arrow_function" and uses_this(function):
            return NoListener("The listener uses `this`, which is the emitter when Electron calls it.", _WRAP)
        parameters = parameters_of(function)
        takes_all = bool(parameters) and _is_rest(parameters[0])
        if self.has_event and (takes_all or uses_arguments(self.context, self.unit, function)):
            of_all = self._event_of_all(function, takes_all=takes_all)
            return of_all if isinstance(of_all, NoListener) else self._unknown(node, named, _UNDEFINED, edits=of_all.edits)
        uses = without_event(self.context, self.unit, function, preventable=self.preventable) if self.has_event else EventUses()
        if isinstance(uses, NoListener):
            return uses
        dropped = self._dropped_by_all(found) if self.has_event else ()
        edits = (
            *uses.edits,
            *(_drop_first(self.parsed, function, parameters) if dropped is not None and self.has_event else ()),
            *(dropped or ()),
        )
        given = parameters[1 if self.has_event else 0 :]
        names = tuple(_pattern_text(self.parsed, parameter) for parameter in given)
        simple = all(
            parameter.child_by_field_name("value") is None and (parameter.child_by_field_name("pattern") or parameter).type == "identifier"
            for parameter in given
        )
        keeps_event = self.has_event and dropped is None and bool(parameters)
        may_change = uses.may_change or _other_this(found)
        nothing = undefined_in(self.context, self.unit)
        return NamedListener(
            named, self.parsed.span(node), edits, keeps_event, names, simple, nothing, may_change=may_change, stays=self._stays(found)
        )

    def _stays(self, found: Target) -> bool:
        return found.uses is not None and all(
            self._call_around(use) in self.rewritten
            or (use.parent is not None and use.parent.type == "call_expression" and use.parent.child_by_field_name("function") == use)
            for use in found.uses
        )

    def _dropped_by_all(self, found: Target) -> tuple[Edit, ...] | None:
        """Edits with which nobody hands the function an event any more; None where somebody else does, or may."""
        if found.uses is None:
            return None
        edits: list[Edit] = []
        for use in found.uses:
            if self._call_around(use) in self.rewritten:
                continue
            call = use.parent
            if call is None or call.type != "call_expression" or call.child_by_field_name("function") != use:
                return None
            given = meaningful(call.child_by_field_name("arguments"))
            if any(one.type == "spread_element" for one in given) or (given and not _says_nothing(given[0])):
                return None
            edits.extend(remove_argument(self.parsed, call, 0) if given else ())
        return tuple(edits)

    def _call_around(self, node: Node) -> Span | None:
        """The call of `rewritten` whose second argument this is, by itself, bound, or behind `debounce` and the like."""
        at = node
        while at.parent is not None:
            arguments = at.parent
            if arguments.type in ("parenthesized_expression", "as_expression", "non_null_expression"):
                at = arguments
                continue
            if (
                arguments.type == "member_expression"
                and arguments.parent is not None
                and _bound_function(self.parsed, arguments.parent) == at
            ):
                at = arguments.parent
                continue
            if arguments.type != "arguments" or arguments.parent is None:
                return None
            call = arguments.parent
            given = meaningful(arguments)
            if self.parsed.span(call) in self.rewritten:
                return self.parsed.span(call) if len(given) > 1 and given[1] == at else None
            if passed_on(self.parsed, self.scopes, call) != unwrapped(at):
                return None
            at = call
        return None

    def _elsewhere(self, node: Node, found: Target) -> NamedListener | NoListener:
        fact = found.foreign
        if fact is None:
            refused = given_needs_event(self.context, self.unit, found) if self.has_event else None
            return refused or self._unknown(node, found)
        if self.has_event and fact.parameters and fact.parameters[0].used and not fact.parameters[0].rest:
            return NoListener(
                f"The listener `{found.text}` is in another file, and uses its first parameter, the event.",
                "The event does not cross the bridge: let the function do without it.",
            )
        counted = fact.uses_arguments or any(one.rest for one in fact.parameters)
        if counted:
            return self._unknown(node, found, _UNDEFINED if self.has_event else "")
        given = fact.parameters[1 if self.has_event else 0 :]
        names = tuple(one.name or f"arg{index + 1}" for index, one in enumerate(given))
        nothing = undefined_in(self.context, self.unit)
        return NamedListener(
            found, self.parsed.span(node), (), self.has_event and bool(fact.parameters), names, True, nothing, may_change=_other_this(found)
        )

    def _unknown(
        self, node: Node, found: Target, may_change: str = "", leading: tuple[str, ...] = (), edits: tuple[Edit, ...] = ()
    ) -> NamedListener:
        told = may_change or (
            f"What `{found.text}` does with its first parameter is not known: it gets undefined, where the event was."
            if self.has_event
            else f"`{found.text}` is called on nothing."
        )
        nothing = undefined_in(self.context, self.unit)
        return NamedListener(found, self.parsed.span(node), edits, self.has_event, _ANY, False, nothing, leading, may_change=told)

    def _value(self, node: Node, found: Target | None = None) -> NamedListener:
        """Any expression: it is evaluated where it stood, and called from there."""
        shown = " ".join(self.parsed.text(node).split())[:40]
        named = found or Target(("unknown", node.start_byte), shown, None, None)
        told = f"What `{shown}` does with its first parameter is not known: it gets undefined, where the event was."
        nothing = undefined_in(self.context, self.unit)
        return NamedListener(named, self.parsed.span(node), (), self.has_event, _ANY, False, nothing, hoisted=True, may_change=told)


def _bound_function(parsed: Parsed, call: Node) -> Node | None:
    """`f` of `f.bind(…)`."""
    called = call.child_by_field_name("function")
    if call.type != "call_expression" or called is None or called.type != "member_expression":
        return None
    prop = called.child_by_field_name("property")
    inner = called.child_by_field_name("object")
    return unwrapped(inner) if prop is not None and parsed.text(prop) == "bind" and inner is not None else None


def _other_this(found: Target) -> str:
    return f"It is called on {found.called_on}, where Electron called it on the emitter." if found.called_on else ""


def _says_nothing(node: Node) -> bool:
    """True for an argument that can be left out where nobody looks at it."""
    node = unwrapped(node)
    return node.type in ("null", "undefined", "identifier", "this") or (node.type == "object" and not node.named_children)


def _is_rest(parameter: Node) -> bool:
    pattern = parameter.child_by_field_name("pattern") if parameter.type in _PARAMETERS else parameter
    return pattern is not None and pattern.type == "rest_pattern"


def _drop_first(parsed: Parsed, node: Node, parameters: list[Node]) -> tuple[Edit, ...]:
    if not parameters:
        return ()
    first = parameters[0]
    if node.child_by_field_name("parameter") is not None:
        return (Edit.replace(parsed.span(first), "()"),)
    if len(parameters) > 1:
        return (Edit.delete(first.start_byte, parameters[1].start_byte),)
    after = parsed.source.data[first.end_byte : first.end_byte + 1]
    return (Edit.delete(first.start_byte, first.end_byte + (1 if after == b"," else 0)),)


def _pattern_text(parsed: Parsed, parameter: Node) -> str:
    pattern = parameter.child_by_field_name("pattern") if parameter.type in _PARAMETERS else parameter
    return parsed.text(pattern) if pattern is not None else parsed.text(parameter)
