"""Windows that a page makes with `remote`: every use of each, the page that it shows, and what main needs to make it instead."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tree_sitter import Node

from electron_migrate.code.parse import Parsed
from electron_migrate.code.source import Span
from electron_migrate.facts.chains import levels
from electron_migrate.facts.link import LinkedWindow
from electron_migrate.facts.origins import UnitId
from electron_migrate.facts.sites import Site
from electron_migrate.facts.summary import Call, Literal, New, Value
from electron_migrate.plan.model import Manual
from electron_migrate.plan.naming import member_name
from electron_migrate.plan.values import url_origin

if TYPE_CHECKING:
    from electron_migrate.plan.context import Context

_LOADS = ("loadURL", "loadFile")
_NULL_TESTS = frozenset({"===", "!==", "==", "!="})


@dataclass(frozen=True, slots=True)
class Opened:
    """A window made in a page. `name` is that of its opener on the bridge, unique in the app; `refused` says why main cannot make it."""

    unit: UnitId
    new: New
    window: LinkedWindow
    name: str
    uses: tuple[Site, ...]
    """Every use of the window after it was made, the call that loads its page included."""
    load: Call | None
    refused: Manual | None = None
    keeps_node: str = ""
    """What its page needs Node for, where main has to make the window with it."""


def find_opened(context: Context) -> Mapping[tuple[UnitId, Span], Opened]:
    """The windows that pages make, by the script and the span of `new`."""
    made = [window for window in context.facts.windows if window.found.in_page and window.found.kind == "BrowserWindow"]
    uses: dict[tuple[UnitId, Span], list[Site]] = {(window.found.unit, window.found.span): [] for window in made}
    if not uses:
        return {}
    for site in context.facts.sites:
        key = made_at(context, site)
        root = root_of(site)
        if key in uses and root is not None and not isinstance(root, New):
            uses[key].append(site)
    names = _names(made)
    found = {}
    for window in made:
        key = (window.found.unit, window.found.span)
        new = _new(context, *key)
        if new is not None:
            found[key] = _opened(context, window, new, names[window.id], tuple(uses[key]))
    return found


def made_at(context: Context, site: Site) -> tuple[UnitId, Span] | None:
    """The script and span of the one `new BrowserWindow` that a site is about; None where it is about another thing, or about several."""
    root = root_of(site)
    if root is None:
        return None
    if isinstance(root, New):
        return site.unit, root.span
    found = set()
    for unit, value in context.facts.origins.sources(site.unit, root):
        if isinstance(value, Literal) and value.value is None:
            continue
        found.add((unit, value.span) if isinstance(value, New) else None)
    return found.pop() if len(found) == 1 else None


def root_of(site: Site) -> Value | None:
    """What a site names the window by: the variable, or `new BrowserWindow` itself; None where it is about another thing."""
    return next((level.value for level in site.levels if level.origin == ("BrowserWindow",)), None)


def _new(context: Context, unit: UnitId, span: Span) -> New | None:
    for chain in context.facts.unit(unit).chains:
        for value in levels(chain.value):
            if isinstance(value, New) and value.span == span:
                return value
    return None


def _names(made: Sequence[LinkedWindow]) -> Mapping[str, str]:
    """An opener is named after the page that it shows; where two show the same, after the script; then by number."""
    by_page = {window.id: member_name(_stem(window.pages[0]) if len(window.pages) == 1 else "window", prefix="open") for window in made}
    by_script = {window.id: member_name(_stem(window.found.unit.path), prefix="open") for window in made}
    names: dict[str, str] = {}
    for window in made:
        wanted = by_page[window.id]
        if list(by_page.values()).count(wanted) > 1:
            wanted = by_script[window.id]
        name, number = wanted, 2
        while name in names.values():
            name, number = f"{wanted}{number}", number + 1
        names[window.id] = name
    return names


def _stem(path: str) -> str:
    return posixpath.splitext(posixpath.basename(path))[0]


def _opened(context: Context, window: LinkedWindow, new: New, name: str, uses: tuple[Site, ...]) -> Opened:
    unit = window.found.unit
    loads = [use for use in uses if _is_load(use)]
    call = loads[0].last.value if len(loads) == 1 and isinstance(loads[0].last.value, Call) else None
    refused = (
        handed_on(context, unit, new.span, uses, {root.span for use in uses if (root := root_of(use)) is not None})
        or _unknown_page(context, window, loads)
        or _badly_loaded(context, unit, new, loads[0])
        or _page_needs_node(context, window)
    )
    return Opened(unit, new, window, name, uses, call, refused, context.keep_node.get(window.id, ""))


def _is_load(use: Site) -> bool:
    return len(use.last.origin) == 2 and use.last.origin[1] in _LOADS


# ---- what is in the way


def handed_on(context: Context, unit: UnitId, made: Span, uses: Iterable[Site], roots: set[Span], what: str = "window") -> Manual | None:
    """A handle must have one name, and be asked for, emptied or used by its members only; else why not.

    `made`: the expression that gives it. `roots`: where the uses name it. `what`: the noun for it.
    """
    node = context.node(unit, made)
    parent = node.parent
    target = None
    if parent is not None and parent.type == "variable_declarator":
        target = parent.child_by_field_name("name")
        if parent.child_by_field_name("type") is not None:
            return Manual(
                f"The variable that takes the {what} is declared as one of main's.", "Drop its type: the bridge gives another one."
            )
    elif parent is not None and parent.type == "assignment_expression":
        target = parent.child_by_field_name("left")
    own_name = Manual(f"The {what} is not kept in a variable.", "Give it a variable of its own, then plan again.")
    if target is None or target.type != "identifier" or parent is None or parent.parent is None:
        return own_name
    if parent.type == "assignment_expression" and parent.parent.type != "expression_statement":
        return own_name
    binding = context.scopes(unit).binding_of(target)
    if binding is None:
        return Manual(f"The {what} is kept in a name that is not declared here.", "Declare it in this script, then plan again.")
    if any((declarator := one.parent) is not None and declarator.child_by_field_name("type") is not None for one in binding.declarations):
        return Manual(f"The variable that takes the {what} is declared as one of main's.", "Drop its type: the bridge gives another one.")
    hint = f"Use the {what} where it is made; or make it in main, and give the page a bridge method for each thing that it does with it."
    elsewhere = next((use for use in uses if use.unit != unit), None)
    if elsewhere is not None:
        return Manual(f"The {what} is used in another script too ({_line(context, elsewhere.unit, elsewhere.span)}).", hint)
    parsed = context.parsed(unit)
    for reference in binding.references:
        at = Span(reference.node.start_byte, reference.node.end_byte)
        if at in roots or reference.mode == "type" or reference.node == target:
            continue
        if reference.mode == "write" and _empties(reference.node):
            continue
        if reference.mode == "read" and _only_asks(parsed, reference.node):
            continue
        return Manual(f"The {what} is handed on, or its variable takes another one ({_line(context, unit, at)}).", hint)
    return None


def _empties(node: Node) -> bool:
    assignment = node.parent
    right = assignment.child_by_field_name("right") if assignment is not None and assignment.type == "assignment_expression" else None
    return right is not None and right.type in ("null", "undefined")


def _only_asks(parsed: Parsed, node: Node) -> bool:
    """True for `if (win)`, `!win`, `win && …`, `win === null`."""
    parent = node.parent
    if parent is None:
        return False
    if parent.type == "parenthesized_expression":
        return parent.parent is not None and parent.parent.type in ("if_statement", "while_statement")
    if parent.type == "unary_expression":
        return parsed.text(parent).startswith("!")
    if parent.type == "ternary_expression":
        return parent.child_by_field_name("condition") == node
    operator = parent.child_by_field_name("operator")
    sign = parsed.text(operator) if operator is not None else ""
    if parent.type == "binary_expression" and sign in _NULL_TESTS:
        others = [child for child in parent.named_children if child != node]
        return bool(others) and others[0].type in ("null", "undefined")
    # `win && win.show()` as a statement: its value is not looked at
    return parent.type == "binary_expression" and sign == "&&" and parent.child_by_field_name("left") == node


def _origin(context: Context, load: Site) -> str | None:
    call = load.last.value
    return url_origin(context.facts.origins, load.unit, call.arguments[0]) if isinstance(call, Call) and call.arguments else None


def _unknown_page(context: Context, window: LinkedWindow, loads: Sequence[Site]) -> Manual | None:
    if len(loads) != 1:
        return Manual(
            "The window loads no page, or several.", "Make it in main with the one page that it shows, behind a bridge method of its own."
        )
    known = window.model.loads
    if len(known) == 1 and known[0].page is None and _origin(context, loads[0]):
        # the page works out the rest of a URL whose origin is known
        return None
    if window.open_end or len(known) != 1:
        return Manual(
            f"The page of the window is not known: {window.open_end or 'it is loaded in several places'}.",
            "Make the window in main, with the page or the origin fixed there.",
        )
    return None


def _badly_loaded(context: Context, unit: UnitId, new: New, load: Site) -> Manual | None:
    """Main loads the page at once, so the page must do so unconditionally, in the block in which it makes the window."""
    made = _statement(context.node(unit, new.span))
    loaded = context.node(unit, load.span).parent
    if made is None or loaded is None or loaded.type != "expression_statement" or loaded.parent != made.parent:
        return Manual(
            "The page is loaded elsewhere than the window is made, or its loading is waited for.",
            "Load the page right after the window is made, as a statement of its own; 'did-finish-load' tells when it is there.",
        )
    return None


def _statement(node: Node) -> Node | None:
    at: Node | None = node
    while at is not None and at.type not in ("expression_statement", "lexical_declaration", "variable_declaration"):
        at = at.parent
    return at


def _page_needs_node(context: Context, window: LinkedWindow) -> Manual | None:
    """Main makes the window isolated and sandboxed; a page that uses Node or Electron itself would not run in it, and one that could do without
    has to be rewritten with it."""
    if window.id in context.keep_node:
        return None
    for path, pages in context.facts.file_pages.items():
        if pages & set(window.pages):
            message = context.needs_node(path)
            if message:
                page = window.pages[0]
                return Manual(
                    f"Its page {page} uses Node or Electron itself ({path}: {message}), and would be opened without them.",
                    f"Make the window in main with the preload that {page} needs, then plan again.",
                )
    return None


def _line(context: Context, unit: UnitId, span: Span) -> str:
    return context.facts.where(unit.path, span.start)
