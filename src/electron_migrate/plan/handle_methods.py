"""Methods of a handle that a page has on a window, or on web contents, in main: what each use becomes on the bridge, in main and in the page.

A handle is an object of functions in the preload; main knows the thing by a number that is sent along, and looks it up for the page that asks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from electron_migrate.code.edits import Edit
from electron_migrate.facts.api_table import ApiRow, Shape
from electron_migrate.facts.api_table import Use as ApiUse
from electron_migrate.facts.event_table import EventRow, ManualEvent, load_event_table
from electron_migrate.facts.origins import UnitId
from electron_migrate.facts.sites import Site
from electron_migrate.facts.summary import Call, Literal, Member, Spread
from electron_migrate.plan.colouring import Later, may_await
from electron_migrate.plan.context import Context
from electron_migrate.plan.model import Manual
from electron_migrate.plan.naming import member_name
from electron_migrate.plan.needs import HandlerKind, HandlerParameter, MainHandler
from electron_migrate.plan.registrations import Registration, Registrations
from electron_migrate.plan.values import unsendable

REGISTER = {"on": "on", "addListener": "on", "once": "once"}
ID = HandlerParameter("id")
HANDED_ON = Manual(
    "The window or web contents are handed on, kept elsewhere or compared.",
    "Use them where they are made or looked up; or do it in main, and give the page a bridge method for each thing that it does with them.",
)


@dataclass(frozen=True, slots=True)
class HandleKind:
    """What a handle is on.

    `prefix` begins its channels. `found` is JavaScript in main that finds the thing by `id` for `event`, or throws; `helpers` and `trusted` are what it
    calls. `is_contents`: it is web contents, not a window. `told`: main forwards the events from the start, in the handler that opens the window.
    `made`: the class of Electron's that it is an instance of, where it is neither window nor web contents: its rows and events begin with that name.
    """

    prefix: str
    found: str
    helpers: tuple[str, ...]
    is_contents: bool = False
    told: bool = False
    trusted: tuple[str, ...] = ()
    made: str = ""

    @property
    def variable(self) -> str:
        """What the thing is called in main."""
        return self.made.lower() if self.made else "contents" if self.is_contents else "win"

    @property
    def shown(self) -> str:
        return f"a {self.made}" if self.made else "another window or its contents"


@dataclass(frozen=True, slots=True)
class HandleMethod:
    """What one use becomes: `path` on the handle with its TypeScript and its type, main's handler, and the edits at the use."""

    path: tuple[str, ...]
    code: str
    type: str
    edits: tuple[Edit, ...] = ()
    handler: MainHandler | None = None
    statement: str = ""
    """What the opener in main does for it."""
    helper: str = ""
    """A snippet of the preload that `code` calls."""
    types: tuple[str, ...] = ()
    may_change: str = ""
    later: Mapping[str, tuple[Edit, ...]] = field(default_factory=dict)
    """The edits by which its answer may arrive later, per file."""


