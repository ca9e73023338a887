"""Edits that take statements, properties, arguments and names out of a script, or put them in, the way a careful person would.

Commas, comments, blank lines, indentation and the hazards of missing semicolons are seen to; what a removal means is the caller's
business (`remove_pair` on a pattern with a rest element changes what the rest gets). All raise `SurgeryError` where it cannot be done.
"""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node

from electron_migrate.code.edits import Edit
from electron_migrate.code.layout import Layout, leading_comments_start, trailing_comments_end
from electron_migrate.code.lists import SurgeryError, indented, insert_item, remove_item
from electron_migrate.code.parse import Parsed
from electron_migrate.code.style import Style

__all__ = [
    "SurgeryError",
    "indent_of",
    "insert_property",
    "insert_statement_after",
    "insert_statement_before",
    "property_value",
    "remove_argument",
    "remove_declarator",
    "remove_pair",
    "remove_pattern_name",
    "remove_statement",
    "statement_of",
]


def indent_of(parsed: Parsed, offset: int) -> str:
    """The blanks that the line of this offset starts with."""
    return Layout.of(parsed).indent(offset)


def statement_of(node: Node) -> Node:
    """The statement that a node is part of, with the `export` or `declare` and the labels around it."""
    at = node
    while at.parent is not None and not _is_listed(at, at.parent) and not _is_braceless_body(at):
        at = at.parent
    if at.parent is None:
        raise SurgeryError(f"{node.type} is in no statement")
    return at


def remove_pair(parsed: Parsed, node: Node) -> tuple[Edit, ...]:
    """Removes one property, specifier or element of an object, array, pattern, import or export clause with its comma and comments.

    In an array pattern a hole stays in its place.
    """
    container = node.parent
    if container is None or container.type not in _PAIR_LISTS:
        raise SurgeryError(f"{node.type} is no item of an object, array, pattern, import or export")
    if container.type == "array_pattern" and any(child.type != "comment" for child in _named_siblings_after(node)):
        return (Edit.delete(node.start_byte, node.end_byte),)
    return remove_item(parsed, node)


def remove_argument(parsed: Parsed, call: Node, index: int) -> tuple[Edit, ...]:
    """Removes an argument of a call or `new`, counted from 0."""
    arguments = call.child_by_field_name("arguments")
    if arguments is None or arguments.type != "arguments":
        raise SurgeryError(f"{call.type} has no argument list")
    values = [child for child in arguments.named_children if child.type != "comment"]
    if not 0 <= index < len(values):
        raise SurgeryError(f"no argument {index}")
    return remove_item(parsed, values[index])


def insert_property(parsed: Parsed, object_node: Node, text: str, style: Style) -> tuple[Edit, ...]:
    """Puts a property (`key: value`, without comma) at the end of an object; as well a name into a pattern, import or export clause.

    `text` has `\\n` between its lines, indented as if it stood at the margin.
    """
    if object_node.type not in _PAIR_LISTS:
        raise SurgeryError(f"{object_node.type} is no object, array, pattern, import or export clause")
    return insert_item(parsed, object_node, text, style)


def property_value(parsed: Parsed, node: Node, key: str) -> Node | None:
    """The value of a property of an object literal; None where it has none of that name, or a shorthand."""
    for pair in node.named_children:
        name = pair.child_by_field_name("key") if pair.type == "pair" else None
        if name is not None and parsed.text(name).strip("'\"") == key:
            return pair.child_by_field_name("value")
    return None


def remove_statement(parsed: Parsed, node: Node) -> tuple[Edit, ...]:
    """Removes the statement that `node` is or is part of, with its line when it is alone there.

    Comments straight above go with it when no other statement follows without a blank line (they may speak for the group), and
    directives for the next line always; those that begin the file stay. The only statement of a braceless body becomes `{}`.
    """
    statement = statement_of(node)
    if _is_braceless_body(statement):
        return (Edit.replace(parsed.span(statement), "{}"),)
    layout = Layout.of(parsed)
    start, end = _comments_above(parsed, layout, statement), _code_end(layout, statement)
    with_comments = trailing_comments_end(layout, end, statement.next_sibling)
    guard = _semicolon_for_rest(parsed, statement)
    if layout.starts_line(start) and layout.ends_line(with_comments):
        return (_whole_lines(layout, start, with_comments), *guard)
    after = layout.skip_blanks(end)
    if layout.ends_line(after) and not layout.starts_line(start):
        return (Edit.delete(layout.skip_blanks_back(start), end), *guard)
    return (Edit.delete(start, after), *guard)


def insert_statement_before(parsed: Parsed, node: Node, text: str) -> tuple[Edit, ...]:
    """Puts statements on lines of their own before the one that `node` is part of, and before its comments.

    `text` has `\\n` between its lines and none at its end, indented as if it stood at the margin.
    """
    statement = _statement_in_list(node)
    layout, newline = Layout.of(parsed), parsed.source.newline
    start = leading_comments_start(layout, statement)
    if _begins_file(parsed, start):
        start = statement.start_byte  # the comments that begin a file are its header
    body = _guarded(parsed, _statement_before(statement), text) + _ended(text, _first_byte(parsed, statement))
    if not layout.starts_line(start):
        return (Edit.insert(start, _closed(body) + " "),)
    indent = layout.indent(start)
    return (Edit.insert(start, indented(body, indent, newline) + newline + indent),)


