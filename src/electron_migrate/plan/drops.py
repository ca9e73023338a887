"""Names of Electron that nothing uses any more, once the accepted edits are made: imports, aliases and handles go with their last use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from tree_sitter import Node

from electron_migrate.code.edits import Edit
from electron_migrate.code.parse import Parsed
from electron_migrate.code.scope import Binding
from electron_migrate.code.source import Span
from electron_migrate.code.surgery import directives_start, remove_declarator, remove_statement
from electron_migrate.facts.hooks import is_dependency
from electron_migrate.facts.lowering import FUNCTIONS
from electron_migrate.facts.model import Process
from electron_migrate.facts.node_table import load_node_table
from electron_migrate.facts.origins import External, Origin, UnitId
from electron_migrate.facts.summary import BindingFact, FunctionValue, Literal, Object
from electron_migrate.facts.vue_templates import is_in_template
from electron_migrate.plan.context import Context
from electron_migrate.plan.drop_asked import asked_edits, with_its_question, with_their_questions
from electron_migrate.plan.drop_exports import export_removals, exports_of, is_asked_for, is_imported, without
from electron_migrate.plan.drop_fields import FIELDS, is_read, kept_fields, remove_field
from electron_migrate.plan.drop_items import without_items
from electron_migrate.plan.drop_leftovers import declared_whole, is_leftover
from electron_migrate.plan.drop_members import is_member_used, member_node, remove_member
from electron_migrate.plan.drop_paths import is_path
from electron_migrate.plan.drop_things import is_a_thing, is_handed_on, is_unanswered
from electron_migrate.plan.states import TYPE_MEMBER, remove_type_member

_PROPERTIES = frozenset({"pair", "shorthand_property_identifier"})
_PATTERNS = frozenset({"object_pattern", "named_imports"})


def drop_edits(
    context: Context, path: str, edits: Mapping[str, Sequence[Edit]], functions: frozenset[int] = frozenset()
) -> tuple[Edit, ...]:
    """Edits that remove from `path` the declarations of Electron's things whose every use is covered by `edits` (per file, baseline offsets).

    So do fields that kept them. Names that nothing used before go as well: a leftover import keeps a page from losing Node. So do paths that were put together for a use
    that goes, with the module that did it.
    """
    units = [UnitId(path, number) for number in range(len(context.facts.summaries[path].units))]
    removed: dict[UnitId, list[Node]] = {unit: [] for unit in units}
    exported: dict[UnitId, list[Node]] = {unit: [] for unit in units}
    asked: list[Edit] = []
    members: dict[UnitId, list[Node]] = {unit: [] for unit in units}
    handed_on: dict[UnitId, list[Node]] = {unit: [] for unit in units}
    covered = [edit.span for edit in edits.get(path, ()) if len(edit.span)]
    assignments: list[tuple[UnitId, Node]] = []
    compared: dict[UnitId, list[Node]] = {unit: [] for unit in units}
    grew = True
    while grew:
        grew = False
        for unit in units:
            for binding in context.scopes(unit).bindings:
                name = binding.declarations[0]
                statement = exported_statement(name)
                wrapper = bool(functions) and _is_function(context, unit, binding, functions)
                if (
                    statement is not None
                    and statement not in exported[unit]
                    and _is_unused_export(context, unit, binding, covered, edits, function=wrapper)
                ):
                    exported[unit].append(statement)
                    covered.append(Span(statement.start_byte, statement.end_byte))
                    grew = True
                if wrapper and statement is None and not _is_exported(name) and not _used(context, unit, binding, covered, edits):
                    alone = _alone(name)
                    if alone is not None and alone not in exported[unit]:
                        exported[unit].append(alone)
                        covered.append(Span(alone.start_byte, alone.end_byte))
                        grew = True
                        continue
                if name in removed[unit] or _is_exported(name):
                    continue
                if not wrapper and not _is_droppable(context, unit, binding, covered, edits):
                    continue
                if _used(context, unit, binding, covered, edits):
                    asking = asked_edits(context, unit, binding, covered) if _is_electron(context, unit, binding) else ()
                    if not asking:
                        continue
                    asked.extend(asking)
                    covered.extend(edit.span for edit in asking)
                removed[unit].append(name)
                compared[unit].extend(reference.node for reference in binding.references if is_dependency(reference.node))
                covered.append(_declared_span(name, removed[unit]))
                late = _late_assignment(binding)
                late = with_its_question(context.parsed(unit), late) if late is not None else None
                if late is not None:
                    assignments.append((unit, late))
                    covered.append(Span(late.start_byte, late.end_byte))
                grew = True
            for member in _members(context, unit, functions):
                if member not in members[unit] and not is_member_used(context, unit, member, edits):
                    members[unit].append(member)
                    covered.append(Span(member.start_byte, member.end_byte))
                    grew = True
            for kept in kept_fields(context, unit):
                if (unit, kept.statement) not in assignments and not is_read(context, unit, kept, covered, edits):
                    for part in (kept.statement, *kept.declared):
                        assignments.append((unit, part))
                        covered.append(Span(part.start_byte, part.end_byte))
                    grew = True
            for export in exports_of(context, unit):
                ours = bool(functions) and _names_one_of(context, unit, export.node, functions)
                if export.node not in handed_on[unit] and not is_asked_for(context, unit, export, edits, ours=ours):
                    handed_on[unit].append(export.node)
                    covered.append(Span(export.node.start_byte, export.node.end_byte))
                    grew = True
    found: list[Edit] = [*asked]
    for unit, names in removed.items():
        found.extend(removals(context.parsed(unit), names))
        left = [node for node in compared[unit] if not any(one.contains(Span(node.start_byte, node.end_byte)) for one in covered)]
        found.extend(without_items(context.parsed(unit), left, "[]"))
    for unit, statements in exported.items():
        for statement in statements:
            is_function = any(statement.start_byte <= start < statement.end_byte for start in functions)
            found.extend((_remove_documented if is_function else remove_whole)(context.parsed(unit), statement))
    for unit, functions_of in members.items():
        for member in functions_of:
            node = member_node(member)
            whole = node is not None and node.type == "expression_statement"
            found.extend(_remove_documented(context.parsed(unit), node) if whole and node is not None else remove_member(context.parsed(unit), member))
    for unit, nodes in handed_on.items():
        found.extend(export_removals(context, unit, nodes, partial(remove_whole, context.parsed(unit))))
    for unit in units:
        parsed = context.parsed(unit)
        kept_there = [node for where, node in assignments if where == unit]
        for statement in with_their_questions(parsed, [node for node in kept_there if node.type not in (*_PROPERTIES, TYPE_MEMBER)]):
            found.extend(remove_whole(parsed, statement))
        found.extend(edit for node in kept_there if node.type == TYPE_MEMBER for edit in remove_type_member(parsed, node))
        found.extend(without_items(parsed, [node for node in kept_there if node.type in _PROPERTIES], "{}"))
    return _without_gaps(context.facts.sources[path].data, tuple(dict.fromkeys(found)))


def _members(context: Context, unit: UnitId, functions: frozenset[int]) -> list[Node]:
    """Those of the functions that are members of objects."""
    if not functions:
        return []
    nodes = [context.node(unit, fact.span) for fact in context.facts.unit(unit).functions if fact.span.start in functions]
    return [node for node in nodes if member_node(node) is not None]


def _without_gaps(data: bytes, edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """Where whole lines go from the head of a file or block, the blank lines behind them go too."""
    ordered = sorted(edits, key=lambda edit: edit.span)
    result: list[Edit] = []
    for index, edit in enumerate(ordered):
        start, end = edit.span.start, edit.span.end
        run = start
        for before in reversed(ordered[:index]):
            if before.new or before.span.end != run:
                break
            run = before.span.start
        followed = index + 1 < len(ordered) and ordered[index + 1].span.start == end
        head = data[:run].rstrip(b" \t\r\n")
        # at the head of a file or block, or between two blank lines
        at_head = not head or head.endswith((b"{", b">")) or data[len(head) : run].count(b"\n") > 1
        blank = _BLANK_LINES.match(data, end)
        if not edit.new and not followed and at_head and blank is not None and (end == 0 or data[end - 1 : end] == b"\n"):
            end = blank.end()
        result.append(Edit(Span(start, end), edit.new))
    return tuple(result)


_BLANK_LINES = re.compile(rb"(?:[ \t]*\r?\n)+")


def _is_droppable(context: Context, unit: UnitId, binding: Binding, covered: Iterable[Span], edits: Mapping[str, Sequence[Edit]]) -> bool:
    if _is_electron(context, unit, binding):
        return True
    name = binding.declarations[0]
    if declared_whole(name) is None and _declaration(name) is None:
        return False
    return is_path(context, unit, binding) or is_leftover(context, unit, binding, covered, edits)


def _names_one_of(context: Context, unit: UnitId, node: Node, functions: frozenset[int]) -> bool:
    """True for an item of an object or list that hands on one of the functions by its name."""
    name = node.child_by_field_name("value") or node.child_by_field_name("name") or node
    text = context.parsed(unit).text(name)
    return any(
        binding.name == text and binding.scope is context.scopes(unit).module and _is_function(context, unit, binding, functions)
        for binding in context.scopes(unit).bindings
    )


def _is_function(context: Context, unit: UnitId, binding: Binding, functions: frozenset[int]) -> bool:
    values = context.facts.unit(unit).bindings[context.scopes(unit).bindings.index(binding)].values
    if len(values) != 1 or binding.writes or len(binding.declarations) != 1:
        return False
    return isinstance(values[0].value, FunctionValue) and values[0].value.span.start in functions


def _is_electron(context: Context, unit: UnitId, binding: Binding) -> bool:
    """True for a name declared once, as an import, or as a constant for a thing of Electron's that making has no effect.

    So is one that is declared empty and gets such a thing in one statement later on: `let ipc; … ipc = require('electron').ipcRenderer`.
    """
    if len(binding.declarations) != 1:
        return False
    name = binding.declarations[0]
    statement = _declaration(name)
    if statement is None:
        return False
    number = context.scopes(unit).bindings.index(binding)
    fact = context.facts.unit(unit).bindings[number]
    values = [bound for bound in fact.values if not (isinstance(bound.value, Literal) and bound.value.value is None)]
    if any(reference.mode in ("write", "readwrite") for reference in binding.references):
        if _late_assignment(binding) is None or name.parent != statement:
            return False
    elif len(fact.values) != 1:
        return False
    if len(values) != 1:
        return False
    origin = context.facts.origins.bound_origin(unit, values[0])
    if isinstance(kept := values[0].value, Object) and _is_hooks(statement):
        # `useRef(remote.getCurrentWindow())`: what it keeps
        origin = context.facts.origins.origin(unit, kept.properties[0].value)
    if not binding.references and context.facts.process(unit.path) is Process.MAIN:
        # what main imports and never used stands in nobody's way
        return False
    if isinstance(origin, External) and origin.path[:2] == ("remote", "require") and not binding.references:
        # a module that nothing was ever used of may have been loaded for what it does
        return False
    if isinstance(origin, External) and load_node_table().is_known(origin.module):
        # only what pages have of Node goes: main's imports are nobody's business
        return is_unanswered(origin) and context.facts.process(unit.path) is Process.RENDERER
    return _is_nameable(origin, fact)


def _is_nameable(origin: Origin | None, fact: BindingFact) -> bool:
    """True for a thing of Electron's that a name is only another way to say: making it has no effect, and it is no answer yet."""
    if not isinstance(origin, External):
        return False
    if origin == External("global", ("require",)):
        # `const load = window.require`
        return True
    if origin.module == "global" and origin.path[:1] == ("process",):
        # `const { platform } = process`: a plain read
        return len(origin.path) > 1 and "()" not in origin.path and bool(fact.values[0].path)
    return is_a_thing(origin)