@dataclass(frozen=True, slots=True)
class Handle:
    """One handle in one script, with all of its uses. `depth`: how many names of a use's origin name the thing itself."""

    context: Context
    unit: UnitId
    kind: HandleKind
    uses: tuple[Site, ...]
    depth: int

    def method(self, use: Site) -> HandleMethod | Manual:
        """What a use becomes; calls of members only. Those that a kind serves in its own way have to be looked at before."""
        for level in reversed(use.levels):
            call, path = level.value, level.origin[self.depth :]
            if not isinstance(call, Call) or level.use is not ApiUse.CALL or not path:
                continue
            if call.optional or not isinstance(call.function, Member):
                break
            if any(isinstance(argument, Spread) for argument in call.arguments):
                return Manual("The arguments are spread: what is passed is not known.", "Write the arguments one by one.")
            if path[-1] in REGISTER and path[:-1] in ((), ("webContents",))[: 1 if self.kind.made else 2]:
                return self._event(use, call, path)
            if not self.kind.made and path == ("setMenu",) and takes_nothing(call):
                edits = (*self._renamed(call, "removeMenu"), Edit.replace(call.arguments_span, "()"))
                return self._command(use, call, ("removeMenu",), None, "win.removeMenu()", edits)
            if self.kind.made == "Tray" and path == ("setContextMenu",) and takes_nothing(call):
                edits = (*self._renamed(call, "removeContextMenu"), Edit.replace(call.arguments_span, "()"))
                return self._command(use, call, ("removeContextMenu",), None, "Tray.setContextMenu(null)", edits)
            row = self._row(path)
            if row is not None:
                return self._by_row(use, call, path, row)
        shown = ".".join(use.last.origin[self.depth :])
        if not shown:
            return HANDED_ON
        return Manual(
            f"`{shown}` of {self.kind.shown} has no counterpart on the bridge.",
            "Do it in main, behind a bridge method of its own.",
        )

    def asked(
        self, call: Call, path: tuple[str, ...], result: str, main: str, *, row: ApiRow | None = None, helpers: tuple[str, ...] = ()
    ) -> HandleMethod:
        """An answer that is awaited where it can be, and else comes over a call that blocks."""
        node = self.context.node(self.unit, call.span)
        given, passed = _signature(row)
        channel = self._channel(path)
        types = row.types if row is not None else ()
        awaited = node.parent is not None and node.parent.type in ("await_expression", "expression_statement")
        may = None if awaited else may_await(self.context, self.unit, node)
        if may is None or isinstance(may, Later):
            return HandleMethod(
                path,
                f"({given}) => ipcRenderer.invoke('{channel}', id{passed})",
                f"({given}) => Promise<{result}>",
                handler=self._handler(channel, HandlerKind.HANDLE, row, main, helpers),
                types=types,
                may_change=may.may_change if may is not None else "",
                later=may.edits if may is not None else {},
            )
        sync = (*path[:-1], f"{path[-1]}Sync")
        channel = self._channel(sync)
        return HandleMethod(
            sync,
            f"({given}) => ask('{channel}', id{passed})",
            f"({given}) => {result}",
            self._renamed(call, sync[-1]),
            self._handler(channel, HandlerKind.ANSWER, row, main, helpers),
            helper="ask",
            types=types,
            may_change=f"The page blocks until main answers, as it did with remote ({may.reason}).",
        )

    # ---- members

    def _channel(self, path: tuple[str, ...]) -> str:
        return f"{self.kind.prefix}:{'.'.join(path)}"

    def _row(self, path: tuple[str, ...]) -> ApiRow | None:
        origin = self._origin(path)
        row = self.context.table.find(origin, ApiUse.CALL, literal_arguments=False, major=self.context.major, target=self.context.major)
        served = isinstance(row, ApiRow) and row.origin == origin and row.shape in (Shape.COMMAND, Shape.QUERY, Shape.PROMISE)
        return row if served and isinstance(row, ApiRow) and not row.window_argument else None

    def _origin(self, path: tuple[str, ...]) -> tuple[str, ...]:
        if self.kind.made:
            return (self.kind.made, *path)
        if self.kind.is_contents:
            return ("currentWebContents", *path)
        return ("currentWebContents", *path[1:]) if path[0] == "webContents" else ("currentWindow", *path)

    def _by_row(self, use: Site, call: Call, path: tuple[str, ...], row: ApiRow) -> HandleMethod | Manual:
        refused = unsendable(self.context, self.unit, call.arguments)
        if refused is not None:
            return refused
        if len(call.arguments) > len(row.params):
            known = ", ".join(param.name for param in row.params) or "nothing"
            return Manual(f"More is passed to {'.'.join(path)} than the bridge takes ({known}).", "Drop the rest, or do it in main.")
        main = row.main.replace("event.sender", "contents" if self.kind.is_contents else "win.webContents")
        if row.shape is Shape.COMMAND:
            return self._command(use, call, path, row, main)
        if row.shape is Shape.PROMISE:
            given, passed = _signature(row)
            channel = self._channel(path)
            handler = self._handler(channel, HandlerKind.HANDLE, row, main)
            code = f"({given}) => ipcRenderer.invoke('{channel}', id{passed})"
            return HandleMethod(path, code, f"({given}) => Promise<{row.result}>", (), handler, types=row.types)
        return self.asked(call, path, row.result, main, row=row)

    def _command(
        self, use: Site, call: Call, path: tuple[str, ...], row: ApiRow | None, main: str, edits: tuple[Edit, ...] = ()
    ) -> HandleMethod | Manual:
        if use.last.value is not call:
            return Manual("What a command answers is used, but it has no answer.", "Make it a statement of its own.")
        given, passed = _signature(row)
        channel = self._channel(path)
        code = f"({given}) => {{ ipcRenderer.send('{channel}', id{passed}) }}"
        types = row.types if row is not None else ()
        return HandleMethod(path, code, f"({given}) => void", edits, self._handler(channel, HandlerKind.ON, row, main), types=types)

    def _handler(self, channel: str, kind: HandlerKind, row: ApiRow | None, main: str, helpers: tuple[str, ...] = ()) -> MainHandler:
        # of a class, the row calls the member on the class itself
        name = self.kind.made or self.kind.variable
        uses = len(re.findall(rf"\b{name}\b", main))
        statements: tuple[str, ...] = ()
        if uses == 1:
            main = re.sub(rf"\b{name}\b", self.kind.found, main)
        elif uses > 1:
            statements = (f"const {name} = {self.kind.found}",)
        params = row.params if row is not None else ()
        parameters = [HandlerParameter(param.name, param.type, param.optional, param.guard, param.keys, param.values) for param in params]
        return MainHandler(
            channel,
            kind,
            (ID, *parameters),
            main,
            imports=row.imports if row is not None else (),
            types=row.types if row is not None else (),
            todos=(row.risk,) if row is not None and row.risk else (),
            helpers=(*(self.kind.helpers if uses else ()), *helpers),
            statements=statements,
            trusted=self.kind.trusted if uses else (),
        )

    # ---- events

    def _event(self, use: Site, call: Call, path: tuple[str, ...]) -> HandleMethod | Manual:
        of_contents = self.kind.is_contents or bool(path[:-1])
        emitter = (self.kind.made,) if self.kind.made else ("currentWebContents",) if of_contents else ("currentWindow",)
        name = self.context.facts.origins.text(self.unit, call.arguments[0]) if len(call.arguments) == 2 else None
        row = load_event_table().find(emitter, name) if name is not None else None
        if isinstance(row, ManualEvent):
            return Manual(row.reason, row.hint)
        if row is None or use.last.value is not call:
            of = self.kind.shown if self.kind.made else "a window or its contents"
            return Manual(f"The table has no such event of {of} ({name or 'computed'}), or more is done with it.", "Listen in main.")
        prefix = REGISTER[path[-1]]
        method = member_name(row.name, prefix=prefix)
        channel = self._channel((*path[:-1], member_name(row.name, prefix="on")))
        here = self._registered(row)
        registrations = Registrations(
            self.context, self.unit, row.name, here, here, microtask=self.context.reports_errors(self.unit), has_event=row.has_event,
            preventable=True, on_handle=True,
        )  # fmt: skip
        done = registrations.rewrite(Registration(self.unit, path[-1], call), (*path[:-1], method))
        if isinstance(done, Manual):
            return done
        if len(done.parameters) > len(row.payload):
            return Manual("The listener takes a live object of main.", "Listen in main.")
        callback = f"callback: ({', '.join(f'{name}: {type_}' for name, type_ in row.payload)}) => void"
        helper = ("subscribeTo" if self.kind.told else "listenTo") + ("Once" if prefix == "once" else "")
        object_ = "win.webContents" if of_contents and not self.kind.is_contents else self.kind.variable
        return HandleMethod(
            (*path[:-1], method),
            f"({callback}) => {helper}('{channel}', id, callback)",
            f"({callback}) => () => void",
            done.edits,
            handler=None if self.kind.told else self._forwarding(row, channel, object_),
            statement=_told(row, channel, object_, "tellMaker" if self.kind.made else "tellOpener") if self.kind.told else "",
            helper=helper,
            types=row.types,
            may_change=done.may_change,
        )

    def _registered(self, row: EventRow) -> tuple[Registration, ...]:
        """The calls that register for this event, which lose the event object together."""
        found = []
        for use in self.uses:
            call, verb = use.last.value, use.last.origin[-1]
            given = call.arguments if isinstance(call, Call) and verb in REGISTER else ()
            if isinstance(call, Call) and len(given) == 2 and self.context.facts.origins.text(self.unit, given[0]) == row.name:
                found.append(Registration(self.unit, verb, call))
        return tuple(found)

    def _forwarding(self, row: EventRow, channel: str, emitter: str) -> MainHandler:
        taken, sent = row.forwarded()
        found = emitter.replace("contents" if self.kind.is_contents else "win", self.kind.found, 1)
        arguments = ["event", f"'{channel}'", "wanted", found, f"'{row.name_in_main}'", f"({', '.join(taken)}) => [{', '.join(sent)}]", "id"]
        return MainHandler(
            channel,
            HandlerKind.ON,
            (ID, HandlerParameter("wanted")),
            f"forward({', '.join(arguments)})",
            helpers=("forward", *self.kind.helpers),
            trusted=self.kind.trusted,
        )

    def _renamed(self, call: Call, name: str) -> tuple[Edit, ...]:
        assert isinstance(call.function, Member)
        return (Edit.replace(call.function.name_span, name),)


