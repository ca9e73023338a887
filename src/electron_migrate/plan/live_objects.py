"""Objects that live in main and that pages go on calling: what a page gets instead is a handle, and main keeps the object under a number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from electron_migrate.facts.main_model import Judged, MainFunction, MainUnknown, Nature
from electron_migrate.facts.origins import External, Module, UnitId
from electron_migrate.facts.summary import Call, Spread
from electron_migrate.plan.live_flow import Answer, LiveFlow, all_answers
from electron_migrate.plan.main_arguments import read_arguments
from electron_migrate.plan.main_members import Reach, access, calls_on_result
from electron_migrate.plan.model import Manual
from electron_migrate.plan.naming import member_name
from electron_migrate.plan.needs import HandlerKind, HandlerParameter, MainHandler, Parameter
from electron_migrate.plan.values import unsendable

if TYPE_CHECKING:
    from electron_migrate.plan.context import Context

_MAKES = re.compile(r"^(?:create|open|get|make|new|connect|start|build|find|load|use)(?=[A-Z])")
_ID = HandlerParameter("id")
# What a bridge object cannot have as a method.
_TAKEN = frozenset({"constructor", "prototype", "then", "toString", "valueOf", "toJSON"})


@dataclass(frozen=True, slots=True)
class LiveMember:
    """A member of main that answers with a live object. `expression` is TypeScript in the preload for its call with `parameters`; `type` that of the handle.

    `blocks`: the page waits in place. `handlers` serve it and every method of what it gives.
    """

    path: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    expression: str
    type: str
    blocks: bool
    handlers: tuple[MainHandler, ...]
    helpers: tuple[str, ...]


def find_live(context: Context) -> Mapping[tuple[str, str, tuple[str, ...]], LiveMember | Manual]:
    """The members of main whose answers pages go on calling, by their key; or why no handle can stand for what they give."""
    members = context.main_members
    flow = LiveFlow(context)
    found: dict[tuple[str, str, tuple[str, ...]], tuple[Reach, Answer]] = {}
    for reach in members.reaches:
        if reach.call is not None and reach.key not in found and _is_own(context, reach) and _goes_on(context, reach):
            found[reach.key] = (reach, Answer(reach.key, reach.names[-1] if reach.names else reach.name, None))
    for key, (_, answer) in found.items():
        for reach in members.of(key):
            if reach.call is not None:
                flow.follow(answer, reach.site.unit, reach.call)
    return {key: _Live(context, reach, answer).read() for key, (reach, answer) in found.items() if answer.lives or _answers_live(context, reach)}


def _goes_on(context: Context, reach: Reach) -> bool:
    return _answers_live(context, reach) or calls_on_result(context, reach)


def _answers_live(context: Context, reach: Reach) -> bool:
    member = context.main_members.member(reach)
    return isinstance(member, MainFunction) and member.answer.nature is Nature.LIVE


def _is_own(context: Context, reach: Reach) -> bool:
    """True for what the app itself has in main, and not a module of Node's or Electron's, or an object of theirs."""
    member = context.main_members.member(reach)
    if isinstance(member, MainFunction) and (member.answer.what.endswith("of Electron") or member.risk):
        return False
    if not isinstance(member, MainFunction | MainUnknown):
        return False
    targets = context.main_members.objects.targets(reach.by, reach.name)
    return isinstance(targets, tuple) and bool(targets) and not any(isinstance(one, External) for one in targets) and (
        reach.by != "require" or all(isinstance(one, Module) for one in targets)
    )


class _RefusedError(Exception):
    """It stays with a person, for a reason."""

    def __init__(self, manual: Manual) -> None:
        self.manual = manual


class _Live:
    """One member and every kind of object that comes of it."""

    def __init__(self, context: Context, reach: Reach, answer: Answer) -> None:
        self.context, self.reach, self.answer = context, reach, answer
        self.domain = context.main_members.domain(reach)
        self.shown = ".".join((reach.name, *reach.names))
        self.kinds: dict[Answer, str] = {}
        self.handlers: list[MainHandler] = []
        self.helpers = {"liveObjects"}

    def read(self) -> LiveMember | Manual:
        try:
            return self._read()
        except _RefusedError as refused:
            return refused.manual

    def _read(self) -> LiveMember:
        for answer in all_answers(self.answer):
            if answer is self.answer or answer.lives:
                self._name(answer)
                if answer.root().escapes:
                    raise _RefusedError(
                        Manual(
                            f"`{self.shown}` answers with a live object of main that gets out of sight: {answer.root().escapes[0]}.",
                            "Use it where it can be followed: in variables, fields, and functions of the app; or write a bridge method for what is needed.",
                        )
                    )
        member = self.context.main_members.member(self.reach)
        known = member if isinstance(member, MainFunction) else MainFunction(None, None, Judged(Nature.UNKNOWN))
        kinds = {name: self._kind(answer, name) for answer, name in sorted(self.kinds.items(), key=lambda item: item[1])}
        blocks = not self._comes_later(self.answer, known)
        path = (self.domain, *self.reach.names)
        path = path if not blocks or path[-1].endswith("Sync") else (*path[:-1], f"{path[-1]}Sync")
        channel = self.context.free_channel(f"{path[0]}:{'.'.join(path[1:])}")
        own = f"{self.context.main_members.expression(self.reach)}{access(self.reach.names)}"
        parameters, code = self._call(self.answer, known, channel, own, "", "handles")
        lines = ",\n".join(f"  {name}: {text}" for name, text in kinds.items())
        expression = f"{code}".replace("handles.", "liveObjects({\n" + lines + "\n}).", 1)
        return LiveMember(path, parameters, expression, "any", blocks, tuple(dict.fromkeys(self.handlers)), tuple(sorted(self.helpers)))

    def _name(self, answer: Answer) -> None:
        """A kind is named after the method that gives it; where several do, after the first of them by name."""
        names = sorted({self._kind_name(one.name) for one in self._producers(answer.root())})
        wanted, number = names[0], 2
        while wanted in self.kinds.values():
            wanted, number = f"{names[0]}{number}", number + 1
        self.kinds[answer.root()] = wanted

    def _kind_name(self, method: str) -> str:
        found = _MAKES.sub("", method)
        # the module is the function
        return self.domain if method == "default" else member_name(found[:1].lower() + found[1:])

    def _producers(self, root: Answer) -> Iterator[Answer]:
        if self.answer.root() is root:
            yield self.answer
        for answer in all_answers(self.answer):
            yield from (one for one in answer.root().methods.values() if one.root() is root)

    def _kind(self, root: Answer, name: str) -> str:
        lines = []
        for method, answer in sorted(root.methods.items(), key=lambda item: item[0].lower()):
            if method in _TAKEN or re.fullmatch(r"[A-Za-z_$][\w$]*", method) is None:
                raise _RefusedError(Manual(f"`{method}` is called on what `{self.shown}` answers, and cannot be a method of a handle.", _BY_HAND))
            channel = self.context.free_channel(f"{self.domain}:{name}.{method}")
            owner = f"liveOf(event, '{self.domain}.{name}', id)"
            parameters, code = self._call(answer, MainFunction(None, None, Judged(Nature.UNKNOWN)), channel, f"{owner}.{method}", "id", "handles")
            shown = ", ".join(f"{'...' if one.rest else ''}{one.name}{'?' * one.optional}: {one.type}{'[]' * one.rest}" for one in parameters)
            lines.append(f"    {method}: ({shown}) => {code}")
        given = "id, handles" if any("handles." in line for line in lines) else "id"
        typed = "id: number, handles: any" if given != "id" else "id: number"
        return f"({typed}) => ({{\n" + ",\n".join(lines) + "\n  })"

    # ---- one method

    def _call(
        self, answer: Answer, member: MainFunction, channel: str, function: str, id: str, handles: str
    ) -> tuple[tuple[Parameter, ...], str]:
        """The parameters of a method and its code in the preload; adds the handler that serves it."""
        for unit, call in answer.calls:
            self._check(unit, call)
        given = [(unit, call.arguments) for unit, call in answer.calls]
        shown = self.shown if answer is self.answer else f"{self.kinds[answer.of.root()] if answer.of is not None else ''}.{answer.name}"
        parameters, handled, todos = read_arguments(self.context, member, shown, given, answer.name, answered=answer.kept, taken=("id", "handles"))
        sent = "".join(f", {'...' if one.rest else ''}{one.name}" for one in parameters)
        passed = ", ".join(f"{'...' if one.rest else ''}{one.name}" for one in handled)
        body = f"{function}({passed})"
        kind = self.kinds.get(answer.root())
        first = f"{id}{sent}" if id else sent[2:]
        first = f", {first}" if first else ""
        helpers = ["liveOf"] if id else []
        if kind is not None:
            helpers.append("keepLive")
        kept = f"'{self.domain}.{kind}'"
        if kind is None and not answer.kept:
            how, code = HandlerKind.ON, f"{{ ipcRenderer.send('{channel}'{first}) }}"
        elif self._comes_later(answer, member):
            how = HandlerKind.HANDLE
            code = f"ipcRenderer.invoke('{channel}'{first})"
            if kind is not None:
                code += f".then({handles}.{kind})"
                body = f"Promise.resolve({body}).then((object) => keepLive(event, {kept}, object))"
        else:
            how = HandlerKind.ANSWER
            self.helpers.add("ask")
            code = f"ask('{channel}'{first})"
            if kind is not None:
                code = f"{handles}.{kind}({code})"
                body = f"keepLive(event, {kept}, {body})"
        checks = (*((_ID,) if id else ()), *handled)
        self.handlers.append(MainHandler(channel, how, checks, body, todos=todos, helpers=tuple(helpers)))
        return parameters, code

    def _check(self, unit: UnitId, call: Call) -> None:
        if call.optional:
            raise _RefusedError(Manual("The method is called only if it is there (`?.()`).", "Call it where you know that it is there."))
        if any(isinstance(one, Spread) for one in call.arguments):
            raise _RefusedError(Manual("The arguments are spread: what is passed is not known.", "Write the arguments one by one."))
        refused = unsendable(self.context, unit, call.arguments)
        if refused is not None:
            raise _RefusedError(refused)

    def _comes_later(self, answer: Answer, member: MainFunction) -> bool:
        if answer.awaited and answer.at_once:
            raise _RefusedError(_unclear(answer, self.shown))
        if answer.awaited:
            return True
        if member.promise is True or (not answer.at_once and member.promise is None):
            raise _RefusedError(_unclear(answer, self.shown))
        return False


_BY_HAND = "Keep the object in main, and write a bridge method for each thing that the page does with it."


def _unclear(answer: Answer, shown: str) -> Manual:
    called = answer.name if answer.of is not None else shown
    return Manual(f"Whether `{called}` answers at once or later could not be told.", "Await it wherever it is used, or nowhere; then plan again.")
