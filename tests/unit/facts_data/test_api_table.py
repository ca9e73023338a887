"""What replaces an Electron API in a page."""

from __future__ import annotations

import re

import pytest

from electron_migrate.facts.api_model import identifiers
from electron_migrate.facts.api_table import ApiRow, ManualRow, Shape, Use, load_api_table, parse_api_table
from electron_migrate.facts.model import Safety
from electron_migrate.facts.tables import TableError

TABLE = load_api_table()
ROWS = pytest.mark.parametrize("row", TABLE.rows, ids=lambda row: f"{row.name} {row.since}-{row.until} {row.literal_argument}")
MANUAL = pytest.mark.parametrize("row", TABLE.manual, ids=lambda row: f"{'.'.join(row.origin)} {row.use}")


def found(dotted: str, use: str = "call", *, literal: bool = False, major: int | None = None, target: int | None = None) -> ApiRow:
    row = TABLE.find(tuple(dotted.split(".")), use, literal_arguments=literal, major=major, target=target)
    assert isinstance(row, ApiRow), row
    return row


def left_to_a_person(dotted: str, use: str = "call", *, major: int | None = None, target: int | None = None) -> ManualRow:
    row = TABLE.find(tuple(dotted.split(".")), use, literal_arguments=False, major=major, target=target)
    assert isinstance(row, ManualRow), row
    return row


def test_a_constant_is_read_in_place() -> None:
    row = found("app.getVersion")
    assert (row.shape, row.bridge) == (Shape.CONSTANT, ("app", "version"))
    assert (row.constant, row.where, row.imports) == ("app.getVersion()", "main", ("app",))
    assert row.is_value
    assert row.safety is Safety.SAFE


def test_arrays_come_from_a_function_because_the_bridge_is_frozen() -> None:
    assert not found("pageProcess.argv", "get").is_value
    assert found("process.platform", "get").is_value


def test_an_object_that_is_only_read_from_may_be_the_value_itself() -> None:
    row = found("process.versions", "get")
    assert (row.bridge, row.is_value) == (("process", "versions"), True)


def test_get_path_is_constant_for_a_literal_only() -> None:
    literal, dynamic = found("app.getPath", literal=True), found("app.getPath")
    assert (literal.shape, literal.bridge) == (Shape.CONSTANT, ("app", "paths", "${name}"))
    assert (dynamic.shape, dynamic.channel, dynamic.main) == (Shape.QUERY, "app:getPath", "app.getPath(name)")
    assert "userData" in dynamic.params[0].values
    assert ("app", "setPath") in literal.changed_by


def test_a_literal_call_without_a_row_of_its_own_gets_the_usual_one() -> None:
    assert found("dialog.showOpenDialog", literal=True) is found("dialog.showOpenDialog")


def test_the_page_window_is_the_window_of_the_sender() -> None:
    row = found("currentWindow.maximize")
    assert (row.shape, row.bridge, row.channel, row.main) == (Shape.COMMAND, ("window", "maximize"), "window:maximize", "win.maximize()")
    assert row.uses_window
    assert not row.uses_event


def test_the_page_contents_are_the_sender_not_the_contents_of_its_window() -> None:
    row = found("currentWebContents.openDevTools")
    assert row.main == "event.sender.openDevTools(options)"
    assert row.uses_event
    assert row.params[0].keys == ("mode", "activate", "title")


def test_a_dialog_that_had_a_parent_gets_the_sender_and_one_without_none() -> None:
    row = found("dialog.showMessageBox")
    assert row.main == "dialog.showMessageBox(options)"
    assert row.main_with_window == "dialog.showMessageBox(win, options)"
    assert row.window_argument
    assert row.modal
    assert row.types == ("MessageBoxReturnValue", "MessageBoxOptions")
    assert not {"icon", "signal"} & set(row.params[0].keys)


def test_dialogs_before_6_answered_in_place() -> None:
    for name, bridge in (("showOpenDialog", "openPaths"), ("showSaveDialog", "savePath"), ("showMessageBox", "messageResponse")):
        row = TABLE.find(("dialog", name), "call", literal_arguments=False, major=5)
        assert isinstance(row, ApiRow)
        assert (row.shape, row.bridge[-1], row.modal) == (Shape.QUERY, bridge, True)
    assert found("dialog.showOpenDialog", major=6).shape is Shape.PROMISE


def test_a_cancelled_save_dialog_keeps_the_value_of_the_version() -> None:
    assert "? undefined :" in found("dialog.showSaveDialogSync", major=13).main
    assert "? '' :" in found("dialog.showSaveDialogSync", major=31).main


@pytest.mark.parametrize("member", ["close", "destroy", "reload"])
def test_what_ends_the_page_is_for_review(member: str) -> None:
    row = found(f"currentWindow.{member}")
    assert row.ends_page
    assert row.safety is Safety.REVIEW


