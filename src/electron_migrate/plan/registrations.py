"""Registrations and removals of listeners for one channel or event in one script, rewritten so that they still belong together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from electron_migrate.code.edits import Edit
from electron_migrate.code.source import Place, Span
from electron_migrate.code.surgery import remove_statement
from electron_migrate.facts.sites import Site
from electron_migrate.facts.summary import Call, Member, Use
from electron_migrate.plan.listener_events import NoListener
from electron_migrate.plan.listeners import Listener, NamedListener, handed_over, read_listener
from electron_migrate.plan.model import Manual
from electron_migrate.plan.naming import member_name
from electron_migrate.plan.subscriptions import CannotKeep, Kept, free_name, keep
from electron_migrate.plan.typing import is_typed

if TYPE_CHECKING:
    from electron_migrate.facts.origins import UnitId
    from electron_migrate.plan.context import Context

MICROTASK = "The listener runs in a microtask, so that what it throws still reaches the page's error handling."
REGISTERING = frozenset({"on", "addListener", "prependListener", "once", "prependOnceListener"})
REMOVING = frozenset({"removeListener", "off"})
"""Methods of an emitter that add, and that remove, one listener."""
_KEEP_IT = "Keep the function that the registration returns where both can reach it, and call it to remove the listener."
_NOTHING_REMOVED = "The call is dropped: it never removed anything, because no page registers this function here. See whether the listener should be removed."


@dataclass(frozen=True, slots=True)
class Registration:
    """One call of `on`, `once`, `removeListener`, … with its listener as the second argument."""

    unit: UnitId
    verb: str
    call: Call
    stays: bool = False
    """What it returns is used, as in a chain of registrations: it is not rewritten."""

    @property
    def removes(self) -> bool:
        return self.verb in REMOVING

    @property
    def place(self) -> Place:
        return Place(self.unit.path, self.call.span)


def registrations_of(site: Site) -> Iterator[Registration]:
    """The registrations and removals of a use of ipcRenderer: several where they are in a chain, each called on what the one before returns."""
    calls = [level.value for level in site.levels if isinstance(level.value, Call) and len(level.value.arguments) > 1]
    verbs = [call.function.name if isinstance(call.function, Member) else site.verb for call in calls]
    kept = site.chain.use in (Use.DECLARED, Use.ASSIGNED_FROM, Use.ARGUMENT) or len(site.levels) > 2
    for verb, call in zip(verbs, calls, strict=True):
        if verb in REGISTERING | REMOVING:
            yield Registration(site.unit, verb, call, stays=kept and (len(calls) > 1 or verb in REGISTERING))


@dataclass(frozen=True, slots=True)
class Rewritten:
    """`parameters` are the listener's names for what it is handed, `...` before one that takes all further ones. No `may_change`: it is safe."""

    edits: tuple[Edit, ...]
    parameters: tuple[str, ...] = ()
    may_change: str = ""