def exported_statement(name: Node) -> Node | None:
    """The statement of `export const name = …` where it declares nothing else, or of `export function name`."""
    declarator = name.parent
    if declarator is not None and declarator.type == "function_declaration" and declarator.child_by_field_name("name") == name:
        return declarator.parent if declarator.parent is not None and declarator.parent.type == "export_statement" else None
    if declarator is None or declarator.type != "variable_declarator" or declarator.child_by_field_name("name") != name:
        return None
    statement = declarator.parent
    if statement is None or statement.parent is None or statement.parent.type != "export_statement" or statement.named_child_count != 1:
        return None
    return statement.parent


def _alone(name: Node) -> Node | None:
    """The statement that declares a function by this name, and nothing else."""
    declarator = name.parent
    if declarator is None or declarator.type == "function_declaration":
        return declarator
    statement = declarator.parent
    if statement is None or statement.type not in ("lexical_declaration", "variable_declaration") or statement.named_child_count != 1:
        return None
    return statement if declarator.child_by_field_name("name") == name else None


def _is_unused_export(
    context: Context, unit: UnitId, binding: Binding, covered: Iterable[Span], edits: Mapping[str, Sequence[Edit]], *, function: bool
) -> bool:
    """True for a thing of Electron's, or a `function` that may go, that a module exports, when no file has a use of it left."""
    fact = context.facts.unit(unit).bindings[context.scopes(unit).bindings.index(binding)]
    if len(fact.values) != 1 or fact.values[0].path or any(reference.mode in ("write", "readwrite") for reference in binding.references):
        return False
    origin = context.facts.origins.bound_origin(unit, fact.values[0])
    if not function and not is_handed_on(context, unit, origin) and not _is_nameable(origin, fact):
        return False
    spans = tuple(covered)
    for reference in binding.references:
        if not any(one.contains(Span(reference.node.start_byte, reference.node.end_byte)) for one in spans):
            return False
    importers = context.importers.get(unit.path, ())
    return bool(importers) and not any(is_imported(context, importer, unit.path, binding.name, edits) for importer in importers)