def test_close_focus_and_title_have_no_web_substitute() -> None:
    assert {found(f"currentWindow.{member}").shape for member in ("close", "focus", "setTitle")} == {Shape.COMMAND}
    web = {row.web for row in TABLE.rows if row.shape is Shape.WEB and not row.web.isdigit()}
    assert web == {"window.location.href", "window.matchMedia('(prefers-color-scheme: dark)').matches", "'browser'"}


def test_zoom_of_web_frame_stays_synchronous_and_zoom_of_the_contents_goes_to_main() -> None:
    row = found("webFrame.setZoomFactor")
    assert (row.shape, row.preload, row.imports) == (Shape.PRELOAD, "webFrame.setZoomFactor(factor)", ("webFrame",))
    assert found("currentWebContents.setZoomFactor").shape is Shape.COMMAND


def test_booleans_are_converted_as_electron_converts_them() -> None:
    assert found("currentWindow.setFullScreen").main == "win.setFullScreen(Boolean(flag))"


def test_a_property_write_takes_the_value() -> None:
    row = found("nativeTheme.themeSource", "set")
    assert (row.main, row.channel, len(row.params)) == ("nativeTheme.themeSource = source", "nativeTheme:setThemeSource", 1)
    assert row.params[0].values == ("system", "light", "dark")


def test_what_is_read_below_a_value_is_served_by_its_row() -> None:
    assert found("process.versions.electron", "get").origin == ("process", "versions")
    assert found("process.argv.slice").origin == ("process", "argv")
    assert found("process.platform.length", "get").origin == ("process", "platform")


def test_a_write_below_a_value_stays_manual() -> None:
    left_to_a_person("process.versions.electron", "set")


def test_the_page_process_shares_what_the_preload_computes_and_nothing_else() -> None:
    assert found("pageProcess.platform", "get") is found("process.platform", "get")
    assert found("pageProcess.argv", "get").where == "preload"
    assert found("process.argv", "get").main == "process.argv"
    left_to_a_person("pageProcess.cwd")
    assert "secrets" in left_to_a_person("process.env.HOME", "get").reason
    assert "environment" in left_to_a_person("pageProcess.env.HOME", "get").reason


def test_the_clipboard_of_the_app_s_own_version() -> None:
    assert found("clipboard.readText", major=13, target=45).shape is Shape.QUERY
    assert found("clipboard.readText", major=44).shape is Shape.PROMISE
    assert found("clipboard.readHTML", major=13, target=43).shape is Shape.QUERY
    assert "44" in left_to_a_person("clipboard.readHTML", major=13, target=44).reason


def test_renamed_members_run_before_and_after_the_change() -> None:
    assert found("shell.moveItemToTrash", major=9, target=11).main.startswith("shell.trashItem ?")
    assert found("shell.moveItemToTrash", major=9, target=12).main.startswith("shell.trashItem(")
    assert found("shell.openItem", major=8, target=9).main.startswith("shell.openPath(")


@pytest.mark.parametrize(
    ("dotted", "use", "word"),
    [
        ("BrowserWindow", "call", "window.open"),
        ("BrowserWindow.getFocusedWindow", "call", "bridge methods"),
        ("Menu.buildFromTemplate", "call", "template"),
        ("MenuItem", "call", "template"),
        ("Tray", "call", "tray"),
        ("getGlobal", "call", "handler"),
        ("require", "call", "handler"),
        ("globalShortcut.register", "call", "keydown"),
        ("app", "get", "bridge method"),
        ("currentWindow", "get", "sender"),
        ("app.quit", "get", "calls the bridge method"),
        ("currentWindow.noSuchProperty", "set", "takes the value"),
        ("noSuchModule.member", "call", "handler"),
    ],
)
def test_what_stays_manual_says_what_to_do(dotted: str, use: str, word: str) -> None:
    assert word in left_to_a_person(dotted, use).hint


@ROWS
def test_a_row_says_where_it_comes_from_and_what_review_means(row: ApiRow) -> None:
    assert row.source
    assert row.safety in (Safety.SAFE, Safety.REVIEW)
    assert (row.safety is Safety.REVIEW) == bool(row.may_change)
    assert bool(row.channel) == (row.shape in (Shape.COMMAND, Shape.QUERY, Shape.PROMISE))


@ROWS
def test_texts_of_the_app_are_guarded_or_named_as_a_risk(row: ApiRow) -> None:
    if row.channel:
        for param in row.params:
            assert param.guard or param.keys or param.type == "boolean" or param.type.startswith("Parameters<"), param


