"""Universal modules: what they load where there is an `exports` is never loaded by a script that a page has by a tag."""

from __future__ import annotations

from pathlib import Path

import pytest
from facts_app import facts_of

PAGE = '//- index.html\n<script src="lib.js"></script>\n<script src="renderer.js"></script>\n'
USED = "require('electron').ipcRenderer.send('x')\n"
UNIVERSAL = {
    "CodeMirror's": "(function(mod) {\n  if (typeof exports == \"object\" && typeof module == \"object\")\n    mod(require(\"./core\"));\n  else mod(Core);\n})(f);\n",
    "rollup's": "(function (global, factory) {\n"
    "  typeof exports === 'object' && typeof module !== 'undefined' ? factory(require('jquery')) : factory(global.jQuery)\n}(this, f))\n",
    "minified": '!function(e,t){"object"==typeof exports&&"undefined"!=typeof module?t(require("jquery")):t(e.jQuery)}(this,f);\n',
    "by &&": "typeof require === 'function' && typeof exports === 'object' && f(require('fs'))\n",
}


def loads(folder: Path, library: str, page: str = PAGE, script: str = USED) -> list[str]:
    return [one.name for one in facts_of(folder, f"{script}{page}//- lib.js\n{library}").page_loads if one.kind != "electron"]


@pytest.mark.parametrize("form", UNIVERSAL)
def test_the_branch_for_node_is_not_taken(form: str, tmp_path: Path) -> None:
    assert loads(tmp_path, UNIVERSAL[form]) == []


@pytest.mark.parametrize(
    "library",
    [
        "if (typeof module === 'object') f(require('jquery'))\n",
        "if (typeof exports === 'object' || typeof require === 'function') f(require('jquery'))\n",
        "if (typeof exports === 'object') f(1); else f(require('jquery'))\n",
        "(function (exports) { if (typeof exports === 'object') f(require('jquery')) }({}))\n",
    ],
)
def test_other_branches_may_be(library: str, tmp_path: Path) -> None:
    assert loads(tmp_path, library) == ["jquery"]


@pytest.mark.parametrize("made", ["<script>var exports = {}</script>\n", "<script>window.exports = module.exports</script>\n"])
def test_a_page_may_make_an_exports(made: str, tmp_path: Path) -> None:
    assert loads(tmp_path, UNIVERSAL["rollup's"], PAGE.replace("<script src", f"{made}<script src", 1)) == ["jquery"]


def test_what_is_loaded_as_a_module_has_one(tmp_path: Path) -> None:
    assert sorted(loads(tmp_path, UNIVERSAL["rollup's"], script=f"{USED}require('./lib')\n")) == ["jquery", "lib.js"]
