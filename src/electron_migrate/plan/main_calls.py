"""Calls of functions that main has: commands, requests, callbacks of Node's style, and those whose answer lives on in main."""

from __future__ import annotations

from collections.abc import Sequence

from electron_migrate.code.edits import Edit
from electron_migrate.facts.main_model import MainData, MainFunction, MainUnknown, Nature
from electron_migrate.facts.model import Safety
from electron_migrate.facts.origins import Constant, UnitId
from electron_migrate.facts.summary import Call, Concat, FunctionValue, Literal, Member, Spread, Template, Use, Value
from electron_migrate.plan.asynchrony import in_try
from electron_migrate.plan.colouring import Later, may_await
from electron_migrate.plan.live_objects import LiveMember
from electron_migrate.plan.main_arguments import read_arguments
from electron_migrate.plan.main_members import access, calls_on_result, is_settled_later
from electron_migrate.plan.main_use import MainUse, blocks, sentence, sync
from electron_migrate.plan.model import Fix, Manual, with_edits
from electron_migrate.plan.needs import BridgeMember, HandlerKind, HandlerParameter, MainHandler, MemberKind, Need, Parameter
from electron_migrate.plan.values import type_of, unsendable

_BLOCKS = " The page blocks where an answer is needed in place, as it did with remote."