def handle_object(methods: Sequence[HandleMethod]) -> tuple[str, str]:
    """The TypeScript of a handle with these methods, and its type."""
    by_path = {method.path: method for method in methods if method.code}
    return (
        _object({path: method.code for path, method in by_path.items()}, ","),
        _object({path: method.type for path, method in by_path.items()}, ""),
    )


def _signature(row: ApiRow | None) -> tuple[str, str]:
    """The parameters of a method of the handle, and what of them is sent along."""
    params = row.params if row is not None else ()
    given = ", ".join(f"{param.name}{'?' * param.optional}: {param.type}" for param in params)
    return given, "".join(f", {param.name}" for param in params)


def _told(row: EventRow, channel: str, emitter: str, teller: str) -> str:
    """The statement by which what makes the thing in main forwards an event."""
    taken, sent = row.forwarded()
    passed = "".join(f", {name}" for name in sent)
    return f"{emitter}.on('{row.name_in_main}', ({', '.join(taken)}) => {{ {teller}(event, '{channel}', id{passed}) }})"


def takes_nothing(call: Call) -> bool:
    """True for a call with `null`, or `undefined`, alone."""
    return len(call.arguments) == 1 and _is_null(call)


def _is_null(call: Call) -> bool:
    return isinstance(call.arguments[0], Literal) and call.arguments[0].value is None


def _object(members: Mapping[tuple[str, ...], str], comma: str) -> str:
    """An object, or object type, with members at paths of one or more names, in the order of their names."""
    groups = {path[0]: text for path, text in members.items() if len(path) == 1}
    for head in {path[0] for path in members if len(path) > 1}:
        inner = _object({path[1:]: text for path, text in members.items() if path[0] == head and len(path) > 1}, comma)
        groups[head] = inner.replace("\n", "\n  ")
    lines = [f"  {name}: {text}" for name, text in sorted(groups.items(), key=lambda item: item[0].lower())]
    return "{\n" + f"{comma}\n".join(lines) + "\n}" if lines else "{}"
