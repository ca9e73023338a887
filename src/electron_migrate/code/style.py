"""How the app's own code is written, by majority, so that new code looks like it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import TypeVar

from tree_sitter import Node

from electron_migrate.code.parse import Parsed, parse, regions
from electron_migrate.code.source import Source


@dataclass(frozen=True, slots=True)
class Style:
    """The defaults are what a file says that shows nothing."""

    quote: str = "'"
    semicolons: bool = True
    indent: str = "  "
    """One level."""
    space_before_function_paren: bool = False
    """`function name ()` and `method ()`; anonymous functions count only where there are no named ones."""
    trailing_comma: bool = False
    """After the last item of a list over several lines."""
    newline: str = "\n"
    arrow_parens: bool = True
    """`(x) => …` for a single parameter."""

    @property
    def end(self) -> str:
        """What ends a statement: `;` or nothing."""
        return ";" if self.semicolons else ""

    def string(self, text: str) -> str:
        """A string literal with this value."""
        escaped = text.replace("\\", "\\\\").replace(self.quote, "\\" + self.quote).replace("\n", "\\n").replace("\r", "\\r")
        return self.quote + escaped.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029") + self.quote


def detect_style(scripts: Parsed | Source | Iterable[Parsed | Source]) -> Style:
    """The style that most of the given code has; what it does not show is the default."""
    votes = _Votes()
    for script in (scripts,) if isinstance(scripts, (Parsed, Source)) else scripts:
        source = script if isinstance(script, Source) else script.source
        votes.crlf[source.newline == "\r\n"] += source.data.count(b"\n")
        for parsed in [script] if isinstance(script, Parsed) else [parse(script, region) for region in regions(script)]:
            for node in islice(_walk(parsed.root), _ENOUGH):
                _count(votes, parsed, node)
    default = Style()
    return Style(
        quote=_winner(votes.quote, default.quote),
        semicolons=_winner(votes.semicolons, default.semicolons),
        indent=_winner(votes.indent, default.indent),
        space_before_function_paren=_winner(votes.named_space or votes.anonymous_space, default.space_before_function_paren),
        trailing_comma=_winner(votes.trailing_comma, default.trailing_comma),
        newline="\r\n" if _winner(votes.crlf, False) else "\n",
        arrow_parens=_winner(votes.arrow_parens, default.arrow_parens),
    )


_T = TypeVar("_T")

_ENOUGH = 50_000
"""Nodes of one script that are looked at."""

_ENDED_BY_SEMICOLON = frozenset(
    {
        "expression_statement",
        "lexical_declaration",
        "variable_declaration",
        "return_statement",
        "throw_statement",
        "import_statement",
        "break_statement",
        "continue_statement",
    }
)
_NAMED_FUNCTIONS = frozenset({"function_declaration", "generator_function_declaration", "method_definition"})
_LISTS = frozenset({"object", "array", "object_pattern", "named_imports"})
_BLOCKS = frozenset({"statement_block", "class_body", "object"})


@dataclass(slots=True)
class _Votes:
    quote: Counter[str] = field(default_factory=Counter)
    semicolons: Counter[bool] = field(default_factory=Counter)
    indent: Counter[str] = field(default_factory=Counter)
    named_space: Counter[bool] = field(default_factory=Counter)
    anonymous_space: Counter[bool] = field(default_factory=Counter)
    trailing_comma: Counter[bool] = field(default_factory=Counter)
    crlf: Counter[bool] = field(default_factory=Counter)
    arrow_parens: Counter[bool] = field(default_factory=Counter)


def _winner(votes: Counter[_T], default: _T) -> _T:
    if not votes:
        return default
    most = votes.most_common(1)[0][1]
    return default if votes[default] == most else votes.most_common(1)[0][0]


def _walk(root: Node) -> Iterator[Node]:
    stack = [root]
    while stack:
        node = stack.pop()
        yield node
        stack.extend(reversed(node.named_children))


def _count(votes: _Votes, parsed: Parsed, node: Node) -> None:
    kind = node.type
    data = parsed.source.data
    if kind == "string":
        text = data[node.start_byte : node.end_byte]
        if not (b"'" in text and b'"' in text):  # the other quote inside says why this one was taken
            votes.quote[text[:1].decode()] += 1
    elif kind in _ENDED_BY_SEMICOLON:
        if not _inside_for_head(node):
            votes.semicolons[data[node.end_byte - 1 : node.end_byte] == b";"] += 1
    elif kind in _NAMED_FUNCTIONS:
        parameters = node.child_by_field_name("parameters")
        if parameters is not None:
            votes.named_space[data[parameters.start_byte - 1 : parameters.start_byte] == b" "] += 1
    elif kind == "function_expression" and node.child_by_field_name("name") is None:
        parameters = node.child_by_field_name("parameters")
        if parameters is not None:
            votes.anonymous_space[data[parameters.start_byte - 1 : parameters.start_byte] == b" "] += 1
    elif kind == "arrow_function":
        _count_arrow(votes, node)
    if kind in _LISTS:
        _count_comma(votes, node)
    if kind in _BLOCKS:
        _count_indent(votes, parsed, node)


def _inside_for_head(node: Node) -> bool:
    parent = node.parent
    return parent is not None and parent.type == "for_statement" and parent.child_by_field_name("body") != node


def _count_arrow(votes: _Votes, node: Node) -> None:
    if node.child_by_field_name("parameter") is not None:
        votes.arrow_parens[False] += 1
        return
    parameters = node.child_by_field_name("parameters")
    if parameters is None or parameters.named_child_count != 1 or node.child_by_field_name("return_type") is not None:
        return
    only = parameters.named_children[0]
    if only.named_child_count == 1 and only.named_children[0].type == "identifier" and only.start_byte == only.named_children[0].start_byte:
        votes.arrow_parens[True] += 1


def _count_comma(votes: _Votes, node: Node) -> None:
    items = [child for child in node.children if child.type != "comment"]
    if len(items) < 3 or items[-2].end_point.row == items[-1].start_point.row:
        return
    votes.trailing_comma[items[-2].type == ","] += 1


def _count_indent(votes: _Votes, parsed: Parsed, node: Node) -> None:
    first = next((child for child in node.named_children if child.type != "comment"), None)
    if first is None or first.start_point.row == node.start_point.row:
        return
    outer, inner = _indent_at(parsed.source.data, node.start_byte), _indent_at(parsed.source.data, first.start_byte)
    if inner.startswith(outer) and inner != outer:
        votes.indent[inner[len(outer) :].decode()] += 1


def _indent_at(data: bytes, offset: int) -> bytes:
    start = data.rfind(b"\n", 0, offset) + 1
    line = data[start:offset]
    return line[: len(line) - len(line.lstrip(b" \t"))]
