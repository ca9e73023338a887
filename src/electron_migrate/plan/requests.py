"""Channels that become requests: `sendSync` with `event.returnValue`, and a message with a reply of its own. Both sides change together, or none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tree_sitter import Node

from electron_migrate.code.edits import Edit
from electron_migrate.code.source import Span
from electron_migrate.facts.lowering import FUNCTIONS
from electron_migrate.facts.model import Channel, Process
from electron_migrate.facts.sites import Site
from electron_migrate.facts.summary import Use
from electron_migrate.facts.texts import HOLE, may_be
from electron_migrate.plan.addresses import Fixed, address_of
from electron_migrate.plan.asynchrony import NotAwaitable
from electron_migrate.plan.colouring import Later, may_await
from electron_migrate.plan.function_receivers import Gone
from electron_migrate.plan.function_uses import Uses, uses_of
from electron_migrate.plan.listener_events import NoListener, parameters_of, uses_arguments, without_event
from electron_migrate.plan.listener_functions import unwrapped, uses_this
from electron_migrate.plan.listeners import NamedListener, read_listener
from electron_migrate.plan.main_listeners import (
    MainListener,
    NoRequest,
    answers_by_message,
    answers_by_value,
    is_answered_once,
    listener_of,
    request_edits,
)
from electron_migrate.plan.model import Manual
from electron_migrate.plan.naming import member_name
from electron_migrate.plan.values import unsendable

if TYPE_CHECKING:
    from electron_migrate.plan.context import Context

_TO_MAIN = frozenset({"send", "sendSync", "invoke", "sendTo", "postMessage"})


@dataclass(frozen=True, slots=True)
class SyncRequest:
    """`sendSync` that becomes `invoke`. `edits` of main's side; `later`: what each call site needs to await, by its place."""

    edits: Mapping[str, tuple[Edit, ...]]
    later: Mapping[tuple[str, int], Later]


@dataclass(frozen=True, slots=True)
class ReplyPair:
    """A message whose reply is what an `invoke` answers. The page's listener for the reply becomes a plain function, `name`."""

    channel: str
    reply: str
    name: str
    values: int
    """How many values each reply has."""
    registration: Site
    page: tuple[Edit, ...]
    """Edits of the registration."""
    edits: Mapping[str, tuple[Edit, ...]]
    """Edits of main's side."""
    result: str
    """The TypeScript type of the answer; empty where it is not known."""

    def then(self, *, hoisted: bool) -> str:
        """What follows the call. `hoisted`: the name may not be there yet when the call is made."""
        if self.values == 1:
            return f".then((answer) => {self.name}(answer))" if hoisted else f".then({self.name})"
        return f".then(() => {self.name}())" if not self.values else f".then((answers) => {self.name}(...answers))"


def sync_request(context: Context, name: str) -> SyncRequest | NoRequest:
    """Whether every `sendSync` on a channel can wait for a promise, and main's listener can return its answer."""
    channel = context.channel(name)
    if channel is None:
        return NoRequest("its channel is not known")
    sites = context.calls_on(name, "sendSync")
    refused = _other_senders(context, channel, sites)
    if refused is not None:
        return refused
    listener = listener_of(context, channel)
    if isinstance(listener, NoRequest):
        return listener
    answers = answers_by_value(context, listener)
    if isinstance(answers, NoRequest):
        return answers
    edits = request_edits(context, listener, answers, once=False)
    if isinstance(edits, NoRequest):
        return edits
    later: dict[tuple[str, int], Later] = {}
    for site in sites:
        assert site.call is not None
        may = may_await(context, site.unit, context.node(site.unit, site.call.span))
        if isinstance(may, NotAwaitable):
            return NoRequest(f"a caller cannot wait ({_at(context, site)}): {may.reason}")
        later[site.unit.path, site.call.span.start] = may
    return SyncRequest({listener.unit.path: edits}, later)


