"""Canonical snippets in the dress of an app.

Snippets are written once, in one canonical form: TypeScript, single quotes, no semicolons, two spaces, `function name (…)`, `\\n`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from tree_sitter import Node

from electron_migrate.code.parse import Parsed, parse, regions
from electron_migrate.code.source import Source
from electron_migrate.code.style import Style

Replacement = tuple[int, int, bytes]
"""Start and end byte offsets, and what stands there instead."""


def dressed(code: str, style: Style, *, around: tuple[str, str] = ("", "")) -> str:
    """`code` with the quotes, semicolons, indentation and function spacing of `style`; newlines stay `\\n`.

    `around` makes a fragment a script: `("({", "})")` for members of an object.
    """

    def changes(parsed: Parsed) -> Iterator[Replacement]:
        for node in descendants(parsed.root):
            if style.semicolons and node.type in _TERMINATED and not _terminated(node):
                end = _code_end(node)
                yield end, end, b";"
            if node.type == "string" and node.is_named and style.quote == '"':
                content = parsed.text(node)[1:-1]
                if '"' not in content and "\\" not in content:
                    yield node.start_byte, node.end_byte, f'"{content}"'.encode()
            if style.trailing_comma and node.type in _LISTS and node.named_children and node.start_point.row != node.end_point.row:
                last = node.named_children[-1]
                closed = node.children[-1].start_point.row != last.end_point.row and node.children[-2].type != ","
                if closed and last.type != "comment":
                    yield last.end_byte, last.end_byte, b","
            if node.type == "formal_parameters" and not style.arrow_parens and _one_plain_name(node):
                yield node.start_byte, node.start_byte + 1, b""
                yield node.end_byte - 1, node.end_byte, b""
            if node.type == "function_declaration" and not style.space_before_function_paren:
                opening = node.child_by_field_name("type_parameters") or node.child_by_field_name("parameters")
                name = node.child_by_field_name("name")
                if name is not None and opening is not None:
                    yield name.end_byte, opening.start_byte, b""
                    parameters = node.child_by_field_name("parameters")
                    if parameters is not None and parameters != opening:
                        yield opening.end_byte, parameters.start_byte, b""

    text = _rewritten(code, changes, around)
    return re.sub(r"^(?:  )+", lambda found: style.indent * (len(found.group()) // 2), text, flags=re.MULTILINE)


def without_types(code: str, *, around: tuple[str, str] = ("", "")) -> str:
    """The JavaScript of a TypeScript snippet: annotations, type parameters, declarations of types, `as` and `!` go. `around`: as for `dressed`."""

    def changes(parsed: Parsed) -> Iterator[Replacement]:
        for node in descendants(parsed.root):
            parent = node.parent
            optional_mark = node.type == "?" and parent is not None and parent.type == "optional_parameter"
            if optional_mark or node.type in ("type_annotation", "type_parameters", "type_arguments"):
                yield node.start_byte, node.end_byte, b""
            elif node.type in ("interface_declaration", "type_alias_declaration"):
                following = parsed.source.data[node.end_byte :]
                yield node.start_byte, node.end_byte + len(following) - len(following.lstrip(b"\n")), b""
            elif node.type == "non_null_expression":
                yield node.end_byte - 1, node.end_byte, b""
            elif node.type == "as_expression":
                value = node.children[0]
                wrapped = parent is not None and parent.type == "parenthesized_expression"
                outer = parent if wrapped and parent is not None else node
                yield outer.start_byte, value.start_byte, b""
                yield value.end_byte, outer.end_byte, b""

    # parentheses around a value would be taken for its own
    return _rewritten(code, changes, around if around != ("(", ")") else ("", ""))


def with_names(code: str, names: Mapping[str, str], *, around: tuple[str, str] = ("", "")) -> str:
    """`code` where each free name in `names` is spelled as the file spells it: `ipcRenderer` -> `electron.ipcRenderer`."""
    spelled = {name: local for name, local in names.items() if name != local}
    if not spelled:
        return code

    def changes(parsed: Parsed) -> Iterator[Replacement]:
        for node in descendants(parsed.root):
            local = spelled.get(parsed.text(node)) if node.type in _NAMES else None
            if local is None:
                continue
            if node.type == "shorthand_property_identifier":
                yield node.end_byte, node.end_byte, f": {local}".encode()
            else:
                yield node.start_byte, node.end_byte, local.encode()

    return _rewritten(code, changes, around)


def quoted(text: str) -> str:
    """A canonical string literal."""
    escaped = text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n").replace("\r", "\\r")
    return "'" + escaped.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029") + "'"


def property_key(name: str) -> str:
    """A key of an object literal or a type, quoted only where it has to be."""
    return name if re.fullmatch(r"[A-Za-z_$][\w$]*", name) else quoted(name)



def string_value(literal: str) -> str | None:
    """The value of a plain string literal or of a template without substitutions; None for anything else."""
    if len(literal) < 2 or literal[0] != literal[-1] or literal[0] not in "'\"`" or (literal[0] == "`" and "${" in literal):
        return None
    return re.sub(r"\\(.)", lambda found: {"n": "\n", "r": "\r", "t": "\t"}.get(found.group(1), found.group(1)), literal[1:-1])


def tokens(parsed: Parsed, nodes: Iterable[Node]) -> tuple[str, ...]:
    """What the nodes say, whatever a formatter did to them: no comments, semicolons, parentheses or trailing commas, one kind of quotes."""
    said: list[str] = []
    for node in nodes:
        for leaf in _leaves(node):
            text = parsed.text(leaf)
            if leaf.type in (")", "]", "}") and said and said[-1] == ",":
                said.pop()
            if leaf.type not in (";", "(", ")", "comment"):
                said.append(f"'{string_value(text)}'" if leaf.type == "string" and leaf.is_named else text)
    return tuple(said)


def tokens_of(code: str) -> tuple[str, ...]:
    """`tokens` of a snippet."""
    parsed = snippet(code)
    return tokens(parsed, parsed.root.children)


def snippet(code: str) -> Parsed:
    """The tree of canonical code."""
    source = Source.of("snippet.ts", code.encode())
    return parse(source, regions(source)[0])


def descendants(node: Node) -> Iterator[Node]:
    """The node and all below it, in the order of the text."""
    stack = [node]
    while stack:
        current = stack.pop()
        yield current
        stack.extend(reversed(current.children))


_NAMES = frozenset({"identifier", "shorthand_property_identifier", "type_identifier"})
_LISTS = frozenset({"object", "array", "object_pattern", "named_imports"})
_SIGNATURES = frozenset({"property_signature", "method_signature"})
_TERMINATED = _SIGNATURES | frozenset(
    {
        "expression_statement",
        "lexical_declaration",
        "variable_declaration",
        "return_statement",
        "throw_statement",
        "import_statement",
    }
)


def _rewritten(code: str, changes: Callable[[Parsed], Iterator[Replacement]], around: tuple[str, str] = ("", "")) -> str:
    prefix, suffix = (part.encode() for part in around)
    parsed = snippet(around[0] + code + around[1])
    data = bytearray(parsed.source.data)
    end = len(data) - len(suffix)
    kept: list[Replacement] = []
    for change in sorted(set(changes(parsed)), key=lambda change: (change[0], -change[1])):
        within_another = kept and change[0] < kept[-1][1]
        if change[0] >= len(prefix) and change[1] <= end and not within_another:
            kept.append(change)
    for start, stop, text in reversed(kept):
        data[start:stop] = text
        end += len(text) - (stop - start)
    return data[len(prefix) : end].decode()


def _terminated(node: Node) -> bool:
    parent, following = node.parent, node.next_sibling
    if parent is not None and parent.type in ("for_statement", "for_in_statement") and node != parent.child_by_field_name("body"):
        return True
    if node.type in _SIGNATURES and following is not None and following.start_point.row == node.end_point.row:
        return True  # a type on one line
    return node.children[-1].type == ";"


def _code_end(node: Node) -> int:
    """The end of a statement; the grammar counts a comment after it as part of it where no semicolon is there."""
    *_, last = (leaf for leaf in _leaves(node) if leaf.type != "comment")
    return last.end_byte


def _one_plain_name(parameters: Node) -> bool:
    arrow = parameters.parent
    only = parameters.named_children[0] if parameters.named_child_count == 1 else None
    is_name = only is not None and only.type == "required_parameter" and [child.type for child in only.children] == ["identifier"]
    return is_name and arrow is not None and arrow.type == "arrow_function" and arrow.child_by_field_name("return_type") is None


def _leaves(node: Node) -> Iterator[Node]:
    stack = [node]
    while stack:
        current = stack.pop()
        if not current.children or (current.type == "string" and current.is_named):
            yield current
        else:
            stack.extend(reversed(current.children))
