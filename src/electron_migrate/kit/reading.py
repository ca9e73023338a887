"""A transform file read by its syntax: what it declares, its document and its examples. Nothing of it is imported or run.

libcst is slow to import, so this module is imported by commands that read transforms only.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider

UPGRADE_MARK = "TODO(electron-migrate:upgrade)"


@dataclass(frozen=True, slots=True)
class ReadExample:
    """One `Example(…)`; texts are None where they are no plain literals. `line` from 1."""

    name: str | None
    before: str | None
    after: str | None
    changes: bool
    """False for `after=None`: must not change."""
    why: str
    line: int
    electron: str = "9.4.1"


@dataclass(frozen=True, slots=True)
class ReadTransform:
    path: Path
    id: str | None
    title: str
    safety: str
    rules: tuple[str, ...]
    origins: tuple[str, ...]
    computed_origins: bool
    """Its origins are made from a table: they can be told only by importing it."""
    document: str
    examples: tuple[ReadExample, ...]
    imports: tuple[tuple[str, int], ...]
    """Modules that it imports, with their lines."""
    rewrite: tuple[str, ...] | None
    """Names of the parameters of its function `rewrite`; None without one."""
    declared_line: int
    """The line of `TRANSFORM = …`; 0 without one."""
    contract: int = 1
    marked: tuple[int, ...] = ()
    """Lines that `transforms upgrade` left to a person."""


@dataclass(frozen=True, slots=True)
class BrokenTransform:
    """A file that is no Python, or cannot be read. `line` from 1."""

    path: Path
    line: int
    message: str


def read_transform(path: Path) -> ReadTransform | BrokenTransform:
    """Never raises for what a file holds."""
    try:
        text = path.read_bytes()
        module = cst.parse_module(text)
    except cst.ParserSyntaxError as error:
        return BrokenTransform(path, error.raw_line, error.message.splitlines()[0])
    except (OSError, UnicodeDecodeError, LookupError) as error:
        return BrokenTransform(path, 1, str(error))
    except RecursionError:
        return BrokenTransform(path, 1, "it is nested too deeply")
    wrapper = MetadataWrapper(module, unsafe_skip_copy=True)
    lines = {node: position.start.line for node, position in wrapper.resolve(PositionProvider).items()}
    return _read(path, module, lines)


def examples_call(module: cst.Module) -> Iterator[cst.Call]:
    """Every `Example(…)` of the module, in order."""
    for node in _walk(module):
        if isinstance(node, cst.Call) and isinstance(node.func, cst.Name) and node.func.value == "Example":
            yield node


def argument(call: cst.Call, index: int, name: str) -> cst.BaseExpression | None:
    """The expression of an argument, by position or by name."""
    for given in call.args:
        if given.keyword is not None and given.keyword.value == name:
            return given.value
    positional = [given.value for given in call.args if given.keyword is None and not given.star]
    return positional[index] if index < len(positional) else None


def literal(node: cst.BaseExpression | None, names: Mapping[str, str]) -> str | None:
    """The text of a string literal, of several joined by juxtaposition or `+`, and of a module constant that is one."""
    match node:
        case cst.SimpleString() | cst.ConcatenatedString():
            value = node.evaluated_value
            return value if isinstance(value, str) else None
        case cst.BinaryOperation(operator=cst.Add()):
            left, right = literal(node.left, names), literal(node.right, names)
            return None if left is None or right is None else left + right
        case cst.Name(value=name):
            return names.get(name)
        case _:
            return None


def constants(module: cst.Module) -> dict[str, str]:
    """Names of the module that are assigned one string."""
    found: dict[str, str] = {}
    for name, value in _assignments(module):
        text = literal(value, found)
        if text is not None:
            found[name] = text
    return found


def _read(path: Path, module: cst.Module, lines: Mapping[cst.CSTNode, int]) -> ReadTransform:
    names = constants(module)
    assigned = dict(_assignments(module))
    declared = assigned.get("TRANSFORM")
    call = declared if isinstance(declared, cst.Call) else None

    def text(index: int, name: str) -> str | None:
        return literal(argument(call, index, name), names) if call is not None else None

    def texts(index: int, name: str) -> tuple[str, ...]:
        value = argument(call, index, name) if call is not None else None
        items = value.elements if isinstance(value, (cst.Tuple, cst.List)) else ()
        return tuple(found for item in items if (found := literal(item.value, names)) is not None)

    safety = argument(call, 4, "safety") if call is not None else None
    return ReadTransform(
        path=path,
        id=text(0, "id"),
        title=text(1, "title") or "",
        safety=safety.attr.value.lower() if isinstance(safety, cst.Attribute) else "",
        rules=texts(2, "rules"),
        origins=texts(3, "origins"),
        computed_origins=isinstance(argument(call, 3, "origins") if call is not None else None, (cst.Call, cst.BinaryOperation, cst.Name)),
        document=inspect.cleandoc(module.get_docstring() or ""),
        examples=tuple(_example(one, names, lines) for one in examples_call(module)),
        imports=tuple(_imports(module, lines)),
        rewrite=_rewrite(module),
        declared_line=lines.get(declared, 0) if declared is not None else 0,
        contract=contract.evaluated_value if isinstance(contract := argument(call, 5, "contract") if call is not None else None, cst.Integer) else 1,
        marked=tuple(number for number, line in enumerate(module.code.splitlines(), 1) if UPGRADE_MARK in line),
    )


def _example(call: cst.Call, names: Mapping[str, str], lines: Mapping[cst.CSTNode, int]) -> ReadExample:
    after = argument(call, 2, "after")
    changes = not (isinstance(after, cst.Name) and after.value == "None")
    return ReadExample(
        name=literal(argument(call, 0, "name"), names),
        before=literal(argument(call, 1, "before"), names),
        after=literal(after, names) if changes else None,
        changes=changes,
        why=literal(argument(call, 3, "why"), names) or "",
        line=lines.get(call, 1),
        electron=literal(argument(call, 4, "electron"), names) or "9.4.1",
    )


def _assignments(module: cst.Module) -> Iterator[tuple[str, cst.BaseExpression]]:
    for line in module.body:
        for statement in line.body if isinstance(line, cst.SimpleStatementLine) else ():
            if isinstance(statement, cst.Assign) and isinstance(statement.targets[0].target, cst.Name):
                yield statement.targets[0].target.value, statement.value
            elif isinstance(statement, cst.AnnAssign) and isinstance(statement.target, cst.Name) and statement.value is not None:
                yield statement.target.value, statement.value


def _imports(module: cst.Module, lines: Mapping[cst.CSTNode, int]) -> Iterator[tuple[str, int]]:
    for node in _walk(module):
        if isinstance(node, cst.Import):
            for alias in node.names:
                yield _dotted(alias.name), lines.get(node, 1)
        elif isinstance(node, cst.ImportFrom):
            yield "." * len(node.relative) + (_dotted(node.module) if node.module is not None else ""), lines.get(node, 1)


def _rewrite(module: cst.Module) -> tuple[str, ...] | None:
    for statement in module.body:
        if isinstance(statement, cst.FunctionDef) and statement.name.value == "rewrite":
            return tuple(parameter.name.value for parameter in statement.params.params)
    return None


def _dotted(node: cst.BaseExpression) -> str:
    if isinstance(node, cst.Attribute):
        return f"{_dotted(node.value)}.{node.attr.value}"
    return node.value if isinstance(node, cst.Name) else ""


def _walk(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    stack = [node]
    while stack:
        at = stack.pop()
        yield at
        stack.extend(reversed(at.children))