def _late_assignment(binding: Binding) -> Node | None:
    """The one statement that gives a name its value, where there is exactly one and it does nothing else."""
    written = [reference for reference in binding.references if reference.mode in ("write", "readwrite")]
    if len(written) != 1:
        return None
    assignment = written[0].node.parent
    if assignment is None or assignment.type != "assignment_expression" or assignment.child_by_field_name("left") != written[0].node:
        return None
    statement = assignment.parent
    return statement if statement is not None and statement.type == "expression_statement" else None


def _used(context: Context, unit: UnitId, binding: Binding, covered: Iterable[Span], edits: Mapping[str, Sequence[Edit]]) -> bool:
    spans = tuple(covered)
    for reference in binding.references:
        span = Span(reference.node.start_byte, reference.node.end_byte)
        if reference.mode != "write" and not is_dependency(reference.node) and not any(one.contains(span) for one in spans):
            return True
    data = context.facts.sources[unit.path].data
    if binding.scope is context.scopes(unit).module and unit.path.endswith(".vue") and is_in_template(data, binding.name):
        return True
    if binding.scope is not context.scopes(unit).module or context.facts.unit(unit).module:
        return False
    # classic scripts share their top-level names with the other scripts of the page
    around = context.facts.page_scripts.get(unit)
    for sibling in around.siblings if around is not None else ():
        own = [edit.span for edit in edits.get(sibling.path, ()) if len(edit.span)]
        if sibling.path == unit.path:
            own = list(spans)
        for reference in context.scopes(sibling).unresolved:
            if context.parsed(sibling).text(reference.node) != binding.name:
                continue
            span = Span(reference.node.start_byte, reference.node.end_byte)
            if not any(one.contains(span) for one in own):
                return True
    return around is not None and _used_by_modules(context, unit, binding.name, edits)


