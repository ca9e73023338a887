"""Reads of what main has: a constant of the preload, or a request, there or where a name takes the value."""

from __future__ import annotations

import re

from electron_migrate.code.source import Span
from electron_migrate.facts.main_model import MainData, MainFunction, MainMissing, MainUnknown
from electron_migrate.facts.model import Safety
from electron_migrate.facts.origins import UnitId
from electron_migrate.facts.summary import Call, Member, Name, Use, Value
from electron_migrate.plan.colouring import Later, may_await
from electron_migrate.plan.copy_writes import written_where_passed
from electron_migrate.plan.main_members import Act, Reach, access
from electron_migrate.plan.main_use import MainUse, blocks, identifier, result_type, sentence, sync
from electron_migrate.plan.model import Fix, Manual, with_edits
from electron_migrate.plan.needs import BridgeMember, MainConstant, MemberKind

_SECRET = re.compile(r"secret|token|passw|credential|private|api_?key|auth", re.IGNORECASE)
_WRITE_THERE = "Write the members where the object is at hand, or write a handler in main that changes it."
_CHANGES_IN_PLACE = frozenset({"sort", "push", "pop", "shift", "unshift", "splice", "reverse", "fill", "copyWithin"})


class MainRead(MainUse):
    """A value that a page reads."""

    def refused(self, member: MainFunction | MainData | MainUnknown) -> Manual | None:
        if isinstance(member, MainFunction):
            return Manual(
                f"`{self.shown}` is a function of main's that is passed on: what it is called with is not known.",
                "Call it where it is needed.",
            )
        if isinstance(member, MainUnknown) and any(
            one.act is Act.CALL and one.names[: len(self.reach.names)] == self.reach.names for one in self.same()
        ):
            return Manual(
                f"`{self.shown}` of main has methods, and is passed on as a whole.",
                "Pass the functions and values that are needed instead, one by one.",
            )
        if self.site.chain.use is Use.WRITTEN and self.reach.after:
            return Manual("An element of it is written.", "Write the whole value, or write a handler in main that changes the one element.")
        node = self.context.node(self.unit, self.reach.value.span)
        if node.parent is not None and node.parent.type == "unary_expression" and node.parent.children[0].type == "delete":
            return Manual("It is deleted.", "Write a handler in main that deletes it.")
        at = written_where_passed(self.context, self.unit, node) if not self.data().primitive else ""
        if at:
            return Manual(f"It is handed on, and written at {at}: that changed main's object, and would change a copy.", _WRITE_THERE)
        return None

    def rewrite(self, member: MainData) -> Fix | Manual:
        reach = self.reach
        path = self.value_path("get")
        declared = self._declaration(member)
        unit, span = declared if declared is not None else (self.unit, reach.value.span)
        node = self.context.node(unit, span)
        title = f"read {self.shown} of main through the bridge"
        note = "What arrives is a copy: what main changes in it later is not seen." if not member.primitive else ""
        may = may_await(self.context, unit, node)
        bridge = self.context.bridge_at(unit, span)
        body = f"{self.all.expression(reach)}{access(reach.names)}"
        if isinstance(may, Later):
            edits = (self.context.replacement(unit, span, f"{bridge}.{'.'.join(path)}()"),)
            needs = self.needs(path, MemberKind.INVOKE, (), (), body, (), result_type(member))
            fix = self.fix(title, Safety.REVIEW, unit, edits, needs, f"{note} {sentence(may.may_change)}")
            return with_edits(fix, may.edits, topic=may.topic)
        path = sync(path)
        needs = self.needs(path, MemberKind.ASK, (), (), body, (), result_type(member))
        edit = self.context.replacement(unit, span, f"{bridge}.{'.'.join(path)}()")
        return self.fix(title, Safety.REVIEW, unit, (edit,), needs, f"{note} {blocks(may.reason)}")

    def is_passed(self) -> bool:
        """True where a parameter has the value: it is what callers pass, and they pass a copy once their own reads are rewritten."""
        name = self.reach.value
        if not isinstance(name, Name) or name.binding < 0 or self.site.chain.value is not name:
            return False
        return self.context.facts.unit(self.unit).bindings[name.binding].parameter is not None

    def passed(self) -> Fix:
        return self.fix(f"take {self.shown} of main from the caller", Safety.REVIEW, self.unit, (), (), "")

    def is_constant(self, member: MainData) -> bool:
        following = self.reach.after[:1]
        changes = any(isinstance(one, Member) and one.name in _CHANGES_IN_PLACE for one in following)
        return (
            member.constant
            and not changes
            and not _SECRET.search(self.shown)
            and not self.all.is_written(self.reach)
            and not self.all.objects.is_changed(*self.reach.key)
            and (member.primitive or not self._is_written_elsewhere())
        )

    def _is_written_elsewhere(self) -> bool:
        """True where the page hands the same object to what writes into it."""
        return any(
            written_where_passed(self.context, one.site.unit, self.context.node(one.site.unit, one.value.span))
            for one in self.same()
            if one.act is Act.READ and one.names == self.reach.names
        )

    def constant(self, member: MainData) -> Fix | Manual:
        reach = self.reach
        path = (self.domain, *reach.names) if reach.names else ("globals", identifier(reach.name))
        if any(re.fullmatch(r"[A-Za-z_$][\w$]*", name) is None for name in path):
            return Manual(f"`{self.shown}` has a name that is no identifier.", "Give it one, then plan again.")
        key = ".".join(path)
        constant = MainConstant(key, f"{self.all.expression(reach)}{access(reach.names)}".replace("(global as any)", "global"))
        members = tuple(
            BridgeMember(preload, path, MemberKind.CONSTANT, result=result_type(member), expression=f"constants['{key}']", is_value=True)
            for preload in self.preloads
        )
        text = f"{self.context.bridge_at(self.unit, reach.value.span)}.{key}"
        edit = self.context.replacement(self.unit, reach.value.span, text)
        note = "" if member.primitive else "The page gets a frozen copy."
        safety = Safety.SAFE if member.primitive else Safety.REVIEW
        return self.fix(f"read {self.shown} of main once", safety, self.unit, (edit,), (*members, constant), note)

    def _declaration(self, member: MainData) -> tuple[UnitId, Span] | None:
        """Where a name of this script takes the value, when reading it there once means the same as reading it at each use."""
        name = self.reach.value
        if not self.reach.held or not isinstance(name, Name) or name.binding < 0:
            return None
        binding = self.context.facts.unit(self.unit).bindings[name.binding]
        if len(binding.values) != 1 or binding.values[0].path or self.all.is_written(self.reach):
            return None
        if isinstance(binding.values[0].value, Name) or self.context.facts.origins.origin(self.unit, binding.values[0].value) is None:
            return None
        if not member.primitive and self._is_written_elsewhere():
            return None
        deeper = any(
            len(one.names) > len(self.reach.names) and one.names[: len(self.reach.names)] == self.reach.names for one in self.same()
        )
        if not member.primitive and binding.top and deeper:
            # a live object that the script reads from again and again
            return None
        return self.unit, binding.values[0].value.span

    def whole(self) -> Reach | None:
        """The use of the same name as a whole that has its value read where it is declared: its members are in that copy."""
        root = _root(self.site.chain.value)
        if self.reach.held or not isinstance(root, Name) or root.binding < 0 or not self.reach.names:
            return None
        for one in self.same():
            if one.held and one.site.unit == self.unit and isinstance(one.value, Name) and one.value.binding == root.binding:
                other = MainRead(self.context, one)
                member = self.all.member(one)
                if not isinstance(member, MainFunction | MainMissing) and other._declaration(other.data()) is not None:
                    return one
        return None


def _root(value: Value) -> Value:
    while isinstance(value, Member | Call):
        value = value.object if isinstance(value, Member) else value.function
    return value