def reply_pair(context: Context, name: str) -> ReplyPair | NoRequest:
    """Whether a message on a channel always comes back as exactly one reply that one listener of the same script takes."""
    channel = context.channel(name)
    if channel is None:
        return NoRequest("its channel is not known")
    sites = context.calls_on(name, "send")
    listener = listener_of(context, channel)
    if isinstance(listener, NoRequest):
        return listener
    reply = _reply_of(context, listener)
    if isinstance(reply, NoRequest):
        return reply
    refused = _other_senders(context, channel, sites)
    if refused is not None:
        return refused
    if any(site.call is None or len(site.levels) > 2 or not _drops_result(context, site) for site in sites):
        return NoRequest("what sending gives back is used")
    if any(_may_be(one, reply.name) and any(use.kind == "push" for use in one.senders) for one in context.facts.channels):
        return NoRequest("main also sends on channels that are not plain strings, which may be the one of the reply")
    answers = answers_by_message(context, listener, tuple(use.place for use in reply.senders))
    if isinstance(answers, NoRequest):
        return answers
    if not is_answered_once(context, listener, answers):
        return NoRequest("its listener does not come to exactly one reply on every way through it")
    counts = {len(answer.values) for answer in answers}
    if len(counts) != 1:
        return NoRequest("its replies differ in how many values they have")
    registration = _registration(context, reply, sites)
    if isinstance(registration, NoRequest):
        return registration
    page = _page_edits(context, registration, reply.name)
    if isinstance(page, NoRequest):
        return page
    edits = request_edits(context, listener, answers, once=True)
    if isinstance(edits, NoRequest):
        return edits
    count = counts.pop()
    types = [context.listener_types(reply.name, index) for index in range(count)]
    result = "" if not all(types) else types[0] if count == 1 else f"[{', '.join(types)}]" if count else "void"
    return ReplyPair(name, reply.name, page[0], count, registration, page[1], {listener.unit.path: edits}, result)


def pair_of_reply(context: Context, reply: str) -> ReplyPair | None:
    """The pair whose reply a channel is."""
    entry = context.channel(reply)
    if entry is None or not any(use.kind == "push" for use in entry.senders):
        return None
    for channel in context.facts.channels:
        if not channel.dynamic and any(use.kind == "send" for use in channel.senders):
            found = context.reply_pair(channel.name)
            if isinstance(found, ReplyPair) and found.reply == reply:
                return found
    return None


def is_hoisted(context: Context, pair: ReplyPair, site: Site) -> bool:
    """True where a call may run before the line that declares the pair's function: it comes first, or in a function that can be called from anywhere."""
    if site.span.start < pair.registration.span.start:
        return True
    at = context.node(site.unit, site.span).parent
    while at is not None:
        if at.type in FUNCTIONS and at.type not in ("arrow_function", "function_expression"):
            return True
        at = at.parent
    return False


def _drops_result(context: Context, site: Site) -> bool:
    """True for a statement, and for an arrow `() => send(…)` that is handed to somebody who does not look at what it returns."""
    if site.chain.use is Use.STATEMENT:
        return True
    function = context.node(site.unit, site.span).parent
    if site.chain.use is not Use.RETURNED or function is None or function.type != "arrow_function":
        return False
    uses = uses_of(context, site.unit, function)
    return isinstance(uses, Uses) and not uses.calls and all(one.receiver is not Gone.PROMISE for one in uses.handed)


# ---- who else


def _other_senders(context: Context, channel: Channel, sites: tuple[Site, ...]) -> NoRequest | None:
    if not sites:
        return NoRequest("no page sends it itself")
    places = {(site.unit.path, site.call.span) for site in sites if site.call is not None}
    for use in channel.senders:
        if use.kind in _TO_MAIN and (use.place.path, use.place.span) not in places:
            at = context.facts.where(use.place.path, use.place.span.start)
            return NoRequest(f"it is also sent with {use.kind} at {at}")
    for other in context.facts.channels:
        if _may_be(other, channel.name) and any(use.kind in ("send", "sendSync", "sendTo") for use in other.senders):
            return NoRequest("pages also send on channels that are not plain strings, which may be this one")
    for site in sites:
        if not isinstance(address_of(context, site), Fixed):
            return NoRequest(f"a call sends on one of several channels ({_at(context, site)})")
        if isinstance(context.bridge_of(site.unit), Manual):
            return NoRequest(f"a page that sends it gets no bridge ({_at(context, site)})")
        assert site.call is not None
        if unsendable(context, site.unit, site.call.arguments[1:]) is not None:
            return NoRequest(f"a call has to be changed by hand first ({_at(context, site)})")
    return None


def _may_be(dynamic: Channel, name: str) -> bool:
    """True for a channel that is only known when the app runs and may turn out to be this one."""
    return dynamic.dynamic and (HOLE not in dynamic.name or may_be(dynamic.name, name))