def global_users(context: Context, path: str) -> Iterator[str]:
    """Modules that name what a classic script at `path` has of Electron's at its top level, as a global of their pages."""
    facts = context.facts
    for name, entries in facts.origins.handed.globals.items():
        pages = frozenset[str]().union(*(seen for (unit, _), seen in entries if unit.path == path and unit in facts.page_scripts))
        for user, seen in facts.file_pages.items() if pages else ():
            if seen & pages and user != path and name.encode() in facts.sources[user].data:
                yield user


def _used_by_modules(context: Context, unit: UnitId, name: str, edits: Mapping[str, Sequence[Edit]]) -> bool:
    """True where a module of the same pages, such as one that a bundler packs, uses a classic script's top-level name as a global."""
    facts, word = context.facts, name.encode()
    pages = facts.file_pages.get(unit.path, frozenset())
    for path, seen in facts.file_pages.items():
        if path == unit.path or not seen & pages or path not in facts.summaries or word not in facts.sources[path].data:
            continue
        own = [edit.span for edit in edits.get(path, ()) if len(edit.span)]
        for number in range(len(facts.summaries[path].units)):
            there = UnitId(path, number)
            if there in facts.page_scripts:
                continue
            for reference in context.scopes(there).unresolved:
                span = Span(reference.node.start_byte, reference.node.end_byte)
                if context.parsed(there).text(reference.node) == name and not any(one.contains(span) for one in own):
                    return True
    return False


