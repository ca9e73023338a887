"""The table of packages and types that bring Electron into an app."""

from __future__ import annotations

import pytest

from electron_migrate.facts.carriers import gives_instance, known_member, load_carrier_table, object_of, parse_carrier_table, plugin_member
from electron_migrate.facts.origin import NEW, External
from electron_migrate.facts.tables import TableError


def test_a_member_of_a_service_of_a_package_is_electrons() -> None:
    assert known_member(External("ngx-electron", ("ElectronService", NEW, "remote"))) == External("electron", ("remote",))
    assert known_member(External("ngx-electron", ("ElectronService", NEW, "isElectronApp"))).module == "ngx-electron"
    assert known_member(External("other", ("ElectronService", NEW, "remote"))).module == "other"


def test_an_object_of_a_type_of_electrons_is_the_thing_itself() -> None:
    assert object_of(External("electron", ("IpcRenderer",))) == External("electron", ("ipcRenderer",))
    assert object_of(External("global", ("Electron", "IpcRenderer"))) == External("electron", ("ipcRenderer",))
    assert object_of(External("other", ("Store",))) == External("other", ("Store", NEW))


def test_plug_ins_and_makers_are_rows() -> None:
    assert plugin_member("vue-electron") == "$electron"
    assert plugin_member("vue-router") is None
    assert gives_instance(External("@angular/core", ("inject",)))
    assert load_carrier_table().makers


@pytest.mark.parametrize(
    "text",
    [
        "[[object]]\nmodule = 'a'\nclass = 'B'\nsource = 'x'\n",
        "[[object]]\nmodule = 'a'\nclass = 'B'\nmembers = ['c']\nis = 'd'\nsource = 'x'\n",
        "[[object]]\nmodule = 'a'\nclass = 'B'\nmembers = ['c']\n",
        "[[object]]\nmodule = 'a'\nclass = 'B'\nis = 'c'\nsource = 'x'\n[[object]]\nmodule = 'a'\nclass = 'B'\nis = 'c'\nsource = 'x'\n",
        "[[plugin]]\nmodule = 'a'\nsource = 'x'\n",
    ],
    ids=["nothing", "both", "no source", "twice", "no member"],
)
def test_a_wrong_row_is_refused(text: str) -> None:
    with pytest.raises(TableError):
        parse_carrier_table(text)