@ROWS
def test_paths_and_urls_name_their_risk(row: ApiRow) -> None:
    named = any(param.name in ("path", "fullPath", "filePath", "shortcutPath", "url") for param in row.params)
    harmless = {"app.getApplicationNameForProtocol", "app.resolveProxy", "app.dock.downloadFinished", "clipboard.writeBookmark"}
    assert row.risk or not named or ".".join(row.origin) in harmless or row.origin[-1] == "resolveProxy"


@MANUAL
def test_a_manual_row_is_sentences(row: ManualRow) -> None:
    assert re.search(r"\.$", row.reason)
    assert re.search(r"\.$", row.hint)
    assert row.source


def test_every_row_is_found_by_its_own_origin() -> None:
    for row in TABLE.rows:
        major, target = row.since or row.until, row.main_since or row.main_until
        assert TABLE.find(row.origin, row.use, literal_arguments=row.literal_argument, major=major, target=target) is row


def test_identifiers_are_what_an_expression_takes_from_outside() -> None:
    assert identifiers("dialog.show(win, { type: kind, ...rest }).then(({ canceled }) => (canceled ? 'no' : undefined))") == {
        "dialog", "win", "kind", "rest",
    }  # fmt: skip


DEFAULT = '[[manual]]\norigin = ""\nreason = "a."\nhint = "b."\nsource = "c"\n'
ROW = '[[api]]\norigin = "app.quit"\nshape = "command"\nsource = "s"\n'


def test_a_row_leaves_the_usual_to_the_rules() -> None:
    row = parse_api_table(DEFAULT + ROW).find(("app", "quit"), Use.CALL, literal_arguments=False)
    assert isinstance(row, ApiRow)
    assert (row.main, row.bridge, row.channel, row.imports) == ("app.quit()", ("app", "quit"), "app:quit", ("app",))


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (ROW, "default row"),
        (DEFAULT + ROW + "colour = 1\n", r"app.quit \(call\): unknown field 'colour'"),
        (DEFAULT + ROW.replace("command", "order"), r"api\[0\] app.quit|app.quit \(call\): `shape` is 'order'"),
        (DEFAULT + ROW + "main_since = 9\n" + ROW + "main_until = 9\n", "two rows serve the same versions"),
        (DEFAULT + ROW + ROW, r"app.quit \(call\): two rows serve the same versions"),
        (DEFAULT + ROW + 'main = "application.quit()"\n', r"app.quit \(call\): nothing binds application"),
        (DEFAULT + ROW + 'web = "1"\n', r"app.quit \(call\): a command row has no `web`"),
        (DEFAULT + ROW + 'result = "string"\n', r"app.quit \(call\): a command has no result"),
        (DEFAULT + ROW + 'safety = "review"\n', r"app.quit \(call\): a review row says what may change"),
        (DEFAULT + ROW + 'main_with_window = "app.quit(win)"\n', "go together"),
        (DEFAULT + ROW + ROW.replace("quit", "exit") + 'channel = "app:quit"\n', "app:quit means something else in app.quit"),
        (DEFAULT + ROW + 'params = [{ name = "a", type = "string", guards = "string" }]\n', r"params\[0\] a: unknown field 'guards'"),
        (DEFAULT + ROW + 'main = "app.quit()"\nparams = [{ name = "a", type = "string" }]\n', "`main` does not use a"),
        (DEFAULT + DEFAULT, "two manual rows"),
        (DEFAULT + ROW.replace('origin = "app.quit"', 'origins = ["app.quit", "app.exit"]') + 'main = "app.quit()"\n', "of their own"),
    ],
)
def test_a_wrong_table_names_the_row(text: str, complaint: str) -> None:
    with pytest.raises(TableError, match=complaint):
        parse_api_table(text)


@pytest.mark.parametrize(
    ("origin", "bridge", "main"),
    [
        ("session.defaultSession.clearCache", "session.defaultSession.clearCache", "session.defaultSession.clearCache()"),
        ("currentWebContents.session.clearCache", "webContents.session.clearCache", "event.sender.session.clearCache()"),
        ("session.fromPartition.clearCache", "session.${partition}.clearCache", "session.fromPartition('${partition}').clearCache()"),
    ],
)
def test_a_row_of_any_session_serves_every_way_to_one(origin: str, bridge: str, main: str) -> None:
    row = TABLE.find(tuple(origin.split(".")), "call", literal_arguments=False)
    assert isinstance(row, ApiRow)
    assert (".".join(row.bridge), row.main) == (bridge, main)


def test_what_passes_by_main_in_a_page_stays_a_message() -> None:
    """`window.close()`, `document.hasFocus()` and `document.title` are not what the window's own members are."""
    for name in ("close", "focus", "isFocused", "isVisible", "setTitle", "reload"):
        row = TABLE.find(("currentWindow", name), "call", literal_arguments=False)
        assert not isinstance(row, ApiRow) or row.shape is not Shape.WEB, name