def _declaration(name: Node) -> Node | None:
    """The declarator or import statement that declares a name; None for parameters, loops and exports."""
    at = name.parent
    while at is not None:
        if at.type == "variable_declarator":
            statement = at.parent
            if statement is None or statement.type not in ("lexical_declaration", "variable_declaration"):
                return None
            return (
                at
                if statement.parent is not None and statement.parent.type not in ("export_statement", "for_statement", "for_in_statement")
                else None
            )
        if at.type == "import_statement":
            return at
        if at.type not in (
            "object_pattern",
            "pair_pattern",
            "import_specifier",
            "named_imports",
            "import_clause",
            "namespace_import",
            "import_require_clause",
        ) and not (at.type == "array_pattern" and at.parent is not None and _is_hooks(at.parent)):
            return None
        at = at.parent
    return None


def _is_hooks(declarator: Node) -> bool:
    """True for a declarator that may get what a hook keeps: `const [win] = useState(…)`."""
    value = declarator.child_by_field_name("value")
    called = value.child_by_field_name("function") if value is not None and value.type == "call_expression" else None
    return called is not None and re.search(rb"(?:^|\.)(?:useState|useRef|ref|shallowRef)$", called.text or b"") is not None


def _is_exported(name: Node) -> bool:
    at: Node | None = name
    # what is declared inside of an exported function or class is not exported itself
    while at is not None and at.type not in FUNCTIONS and at.type != "class_body":
        if at.type == "export_statement":
            return True
        at = at.parent
    return False


def _declared_span(name: Node, removed: list[Node]) -> Span:
    """What goes with a name: the whole declarator where nothing else of it is left, else its place in the pattern."""
    whole = declared_whole(name)
    if whole is not None:
        return Span(whole.start_byte, whole.end_byte)
    declaration = _declaration(name)
    if declaration is not None and declaration.child_by_field_name("name") == name:
        return Span(declaration.start_byte, declaration.end_byte)
    pattern = _pattern_of(name)
    if pattern is None and declaration is not None and declaration.type == "variable_declarator":
        # of `const [win] = useState(…)`
        return Span(declaration.start_byte, declaration.end_byte)
    emptied = pattern is not None and all(any(_holds(item, one) for one in removed) for item in _items(pattern))
    if declaration is not None and emptied and declaration.child_by_field_name("name") == pattern:
        return Span(declaration.start_byte, declaration.end_byte)
    return Span(name.start_byte, name.end_byte)


def removals(parsed: Parsed, names: list[Node]) -> list[Edit]:
    """Removes declared names: of an import or pattern, or with the whole statement where nothing else of it is left."""
    edits: list[Edit] = []
    by_pattern: dict[int, tuple[Node, list[Node]]] = {}
    whole: list[Node] = []
    for name in names:
        pattern = _pattern_of(name)
        if (function := declared_whole(name)) is not None:
            edits.extend(_remove_documented(parsed, function))
        elif pattern is None:
            declaration = _declaration(name)
            if declaration is not None:
                whole.append(declaration if declaration.type != "import_statement" else name)
        else:
            by_pattern.setdefault(pattern.id, (pattern, []))[1].append(name)
    statements: dict[int, tuple[Node, list[Node]]] = {}
    for pattern, going in by_pattern.values():
        items = _items(pattern)
        gone = [item for item in items if any(_holds(item, name) for name in going)]
        if len(gone) < len(items):
            edits.extend(without(items, gone))
            continue
        declaration = _declaration(going[0])
        if declaration is not None:
            whole.append(declaration if declaration.type != "import_statement" else pattern)
    for node in whole:
        statement = node
        while statement.parent is not None and statement.type not in ("import_statement", "lexical_declaration", "variable_declaration"):
            statement = statement.parent
        statements.setdefault(statement.id, (statement, []))[1].append(node)
    for statement, parts in statements.values():
        edits.extend(_without_parts(parsed, statement, parts))
    return edits


