"""The set-up of `@electron/remote` in main and the dependency: how they are taken out once nothing uses remote any more."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tree_sitter import Node

from electron_migrate.app import jsontext
from electron_migrate.app.jsontext import parse_json, table
from electron_migrate.code.edits import Conflict, Edit, merge
from electron_migrate.code.json_edits import remove_members
from electron_migrate.code.source import Source
from electron_migrate.code.surgery import SurgeryError, remove_declarator, remove_statement
from electron_migrate.facts.link import Facts
from electron_migrate.facts.lowering import FUNCTIONS, WRAPPERS
from electron_migrate.facts.model import Process, Safety
from electron_migrate.facts.origins import UnitId
from electron_migrate.findings.model import Finding
from electron_migrate.plan.context import Context
from electron_migrate.plan.model import Fix, Group, Stage

PACKAGE = "@electron/remote"
_SETUP = "@electron/remote/main"
_CALLS = frozenset({"initialize", "enable", "isInitialized"})
_KINDS = ("dependencies", "devDependencies", "optionalDependencies")
_NPM_LOCKS = ("package-lock.json", "npm-shrinkwrap.json")
_COMMANDS = {"yarn": "yarn remove @electron/remote", "pnpm": "pnpm remove @electron/remote", "bun": "bun remove @electron/remote"}


@dataclass(frozen=True, slots=True)
class Removal:
    """`edits` by file, against the app as it is; `by_hand`: the command for what is not edited, empty for none."""

    edits: Mapping[str, tuple[Edit, ...]]
    by_hand: str = ""


@dataclass(frozen=True, slots=True)
class Stays:
    """Why it is not taken out."""

    reason: str


def remote_groups(context: Context, findings: Sequence[Finding], accepted: Sequence[Group], after: Facts) -> Iterator[Group]:
    """The group that takes `@electron/remote` out, once nothing uses it in any window; held as long as something does. None where it is not set up."""
    removal = remote_removal(context, after)
    title = "@electron/remote goes: its set-up in main, and the dependency"
    if isinstance(removal, Stays):
        yield Group("remote-setup", Stage.CLEAN_UP, title, Safety.REVIEW, (), held=removal.reason)
    elif removal is not None:
        found = tuple(finding.id for finding in findings if finding.rule == "remote-setup")
        uses = {finding.id for finding in findings if finding.rule == "remote-use"}
        depends = tuple(group.id for group in accepted if group.stage is Stage.CALL_SITES and uses & set(group.findings))
        by_hand = f" Then take the dependency out: {removal.by_hand}." if removal.by_hand else ""
        note = f"What is loaded in ways that cannot be followed would find no remote: start every page once.{by_hand}"
        fix = Fix("take @electron/remote out", Safety.REVIEW, "remote", found, removal.edits, (), may_change=note)
        yield Group("remote-setup", Stage.CLEAN_UP, title, Safety.REVIEW, (fix,), depends)


def remote_removal(context: Context, after: Facts) -> Removal | Stays | None:
    """What takes `@electron/remote` out of an app that is `after` when everything else is done; None for one that does not set it up."""
    units = [
        (UnitId(path, number), load.span)
        for path, summary in sorted(context.facts.summaries.items())
        for number, unit in enumerate(summary.units)
        for load in unit.loads
        if load.specifier == _SETUP
    ]
    manifest = context.facts.app.tree.files.get(context.facts.app.manifest.app_manifest)
    listed = manifest is not None and any(PACKAGE in table(parse_json(manifest)[0], kind) for kind in _KINDS)
    if not units:
        return None
    left = _left(after)
    if left:
        return Stays(f"remote is still used or named at {left}.")
    edits: dict[str, tuple[Edit, ...]] = {}
    for unit, span in units:
        try:
            made = [_from_line_before(context, unit, edit) for taken in _set_up(context, unit, context.node(unit, span)) for edit in taken]
        except _UnknownUseError as use:
            at = context.facts.where(unit.path, use.node.start_byte)
            return Stays(f"What {at} does with {_SETUP} is not known: take it out by hand.")
        together = merge(edits.get(unit.path, ()), tuple(dict.fromkeys(made)))
        if isinstance(together, Conflict):
            return Stays(f"The lines that set remote up in {unit.path} cannot be told apart from their neighbours: take them out by hand.")
        edits[unit.path] = together
    dependency = _dependency(context, manifest) if listed and manifest is not None else {}
    if isinstance(dependency, str):
        return Removal(edits, dependency)
    return Removal({**edits, **dependency})


def _left(after: Facts) -> str:
    """The first place of the app that uses remote, or says the name of the package other than to set it up; empty where there is none."""
    for site in after.sites:
        if site.module == "remote" and after.process(site.unit.path) is not Process.MAIN:
            return after.where(site.unit.path, site.span.start)
    for path, source in sorted(after.app.tree.files.items()):
        if path.endswith((".md", ".markdown", ".txt")) or posixpath.basename(path) in ("package.json", *_NPM_LOCKS):
            continue
        for match in re.finditer(rb"@electron/remote(?!/main['\"`])", source.data):
            return f"{path}:{source.position(match.start()).line}"
    return ""


# ---- main


class _UnknownUseError(Exception):
    """Something else than setting remote up is done with the module."""

    def __init__(self, node: Node) -> None:
        self.node = node


def _set_up(context: Context, unit: UnitId, load: Node) -> Iterator[tuple[Edit, ...]]:
    """The edits that take out one load of the module with all that is done with it."""
    parsed = context.parsed(unit)
    at = _outer(load)
    while at.type != "import_statement" and at.parent is not None and at.parent.type in ("import_statement", "string"):
        at = at.parent
    parent = at.parent
    try:
        if at.type == "import_statement":
            for name in _imported(at):
                yield from _uses(context, unit, name)
            yield remove_statement(parsed, at)
        elif parent is not None and parent.type == "variable_declarator":
            for name in _declared(parent):
                yield from _uses(context, unit, name)
            yield remove_declarator(parsed, parent)
        elif parent is not None and parent.type == "expression_statement":
            yield remove_statement(parsed, at)
        else:
            yield remove_statement(parsed, _statement(context, unit, _called(at)))
    except SurgeryError as impossible:
        raise _UnknownUseError(at) from impossible


def _from_line_before(context: Context, unit: UnitId, edit: Edit) -> Edit:
    """The same removal of whole lines, from the line break before them on: what is inserted behind their last statement stays."""
    source = context.facts.sources[unit.path]
    size = len(source.newline)
    lines = source.data[: edit.span.start].endswith(source.newline.encode()) and source.data[: edit.span.end].endswith(source.newline.encode())
    return Edit.delete(edit.span.start - size, edit.span.end - size) if lines and not edit.new else edit


def _imported(statement: Node) -> Iterator[Node]:
    clause = next((child for child in statement.named_children if child.type == "import_clause"), None)
    for part in clause.named_children if clause is not None else ():
        if part.type == "identifier":
            yield part
        elif part.type == "namespace_import":
            yield part.named_children[0]
        else:
            for one in part.named_children:
                name = one.child_by_field_name("alias") or one.child_by_field_name("name")
                if name is not None:
                    yield name


def _declared(declarator: Node) -> Iterator[Node]:
    name = declarator.child_by_field_name("name")
    if name is None:
        return
    if name.type == "identifier":
        yield name
        return
    for one in name.named_children:
        value = one.child_by_field_name("value") if one.type == "pair_pattern" else one
        if one.type not in ("shorthand_property_identifier_pattern", "pair_pattern") or value is None:
            raise _UnknownUseError(one)
        yield value


def _uses(context: Context, unit: UnitId, name: Node) -> Iterator[tuple[Edit, ...]]:
    binding = context.scopes(unit).binding_of(name)
    if binding is None:
        raise _UnknownUseError(name)
    for reference in binding.references:
        if reference.node.parent is not None and reference.node.parent.type in ("export_specifier", "import_specifier"):
            raise _UnknownUseError(reference.node)
        yield remove_statement(context.parsed(unit), _statement(context, unit, _called(reference.node)))


def _called(node: Node) -> Node:
    """The call of `initialize` or `enable` that a name of the module, or of one of these functions, is part of."""
    at = node
    parent = at.parent
    if parent is not None and parent.type == "member_expression" and parent.child_by_field_name("object") == at:
        name = parent.child_by_field_name("property")
        if name is None or name.text is None or name.text.decode() not in _CALLS:
            raise _UnknownUseError(parent)
        at = parent
    call = at.parent
    if call is None or call.type != "call_expression" or call.child_by_field_name("function") != at:
        raise _UnknownUseError(node)
    return call


def _statement(context: Context, unit: UnitId, call: Node) -> Node:
    """What goes with a call: its statement, the question before it, and a listener that does nothing else."""
    at = _outer(call)
    parent = at.parent
    while parent is not None and parent.type in ("binary_expression", "unary_expression", *WRAPPERS):
        # `isInitialized() || initialize()`
        if not _only_sets_up(context, unit, parent):
            raise _UnknownUseError(parent)
        at, parent = parent, parent.parent
    if parent is not None and parent.type == "if_statement":
        if not _only_sets_up(context, unit, parent):
            raise _UnknownUseError(parent)
        return parent
    if parent is not None and parent.type == "arrow_function":
        return _listener(parent, call)
    if parent is None or parent.type != "expression_statement":
        raise _UnknownUseError(call)
    around = parent.parent
    if around is not None and around.type == "if_statement" and _only_sets_up(context, unit, around):
        return around
    body = around if around is not None and around.type == "statement_block" else None
    alone = body is not None and [child for child in body.named_children if child.type != "comment"] == [parent]
    if body is not None and alone and body.parent is not None:
        if body.parent.type == "if_statement" and _only_sets_up(context, unit, body.parent):
            return body.parent
        if body.parent.type in FUNCTIONS:
            try:
                return _listener(body.parent, call)
            except _UnknownUseError:
                return parent
    return parent


def _listener(function: Node, call: Node) -> Node:
    """`app.on('browser-window-created', (event, win) => { enable(win.webContents) })` as a statement."""
    arguments = function.parent
    registered = arguments.parent if arguments is not None and arguments.type == "arguments" else None
    callee = registered.child_by_field_name("function") if registered is not None else None
    text = callee.text.decode() if callee is not None and callee.text is not None else ""
    if registered is None or registered.parent is None or registered.parent.type != "expression_statement" or not re.search(r"\.(on|once)$", text):
        raise _UnknownUseError(call)
    return registered.parent


def _only_sets_up(context: Context, unit: UnitId, node: Node) -> bool:
    """True when an expression or `if` calls nothing but the functions of the module."""
    text = context.parsed(unit).text(node)
    called = re.findall(r"([A-Za-z_$][\w$]*)\s*\(", re.sub(r"\brequire\s*\([^)]*\)", "", text))
    names = {name for name in called if name != "if"}
    return bool(names) and all(re.search(r"(?i)initialize|enable$|remote", name) for name in names) and "else" not in text


def _outer(node: Node) -> Node:
    at = node
    while at.parent is not None and at.parent.type in (*WRAPPERS, "await_expression"):
        at = at.parent
    return at


# ---- the dependency


def _dependency(context: Context, manifest: Source) -> Mapping[str, tuple[Edit, ...]] | str:
    """The edits of package.json and of npm's lock file; or the command where the lock file is not simply shorter by it."""
    app = context.facts.app
    folder = posixpath.dirname(manifest.path)
    edits = {manifest.path: remove_members(manifest.data, [(kind, PACKAGE) for kind in _KINDS])}
    if not app.tree.locks:
        return edits if app.package_manager in (None, "npm") else _command(app.package_manager, folder)
    for path, lock in app.tree.locks.items():
        if posixpath.basename(path) not in _NPM_LOCKS or posixpath.dirname(path) != folder or ".." in path.split("/"):
            if path.endswith("/package.json"):
                continue
            return _command(app.package_manager, folder)
        taken = _without(lock)
        if taken is None:
            return _command(app.package_manager, folder)
        edits[path] = taken
    return edits


def _command(manager: str | None, folder: str) -> str:
    command = _COMMANDS.get(manager or "npm", "npm uninstall @electron/remote")
    return f"{command} (in {folder})" if folder else command


def _without(lock: Source) -> tuple[Edit, ...] | None:
    """The lock file without the package, where nothing else needs it and it brought nothing along."""
    value, problem = parse_json(lock)
    if problem is not None:
        return None
    packages, tree = table(value, "packages"), table(value, "dependencies")
    own = [one for one in (jsontext.at(value, "packages", f"node_modules/{PACKAGE}"), jsontext.at(value, "dependencies", PACKAGE)) if one is not None]
    if not own or any(table(one, key) for one in own for key in ("dependencies", "requires", "optionalDependencies")):
        return None
    for name, other in (*packages.items(), *tree.items()):
        if name and any(PACKAGE in table(other, key) for key in (*_KINDS, "requires", "peerDependencies")):
            return None
    paths = [("packages", "", kind, PACKAGE) for kind in _KINDS]
    return remove_members(lock.data, [*paths, ("packages", f"node_modules/{PACKAGE}"), ("dependencies", PACKAGE)])
