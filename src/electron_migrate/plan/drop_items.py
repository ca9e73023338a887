"""Properties of object literals and values of lists that go, several at once: with their commas and comments, and without those of what stays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tree_sitter import Node

from electron_migrate.code.edits import Edit
from electron_migrate.code.layout import Layout, leading_comments_start
from electron_migrate.code.lists import remove_item
from electron_migrate.code.parse import Parsed
from electron_migrate.code.source import Span
from electron_migrate.plan.drop_exports import without


def without_items(parsed: Parsed, gone: Sequence[Node], empty: str) -> Iterator[Edit]:
    """The edits for items of one kind, in whatever literals they are; one that they empty becomes `empty`."""
    layout = Layout.of(parsed)
    for literal in dict.fromkeys(node.parent for node in gone):
        items = [child for child in literal.named_children if child.type != "comment"] if literal is not None else []
        going = [child for child in items if child in gone]
        if literal is not None and len(going) == len(items):
            yield Edit.replace(Span(literal.start_byte, literal.end_byte), empty)
        else:
            for run in _runs(items, going):
                following = next((item for item in items if item.start_byte > run[-1].start_byte), None)
                if len(run) == 1:
                    yield from remove_item(parsed, run[0])
                elif following is None:
                    yield from without(items, run)
                else:
                    yield Edit.delete(leading_comments_start(layout, run[0]), leading_comments_start(layout, following))


def _runs(items: Sequence[Node], going: Sequence[Node]) -> list[list[Node]]:
    """Those that go, by what stands together."""
    runs: list[list[Node]] = []
    for before, item in zip([None, *items], items, strict=False):
        if item in going:
            if not runs or runs[-1][-1] != before:
                runs.append([])
            runs[-1].append(item)
    return runs
