"""What a listener does with its event, and what is left of that behind the bridge, where there is none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tree_sitter import Node

from electron_migrate.code.edits import Edit
from electron_migrate.code.scope import Binding, Reference
from electron_migrate.code.source import Span
from electron_migrate.code.surgery import remove_argument, remove_statement
from electron_migrate.facts.lowering import FUNCTIONS, meaningful
from electron_migrate.facts.origins import UnitId
from electron_migrate.plan.listener_functions import function_of, target
from electron_migrate.plan.main_listeners import NoRequest
from electron_migrate.plan.typing import is_typed
from electron_migrate.plan.values import unsendable

if TYPE_CHECKING:
    from electron_migrate.plan.context import Context

_PARAMETERS = frozenset({"required_parameter", "optional_parameter"})
# Methods of an event that do nothing on one of ipcRenderer.
_IDLE = frozenset({"preventDefault", "stopPropagation", "stopImmediatePropagation"})


@dataclass(frozen=True, slots=True)
class EventUses:
    """`edits` take every use of the event out of a listener. `may_change` is what a reader has to know of that."""

    edits: tuple[Edit, ...] = ()
    may_change: str = ""


@dataclass(frozen=True, slots=True)
class NoListener:
    """Not rewritten: why, and what a person should do."""

    reason: str
    hint: str = ""


def without_event(context: Context, unit: UnitId, function: Node, *, preventable: bool) -> EventUses | NoListener:
    """How a function does without its first parameter, the event. `preventable`: `preventDefault` is meant to stop something."""
    scopes = context.scopes(unit)
    given = parameters_of(function)
    if not given:
        return EventUses()
    first = given[0]
    pattern = first.child_by_field_name("pattern") if first.type in _PARAMETERS else first
    if pattern is not None and pattern.type == "assignment_pattern":
        pattern = pattern.child_by_field_name("left")
    if pattern is None or pattern.type == "rest_pattern":
        return NoListener("The listener takes the event and the rest in one parameter.", "Name the event as a parameter of its own.")
    if pattern.type != "identifier":
        inside = [binding for binding in scopes.bindings if pattern.start_byte <= binding.declarations[0].start_byte < pattern.end_byte]
        if any(binding.references for binding in inside) or not inside:
            return NoListener(
                "The listener takes the event apart.", "The event does not cross the bridge: send what the page needs of it as an argument."
            )
        return EventUses()
    binding = scopes.binding_of(pattern)
    if binding is None or not binding.references:
        return EventUses()
    edits: list[Edit] = []
    may_change = ""
    for reference in binding.references:
        found = _use(context, unit, reference, preventable=preventable)
        if found is None:
            return _refused(context, unit, binding)
        edits.extend(found.edits)
        may_change = may_change or found.may_change
    return EventUses(tuple(dict.fromkeys(edits)), may_change)


def parameters_of(function: Node) -> list[Node]:
    """The parameters of a function, `this` of TypeScript not counted."""
    single = function.child_by_field_name("parameter")
    if single is not None:
        return [single]
    listed = function.child_by_field_name("parameters")
    children = listed.named_children if listed is not None else []
    return [child for child in children if child.type != "comment" and getattr(child.child_by_field_name("pattern"), "type", "") != "this"]


def uses_arguments(context: Context, unit: UnitId, function: Node) -> bool:
    """True when a function's own body, arrow functions inside it included, reads `arguments`."""
    if function.type == "arrow_function":
        return False
    parsed = context.parsed(unit)
    stack = [function.child_by_field_name("body")]
    while stack:
        node = stack.pop()
        if node is None:
            continue
        if node.type == "identifier" and parsed.text(node) == "arguments":
            return True
        if node.type in FUNCTIONS and node.type != "arrow_function":
            continue
        stack.extend(node.named_children)
    return False


def _use(context: Context, unit: UnitId, reference: Reference, *, preventable: bool) -> EventUses | None:
    """What becomes of one use of the event; None where it is needed."""
    parsed = context.parsed(unit)
    node = reference.node
    parent = node.parent
    if reference.mode != "read" or parent is None:
        return None
    if parent.type == "member_expression" and parent.child_by_field_name("object") == node:
        prop, call = parent.child_by_field_name("property"), parent.parent
        statement = call.parent if call is not None and call.type == "call_expression" else None
        is_statement = statement is not None and statement.type == "expression_statement"
        if prop is not None and parsed.text(prop) == "sender":
            return _answered(context, unit, parent)
        if prop is not None and parsed.text(prop) in _IDLE and statement is not None and is_statement and not preventable:
            return EventUses(remove_statement(parsed, statement))
        return None
    if parent.type != "arguments" or parent.parent is None or parent.parent.type != "call_expression":
        return None
    call = parent.parent
    index = meaningful(parent).index(node)
    called = call.child_by_field_name("function")
    if called is None:
        return None
    owner = called.child_by_field_name("object") if called.type == "member_expression" else None
    if owner is not None and parsed.text(owner) == "console":
        return EventUses(remove_argument(parsed, call, index), "The event is no longer among what is logged.")
    if ignores(context, unit, called, index):
        return EventUses((Edit.replace(parsed.span(node), undefined_in(context, unit)),))
    return None


