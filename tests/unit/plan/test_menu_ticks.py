"""What Electron ticks in a menu that is shown more than once is kept in the page's list; icons that are paths are no images."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from plan_app import migrate

HEAD = "const { remote } = require('electron')\nconst { Menu, MenuItem } = remote\n"
BOX = "{ label: 'x', type: 'checkbox' }"


@pytest.mark.parametrize(
    "menu",
    [
        f"const menu = Menu.buildFromTemplate([{BOX}])",
        f"const menu = new Menu()\nmenu.append(new MenuItem({BOX}))",
        f"const menu = new Menu()\nconst box = new MenuItem({BOX})\nmenu.append(box)",
        f"const box = new MenuItem({BOX})\nconst menu = Menu.buildFromTemplate([box])",
    ],
)
def test_a_menu_that_is_shown_again_keeps_its_ticks(menu: str, tmp_path: Path) -> None:
    done = migrate(tmp_path, f"{HEAD}{menu}\nself.oncontextmenu = () => {{ menu.popup() }}\n")
    assert done.manual == []
    assert "menu.popup(keepTicks(menu)) }" in done.script
    assert done.script.count("function keepTicks(items) {") == 1


def test_a_menu_that_is_made_to_be_shown_once_needs_none(tmp_path: Path) -> None:
    script = f"self.oncontextmenu = () => {{ const menu = Menu.buildFromTemplate([{BOX}]); menu.popup() }}\n"
    done = migrate(tmp_path, HEAD + script)
    assert done.manual == []
    assert "keepTicks" not in done.script


def test_only_the_menu_with_ticks_is_shown_by_way_of_them(tmp_path: Path) -> None:
    menus = f"const one = Menu.buildFromTemplate([{BOX}])\nconst two = Menu.buildFromTemplate([{{ label: 'y' }}])\n"
    script = f"{menus}self.onclick = () => {{ one.popup(); two.popup() }}\n"
    done = migrate(tmp_path, HEAD + script).script
    assert "menu.popup(keepTicks(one)); window.electronAPI.menu.popup(two) }" in done


def test_the_function_goes_above_the_comment_of_the_first_statement(tmp_path: Path) -> None:
    script = f"{HEAD}\n// the menu\nlet times = 0\nconst menu = Menu.buildFromTemplate([{BOX}])\nself.onclick = () => {{ menu.popup(); times++ }}\n"
    assert "}\n\n// the menu\nlet times = 0\n" in migrate(tmp_path, script).script


@pytest.mark.skipif(shutil.which("node") is None, reason="needs Node.js")
def test_ticks_of_boxes_and_of_groups(tmp_path: Path) -> None:
    radio = "{ type: 'radio', checked: true }"
    menu = f"[{{ type: 'checkbox', click: (item) => log.push(item.checked) }}, {{ submenu: [{radio}, {{ type: 'radio' }}, {{ type: 'separator' }}, {radio}] }}]"
    done = migrate(tmp_path, f"{HEAD}const log = []\nconst menu = Menu.buildFromTemplate({menu})\nself.onclick = () => {{ menu.popup() }}\n")
    assert done.manual == []
    asked = (
        "const shown = () => keepTicks(menu)\nshown()[0].click({ checked: true })\nshown()[1].submenu[1].click({ checked: true })\n"
        "console.log(JSON.stringify([log, menu[0].checked, menu[1].submenu.map((one) => one.checked)]))\n"
    )
    ran = subprocess.run(["node", "-e", f"const self = {{}}\n{done.script}{asked}"], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[[true],true,[false,true,null,true]]"


@pytest.mark.parametrize("icon", ["__dirname + '/a.png'", "`${__dirname}/a.png`", "path.join(__dirname, 'a.png')", "icon", "'a.png'"])
def test_a_path_is_an_icon(icon: str, tmp_path: Path) -> None:
    named = "const path = require('path')\nconst icon = path.join(__dirname, 'b.png')\n"
    script = f"{HEAD}{named}Menu.buildFromTemplate([{{ label: 'x', icon: {icon} }}]).popup()\nshow(icon)\n"
    done = migrate(tmp_path, script)
    assert done.manual == []
    assert "window.electronAPI.menu.popup([{ label: 'x', icon" in done.script


def test_an_image_is_none(tmp_path: Path) -> None:
    named = "const icon = remote.nativeImage.createFromPath('a.png').resize({ width: 16 })\n"
    script = f"{HEAD}{named}Menu.buildFromTemplate([{{ label: 'x', icon }}]).popup()\n"
    assert any("an image of Electron's" in one for one in migrate(tmp_path, script).manual)