class Registrations:
    """All registrations and removals of one channel: `here` those of one script, `everywhere` those of all pages, what may be one included.

    `filled_in`: the edits of the first argument of the registration that is rewritten, where it does not just go. `on_handle`: the member that
    registers hangs on the object that the page calls, not on the bridge. `callee`: what registers, where no member of the bridge does by itself.
    """

    def __init__(
        self,
        context: Context,
        unit: UnitId,
        name: str,
        here: Sequence[Registration],
        everywhere: Sequence[Registration],
        *,
        microtask: bool,
        has_event: bool = True,
        preventable: bool = False,
        filled_in: tuple[Edit, ...] = (),
        on_handle: bool = False,
        callee: Edit | None = None,
    ) -> None:
        self.context, self.unit, self.name, self.filled_in, self.on_handle = context, unit, name, filled_in, on_handle
        self.callee = callee
        self.here, self.everywhere = tuple(here), tuple(everywhere)
        self.microtask, self.has_event, self.preventable = microtask, has_event, preventable
        self.parsed, self.scopes = context.parsed(unit), context.scopes(unit)
        self.rewritten = frozenset(one.call.span for one in self.here if not one.stays)

    def rewrite(self, one: Registration, path: tuple[str, ...] = ()) -> Rewritten | Manual:
        """The edits for one of `here`; `path` is the member of the bridge that registers."""
        listener = self._read(one)
        if isinstance(listener, NoListener):
            return Manual(listener.reason, listener.hint)
        if one.removes and (isinstance(listener, Listener) or not self._has_registration(listener)):
            return self._removal_of_nothing(one, listener)
        if isinstance(listener, Listener):
            return self._registered(one, path, listener, None)
        together = self._same(listener)
        stays = next((other for other in together if other.stays), None)
        if stays is not None:
            at = self.context.facts.where(self.unit.path, stays.call.span.start)
            return Manual(
                f"The same listener is registered or removed in a chain of calls ({at}), which stays.",
                "Write each call of the chain as a statement of its own.",
            )
        verbs = {other.verb for other in together}
        if verbs & {"once", "prependOnceListener"} and verbs & REMOVING and verbs - REMOVING - {"once", "prependOnceListener"}:
            # a stack could not tell which of them is gone already
            return Manual("One function is registered with on and once, and removed.", "Give the two registrations a function each.")
        other = self._removed_elsewhere(listener, together)
        if other is not None:
            return other
        kept = self._kept(listener, together)
        if isinstance(kept, CannotKeep):
            return Manual(kept.reason, kept.hint)
        if one.removes:
            assert kept is not None
            return Rewritten((*kept.edits, Edit.replace(one.call.span, kept.off), *listener.event_edits), may_change=listener.may_change)
        return self._registered(one, path, listener, kept)

    # ---- which belong together

    def _read(self, one: Registration) -> Listener | NamedListener | NoListener:
        node = self.context.node(one.unit, one.call.arguments[1].span)
        rewritten = self.rewritten if one.unit == self.unit else frozenset()
        return read_listener(
            self.context,
            one.unit,
            node,
            rewritten=rewritten,
            microtask=self.microtask,
            has_event=self.has_event,
            preventable=self.preventable,
        )

    def _same(self, listener: NamedListener) -> list[Registration]:
        return [one for one in self.here if isinstance(other := self._read(one), NamedListener) and other.key == listener.key]

    def _has_registration(self, listener: NamedListener) -> bool:
        return any(not one.removes for one in self._same(listener))

    def _removed_elsewhere(self, listener: NamedListener, together: Sequence[Registration]) -> Manual | None:
        """A removal that is not rewritten with its registration would find nothing any more."""
        for removal in self.everywhere:
            if not removal.removes or removal in together:
                continue
            found = self._read(removal)
            if isinstance(found, Listener) or (isinstance(found, NamedListener) and self._are_different(listener, found, removal.unit)):
                continue
            at = self.context.facts.where(removal.unit.path, removal.call.span.start)
            return Manual(f"A listener for this is removed where it cannot be told which ({at}).", _KEEP_IT)
        return None

    def _are_different(self, one: NamedListener, other: NamedListener, unit: UnitId) -> bool:
        """True for two functions that cannot be the same one; `unit` is the script of the other."""
        if "at" in (one.key[0], other.key[0]):
            return True
        if unit == self.unit and one.key == other.key:
            return False
        if one.stays or other.stays:
            return True
        first, second = self._identity(one, self.unit), self._identity(other, unit)
        return first is not None and second is not None and first != second

    def _identity(self, listener: NamedListener, unit: UnitId) -> tuple[object, ...] | None:
        if listener.key[0] == "function":
            return listener.key[1:]
        function = listener.target.function
        return (unit, Span(function.start_byte, function.end_byte)) if function is not None else None

    def _removal_of_nothing(self, one: Registration, listener: Listener | NamedListener) -> Rewritten | Manual:
        for other in self.everywhere:
            if other.removes:
                continue
            found = self._read(other)
            different = isinstance(found, Listener) or isinstance(listener, Listener)
            if not different and isinstance(found, NamedListener) and isinstance(listener, NamedListener):
                different = self._are_different(listener, found, other.unit)
            if not different:
                return Manual("The listener is registered in another file than it is removed.", _KEEP_IT)
        statement = self.context.node(self.unit, one.call.span).parent
        if statement is None or statement.type != "expression_statement":
            return Manual("It removes a function that no page registers here: it has no effect.", "Drop the call.")
        return Rewritten(remove_statement(self.parsed, statement), may_change=_NOTHING_REMOVED)

    def _kept(self, listener: NamedListener, together: Sequence[Registration]) -> Kept | CannotKeep | None:
        removals = [one for one in together if one.removes]
        if not removals:
            return None
        several = {other.key for one in self.here if isinstance(other := self._read(one), NamedListener)}
        wanted = self._off_name(listener, several=len(several) > 1)
        on = [self.context.node(self.unit, one.call.span) for one in together if not one.removes]
        off = [self.context.node(self.unit, one.call.span) for one in removals]
        return keep(self.context, self.unit, listener.target, wanted, on, off)

    def _off_name(self, listener: NamedListener, *, several: bool) -> str:
        """A name that no other channel or event of the script takes for what it keeps."""
        wanted = member_name(self.name, prefix="off")
        others = {member_name(channel, prefix="off") for channel in self.context.listened_names if channel != self.name or self.preventable}
        if several:
            function = listener.name.rpartition(".")[2]
            short = member_name(function, prefix="off")
            is_only_here = listener.target.uses is not None and listener.stays
            wanted = short if is_only_here and short not in {*others, wanted} else member_name(f"{self.name} {function}", prefix="off")
        return f"{wanted}Event" if wanted in others and self.preventable else wanted

    # ---- edits

    def _registered(
        self, one: Registration, path: tuple[str, ...], listener: Listener | NamedListener, kept: Kept | None
    ) -> Rewritten | Manual:
        call = one.call
        edits: list[Edit] = list(kept.edits) if kept is not None else []
        before, after = (kept.before, kept.after) if kept is not None else ("", "")
        parent = self.context.node(self.unit, call.span).parent
        if before.endswith("= ") and parent is not None and parent.type != "expression_statement":
            before, after = f"({before}", ")"
        if self.on_handle and isinstance(call.function, Member):
            edits += [Edit.insert(call.span.start, before)] if before else []
            edits.append(Edit.replace(call.function.name_span, path[-1]))
        else:
            callee = (self.callee,) if self.callee is not None else self.context.callee_edits(self.unit, call.function, path)
            edits += [Edit.replace(callee[0].span, before + callee[0].new.decode()), *callee[1:]]
        start = call.arguments[1].span.start
        # what is filled into a channel stays as an argument
        edits += self.filled_in or self.context.delete_arguments(self.unit, call.arguments[0].span, Span(start, start))
        if len(call.arguments) > 2:
            edits.append(Edit.delete(call.arguments[1].span.end, call.arguments_span.end - 1))
        if after:
            edits.append(Edit.insert(call.span.end, after))
        if isinstance(listener, Listener):
            edits += listener.edits
        else:
            text = self._text(one, listener)
            if isinstance(text, Manual):
                return text
            edits += [*text, *listener.event_edits]
        return Rewritten(tuple(edits), listener.parameters, listener.may_change or (MICROTASK if self.microtask else ""))

    def _text(self, one: Registration, listener: NamedListener) -> list[Edit] | Manual:
        """The function that takes the listener's place, with the constant that it calls where that has to be."""
        style, typed = self.context.style(self.unit.path), is_typed(self.parsed)
        if not listener.hoisted:
            return [Edit.replace(listener.span, handed_over(listener, listener.name, end=style.end, microtask=self.microtask, typed=typed))]
        statement = self.context.node(self.unit, one.call.span).parent
        block = statement.parent if statement is not None and statement.type == "expression_statement" else None
        if statement is None or block is None or block.type not in ("statement_block", "program"):
            return Manual(
                "The listener is what an expression gives, and has to be kept before it is registered.",
                "Give it a name of its own, in a statement before the registration.",
            )
        name = free_name(self.parsed, self.scopes, member_name(self.name, prefix="handle"), self.context.sibling_names(self.unit))
        value = self.parsed.source.text(listener.span)
        indent = self.context.indent_at(self.unit, statement.start_byte)
        declared = Edit.insert(statement.start_byte, f"const {name} = {value}{style.end}{style.newline}{indent}")
        return [declared, Edit.replace(listener.span, handed_over(listener, name, end=style.end, microtask=self.microtask, typed=typed))]