def _reply_of(context: Context, listener: MainListener) -> Channel | NoRequest:
    """The one channel on which main's listener sends to a page that listens."""
    inside = Span(listener.function.start_byte, listener.function.end_byte)
    found = []
    for channel in context.facts.channels:
        if channel.dynamic or not any(
            use.kind == "push" and use.place.path == listener.unit.path and inside.contains(use.place.span) for use in channel.senders
        ):
            continue
        if any(use.process is Process.RENDERER for use in channel.receivers):
            found.append(channel)
    if len(found) != 1:
        return NoRequest("its listener sends on more than one channel that pages listen to" if found else "its listener sends nothing back")
    return found[0]


def _registration(context: Context, reply: Channel, sites: tuple[Site, ...]) -> Site | NoRequest:
    listening = [site for verb in ("on", "once") for site in context.calls_on(reply.name, verb)]
    if len(listening) != 1 or len(reply.receivers) != 1 or listening[0].verb == "once":
        return NoRequest(
            "more than one listener takes the reply"
            if len(listening) > 1
            else "the listener of the reply takes one only, or is not in a page"
        )
    site = listening[0]
    if any(one.unit != site.unit for one in sites):
        return NoRequest("it is sent from another script than the one that listens to its reply")
    others = [one for one in context.registrations(reply.name) if context.facts.process(one.unit.path) is not Process.PRELOAD]
    if len(others) != 1 or any(context.calls_on(reply.name, verb) for verb in ("emit", "removeAllListeners")):
        return NoRequest("the listener of the reply is taken off, is not the only one, or pages emit it themselves")
    node = context.node(site.unit, site.span)
    statement = node.parent
    if site.chain.use is not Use.STATEMENT or statement is None or statement.parent != context.parsed(site.unit).root:
        return NoRequest("the listener of the reply is not registered at the top level of its script, where it stays for good")
    return site


def _page_edits(context: Context, site: Site, reply: str) -> tuple[str, tuple[Edit, ...]] | NoRequest:
    """(name of the function, edits): the registration becomes a function of the page, or goes where the listener has a name already."""
    call = site.call
    assert call is not None
    if len(call.arguments) != 2:
        return NoRequest("the registration is not a channel and a listener")
    node = unwrapped(context.node(site.unit, call.arguments[1].span))
    if node.type in ("arrow_function", "function_expression"):
        refused = _needs_event(context, site, node)
        if refused:
            return NoRequest(f"its reply is taken by a listener that cannot do without its event ({refused})")
        name = _free(context, site, member_name(reply, prefix="on"))
        return name, (
            Edit.replace(Span(call.span.start, node.start_byte), f"const {name} = "),
            *_without_event(node),
            Edit.delete(node.end_byte, call.span.end),
        )
    found = read_listener(context, site.unit, node, rewritten=frozenset({call.span}))
    if not isinstance(found, NamedListener) or node.type != "identifier" or found.target.function is None:
        return NoRequest("its reply is taken by a listener that cannot be read")
    if found.keeps_event or found.leading or found.may_change:
        return NoRequest("the listener of the reply is called elsewhere too, or uses its event")
    data = context.facts.sources[site.unit.path].data
    end = call.span.end
    while data[end : end + 1] in (b";", b"\r", b" "):
        end += 1
    if data[end : end + 1] == b"\n":
        end += 1
    return found.name, (Edit.delete(call.span.start, end), *found.event_edits)


def _needs_event(context: Context, site: Site, function: Node) -> str:
    """Why an inline listener cannot be called without its event; empty where it can."""
    uses = without_event(context, site.unit, function, preventable=False)
    if isinstance(uses, NoListener):
        return uses.reason
    if uses.edits or uses_arguments(context, site.unit, function) or (function.type == "function_expression" and uses_this(function)):
        return "it uses its event, `arguments` or `this`"
    return ""


def _without_event(function: Node) -> tuple[Edit, ...]:
    parameters = parameters_of(function)
    if not parameters:
        return ()
    first = parameters[0]
    if function.child_by_field_name("parameter") is not None:
        return (Edit.replace(Span(first.start_byte, first.end_byte), "()"),)
    return (Edit.delete(first.start_byte, parameters[1].start_byte if len(parameters) > 1 else first.end_byte),)


def _free(context: Context, site: Site, wanted: str) -> str:
    parsed = context.parsed(site.unit)
    taken = {binding.name for binding in context.scopes(site.unit).bindings} | context.sibling_names(site.unit)
    taken |= {parsed.text(reference.node) for reference in context.scopes(site.unit).unresolved}
    name, number = wanted, 2
    while name in taken:
        name, number = f"{wanted}{number}", number + 1
    return name


def _at(context: Context, site: Site) -> str:
    return context.facts.where(site.unit.path, site.span.start)