def insert_statement_after(parsed: Parsed, node: Node, text: str) -> tuple[Edit, ...]:
    """Puts statements on lines of their own after the one that `node` is part of; `text` as for `insert_statement_before`."""
    statement = _statement_in_list(node)
    layout, newline = Layout.of(parsed), parsed.source.newline
    end = _code_end(layout, statement)
    behind = trailing_comments_end(layout, end, statement.next_sibling)
    following = _statement_after(statement)
    next_byte = b"" if following is None or end != statement.end_byte else _first_byte(parsed, following)
    body = _guarded(parsed, statement, text) + _ended(text, next_byte)
    if not layout.ends_line(behind):
        separator = " " if _is_finished(statement) else "; "
        closes_block = parsed.source.data.startswith(b"}", layout.skip_space(end))
        return (Edit.insert(end, separator + (body if closes_block else _closed(body))),)
    indent = layout.indent(statement.start_byte)
    return (Edit.insert(behind, newline + indent + indented(body, indent, newline)),)


def remove_declarator(parsed: Parsed, node: Node) -> tuple[Edit, ...]:
    """Removes one declarator of `const a = 1, b = 2`; the whole statement when it is the only one."""
    declaration = node.parent
    if node.type != "variable_declarator" or declaration is None:
        raise SurgeryError(f"{node.type} is no declarator")
    if sum(child.type == "variable_declarator" for child in declaration.named_children) > 1:
        return remove_item(parsed, node)
    if declaration.parent is not None and declaration.parent.type in ("for_statement", "for_in_statement"):
        raise SurgeryError("the only declarator of a loop's head")
    return remove_statement(parsed, declaration)


def remove_pattern_name(parsed: Parsed, identifier: Node) -> tuple[Edit, ...]:
    """Removes the declaration of one name: out of a destructuring pattern, an import clause, a declaration.

    A pattern, declarator or import that it empties goes as a whole, with its effects. Where an object's rest element would come to
    hold the property, and in patterns of parameters, loops and `catch` that would be emptied, it raises.
    """
    at = identifier
    while at.parent is not None:
        parent = at.parent
        match parent.type:
            case "import_specifier" | "namespace_import" | "rest_pattern":
                at = parent
            case "pair_pattern" if parent.child_by_field_name("value") == at:
                at = parent
            case "assignment_pattern" | "object_assignment_pattern" if parent.child_by_field_name("left") == at:
                at = parent
            case "named_imports" | "object_pattern" | "array_pattern":
                others = [child for child in parent.named_children if child.type != "comment" and child != at]
                if parent.type == "object_pattern" and any(child.type == "rest_pattern" for child in others):
                    raise SurgeryError("the rest element would come to hold the property")
                if others:
                    return remove_pair(parsed, at)
                at = parent
            case "import_clause":
                return _remove_import_part(parsed, at)
            case "import_require_clause":
                return remove_statement(parsed, parent)
            case "variable_declarator" if parent.child_by_field_name("name") == at:
                return remove_declarator(parsed, parent)
            case _:
                break
    raise SurgeryError(f"{parsed.text(identifier)} is not declared by an import or a variable declaration that can lose it")


_PAIR_LISTS = frozenset({"object", "object_pattern", "array", "array_pattern", "named_imports", "export_clause"})
_STATEMENT_LISTS = frozenset({"program", "statement_block", "switch_case", "switch_default", "class_static_block"})
_BRACELESS = frozenset(
    {"if_statement", "else_clause", "for_statement", "for_in_statement", "while_statement", "do_statement", "with_statement"}
)
_DIRECTIVES = ("eslint-disable-next-line", "tslint:disable-next-line", "@ts-ignore", "@ts-expect-error", "prettier-ignore")
_CONTINUES_LINE = (b"(", b"[", b"`", b"+", b"-", b"/", b"*", b",", b".")
_NEEDS_SEMICOLON = frozenset(
    {"expression_statement", "lexical_declaration", "variable_declaration", "return_statement", "throw_statement", "export_statement"}
)


def _is_listed(node: Node, parent: Node) -> bool:
    return parent.type in _STATEMENT_LISTS and (parent.type != "switch_case" or parent.child_by_field_name("value") != node)


def _is_braceless_body(node: Node) -> bool:
    parent = node.parent
    if parent is None or parent.type not in _BRACELESS or node.type in ("statement_block", "else_clause") or not node.is_named:
        return False
    if parent.type == "else_clause":
        return node.type != "comment"
    return node in (parent.child_by_field_name("body"), parent.child_by_field_name("consequence"))


def _statement_in_list(node: Node) -> Node:
    statement = statement_of(node)
    if _is_braceless_body(statement):
        raise SurgeryError("the body has no braces to put a statement into")
    return statement


def _named_siblings_after(node: Node) -> Iterator[Node]:
    at = node.next_named_sibling
    while at is not None:
        yield at
        at = at.next_named_sibling


