"""Names that only rewritten code used: constants, helpers and imports of channels go with their last use, as those of Electron do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from tree_sitter import Node

from electron_migrate.app.modules import Builtin, Electron, LocalFile, Package
from electron_migrate.code.edits import Edit
from electron_migrate.code.scope import Binding
from electron_migrate.code.source import Span
from electron_migrate.facts.lowering import FUNCTIONS
from electron_migrate.facts.origins import UnitId
from electron_migrate.facts.summary import (
    Array,
    Concat,
    FunctionValue,
    Literal,
    Load,
    Member,
    Name,
    Object,
    Property,
    Template,
    This,
    Value,
)
from electron_migrate.plan.context import Context
from electron_migrate.plan.getters import has_no_effect
from electron_migrate.plan.typing import is_typed

_DECLARED = frozenset({"function_declaration", "enum_declaration"})
# What runs when a statement does, outside of the functions in it.
_EFFECTS = frozenset(
    {
        "call_expression", "new_expression", "await_expression", "yield_expression", "assignment_expression", "augmented_assignment_expression",
        "update_expression", "throw_statement", "decorator", "class_static_block",
    }
)  # fmt: skip
_MOST_MODULES = 40
_JSX = re.compile(rb"</[\w.]*>|/>")
# Importing a name of these does nothing: what else is of them in the app has them loaded.
_FRAMEWORKS = frozenset({"react", "preact/hooks", "vue"})


def is_leftover(context: Context, unit: UnitId, binding: Binding, covered: Iterable[Span], edits: Mapping[str, Sequence[Edit]]) -> bool:
    """True for a name whose uses in its script all lie in text that goes, and whose declaration does nothing but give it a value.

    A name that had no use before stays: it is not ours to take. So does one that a changed text may say again.
    """
    if len(binding.declarations) != 1 or binding.writes or not binding.references or _means_markup(context, unit, binding):
        return False
    spans = tuple(covered)
    if not all(
        any(one.contains(Span(reference.node.start_byte, reference.node.end_byte)) for one in spans) for reference in binding.references
    ):
        return False
    return not _said_again(context, unit, binding.name, edits) and _has_no_effect(context, unit, binding)


def declared_whole(name: Node) -> Node | None:
    """The function or enum that a name is declared by; None for any other name."""
    parent = name.parent
    return parent if parent is not None and parent.type in _DECLARED and parent.child_by_field_name("name") == name else None


def _means_markup(context: Context, unit: UnitId, binding: Binding) -> bool:
    """True for the name that compilers write where a script has JSX, which need not say it anywhere else."""
    return binding.name in ("React", "h") and _JSX.search(context.facts.sources[unit.path].data) is not None


def _said_again(context: Context, unit: UnitId, name: str, edits: Mapping[str, Sequence[Edit]]) -> bool:
    # `window.electronAPI.shell` is a member of that name, `...shell` is the name
    word = re.compile(rb"(?:(?<![\w$.])|(?<=\.\.\.))" + re.escape(name.encode()) + rb"(?![\w$])")
    around = context.facts.page_scripts.get(unit)
    paths = {unit.path, *(sibling.path for sibling in (around.siblings if around is not None else ()))}
    if any(word.search(edit.new) for path in paths for edit in edits.get(path, ())):
        return True
    # what a component's template names is no reference of its script
    source, script = context.facts.sources[unit.path], context.facts.unit(unit).span
    return any(not script.start <= match.start() < script.end for match in word.finditer(source.data))


def _has_no_effect(context: Context, unit: UnitId, binding: Binding) -> bool:
    name = binding.declarations[0]
    if (whole := declared_whole(name)) is not None:
        # one that only hands out a thing of Electron's goes with its uses
        return (whole.type in FUNCTIONS and has_no_effect(context, unit, whole)) or not any(
            site.unit == unit and whole.start_byte <= site.span.start and site.span.end <= whole.end_byte for site in context.facts.sites
        )
    values = context.facts.unit(unit).bindings[context.scopes(unit).bindings.index(binding)].values
    if len(values) != 1 or _beside_rest(name):
        return False
    return _is_pure(context, unit, values[0].value)


def _beside_rest(name: Node) -> bool:
    """True for a name of `{ name, ...rest }`: without it the rest gets one property more."""
    at = name.parent
    while at is not None and at.type in ("pair_pattern", "object_assignment_pattern"):
        at = at.parent
    return at is not None and at.type == "object_pattern" and any(child.type == "rest_pattern" for child in at.named_children)


def _is_pure(context: Context, unit: UnitId, value: Value) -> bool:
    match value:
        case Literal() | Name() | FunctionValue() | This():
            return True
        case Member(object=inner):
            return _is_pure(context, unit, inner)
        case Template(parts=parts):
            return all(isinstance(part, str) or _is_pure(context, unit, part) for part in parts)
        case Concat(left=left, right=right):
            return _is_pure(context, unit, left) and _is_pure(context, unit, right)
        case Array(items=items):
            return all(_is_pure(context, unit, item) for item in items)
        case Object(properties=properties):
            return all(isinstance(one, Property) and one.key is not None and _is_pure(context, unit, one.value) for one in properties)
        case Load():
            return _can_go(context, unit, value)
        case _:
            # `namespaced('quit')`: a helper that only puts a text together
            return context.facts.origins.text(unit, value) is not None


def _can_go(context: Context, unit: UnitId, load: Load) -> bool:
    """True for an import that TypeScript leaves out of what it compiles anyway, and for a module that only declares things."""
    if load.through == "import" and is_typed(context.parsed(unit)):
        return True
    match context.facts.origins.locate(unit, load.specifier):
        case Builtin():
            return True
        case LocalFile(path=path):
            return path.endswith(".json") or _only_declares(context, path, {unit.path})
        case Electron(specifier="electron"):
            return True
        case Package(name=name, subpath=subpath):
            return (f"{name}/{subpath}" if subpath else name) in _FRAMEWORKS
        case _:
            return False


def _only_declares(context: Context, path: str, seen: set[str]) -> bool:
    """True for a module of the app that does nothing when it is loaded but give names to values, and loads only such."""
    if path in seen:
        return True
    summary = context.facts.summaries.get(path)
    if summary is None or len(summary.units) != 1 or summary.units[0].broken or len(seen) > _MOST_MODULES:
        return False
    seen.add(path)
    unit = UnitId(path, 0)
    for load in summary.units[0].loads:
        located = context.facts.origins.locate(unit, load.specifier)
        if isinstance(located, LocalFile):
            if not located.path.endswith(".json") and not _only_declares(context, located.path, seen):
                return False
        elif not isinstance(located, Builtin) and located != Electron("electron"):
            return False
    return not any(_acts(statement) for statement in context.parsed(unit).root.named_children)


def _acts(statement: Node) -> bool:
    if (
        statement.type == "expression_statement"
        and statement.named_child_count
        and statement.named_children[0].type == "assignment_expression"
    ):
        target = statement.named_children[0].child_by_field_name("left")
        if target is not None and re.match(rb"(module\.)?exports\b", target.text or b""):
            value = statement.named_children[0].child_by_field_name("right")
            return value is None or _acts(value)
    todo = [statement]
    while todo:
        node = todo.pop()
        if node.type in FUNCTIONS:
            continue
        if node.type == "call_expression":
            called = node.child_by_field_name("function")
            if called is None or called.text not in (b"require", b"Object.freeze"):
                return True
        elif node.type in _EFFECTS:
            return True
        todo.extend(node.named_children)
    return False
