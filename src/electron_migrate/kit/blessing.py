"""Rewrites stale `after=` literals of a transform file in place; libcst keeps every other byte."""

from __future__ import annotations

from collections.abc import Mapping

import libcst as cst

from electron_migrate.kit.reading import argument, constants, examples_call, literal

_WIDTH = 140


def bless(text: bytes, wanted: Mapping[int, str]) -> bytes:
    """The file with new `after` texts, by the number of the example from 0. What is that text already, or None, is left alone."""
    module = cst.parse_module(text)
    names = constants(module)
    replaced: dict[cst.CSTNode, cst.BaseExpression] = {}
    for number, call in enumerate(examples_call(module)):
        value = argument(call, 2, "after")
        if number in wanted and value is not None and literal(value, names) != wanted[number] and _is_text(value):
            replaced[value] = _literal(wanted[number])
    return module.visit(_Replace(replaced)).bytes if replaced else text


def _is_text(value: cst.BaseExpression) -> bool:
    """`after=None` says that nothing changes: a person decides whether that is still so."""
    return not (isinstance(value, cst.Name) and value.value == "None")


class _Replace(cst.CSTTransformer):
    def __init__(self, replaced: Mapping[cst.CSTNode, cst.BaseExpression]) -> None:
        super().__init__()
        self.replaced = replaced

    def on_leave(self, original_node: cst.CSTNodeT, updated_node: cst.CSTNodeT) -> cst.CSTNodeT | cst.RemovalSentinel | cst.FlattenSentinel[cst.CSTNodeT]:
        return self.replaced.get(original_node, updated_node)  # type: ignore[return-value] # an expression takes the place of one


def _literal(text: str) -> cst.BaseExpression:
    """One string where it fits a line, else one a line of the text, in parentheses."""
    quoted = _quoted(text)
    if len(quoted) <= _WIDTH - 20:
        return cst.SimpleString(quoted)
    parts = [_quoted(line) for line in text.splitlines(keepends=True)]
    joined = "(\n" + "".join(f"            {part}\n" for part in parts) + "        )"
    return cst.parse_expression(joined)


def _quoted(text: str) -> str:
    """A literal in double quotes, unless that would need escapes that single ones do not."""
    quote = "'" if '"' in text and "'" not in text else '"'
    escaped = text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t").replace(quote, "\\" + quote)
    return quote + escaped + quote
