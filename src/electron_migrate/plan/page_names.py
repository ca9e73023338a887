"""Names of a page's script that other scripts and handlers of the page use, where the script gets a scope of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from electron_migrate.code.edits import Edit
from electron_migrate.facts.chains import levels
from electron_migrate.facts.origins import UnitId
from electron_migrate.facts.summary import GLOBAL, Name

if TYPE_CHECKING:
    from electron_migrate.plan.context import Context


def shared_names(context: Context, unit: UnitId, modules: set[UnitId] | None) -> tuple[Edit, ...] | str:
    """What handlers and other scripts of the page use of a script's names is put on `window`; or why that cannot be.

    `modules`: the scripts that become ES modules with it, which run last; None where it keeps its turn among the others.
    """
    parsed, scopes, facts = context.parsed(unit), context.scopes(unit), context.facts
    around = facts.page_scripts.get(unit)
    names: list[str] = []
    for name, binding in scopes.module.names.items():
        for sibling in around.siblings if around is not None else ():
            if sibling == unit or sibling.path not in facts.summaries:
                continue
            used = [
                chain
                for chain in facts.unit(sibling).chains
                if isinstance(root := levels(chain.value)[0], Name) and root.binding == GLOBAL and root.name == name
            ]
            if not used and not names_it(context, sibling, name):
                continue
            if not binding.constant and binding.kind != "function":
                return f"{sibling.path} uses {name} of {unit.path}, which is assigned again"
            handler = context.parsed(sibling).region.kind == "inline-handler"
            if modules is not None and not handler and sibling not in modules and any(chain.function is None for chain in used):
                return f"{sibling.path} uses {name} of {unit.path} while it loads, before a module runs"
            if name not in names:
                names.append(name)
    if not names:
        return ()
    style = context.style(unit.path)
    end = ";" if style.semicolons else ""
    text = f"Object.assign(window, {{ {', '.join(names)} }}){end}"
    source = parsed.source
    newline = "\r\n" if b"\r\n" in source.data else "\n"
    if parsed.region.kind == "file":
        lines = ("", "", "// for handlers and other scripts of the page", text)
        return (Edit.insert(len(source.data.rstrip()), newline.join(lines)),)
    last = parsed.root.named_children[-1]
    return (Edit.insert(last.end_byte, f"{newline}{context.indent_at(unit, last.start_byte)}{text}"),)


def names_it(context: Context, sibling: UnitId, name: str) -> bool:
    """True when a script names it at all, as a name that nothing there declares."""
    parsed = context.parsed(sibling)
    return any(parsed.text(reference.node) == name for reference in context.scopes(sibling).unresolved)
