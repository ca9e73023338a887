"""Strings that are put together: what is one string, and what has holes."""

from __future__ import annotations

from pathlib import Path

import pytest
from facts_app import facts_of

from electron_migrate.facts.chains import calls
from electron_migrate.facts.origins import UnitId
from electron_migrate.facts.summary import Member
from electron_migrate.facts.texts import Hole, pattern, text

TEXTS = {
    "a template over a constant": ("const P = 'a'\n", "`${P}:b`", "a:b"),
    "a number in a template": ("", "`v${2}`", "v2"),
    "a helper": ("const ns = (name) => 'app:' + name\n", "ns('quit')", "app:quit"),
    "a helper of a helper": ("const P = 'x'\nfunction a (n) { return `${P}${n}` }\nconst b = (n) => a(n + '!')\n", "b('y')", "xy!"),
    "a helper with a constant inside": ("function ns (n) { const p = 'k:'; return p + n }\n", "ns('v')", "k:v"),
    "a constant made by a helper": ("const ns = (n) => `k:${n}`\nconst C = { V: ns('v') }\n", "C.V", "k:v"),
    "a name that a helper gave": ("const ns = (n) => `k:${n}`\nconst channel = ns('v')\n", "channel", "k:v"),
    "two ways out": ("function ns (n) { if (n) { return 'a' } return 'b' }\n", "ns('v')", None),
    "a way out without an answer": ("function ns (n) { if (n) return\n return 'b' + n }\n", "ns('v')", None),
    "a parameter that is assigned": ("function ns (n) { n += 1; return 'b' + n }\n", "ns('v')", None),
    "a helper that waits": ("const ns = async (n) => 'b' + n\n", "ns('v')", None),
    "a generator": ("function* ns (n) { return 'b' + n }\n", "ns('v')", None),
    "an argument that is missing": ("const ns = (n) => 'b' + n\n", "ns()", None),
    "spread arguments": ("const ns = (n) => 'b' + n\n", "ns(...all)", None),
    "a sum of numbers": ("", "1 + 2", None),
}
HEAD = "const n = `${next()}-${next()}`\nconst tail = (part) => `${part}!`\nconst unique = () => `${next()}`\n"
PATTERNS = {
    "a template": ("`close-${name}`", ["close-", "name"]),
    "a sum": ("'row-' + id", ["row-", "id"]),
    "a sum of two unknown parts": ("a + b + '-x'", ["a + b", "-x"]),
    "two holes": ("`${a}:${b}:done`", ["a", ":", "b", ":done"]),
    "a part that is made elsewhere": ("`row-${n}`", ["row-", "n"]),
    "a helper around a part": ("'row-' + tail(id)", ["row-", "id", "!"]),
    "a part that a function makes": ("`row-${unique()}`", ["row-", "unique()"]),
    "nothing but a hole": ("`${name}`", None),
    "no text at all": ("name", None),
}


@pytest.mark.parametrize("case", TEXTS)
def test_one_string(case: str, tmp_path: Path) -> None:
    head, expression, wanted = TEXTS[case]
    facts = facts_of(tmp_path, f"const {{ ipcRenderer }} = require('electron')\n{head}ipcRenderer.send({expression})\n")
    unit = UnitId("renderer.js", 0)
    call = next(call for call in calls(facts.unit(unit)) if isinstance(call.function, Member) and call.function.name == "send")
    assert text(facts.origins, unit, call.arguments[0]) == wanted


@pytest.mark.parametrize("case", PATTERNS)
def test_a_string_with_holes(case: str, tmp_path: Path) -> None:
    expression, wanted = PATTERNS[case]
    facts = facts_of(tmp_path, f"const {{ ipcRenderer }} = require('electron')\n{HEAD}function f (name, id, a, b) {{ ipcRenderer.send({expression}) }}\n")
    unit = UnitId("renderer.js", 0)
    call = next(call for call in calls(facts.unit(unit)) if isinstance(call.function, Member) and call.function.name == "send")
    found = pattern(facts.origins, unit, call.arguments[0])
    source = facts.sources["renderer.js"]
    assert (None if found is None else [source.text(part.value.span) if isinstance(part, Hole) else part for part in found]) == wanted
