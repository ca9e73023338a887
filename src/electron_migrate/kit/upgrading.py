"""Brings a transform file of an older contract to the present one: what a rule can say is rewritten, the rest is marked for a person.

The contract is `electron_migrate.api` and what a transform has to be. Its versions are rows here; libcst keeps every byte that no row is about.
"""

# ruff: noqa: N802 - libcst calls the methods of its visitors so
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

import libcst as cst

from electron_migrate.kit.reading import UPGRADE_MARK, argument
from electron_migrate.plan.transform import CONTRACT

_API = "electron_migrate.api"
_Statement = TypeVar("_Statement", cst.SimpleStatementLine, cst.If, cst.FunctionDef)


@dataclass(frozen=True, slots=True)
class Change:
    """From one contract to the next. `renamed`: names of the api; `gone`: names, and what a person does instead."""

    renamed: Mapping[str, str] = field(default_factory=dict)
    gone: Mapping[str, str] = field(default_factory=dict)


_REGISTRATIONS = "listeners and their removals are read by Registrations: see transforms/ipc_message.py"
CHANGES: Mapping[int, Change] = {
    1: Change(
        renamed={"Awaitable": "Later"},
        gone={
            "awaitable": "ask may_await(context, site.unit, node); the edits of what it answers are by path and hold the await: with_edits puts them into a fix",
            "NotAwaitable": "ask whether it is a Later instead",
            "Kept": _REGISTRATIONS,
            "Listener": _REGISTRATIONS,
            "NamedListener": _REGISTRATIONS,
            "NoListener": _REGISTRATIONS,
            "keep": _REGISTRATIONS,
            "read_listener": _REGISTRATIONS,
        },
    ),
}
"""By the contract that they lead away from."""


@dataclass(frozen=True, slots=True)
class Upgraded:
    """`text`: the file now; the same bytes where nothing was to be done. `left`: (line from 1, what a person has to do) for each place that is marked."""

    text: bytes
    contract: int
    left: tuple[tuple[int, str], ...]


