"""What replaces functions of Node's `fs` in a page, one operation of main's for each. Read from `data/files.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from electron_migrate.facts.tables import Row, parse_table, shipped_table


@dataclass(frozen=True, slots=True)
class FileParam:
    """A parameter; `path`: it names a file or folder. `keys`: of an options object, those that are let through."""

    name: str
    type: str
    path: bool = False
    optional: bool = False
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FileOperation:
    """One operation. `main` is an expression in main over the parameters, `made` one in the preload over `result`, or empty.

    `encoding`: that of the call, `text` for utf8, `base64`, `bytes` for none; or `any`. `below`: for a call that goes on with this method. `option`: for one
    that passes only this option, as true. `package`: the npm package that has it besides what Node has, and that `main` may load; empty for Node's own.
    """

    name: str
    bridge: str
    params: tuple[FileParam, ...]
    result: str
    main: str
    made: str
    helpers: tuple[str, ...]
    main_helpers: tuple[str, ...]
    declarations: tuple[str, ...]
    encoding: str
    below: str
    option: str
    package: str
    reads: bool
    source: str


@dataclass(frozen=True, slots=True)
class FileTable:
    """`risks`: what validation has to look at, for what reads and what writes. `manual`: name -> reason and hint."""

    operations: Mapping[str, tuple[FileOperation, ...]]
    manual: Mapping[str, tuple[str, str]]
    read_risk: str
    write_risk: str


@cache
def load_file_table() -> FileTable:
    """The table that ships with the tool."""
    return parse_file_table(shipped_table("files.toml"))


def parse_file_table(text: str) -> FileTable:
    """A table from TOML. Raises `TableError`, naming the row."""
    table = parse_table("files.toml", text)
    operations: dict[str, tuple[FileOperation, ...]] = {}
    for row in table.rows("operation", "bridge"):
        aliases = row.texts("aliases")
        operation = _operation(row)
        for name in (operation.name, *aliases):
            operations[name] = (*operations.get(name, ()), operation)
    manual: dict[str, tuple[str, str]] = {}
    for row in table.rows("manual", "reason"):
        names, why = row.texts("names"), (row.text("reason"), row.text("hint"))
        row.finish()
        manual.update(dict.fromkeys(names, why))
    risk = table.sub_row("risk")
    if risk is None:
        raise table.error("`risk` is missing")
    read = FileTable(operations, manual, risk.text("reads"), risk.text("writes"))
    risk.text("source")
    risk.finish()
    table.finish()
    return read


def _operation(row: Row) -> FileOperation:
    read = FileOperation(
        name=row.text("name"),
        bridge=row.text("bridge"),
        params=tuple(_param(each) for each in row.rows("params", "name")),
        result=row.text("result", "void"),
        main=row.text("main"),
        made=row.text("made", ""),
        helpers=row.texts("helpers"),
        main_helpers=row.texts("main_helpers"),
        declarations=row.texts("declarations"),
        encoding=row.choice("encoding", ("text", "base64", "bytes", "any"), "any"),
        below=row.text("below", ""),
        option=row.text("option", ""),
        package=row.text("package", ""),
        reads=row.flag("reads"),
        source=row.text("source"),
    )
    row.finish()
    if not any(param.path for param in read.params):
        raise row.error("no parameter is a path")
    return read


def _param(row: Row) -> FileParam:
    param = FileParam(row.text("name"), row.text("type"), row.flag("path"), row.flag("optional"), row.texts("keys"))
    row.finish()
    return param
