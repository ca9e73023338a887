"""Builtin modules of Node in generated code of main: imported whole, under their own names."""

from __future__ import annotations

from collections.abc import Collection

from electron_migrate.plan.render_model import ModuleKind
from electron_migrate.plan.render_script import Script, add_import, imported
from electron_migrate.plan.render_style import dressed, quoted


def bind_builtins(script: Script, modules: Collection[str]) -> dict[str, str]:
    """Makes the modules available at the top level, and says what the script calls them."""
    for module in sorted(modules):
        if "*" not in _known(script, module):
            local = script.free_name(module)
            line = f"const {local} = require({quoted(module)})"
            if script.kind is not ModuleKind.COMMONJS:
                line = f"import * as {local} from {quoted(module)}"
            add_import(script, module, dressed(line, script.style))
    return builtin_names(script, modules)


def builtin_names(script: Script, modules: Collection[str]) -> dict[str, str]:
    """What the script calls these modules; one that it does not import has its own name."""
    return {module: _known(script, module).get("*", module) for module in modules}


def _known(script: Script, module: str) -> dict[str, str]:
    return imported(script, frozenset({module, f"node:{module}"}))
