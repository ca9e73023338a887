"""What a fingerprint survives, and what it must not survive."""

from __future__ import annotations

from pathlib import Path

import pytest
from facts_app import facts_of
from hypothesis import given
from hypothesis import strategies as st

from electron_migrate.findings.catalogue import find_all
from electron_migrate.findings.identity import normalised

HEAD = "const { remote, ipcRenderer } = require('electron')\n"
CODE = HEAD + "function save () {\n  ipcRenderer.send('save', { a: 1, b: 'two' })\n}\n"


def prints(folder: Path, text: str, rule: str = "raw-ipc") -> list[str]:
    folder.mkdir(exist_ok=True)
    return [one.finding.fingerprint for one in find_all(facts_of(folder, text)) if one.finding.rule == rule]


SAME = {
    "lines above": CODE.replace("function save", "\n// more\nlet x = 1\n\nfunction save"),
    "indented": CODE.replace("  ipc", "\t\tipc"),
    "folded": CODE.replace("{ a: 1, b: 'two' })", "{\n    a: 1,\n    b: 'two',\n  })"),
    "double quotes": CODE.replace("'save'", '"save"'),
    "semicolons": CODE.replace("})\n", "});\n"),
    "a comment": CODE.replace("'save',", "'save', /* all of it */"),
    "a line before it in the function": CODE.replace("  ipc", "  check()\n  ipc"),
}
OTHER = {
    "another channel": CODE.replace("'save'", "'store'"),
    "another argument": CODE.replace("'two'", "'three'"),
    "another function": CODE.replace("function save", "function store"),
    "inside a class": HEAD + "class Notes {\n  save () {\n    ipcRenderer.send('save', { a: 1, b: 'two' })\n  }\n}\n",
}


@pytest.mark.parametrize("name", SAME)
def test_what_a_formatter_or_a_neighbour_changes_does_not_count(tmp_path: Path, name: str) -> None:
    assert prints(tmp_path / "a", CODE) == prints(tmp_path / "b", SAME[name])


@pytest.mark.parametrize("name", OTHER)
def test_other_code_is_another_finding(tmp_path: Path, name: str) -> None:
    before, after = prints(tmp_path / "a", CODE), prints(tmp_path / "b", OTHER[name])
    assert len(before) == len(after) == 1
    assert before != after


def test_the_same_text_twice_is_two_and_taking_one_away_leaves_the_first(tmp_path: Path) -> None:
    line = "ipcRenderer.send('tick')\n"
    once, twice = prints(tmp_path / "a", HEAD + line), prints(tmp_path / "b", HEAD + line + "other()\n" + line)
    assert len(set(twice)) == 2
    assert set(once) < set(twice)


def test_work_in_the_body_of_a_listener_leaves_its_registration_the_same(tmp_path: Path) -> None:
    text = HEAD + "ipcRenderer.on('saved', (event, name) => {\n  show(name)\n})\n"
    assert prints(tmp_path / "a", text) == prints(tmp_path / "b", text.replace("show(name)", "show(name, 'now')\n  done()"))


def test_a_window_is_known_by_where_it_is_made(tmp_path: Path) -> None:
    made = "function open () {\n  const win = new BrowserWindow({ width: 1 })\n  win.loadFile('index.html')\n}\n"
    main = "//- main.js\nconst { BrowserWindow } = require('electron')\n" + made
    before = prints(tmp_path / "a", main, "window-not-isolated")
    assert len(before) == 1
    assert before == prints(tmp_path / "b", main.replace("width: 1", "width: 2, show: false"), "window-not-isolated")


@pytest.mark.parametrize(
    ("code", "short"),
    [
        ("a('//x', b) // c", "a('//x',b)"),
        ('f("x", [1, 2, ], );', "f('x',[1,2])"),
        ("f(`// ${a}`)", "f(`// ${a}`)"),
        ("f('\\'//x') /* y\n */", "f('\\'//x')"),
    ],
)
def test_normalised(code: str, short: str) -> None:
    assert normalised(code) == short


GAPS = st.sampled_from(["", " ", "\n\t", "/* it's */", "// \"a\n"])
TOKENS = st.sampled_from(["name", "(", ")", "[", "]", "{", "}", ",", ".", "'a  b // c'", "`/* d */`", "12", "=>"])


@given(st.lists(st.tuples(GAPS, TOKENS, GAPS), max_size=12))
def test_what_stands_between_tokens_does_not_count(parts: list[tuple[str, str, str]]) -> None:
    spaced = "".join(before + token + after for before, token, after in parts)
    assert normalised(spaced) == normalised("".join(token for _, token, _ in parts))