class NoPythonError(Exception):
    """`line` from 1; `message` in one line."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line, self.message = line, message


def contract_of(module: cst.Module) -> int:
    """What the file says it is written for; 1 where it says nothing."""
    for node in _calls(module, "Transform"):
        value = argument(node, 5, "contract")
        if isinstance(value, cst.Integer):
            return value.evaluated_value
    return 1


def upgrade(text: bytes) -> Upgraded:
    """Raises NoPythonError."""
    try:
        module = cst.parse_module(text)
    except cst.ParserSyntaxError as error:
        raise NoPythonError(error.raw_line, error.message.splitlines()[0]) from error
    except (UnicodeDecodeError, LookupError, RecursionError) as error:
        raise NoPythonError(1, str(error) or "it is nested too deeply") from error
    first = contract_of(module)
    for number in range(first, CONTRACT):
        change = CHANGES[number]
        local = _names(module)
        module = module.visit(_Apply({here: change.renamed[name] for here, name in local.items() if name in change.renamed}, change))
        module = module.visit(_Mark({here: change.gone[name] for here, name in local.items() if name in change.gone}))
    if first < CONTRACT:
        module = module.visit(_State())
    new = module.bytes
    lines = new.decode(module.encoding, "replace").splitlines()
    left = tuple((number, line.partition(UPGRADE_MARK)[2].strip()) for number, line in enumerate(lines, 1) if UPGRADE_MARK in line)
    return Upgraded(new, max(first, CONTRACT), left)


def _names(module: cst.Module) -> dict[str, str]:
    """Names that the file imports from the api, by what it calls them."""
    found: dict[str, str] = {}
    for line in module.body:
        for statement in line.body if isinstance(line, cst.SimpleStatementLine) else ():
            if isinstance(statement, cst.ImportFrom) and _is_api(statement) and not isinstance(statement.names, cst.ImportStar):
                for alias in statement.names:
                    if isinstance(alias.name, cst.Name):
                        found[alias.evaluated_alias or alias.name.value] = alias.name.value
    return found


def _is_api(statement: cst.ImportFrom) -> bool:
    module = statement.module
    return module is not None and not statement.relative and cst.Module([]).code_for_node(module) == _API


def _calls(module: cst.Module, name: str) -> list[cst.Call]:
    found: list[cst.Call] = []

    class _Find(cst.CSTVisitor):
        def visit_Call(self, node: cst.Call) -> None:
            if isinstance(node.func, cst.Name) and node.func.value == name:
                found.append(node)

    module.visit(_Find())
    return found


class _Apply(cst.CSTTransformer):
    """Renames names of the api where they are imported and used; takes those that are gone out of the import."""

    def __init__(self, renamed: Mapping[str, str], change: Change) -> None:
        super().__init__()
        self.renamed, self.change = renamed, change

    def leave_ImportFrom(self, original_node: cst.ImportFrom, updated_node: cst.ImportFrom) -> cst.ImportFrom | cst.RemovalSentinel:
        if not _is_api(original_node) or isinstance(original_node.names, cst.ImportStar):
            return updated_node
        kept: dict[str, cst.ImportAlias] = {}
        for alias in original_node.names:
            name = alias.name.value if isinstance(alias.name, cst.Name) else ""
            if name in self.change.gone:
                continue
            new = self.change.renamed.get(name, name)
            kept[new] = alias.with_changes(name=cst.Name(new))
        if not kept:
            return cst.RemoveFromParent()
        if list(kept) == [alias.name.value for alias in original_node.names if isinstance(alias.name, cst.Name)]:
            return original_node
        ordered = [kept[name] for name in sorted(kept)]
        last = len(ordered) - 1
        comma = cst.Comma(whitespace_after=cst.SimpleWhitespace(" "))
        trailing = original_node.names[-1].comma if original_node.lpar is not None else cst.MaybeSentinel.DEFAULT
        if original_node.lpar is not None:
            comma = next((one.comma for one in original_node.names[:-1] if isinstance(one.comma, cst.Comma)), comma)
        return original_node.with_changes(
            names=[one.with_changes(comma=trailing if index == last else comma) for index, one in enumerate(ordered)]
        )

    def leave_Name(self, original_node: cst.Name, updated_node: cst.Name) -> cst.Name:
        return updated_node.with_changes(value=self.renamed[original_node.value]) if original_node.value in self.renamed else updated_node

    def leave_Attribute(self, original_node: cst.Attribute, updated_node: cst.Attribute) -> cst.Attribute:
        # a member of that name is something else
        return updated_node.with_changes(attr=original_node.attr)

    def leave_Arg(self, original_node: cst.Arg, updated_node: cst.Arg) -> cst.Arg:
        return updated_node.with_changes(keyword=original_node.keyword)


class _Mark(cst.CSTTransformer):
    """A comment above every statement that uses a name that is gone."""

    def __init__(self, gone: Mapping[str, str]) -> None:
        super().__init__()
        self.gone = gone

    def leave_SimpleStatementLine(
        self, original_node: cst.SimpleStatementLine, updated_node: cst.SimpleStatementLine
    ) -> cst.SimpleStatementLine:
        return self._marked(updated_node, original_node)

    def leave_If(self, original_node: cst.If, updated_node: cst.If) -> cst.If:
        return self._marked(updated_node, original_node.test)

    def leave_FunctionDef(self, original_node: cst.FunctionDef, updated_node: cst.FunctionDef) -> cst.FunctionDef:
        return self._marked(updated_node, original_node.params, original_node.returns)

    def _marked(self, updated: _Statement, *parts: cst.CSTNode | None) -> _Statement:
        used = sorted({name for part in parts if part is not None for name in _used(part) if name in self.gone})
        if not used:
            return updated
        lines: list[cst.EmptyLine] = [
            cst.EmptyLine(comment=cst.Comment(f"# {UPGRADE_MARK} {name} is gone: {self.gone[name]}")) for name in used
        ]
        above: list[cst.EmptyLine] = [*updated.leading_lines, *lines]
        return updated.with_changes(leading_lines=above)


class _State(cst.CSTTransformer):
    """`contract=` of the declaration."""

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        if not isinstance(original_node.func, cst.Name) or original_node.func.value != "Transform" or not original_node.args:
            return updated_node
        value = cst.Integer(str(CONTRACT))
        args = list(updated_node.args)
        for index, one in enumerate(args):
            if one.keyword is not None and one.keyword.value == "contract":
                args[index] = one.with_changes(value=value)
                return updated_node.with_changes(args=args)
        last = args[-1]
        between = next(
            (one.comma for one in args[:-1] if isinstance(one.comma, cst.Comma)), cst.Comma(whitespace_after=cst.SimpleWhitespace(" "))
        )
        end = last.comma
        if isinstance(end, cst.Comma) and isinstance(space := end.whitespace_after, cst.ParenthesizedWhitespace):
            # a comment behind the last argument stays with it
            if isinstance(other := between.whitespace_after, cst.ParenthesizedWhitespace):
                between = between.with_changes(whitespace_after=other.with_changes(first_line=space.first_line))
            end = end.with_changes(whitespace_after=space.with_changes(first_line=cst.TrailingWhitespace()))
        args[-1] = last.with_changes(comma=between)
        equal = cst.AssignEqual(whitespace_before=cst.SimpleWhitespace(""), whitespace_after=cst.SimpleWhitespace(""))
        args.append(cst.Arg(value, keyword=cst.Name("contract"), equal=equal, comma=end, whitespace_after_arg=last.whitespace_after_arg))
        return updated_node.with_changes(args=args)


def _used(node: cst.CSTNode) -> set[str]:
    """Plain names in it, not those of members and keywords, nor what a function in it does."""
    found: set[str] = set()

    class _Find(cst.CSTVisitor):
        def visit_Name(self, node: cst.Name) -> None:
            found.add(node.value)

        def visit_Attribute(self, node: cst.Attribute) -> bool:
            node.value.visit(self)
            return False

        def visit_Arg(self, node: cst.Arg) -> bool:
            node.value.visit(self)
            return False

    node.visit(_Find())
    return found