class MainCall(MainUse):
    """A call."""

    def refused(self, member: MainFunction | MainData | MainUnknown) -> Manual | None:
        call = self.reach.call
        if call is None or call.optional:
            return Manual("The method is called only if it is there (`?.()`).", "Call the bridge method where you know that it is meant.")
        if isinstance(member, MainData):
            return Manual(f"`{self.shown}` of main is no function that could be followed.", "Write a handler in main for what is meant.")
        if any(isinstance(argument, Spread) for argument in call.arguments[:-1]) or (
            call.arguments and isinstance(call.arguments[-1], Spread) and isinstance(member, MainFunction) and member.parameters is not None
        ):
            return Manual("The arguments are spread: what is passed is not known.", "Write the arguments one by one.")
        if isinstance(member, MainFunction) and member.answer.nature is Nature.LIVE:
            hint = member.hint or "Keep the object in main, and write a bridge method for each thing that the page does with it."
            return Manual(f"`{self.shown}` answers with {member.answer.what}: it cannot cross to an isolated page.", hint)
        if calls_on_result(self.context, self.reach):
            return Manual(
                f"The page goes on calling what `{self.shown}` answers: a live object of main.",
                "Keep the object in main under an id, and give the page one bridge method for each call, with the id as its first argument.",
            )
        return unsendable(self.context, self.unit, self._sent(member, call))

    def keep(self, live: LiveMember) -> Fix:
        """The call gives a handle; what is called on it stays as it is, because the methods keep their names."""
        note = (
            "The page gets a handle instead of the object: main keeps the object until the page ends, what its methods take and answer is copied, "
            f"and errors have their message only.{_BLOCKS if live.blocks else ''}"
        )
        edits: tuple[Edit, ...] = ()
        needs: list[Need] = []
        if self.reach.call is not None:
            edits = self.context.callee_edits(self.unit, self.reach.call.function, live.path)
            imports = ("ipcRenderer",) if "ipcRenderer" in live.expression else ()
            needs += [
                BridgeMember(
                    preload, live.path, MemberKind.LOCAL, parameters=live.parameters, result=live.type, expression=live.expression,
                    imports=imports, helpers=live.helpers,
                )
                for preload in self.preloads
            ]  # fmt: skip
            needs += live.handlers
        return self.fix(f"keep what {self.shown} gives in main, behind a handle", Safety.REVIEW, self.unit, edits, tuple(needs), note)

    def _sent(self, member: MainFunction | MainUnknown, call: Call) -> Sequence[Value]:
        """The arguments that cross to main: a callback of Node's style stays in the page."""
        return call.arguments[:-1] if isinstance(member, MainFunction) and self._takes_callback(member, call) else call.arguments

    def _takes_callback(self, member: MainFunction, call: Call) -> bool:
        if member.callback is None or not call.arguments:
            return False
        place = len(call.arguments) - 1 if member.callback < 0 else member.callback
        last = call.arguments[-1]
        return place == len(call.arguments) - 1 and (isinstance(last, FunctionValue) or self._is_function(last))

    def _is_function(self, value: Value) -> bool:
        origin = self.context.facts.origins.origin(self.unit, value)
        return isinstance(getattr(origin, "value", None), FunctionValue)

    def rewrite(self, member: MainFunction) -> Fix | Manual:
        call = self.reach.call
        assert call is not None
        if self._takes_callback(member, call):
            return self._with_callback(member, call)
        node = self.context.node(self.unit, call.span)
        statement = self._is_statement() or (member.answer.nature is Nature.NOTHING and member.promise is False)
        path = self.method_path()
        title = f"call {self.shown} of main through the bridge"
        if statement and member.promise is not True and not self._is_answered():
            return self._command(member, call, path, title, tried=in_try(node))
        note = (
            ""
            if member.answer.nature in (Nature.DATA, Nature.NOTHING)
            else "What it answers arrives as a copy: methods, and what main changes in it later, are lost."
        )
        if member.promise is True or statement or self.site.chain.use is Use.AWAITED or self._is_chained():
            safety = Safety.SAFE if member.promise is True and not note and self._all_plain(call) else Safety.REVIEW
            if not note and safety is Safety.REVIEW:
                note = "What is passed is copied; what cannot be cloned is refused."
            return self.fix(
                title,
                safety,
                self.unit,
                self.context.callee_edits(self.unit, call.function, path),
                self._called(member, MemberKind.INVOKE, path),
                note,
            )
        if member.promise is None and not self._looks_immediate():
            return Manual(
                f"Whether `{self.shown}` answers at once or later could not be told.",
                "Await it if it gives a promise; then plan again.",
            )
        may = may_await(self.context, self.unit, node)
        if isinstance(may, Later):
            edits = self.context.callee_edits(self.unit, call.function, path)
            needs = self._called(member, MemberKind.INVOKE, path)
            fix = self.fix(title, Safety.REVIEW, self.unit, edits, needs, f"{note} {sentence(may.may_change)}")
            return with_edits(fix, may.edits, topic=may.topic)
        path = sync(path)
        edits = self.context.callee_edits(self.unit, call.function, path)
        return self.fix(
            title, Safety.REVIEW, self.unit, edits, self._called(member, MemberKind.ASK, path), f"{note} {blocks(may.reason)}"
        )

    def _command(self, member: MainFunction, call: Call, path: tuple[str, ...], title: str, *, tried: bool) -> Fix | Manual:
        notes = []
        if not member.logs:
            notes.append("It takes effect once main gets the message; what it throws is logged there.")
        elif tried:
            notes.append("What main throws is logged there: the catch around the call no longer sees it.")
        if not self._all_plain(call):
            notes.append(
                "An error that is passed arrives with its message only, and what cannot be cloned, such as a function or a DOM node, is refused."
            )
        edits = self.context.callee_edits(self.unit, call.function, path)
        return self.fix(
            title, Safety.REVIEW if notes else Safety.SAFE, self.unit, edits, self._called(member, MemberKind.SEND, path), " ".join(notes)
        )

    def _with_callback(self, member: MainFunction, call: Call) -> Fix | Manual:
        if not self._is_statement():
            return Manual(f"What `{self.shown}` gives back besides calling its callback is used.", "Use what the callback gets.")
        path = self.method_path()
        given = [(unit, arguments[:-1]) for unit, arguments in self.all.arguments(self.reach)]
        parameters, handled, todos = self._arguments(member, given)
        channel = self.channel(path)
        sent = "".join(f", {'...' if one.rest else ''}{one.name}" for one in parameters)
        passed = "".join(f"{'...' if one.rest else ''}{one.name}, " for one in handled)
        callback = Parameter("callback", "(error: Error | null, ...values: any[]) => void")
        expression = f"callBack(ipcRenderer.invoke('{channel}'{sent}), callback)"
        body = f"calledBack((callback) => {self.all.expression(self.reach)}{access(self.reach.names)}({passed}callback))"
        needs: list[Need] = [
            BridgeMember(
                preload, path, MemberKind.LOCAL, channel, (*parameters, callback), "void",
                expression=expression, imports=("ipcRenderer",), helpers=("callBack",),
            )
            for preload in self.preloads
        ]  # fmt: skip
        needs.append(MainHandler(channel, HandlerKind.HANDLE, handled, body, todos=todos, helpers=("calledBack",)))
        note = "The callback is called with copies, and with an error that has its message only; what it throws does not reach the page's error handlers."
        edits = self.context.callee_edits(self.unit, call.function, path)
        return self.fix(f"call {self.shown} of main through the bridge", Safety.REVIEW, self.unit, edits, tuple(needs), note)

    def _called(self, member: MainFunction, kind: MemberKind, path: tuple[str, ...]) -> tuple[Need, ...]:
        parameters, handled, todos = self._arguments(member, self.all.arguments(self.reach))
        passed = ", ".join(f"{'...' if one.rest else ''}{one.name}" for one in handled)
        body = f"{self.all.expression(self.reach)}{access(self.reach.names)}({passed})"
        return self.needs(path, kind, parameters, handled, body, todos, "any" if self.typed_callers() else "unknown")

    def _arguments(
        self, member: MainFunction, given: Sequence[tuple[UnitId, Sequence[Value]]]
    ) -> tuple[tuple[Parameter, ...], tuple[HandlerParameter, ...], tuple[str, ...]]:
        name = self.reach.names[-1] if self.reach.names else ""
        return read_arguments(self.context, member, self.shown, given, name, answered=self._is_answered())

    def _is_answered(self) -> bool:
        """True when some call of the method wants its answer."""
        return any(not (one.site.chain.use is Use.STATEMENT and not one.after) for one in self.all.of(self.reach.key))

    def _is_statement(self) -> bool:
        return self.site.chain.use is Use.STATEMENT and not self.reach.after

    def _is_chained(self) -> bool:
        return any(isinstance(one, Member) and one.name in ("then", "catch", "finally") for one in self.reach.after[:1])

    def _looks_immediate(self) -> bool:
        """True when the use says that a value is there at once: something of it is read, it is compared, or its parts are taken."""
        if self.reach.after or self.site.chain.use is Use.TESTED:
            return True
        node = self.context.node(self.unit, self.reach.value.span)
        parent = node.parent
        if parent is None:
            return False
        if parent.type == "variable_declarator":
            name = parent.child_by_field_name("name")
            return (
                name is not None
                and name.type in ("object_pattern", "array_pattern", "identifier")
                and not is_settled_later(self.context, self.reach)
            )
        return parent.type in ("binary_expression", "template_substitution", "spread_element", "for_in_statement")

    def _all_plain(self, call: Call) -> bool:
        """True when every argument is provably a string, number or boolean, or an object of such."""
        return all(self._is_plain(argument) for argument in call.arguments)

    def _is_plain(self, value: Value) -> bool:
        if isinstance(value, Literal | Template | Concat):
            return True
        if type_of(self.context.facts.origins, self.unit, value) != "unknown":
            return True
        if isinstance(self.context.facts.origins.origin(self.unit, value), Constant):
            return True
        return (
            isinstance(value, Call)
            and isinstance(value.function, Member)
            and value.function.name in ("stringify", "toString", "join", "toISOString")
        )