def _without_parts(parsed: Parsed, statement: Node, parts: list[Node]) -> tuple[Edit, ...]:
    if statement.type == "import_statement":
        clause = next((child for child in statement.named_children if child.type in ("import_clause", "import_require_clause")), None)
        if clause is None or clause.type == "import_require_clause":
            return remove_whole(parsed, statement)
        inside = [child for child in clause.named_children if child.type != "comment"]
        gone = [child for child in inside if any(_holds(child, part) for part in parts)]
        return remove_whole(parsed, statement) if len(gone) == len(inside) else tuple(without(inside, gone))
    declarators = [child for child in statement.named_children if child.type == "variable_declarator"]
    if all(any(part == declarator for part in parts) for declarator in declarators):
        return remove_whole(parsed, statement)
    if len(parts) == 1:
        return remove_declarator(parsed, parts[0])
    return tuple(without(declarators, parts))


def remove_whole(parsed: Parsed, statement: Node) -> tuple[Edit, ...]:
    """The statement with its lines where it stands alone on them; comments above it stay but for directives, one behind it on its line goes along."""
    if statement.type in FIELDS:
        return (remove_field(parsed, statement),)
    data = parsed.source.data
    start = data.rfind(b"\n", 0, statement.start_byte) + 1
    end = data.find(b"\n", statement.end_byte)
    end = len(data) if end < 0 else end + 1
    before, behind = data[start : statement.start_byte], data[statement.end_byte : end]
    if before.strip() or not re.fullmatch(rb"[ \t]*;?[ \t]*(//[^\n]*|/\*(?:[^*\n]|\*(?!/))*\*/[ \t]*)?\r?\n?", behind):
        return remove_statement(parsed, statement)
    if statement.parent is None or statement.parent.type not in ("program", "statement_block"):
        return remove_statement(parsed, statement)
    above = directives_start(parsed, statement)
    if above != statement.start_byte:
        start = data.rfind(b"\n", 0, above) + 1
    return (Edit.delete(start, end),)


def _remove_documented(parsed: Parsed, statement: Node) -> tuple[Edit, ...]:
    """A function, or what else a statement declares, with the comment that speaks of it: `/** … */` right above, or lines after a blank one."""
    edits = remove_whole(parsed, statement)
    if len(edits) != 1 or edits[0].new:
        return edits
    data, start, at = parsed.source.data, edits[0].span.start, statement
    while (comment := at.prev_named_sibling) is not None and comment.type == "comment":
        line = data.rfind(b"\n", 0, comment.start_byte) + 1
        if data[line : comment.start_byte].strip() or data[comment.end_byte : at.start_byte].count(b"\n") != 1:
            break
        start, at = line, comment
        if (comment.text or b"").startswith(b"/**"):
            return (Edit.delete(start, edits[0].span.end),)
    # at the head of a file a comment may be about all of it
    if at == statement or not data[:start].strip() or not re.search(rb"\n[ \t]*\r?\n[ \t]*$", data[:start]):
        return edits
    return (Edit.delete(start, edits[0].span.end),)


def _pattern_of(name: Node) -> Node | None:
    at = name.parent
    while at is not None and at.type in ("pair_pattern", "import_specifier", "object_assignment_pattern"):
        at = at.parent
    return at if at is not None and at.type in _PATTERNS else None


def _items(pattern: Node) -> list[Node]:
    return [child for child in pattern.named_children if child.type != "comment"]


def _holds(item: Node, name: Node) -> bool:
    return item.start_byte <= name.start_byte and name.end_byte <= item.end_byte
