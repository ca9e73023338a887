"""A test uses, or mocks, what pages will not have any more.

## What it finds
Files of the app's own tests that use `ipcRenderer`, `remote` or a module of Electron, mock them (`jest.mock('electron')`, `vi.mock`, `__mocks__/electron`), or
drive the app by Spectron: one note for each file.

## Why
Pages that are rewritten call the bridge, so mocks of Electron are asked nothing and what they expect never comes. Spectron talks to pages by Node's
`require`, which an isolated page does not have. Nothing of the app itself is kept from being isolated by its tests.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from electron_migrate.code.source import Place, Span
from electron_migrate.facts.link import Facts
from electron_migrate.facts.model import NOTE
from electron_migrate.findings.catalogue import Found
from electron_migrate.findings.model import Finding, Rule
from electron_migrate.findings.site_rules import is_of_tests

RULE = Rule("test-of-electron", "A test uses or mocks Electron", NOTE)

_MOCK = re.compile(rb"\b(?:jest|vi)\.(?:mock|doMock|unstable_mockModule)\(\s*['\"](?:electron|@electron/remote)['\"]|\bproxyquire\b[^\n]*\belectron\b")
_SPECTRON = re.compile(rb"(?:\brequire\(\s*|\bfrom\s*)['\"]spectron['\"]")
_MOCK_FILE = re.compile(r"(^|/)__mocks__/(@electron/remote|electron)\.[cm]?[jt]sx?$")
_HINT = (
    "Pages ask the bridge once they are rewritten. Give the test a bridge of its own, typed by electron-api.d.ts: "
    "the plan adds one for Jest and Vitest (electron-api-mock); elsewhere `window.electronAPI = { … }` with one mock for each method that it looks at."
)


def find(facts: Facts) -> Iterator[Found]:
    uses: dict[str, Counter[str]] = {}
    first: dict[str, Span] = {}
    for site in facts.sites:
        if site.module in ("ipcRenderer", "remote", "electron") and is_of_tests(facts, site.unit.path):
            name = site.last.origin[0] if site.module == "electron" and site.last.origin else site.module
            uses.setdefault(site.unit.path, Counter())[name] += 1
            first.setdefault(site.unit.path, site.span)
    for path, source in sorted(facts.sources.items()):
        if not is_of_tests(facts, path):
            continue
        spectron, mock = _SPECTRON.search(source.data), _MOCK.search(source.data)
        if spectron is not None:
            yield _found(
                facts, path, Span(*spectron.span()), "Spectron drives pages by their Node",
                "Spectron ended with Electron 13, and needs nodeIntegration in the page. Playwright (`_electron.launch`) drives isolated pages.",
            )  # fmt: skip
        elif path in uses:
            shown = ", ".join(f"{name} ({count})" for name, count in sorted(uses[path].items()))
            yield _found(facts, path, Span(*mock.span()) if mock is not None else first[path], f"a test uses {shown}", _HINT)
        elif mock is not None or _MOCK_FILE.search(path):
            span = Span(*mock.span()) if mock is not None else Span(0, min(1, len(source.data)))
            yield _found(facts, path, span, "a mock of electron", _HINT)


def _found(facts: Facts, path: str, span: Span, message: str, hint: str) -> Found:
    return Found(Finding("", RULE.id, RULE.severity, facts.process(path), Place(path, span), message, reason=hint))
