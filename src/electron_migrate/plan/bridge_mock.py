"""A stand-in for the bridge that the app's own tests can put in the place of their mocks of Electron: one file beside them, typed as the bridge is."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence

from electron_migrate.app.paths import folder_of
from electron_migrate.code.style import Style
from electron_migrate.facts.model import Safety
from electron_migrate.findings.model import Finding
from electron_migrate.plan.context import Context
from electron_migrate.plan.model import Fix, Group, Stage
from electron_migrate.plan.needs import NewFile
from electron_migrate.plan.render_model import Layout
from electron_migrate.plan.render_style import dressed, without_types

_TYPESCRIPT = (".ts", ".tsx", ".mts", ".cts")
# The mock function of each test runner, and how a file gets it.
_RUNNERS = {"vitest": ("vi.fn()", "import { vi } from 'vitest'\n\n"), "jest": ("jest.fn()", "")}
_MEMBER = """function member (): any {
  const mock: any = MOCK
  const members = new Map<PropertyKey, unknown>()
  return new Proxy(mock, {
    get: (target, name) => {
      if (members.has(name)) return members.get(name)
      // of the mock function itself; and nothing to wait for
      if (name in target || typeof name === 'symbol' || name === 'then') return target[name]
      members.set(name, member())
      return members.get(name)
    },
    set: (_target, name, value) => {
      members.set(name, value)
      return true
    }
  })
}
"""


def bridge_mock_groups(context: Context, layout: Layout, findings: Sequence[Finding], accepted: Sequence[Group]) -> Iterator[Group]:
    """The group that adds the file, where tests mock or use Electron, their runner is known, and call sites of pages are rewritten to a bridge."""
    tests = sorted({one.place.path for one in findings if one.rule == "test-of-electron" and not one.message.startswith("Spectron")})
    dependencies = context.facts.app.manifest.dependencies
    runner = next((name for name in _RUNNERS if name in dependencies), None)
    bridged = any(group.id.startswith("bridge-") for group in accepted) or any(one.key == layout.api_name for one in context.facts.exposures)
    call_sites = any(group.stage is Stage.CALL_SITES for group in accepted)
    if not tests or runner is None or not bridged or not call_sites:
        return
    # `__mocks__` often is at the app's root, where its package is made of
    first = next((test for test in tests if posixpath.basename(folder_of(test)) != "__mocks__"), tests[0])
    folder = folder_of(first)
    folder = folder_of(folder) if posixpath.basename(folder) == "__mocks__" else folder
    typed = any(test.endswith(_TYPESCRIPT) for test in tests)
    path = posixpath.join(folder, f"electron-api-mock{'.ts' if typed else '.js'}")
    if path in context.facts.app.tree.names:
        return
    modules = typed or any(b"import " in context.facts.sources[test].data for test in tests if test in context.facts.sources)
    text = _text(layout.api_name, runner, layout.style, typed=typed, modules=modules or runner == "vitest")
    fix = Fix("add a stand-in for the bridge", Safety.SAFE, "tests", (), {}, (NewFile(path, text),))
    listed = ", ".join(tests[:3]) + (f" and {len(tests) - 3} more" if len(tests) > 3 else "")
    yield Group("tests-bridge", Stage.CLEAN_UP, f"A stand-in for the bridge in tests, for {listed}", Safety.SAFE, (fix,))


def _text(api: str, runner: str, style: Style, *, typed: bool, modules: bool) -> str:
    mock, head = _RUNNERS[runner]
    name = f"mock{api[0].upper()}{api[1:]}"
    type_ = f"Window['{api}']"
    export = "export " if modules else ""
    declared = f"{export}function {name} (): {type_} {{\n  return member()\n}}\n"
    jsdoc = "" if typed else f"/** @returns {{{type_}}} */\n"
    code = f"{head}{jsdoc}{declared}\n{_MEMBER.replace('MOCK', mock)}"
    if not modules:
        code += f"\nmodule.exports = {{ {name} }}\n"
    code = code if typed else without_types(code)
    about = (
        "// A stand-in for the bridge in tests: each of its methods is a mock that answers nothing until the test says what.\n"
        f"//   window.{api} = {name}()\n"
        f"//   {_asked(api, runner, typed=typed)}.mockResolvedValue(true)\n"
    )
    return about + dressed(code, style)


def _asked(api: str, runner: str, *, typed: bool) -> str:
    method = f"window.{api}.someMethod"
    if not typed:
        return method
    return f"vi.mocked({method})" if runner == "vitest" else f"({method} as jest.Mock)"