def _answered(context: Context, unit: UnitId, sender: Node) -> EventUses | None:
    """`event.sender.send('x')` goes by the bridge method of that channel; None where it is not sure to become that."""
    member = sender.parent
    call = member.parent if member is not None else None
    if member is None or call is None or call.type != "call_expression" or call.child_by_field_name("function") != member:
        return None
    span = context.parsed(unit).span(call)
    site = next((one for one in context.facts.sites if one.unit == unit and one.module == "ipcRenderer" and one.call is not None and one.call.span == span), None)
    if site is None or site.verb != "send" or site.call is None or not site.call.arguments:
        return None
    channel = context.facts.origins.text(unit, site.call.arguments[0])
    if channel is None or unsendable(context, unit, site.call.arguments[1:]) is not None or not isinstance(context.reply_pair(channel), NoRequest):
        return None
    given = site.call.arguments
    until = given[1].span.start if len(given) > 1 else site.call.arguments_span.end - 1
    gone = context.delete_arguments(unit, given[0].span, Span(until, until))
    return EventUses((*context.callee_edits(unit, site.call.function, context.channel_member(channel, "send")), *gone))


def ignores(context: Context, unit: UnitId, called: Node, index: int) -> bool:
    """True for a function of the app that does not look at its parameter `index`."""
    scopes = context.scopes(unit)
    found = target(context, unit, called)
    if found is None:
        return False
    if found.foreign is not None:
        given = found.foreign.parameters
        if found.foreign.uses_arguments or any(one.rest for one in given[: index + 1]):
            return False
        return index >= len(given) or (bool(given[index].name) and not given[index].used)
    function = found.function or (function_of(context.parsed(unit), scopes, found.binding) if found.binding is not None else None)
    if function is None or found.late or uses_arguments(context, unit, function):
        return False
    given_here = parameters_of(function)
    if any("rest_pattern" in (one.type, getattr(one.child_by_field_name("pattern"), "type", "")) for one in given_here[: index + 1]):
        return False
    if index >= len(given_here):
        return True
    pattern = given_here[index].child_by_field_name("pattern") or given_here[index]
    binding = scopes.binding_of(pattern) if pattern.type == "identifier" else None
    return binding is not None and not binding.references


def undefined_in(context: Context, unit: UnitId) -> str:
    """`undefined`, so that it is let through where an event is declared."""
    return "undefined as never" if is_typed(context.parsed(unit)) else "undefined"


def _refused(context: Context, unit: UnitId, binding: Binding) -> NoListener:
    parsed = context.parsed(unit)
    uses = sorted({_use_text(context, unit, reference.node) for reference in binding.references})
    shown = ", ".join(f"`{use}`" for use in uses[:3])
    if any(".sender" in use for use in uses):
        return NoListener(f"The listener answers through the event ({shown}).", "Send the answer with a bridge method of its own instead.")
    if any(".ports" in use for use in uses):
        return NoListener(f"The listener takes ports from the event ({shown}).", "Ports cross by window.postMessage from the preload.")
    if any(
        use in (parsed.text(reference.node) for reference in binding.references) and _is_asked(reference)
        for use in uses
        for reference in binding.references
    ):
        return NoListener(
            f"The listener asks whether there is an event ({shown}): main sends one, the page itself does not.",
            "Tell the two apart by an argument.",
        )
    return NoListener(
        f"The listener uses its first parameter, the event ({shown}).",
        "The event does not cross the bridge: send what the page needs as an argument.",
    )


def _is_asked(reference: Reference) -> bool:
    parent = reference.node.parent
    return parent is not None and (
        (parent.type == "unary_expression" and parent.children[0].type == "!")
        or (parent.type == "parenthesized_expression" and parent.parent is not None and parent.parent.type == "if_statement")
    )


def _use_text(context: Context, unit: UnitId, node: Node) -> str:
    at = node
    while at.parent is not None and at.parent.type == "member_expression" and at.parent.child_by_field_name("object") == at:
        at = at.parent
    return context.parsed(unit).text(at)[:40]