def _statement_before(statement: Node) -> Node | None:
    at = statement.prev_named_sibling
    while at is not None and at.type == "comment":
        at = at.prev_named_sibling
    return at


def _statement_after(statement: Node) -> Node | None:
    at = statement.next_named_sibling
    while at is not None and at.type == "comment":
        at = at.next_named_sibling
    return at


def _first_byte(parsed: Parsed, node: Node) -> bytes:
    return parsed.source.data[node.start_byte : node.start_byte + 1]


def _code_end(layout: Layout, statement: Node) -> int:
    """The statement's end; where its semicolon opens a later line (`;[1, 2].map(…)`), that stays with what follows it."""
    last = statement
    while last.children:
        last = last.children[-1]
    if last.type != ";" or not layout.starts_line(last.start_byte) or layout.ends_line(last.end_byte):
        return statement.end_byte
    code = last.prev_sibling
    while code is not None and code.type == "comment":
        code = code.prev_sibling
    return statement.end_byte if code is None else code.end_byte


def directives_start(parsed: Parsed, statement: Node) -> int:
    """Where directives for the statement's own line begin that stand right above it; the statement's start where there are none."""
    at = statement
    while (comment := at.prev_sibling) is not None and comment.type == "comment":
        if not any(one in parsed.text(comment) for one in _DIRECTIVES) or parsed.source.data.count(b"\n", comment.end_byte, at.start_byte) != 1:
            break
        if comment.prev_sibling is not None and not parsed.source.data.count(b"\n", comment.prev_sibling.end_byte, comment.start_byte):
            # it stands behind other code on its line
            break
        at = comment
    return at.start_byte


def _comments_above(parsed: Parsed, layout: Layout, statement: Node) -> int:
    """Where the comments begin that go when the statement goes."""
    start = leading_comments_start(layout, statement)
    following = _statement_after(statement)
    gap = 2 if following is None else parsed.source.data.count(b"\n", statement.end_byte, leading_comments_start(layout, following))
    if gap >= 2 and not _begins_file(parsed, start):
        return start
    at = statement
    while at.start_byte > start and at.prev_sibling is not None:
        comment = at.prev_sibling
        text = parsed.text(comment)
        if not layout.same_line(comment.end_byte, at.start_byte) and not any(directive in text for directive in _DIRECTIVES):
            break
        at = comment
    return at.start_byte


def _begins_file(parsed: Parsed, offset: int) -> bool:
    before = parsed.source.data[parsed.region.span.start : offset].lstrip()
    return not before or (before.startswith(b"#!") and b"\n" not in before.rstrip())


def _whole_lines(layout: Layout, start: int, end: int) -> Edit:
    first, behind = layout.line_start(start), layout.next_line(end)
    if behind == len(layout.data) and not layout.data.endswith(b"\n") and first > layout.start:
        return Edit.delete(layout.before_newline(first), behind)  # the file has no final newline and gets none
    above = layout.data[layout.line_start(first - 1) : first].strip() if first > layout.start else b""
    if (not above or above.endswith(b"{")) and layout.is_blank_line(behind):
        behind = layout.next_line(behind)
    return Edit.delete(first, behind)


def _semicolon_for_rest(parsed: Parsed, statement: Node) -> tuple[Edit, ...]:
    """A semicolon before what follows, when without the statement between the one before would run on into it."""
    before, after = _statement_before(statement), _statement_after(statement)
    if before is None or after is None or _code_end(Layout.of(parsed), statement) != statement.end_byte:
        return ()
    return (Edit.insert(after.start_byte, ";"),) if _runs_on(parsed, before, _first_byte(parsed, after)) else ()


def _runs_on(parsed: Parsed, before: Node, next_byte: bytes) -> bool:
    text = parsed.source.data[before.start_byte : before.end_byte]
    return before.type in _NEEDS_SEMICOLON and not text.endswith(b";") and next_byte in _CONTINUES_LINE


def _is_finished(statement: Node) -> bool:
    """True when it ends with its semicolon or with the brace of a block, so that anything may follow on its line."""
    last, open_ended = statement, False
    while last.children:
        open_ended = open_ended or last.type in _NEEDS_SEMICOLON
        last = last.children[-1]
    return last.type == ";" or (last.type == "}" and not open_ended)


def _guarded(parsed: Parsed, before: Node | None, text: str) -> str:
    return ";" if before is not None and _runs_on(parsed, before, text[:1].encode()) else ""


def _ended(text: str, next_byte: bytes) -> str:
    return _closed(text) if next_byte in _CONTINUES_LINE else text


def _closed(text: str) -> str:
    return text if text.endswith(";") else text + ";"


def _remove_import_part(parsed: Parsed, part: Node) -> tuple[Edit, ...]:
    clause = part.parent
    assert clause is not None
    others = [child for child in clause.named_children if child.type != "comment" and child != part]
    if not others:
        return remove_statement(parsed, clause)
    if part.end_byte < others[0].start_byte:
        return (Edit.delete(part.start_byte, others[0].start_byte),)
    return (Edit.delete(others[-1].end_byte, part.end_byte),)
