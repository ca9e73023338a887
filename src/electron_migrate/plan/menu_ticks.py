"""Check boxes and radio items of a menu that a page shows more than once: main shows a copy each time, so what is ticked is kept in the page's list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from electron_migrate.code.edits import Edit
from electron_migrate.facts.origins import UnitId
from electron_migrate.plan.render_style import dressed, without_types
from electron_migrate.plan.subscriptions import at_head, free_name
from electron_migrate.plan.typing import is_typed

if TYPE_CHECKING:
    from electron_migrate.plan.context import Context

TICKED = frozenset({"checkbox", "radio"})
"""Types of items that Electron ticks itself."""

# A function, which two scripts of one page may both declare. Electron ticks before it calls `click`, and takes the radio items between two
# separators for one group: https://github.com/electron/electron/blob/v9.4.1/lib/browser/api/menu.js
_CODE = """\
// A menu's items as main shows them: what is ticked is kept in the page's list, for the next time.
function NAME (items: ITEMS): ITEMS {
  const group = (index: number) => items.slice(0, index).filter((one) => one.type === 'separator').length
  return items.map((item, at) => ({
    ...item,
    submenu: item.submenu && NAME(item.submenu),
    click: (chosen: ITEMS[number]) => {
      const { click } = item
      if (item.type === 'radio') {
        items.forEach((one, index) => { if (one.type === 'radio' && group(index) === group(at)) one.checked = false })
      }
      if (item.type === 'checkbox' || item.type === 'radio') item.checked = chosen.checked
      if (click) click(chosen)
    }
  }))
}
"""


def keep_ticks(context: Context, unit: UnitId) -> tuple[str, Edit]:
    """The name of a function that makes of a list what main is to show, and its declaration at the head of the script."""
    parsed, style = context.parsed(unit), context.style(unit.path)
    name = free_name(parsed, context.scopes(unit), "keepTicks", frozenset())
    code = _CODE.replace("NAME", name).replace("ITEMS", f"Parameters<Window['{context.api_name}']['menu']['popup']>[0]")
    if not is_typed(parsed):
        code = without_types(code)
    return name, at_head(context, unit, dressed(code, style).replace("\n", style.newline))
