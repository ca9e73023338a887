"""One use of a global or module of main's in a page: its names on the bridge, and what all rewrites of such uses ask for."""

from __future__ import annotations

import re

from electron_migrate.code.edits import Edit
from electron_migrate.facts.main_model import Judged, MainData, Nature
from electron_migrate.facts.model import Safety
from electron_migrate.facts.origins import UnitId
from electron_migrate.facts.summary import Use
from electron_migrate.plan.context import Context
from electron_migrate.plan.main_members import Act, Reach
from electron_migrate.plan.model import Fix
from electron_migrate.plan.naming import member_name
from electron_migrate.plan.needs import BridgeMember, DropUnused, HandlerKind, HandlerParameter, MainHandler, MemberKind, Need, Parameter
from electron_migrate.plan.typing import is_typed


class MainUse:
    """A use, with the preloads that are to carry what it becomes."""

    def __init__(self, context: Context, reach: Reach, preloads: tuple[str, ...] = ()) -> None:
        self.reach, self.context = reach, context
        self.site, self.unit = reach.site, reach.site.unit
        self.all = context.main_members
        self.domain = self.all.domain(reach)
        self.shown = ".".join((reach.name, *reach.names))
        self.preloads = preloads

    def is_asked(self) -> bool:
        """True for `if (conf)`: the object itself, only asked whether it is there."""
        if self.reach.act is not Act.READ or self.reach.names or self.reach.after or self.site.chain.use is not Use.TESTED:
            return False
        return not isinstance(self.all.member(self.reach), MainData) or self.data().answer.nature is Nature.LIVE or self.has_methods()

    def has_methods(self) -> bool:
        """True when pages call or write members of the same global or module."""
        return any(one.names and one.act is not Act.READ for one in self.same())

    def data(self) -> MainData:
        """The member as data; unknown where it is no data."""
        member = self.all.member(self.reach)
        return member if isinstance(member, MainData) else MainData(Judged(Nature.UNKNOWN))

    def same(self) -> tuple[Reach, ...]:
        """Every use of the same global or module."""
        return tuple(one for one in self.all.reaches if (one.by, one.name) == (self.reach.by, self.reach.name))

    def typed_callers(self) -> bool:
        """True when a script that uses the member is TypeScript."""
        return any(is_typed(self.context.parsed(one.site.unit)) for one in self.all.of(self.reach.key))

    def method_path(self) -> tuple[str, ...]:
        """Where a function hangs on the bridge."""
        return (self.domain, *map(identifier, self.reach.names)) if self.reach.names else ("globals", identifier(self.reach.name))

    def value_path(self, verb: str) -> tuple[str, ...]:
        """Where the method to get or set a value hangs on the bridge."""
        names = (self.domain, *self.reach.names) if self.reach.names else ("globals", self.reach.name)
        last = identifier(names[-1])
        return (*map(identifier, names[:-1]), f"{verb}{last[:1].upper()}{last[1:]}")

    def channel(self, path: tuple[str, ...]) -> str:
        """The channel of a method."""
        return self.context.free_channel(f"{path[0]}:{'.'.join(path[1:])}")

    def needs(
        self, path: tuple[str, ...], kind: MemberKind, parameters: tuple[Parameter, ...], handled: tuple[HandlerParameter, ...], body: str,
        todos: tuple[str, ...], result: str,
    ) -> tuple[Need, ...]:  # fmt: skip
        """The member in each preload, and the handler that serves it."""
        handler = {MemberKind.SEND: HandlerKind.ON, MemberKind.INVOKE: HandlerKind.HANDLE, MemberKind.ASK: HandlerKind.ANSWER}[kind]
        channel = self.channel(path)
        given = "void" if kind is MemberKind.SEND else result
        return (
            *(BridgeMember(preload, path, kind, channel, parameters, given) for preload in self.preloads),
            MainHandler(channel, handler, handled, body, todos=todos),
        )

    def fix(self, title: str, safety: Safety, unit: UnitId, edits: tuple[Edit, ...], needs: tuple[Need, ...], note: str) -> Fix:
        """A fix in the group of this global or module."""
        drops = dict.fromkeys((DropUnused(self.unit.path), DropUnused(unit.path)))
        topic = f"global {self.reach.name}" if self.reach.by == "getGlobal" else f"module {self.domain}"
        return Fix(
            title=title, safety=safety, topic=topic, edits={unit.path: edits}, needs=(*needs, *drops), may_change=" ".join(note.split())
        )


def sync(path: tuple[str, ...]) -> tuple[str, ...]:
    """The path of the method that answers in place."""
    return path if path[-1].endswith("Sync") else (*path[:-1], f"{path[-1]}Sync")


def identifier(name: str) -> str:
    """A name that a member of the bridge can have."""
    return name if re.fullmatch(r"[A-Za-z_$][\w$]*", name) else member_name(name)


def sentence(text: str) -> str:
    """The text with a capital and a full stop."""
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith('.') else '.'}"


def blocks(reason: str) -> str:
    """The note for a call that waits in place."""
    return f"The page blocks until main answers, as it did with remote ({reason})."


def result_type(member: MainData) -> str:
    """The TypeScript type of a value that a page reads."""
    return member.type if member.type in ("string", "number", "boolean") else "any"
