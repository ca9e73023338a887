"""`require` of local files in a page, as imports of ES modules: which forms can be, and that nothing of importance runs before them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from tree_sitter import Node

from electron_migrate.app.modules import LocalFile
from electron_migrate.code.edits import Edit
from electron_migrate.code.parse import Parsed
from electron_migrate.code.scope import Scopes
from electron_migrate.code.source import Span
from electron_migrate.facts.lowering import FUNCTIONS, walk
from electron_migrate.facts.node_table import BROWSER_GLOBALS, load_node_table
from electron_migrate.facts.origins import External, UnitId
from electron_migrate.plan.module_exports import Exports

if TYPE_CHECKING:
    from electron_migrate.plan.context import Context

_PLAIN = frozenset(
    {"string", "number", "true", "false", "null", "undefined", "identifier", "regex", "arrow_function", "function_expression", "class", "this"}
)
_COMPOUND = frozenset(
    {
        "member_expression", "template_string", "object", "array", "pair", "parenthesized_expression", "binary_expression", "template_substitution",
        "unary_expression",
    }
)  # fmt: skip
_PARTS = frozenset(
    {"property_identifier", "string_fragment", "comment", "shorthand_property_identifier", "escape_sequence", "method_definition"}
)
_MADE = frozenset({"Map", "Set", "WeakMap", "WeakSet"})


def local_requires(context: Context, unit: UnitId) -> tuple[tuple[Node, str], ...]:
    """Every `require` of a file of the app in a script: the call, and the file."""
    found = []
    for load in context.facts.unit(unit).loads:
        target = context.facts.origins.locate(unit, load.specifier)
        if isinstance(target, LocalFile) and load.through not in ("import", "export", "import()"):
            found.append((context.node(unit, load.span), target.path))
    return tuple(found)


def import_edits(
    context: Context, unit: UnitId, folder: str, exports: Mapping[str, Exports], going: Sequence[Span], taken: Sequence[Span] = (),
    packages: Mapping[Span, tuple[str, Exports]] = MappingProxyType({}),
) -> tuple[Edit, ...] | str:
    """The edits that import what the script requires, relative to `folder`; or why that cannot be. `exports`: of every file that it requires.

    `going` are the places that other fixes rewrite: what is only used there goes with them (see `plan.drops`), or is loaded for what it does.
    `taken`: statements whose work is done before any script of the page runs. `packages`: loads of packages that an import map leads on, with their names.
    """
    parsed, scopes = context.parsed(unit), context.scopes(unit)
    newline = "\r\n" if b"\r\n" in parsed.source.data else "\n"
    statements: dict[int, tuple[Node, list[str]]] = {}
    edits: list[Edit] = []
    loaded = [(call, path, exports[path], True) for call, path in local_requires(context, unit)]
    loaded.extend((context.node(unit, span), name, given, False) for span, (name, given) in packages.items())
    for call, path, given, local in sorted(loaded, key=lambda one: one[0].start_byte):
        at = f"{unit.path}:{parsed.source.position(call.start_byte).line}"
        statement = _statement(parsed, call)
        if statement is None:
            return f"{at} loads {path} only when it gets there"
        before = next(
            (
                one
                for one in parsed.root.named_children
                if one.end_byte <= statement.start_byte
                and not any(span.contains(parsed.span(one)) for span in taken)
                and not _is_inert(context, unit, one)
            ),
            None,
        )
        if before is not None:
            line = parsed.source.position(before.start_byte).line
            return f"{at} loads {path} after {unit.path}:{line} has run, and an import runs before"
        specifier = context.style(unit.path).string(_relative(path, folder) if local else path)
        if statement.type == "expression_statement" and statement.named_children[0] == call:
            edits.append(Edit.replace(parsed.span(statement.named_children[0]), f"import {specifier}"))
            continue
        declarator = _declarator(call)
        if declarator is None or statement.type not in ("lexical_declaration", "variable_declaration"):
            return f"{at} uses {path} in the middle of an expression"
        made = _import(parsed, scopes, declarator, call, specifier, given)
        if local and _goes(scopes, declarator, going):
            if statement.named_child_count == 1 and _does_nothing(context, path):
                continue
            made = f"import {specifier}"
        if not made.startswith("import "):
            return f"{at} {made}"
        statements.setdefault(statement.start_byte, (statement, []))[1].append(made)
    for statement, lines in statements.values():
        declared = [one for one in statement.named_children if one.type == "variable_declarator"]
        if len(declared) != len(lines):
            return f"{unit.path}:{parsed.source.position(statement.start_byte).line} declares other things beside what it loads"
        end = statement.end_byte
        semicolon = ";" if parsed.source.data[end - 1 : end] == b";" else ""
        edits.append(Edit.replace(parsed.span(statement), f"{semicolon}{newline}".join(lines) + semicolon))
    return tuple(edits)


def _goes(scopes: Scopes, declarator: Node, going: Sequence[Span]) -> bool:
    """True where everything that uses the names of a declarator is rewritten otherwise."""
    name = declarator.child_by_field_name("name")
    names = [node for node in walk(name) if node.type in ("identifier", "shorthand_property_identifier_pattern")] if name is not None else []
    bindings = [binding for node in names if (binding := scopes.binding_of(node)) is not None]
    references = [reference.node for binding in bindings for reference in binding.references]
    spans = [Span(node.start_byte, node.end_byte) for node in references]
    return bool(spans) and all(any(one.contains(span) for one in going) for span in spans)


def _does_nothing(context: Context, path: str) -> bool:
    """True for a file that declares and exports, and does nothing else when it is loaded."""
    unit = UnitId(path, 0)
    return all(_is_inert(context, unit, statement) for statement in context.parsed(unit).root.named_children)


def runs_otherwise(context: Context, unit: UnitId) -> str:
    """Why the script would not run as a module, which is strict and has a scope of its own; empty if it would."""
    parsed, scopes = context.parsed(unit), context.scopes(unit)

    def at(node: Node) -> str:
        return f"{unit.path}:{parsed.source.position(node.start_byte).line}"

    known = context.sibling_names(unit)
    for reference in scopes.unresolved:
        name = parsed.text(reference.node)
        if reference.mode in ("write", "readwrite") and name not in BROWSER_GLOBALS | known:
            return f"{at(reference.node)} assigns {name}, which nothing declares"
    for node in walk(parsed.root):
        text = parsed.text(node) if node.type in ("number", "member_expression", "unary_expression") and node.end_byte - node.start_byte < 80 else ""
        if node.type == "with_statement":
            return f"{at(node)} uses `with`"
        if text == "arguments.callee":
            return f"{at(node)} uses arguments.callee"
        if text in ("document.currentScript", "document.write", "document.writeln"):
            return f"{at(node)} uses {text}, which a module cannot"
        if node.type == "number" and re.fullmatch(r"0[0-7]+", text):
            return f"{at(node)} writes a number in the old octal way"
        if node.type == "unary_expression" and re.fullmatch(r"delete\s+[\w$]+", text):
            return f"{at(node)} deletes a variable"
        if node.type == "this" and _is_top_this(node):
            return f"{at(node)} uses `this` of the script itself"
        if node.type == "identifier" and parsed.text(node) == "__filename":
            return f"{at(node)} uses __filename"
    return ""


def _is_top_this(node: Node) -> bool:
    at = node.parent
    while at is not None:
        if (at.type in FUNCTIONS and at.type != "arrow_function") or at.type == "class_body":
            return False
        at = at.parent
    return True


def _statement(parsed: Parsed, call: Node) -> Node | None:
    """The top-level statement around a call that runs as the file does."""
    at = call
    while at.parent is not None and at.parent != parsed.root:
        at = at.parent
        if at.type in FUNCTIONS or at.type in ("if_statement", "try_statement", "for_statement", "ternary_expression", "statement_block"):
            return None
    return at if at.parent is not None else None


def _declarator(call: Node) -> Node | None:
    """The declarator whose value is the call, or a member of it."""
    at = call.parent
    if at is not None and at.type == "member_expression" and at.child_by_field_name("object") == call:
        at = at.parent
    return at if at is not None and at.type == "variable_declarator" else None


def _import(parsed: Parsed, scopes: Scopes, declarator: Node, call: Node, specifier: str, exports: Exports) -> str:
    """The import for one declarator. A reason begins with a small letter and is no import: see `import_edits`."""
    name, value = declarator.child_by_field_name("name"), declarator.child_by_field_name("value")
    if name is None or value is None:
        return "cannot be read"
    member = parsed.text(value.child_by_field_name("property") or value) if value != call else ""
    if name.type == "identifier":
        binding = scopes.binding_of(name)
        if binding is None or not binding.constant:
            return f"assigns {parsed.text(name)} again"
        local = parsed.text(name)
        if member:
            if member not in exports.names:
                return f"takes {member}, which is no export by that name"
            return f"import {{ {member if member == local else f'{member} as {local}'} }} from {specifier}"
        if exports.whole:
            return f"import {local} from {specifier}"
        written = next((reference for reference in binding.references if _writes_member(reference.node)), None)
        return f"import * as {local} from {specifier}" if written is None else f"assigns a member of {local}, which an import cannot"
    if name.type != "object_pattern" or member:
        return "takes it apart in another way than by names"
    taken: list[str] = []
    for one in name.named_children:
        if one.type == "comment":
            continue
        key = one.child_by_field_name("key") if one.type == "pair_pattern" else one
        local_node = one.child_by_field_name("value") if one.type == "pair_pattern" else one
        if key is None or local_node is None or local_node.type not in ("identifier", "shorthand_property_identifier_pattern"):
            return "takes it apart in another way than by names"
        binding = scopes.binding_of(local_node)
        if binding is None or not binding.constant:
            return f"assigns {parsed.text(local_node)} again"
        exported, local = parsed.text(key), parsed.text(local_node)
        if exported not in exports.names:
            return f"takes {exported}, which is no export by that name"
        taken.append(exported if exported == local else f"{exported} as {local}")
    return f"import {{ {', '.join(taken)} }} from {specifier}" if taken else f"import {specifier}"


def _writes_member(name: Node) -> bool:
    member = name.parent
    if member is None or member.type not in ("member_expression", "subscript_expression") or member.child_by_field_name("object") != name:
        return False
    outer = member.parent
    return outer is not None and (
        outer.type in ("assignment_expression", "augmented_assignment_expression") and outer.child_by_field_name("left") == member
    )


def _relative(path: str, folder: str) -> str:
    relative = posixpath.relpath(path, folder or ".")
    return relative if relative.startswith("../") else f"./{relative}"


def _is_inert(context: Context, unit: UnitId, statement: Node) -> bool:
    """True when it makes no difference whether a statement runs before or after a module is loaded."""
    match statement.type:
        case "comment" | "empty_statement" | "import_statement" | "function_declaration" | "class_declaration" | "generator_function_declaration":
            return True
        case "lexical_declaration" | "variable_declaration":
            values = [one.child_by_field_name("value") for one in statement.named_children if one.type == "variable_declarator"]
            return all(value is None or _has_no_effect(context, unit, value) for value in values)
        case "expression_statement":
            inner = statement.named_children[0]
            if inner.type == "assignment_expression":
                left, right = inner.child_by_field_name("left"), inner.child_by_field_name("right")
                exported = left is not None and re.match(r"(module\.)?exports\b", context.parsed(unit).text(left)) is not None
                return exported and right is not None and _has_no_effect(context, unit, right)
            return inner.type == "string" or _has_no_effect(context, unit, inner)
        case _:
            return False


def _has_no_effect(context: Context, unit: UnitId, value: Node) -> bool:
    parsed = context.parsed(unit)
    if value.type in _PLAIN:
        return True
    if value.type in _COMPOUND:
        return all(_has_no_effect(context, unit, one) for one in value.named_children if one.type not in _PARTS)
    if value.type == "new_expression":
        made = value.child_by_field_name("constructor")
        return made is not None and parsed.text(made) in _MADE
    if value.type != "call_expression":
        return False
    function = value.child_by_field_name("function")
    if function is None:
        return False
    text = parsed.text(function)
    if text == "require" or re.match(r"document\.(getElement|query)", text):
        return True
    origin = context.origin_of(unit, function)
    return isinstance(origin, External) and (origin.module == "electron" or load_node_table().is_known(origin.module))
