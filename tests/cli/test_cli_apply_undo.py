"""apply and undo, on a real folder."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from cli_fakes import FakePipeline, Run
from report_sample import BRIDGE, BROKEN, ISOLATE, PLAN, SAFE_PLAN, SENDS, STEPS

from electron_migrate.choices import Choices
from electron_migrate.facts.model import Safety
from electron_migrate.options import Options
from electron_migrate.pipeline import PlanResult

FINAL = STEPS[2].files[0].after
SENT = STEPS[1].files[0].after


@pytest.fixture
def before(app: Path) -> dict[str, bytes]:
    return _files(app)


def _files(app: Path) -> dict[str, bytes]:
    return {
        path.relative_to(app).as_posix(): path.read_bytes() for path in app.rglob("*") if path.is_file() and ".git/" not in path.as_posix()
    }


def test_safe_groups_are_written_and_undone(fake: FakePipeline, app: Path, before: dict[str, bytes], run: Run) -> None:
    result = run("apply")
    assert (result.exit_code, fake.levels) == (0, [Safety.SAFE])
    assert (app / "renderer.js").read_bytes() == SENT
    assert result.stdout.endswith("Applied 2 change groups in 2 files.\nUndo with: electron-migrate undo\n")
    undone = run("undo")
    assert undone.exit_code == 0
    assert undone.stdout == "  restored  renderer.js\n  deleted   preload.js\nTook back 2 change groups in 2 files.\n"
    assert _files(app) == before


def test_held_groups_are_named_and_make_it_exit_1(fake: FakePipeline, app: Path, run: Run) -> None:
    result = run("apply", "--level", "review")
    assert result.exit_code == 1
    assert (app / "renderer.js").read_bytes() == FINAL
    assert f"{ISOLATE.title}  review\n      held: the window has a blocker" in result.stdout


def test_groups_above_the_level_are_not_held(fake: FakePipeline, app: Path, run: Run) -> None:
    fake.planned = lambda options, level: replace(SAFE_PLAN, held=(replace(ISOLATE, held="above the level"),))
    assert run("apply").exit_code == 0


def test_unread_files_win(fake: FakePipeline, app: Path, run: Run) -> None:
    fake.planned = lambda options, level: replace(PLAN, scan=BROKEN)
    result = run("apply", "--level", "review")
    assert result.exit_code == 3
    assert "Could not be analysed" in result.stdout
    assert (app / "renderer.js").read_bytes() == FINAL


def test_nothing_to_apply(fake: FakePipeline, app: Path, before: dict[str, bytes], run: Run) -> None:
    fake.planned = lambda options, level: replace(SAFE_PLAN, steps=(), held=())
    result = run("apply")
    assert (result.exit_code, result.stdout) == (
        0,
        "Skipped or read in part  1 place\n  vendor.js\n     skipped: minified\n\nNothing to apply up to level safe.\n",
    )
    assert _files(app) == before


def test_a_file_that_changed_in_between_stops_all(fake: FakePipeline, app: Path, run: Run) -> None:
    (app / "renderer.js").write_text("// edited\n")
    result = run("apply")
    assert result.exit_code == 2
    assert "error[EM105]" in result.stderr
    assert "renderer.js" in result.stderr
    assert not (app / "preload.js").exists()


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_a_dirty_tree_is_refused_with_its_files(fake: FakePipeline, app: Path, before: dict[str, bytes], run: Run) -> None:
    identity = ("-c", "user.name=n", "-c", "user.email=e@example.org")
    for arguments in (["init", "-q"], ["add", "."], [*identity, "commit", "-q", "-m", "x"]):
        subprocess.run(["git", *arguments], cwd=app, check=True)
    (app / "main.js").write_text("// not committed\n")
    result = run("apply")
    assert result.exit_code == 2
    assert result.stderr.startswith("error[EM104]: ")
    assert "\n  main.js\nhelp: Commit or stash them first, or pass --allow-dirty." in result.stderr
    assert not (app / "preload.js").exists()
    assert run("apply", "--allow-dirty").exit_code == 0


def test_undo_without_an_apply(app: Path, run: Run) -> None:
    result = run("undo")
    assert result.exit_code == 2
    assert result.stderr.startswith("error[EM108]: nothing to undo\nhelp: ")


def test_undo_refuses_later_edits_unless_forced(fake: FakePipeline, app: Path, before: dict[str, bytes], run: Run) -> None:
    run("apply")
    (app / "renderer.js").write_text("// edited\n")
    refused = run("undo")
    assert refused.exit_code == 2
    assert "error[EM115]" in refused.stderr
    assert (app / "renderer.js").read_text() == "// edited\n"
    assert run("undo", "--force").exit_code == 0
    assert _files(app) == before


def planned_with_skip(options: Options, level: Safety) -> PlanResult:
    """Leaving SENDS out holds nothing else here; ASKS is not in the plan."""
    if SENDS.id in options.skip:
        return replace(SAFE_PLAN, steps=SAFE_PLAN.steps[:1], held=(replace(SENDS, held="left out in plan.json"),))
    return SAFE_PLAN if level is Safety.SAFE else PLAN


class TestPlanFile:
    @pytest.fixture
    def plan_file(self, fake: FakePipeline, app: Path, run: Run) -> Path:
        fake.planned = planned_with_skip
        run("plan", "--level", "safe", "--electron", "12", "--exclude", "dist/", "-o", "../out")
        fake.calls.clear()
        fake.levels.clear()
        return app.parent / "out" / "plan.json"

    def edit(self, plan_file: Path, change: Callable[[dict[str, object]], object]) -> None:
        document = json.loads(plan_file.read_bytes())
        change(document)
        plan_file.write_text(json.dumps(document))

    def test_it_is_made_again_with_its_own_options(self, fake: FakePipeline, app: Path, run: Run, plan_file: Path) -> None:
        result = run("apply", "--plan", str(plan_file))
        assert result.exit_code == 0
        assert fake.calls[0][1] == Options(electron=12, exclude=("dist/",), choices=Choices(order=(BRIDGE.id, SENDS.id)))
        assert fake.levels == [Safety.SAFE]
        assert (app / "renderer.js").read_bytes() == SENT

    def test_the_folder_will_do(self, app: Path, run: Run, plan_file: Path) -> None:
        assert run("apply", "--plan", str(plan_file.parent)).exit_code == 0

    def test_a_skipped_group_is_left_out(self, app: Path, run: Run, plan_file: Path, before: dict[str, bytes]) -> None:
        self.edit(plan_file, lambda document: document["groups"][1].update(skip=True))  # type: ignore[index]
        result = run("apply", "--plan", str(plan_file))
        assert result.exit_code == 0
        assert (app / "preload.js").exists()
        assert (app / "renderer.js").read_bytes() == before["renderer.js"]

    def test_a_skip_that_the_planner_ignores_is_never_written(
        self, fake: FakePipeline, app: Path, run: Run, plan_file: Path, before: dict[str, bytes]
    ) -> None:
        fake.planned = lambda options, level: SAFE_PLAN
        self.edit(plan_file, lambda document: document["groups"][1].update(skip=True))  # type: ignore[index]
        assert run("apply", "--plan", str(plan_file)).exit_code == 70
        assert _files(app) == before

    def test_changed_files_are_named(self, fake: FakePipeline, app: Path, run: Run, plan_file: Path, before: dict[str, bytes]) -> None:
        fake.planned = lambda options, level: replace(SAFE_PLAN, digests={"renderer.js": "0" * 64})
        result = run("apply", "--plan", str(plan_file))
        assert result.exit_code == 2
        assert result.stderr.startswith("error[EM105]: 1 of the plan's files changed since it was made\n  renderer.js\nhelp: Plan again")
        assert _files(app) == before

    def test_a_plan_that_comes_out_differently_is_refused(self, fake: FakePipeline, app: Path, run: Run, plan_file: Path) -> None:
        changed = replace(STEPS[0], patch=STEPS[0].patch + b"\n")
        fake.planned = lambda options, level: replace(SAFE_PLAN, steps=(changed, STEPS[1]))
        result = run("apply", "--plan", str(plan_file))
        assert result.exit_code == 2
        assert f"  group {BRIDGE.id}\n" in result.stderr
        assert not (app / "preload.js").exists()

    @pytest.mark.parametrize("arguments", [["--level", "review"], ["--electron", "9"], ["--api-name", "x"]])
    def test_options_beside_it_are_refused(self, run: Run, plan_file: Path, arguments: list[str]) -> None:
        result = run("apply", "--plan", str(plan_file), *arguments)
        assert result.exit_code == 2
        assert arguments[0] in result.stderr

    @pytest.mark.parametrize(
        ("change", "said"),
        [
            (lambda document: document.update(schema="plan-9"), 'schema: expected "plan-1", found "plan-9"'),
            (lambda document: document.update(level="manual"), 'level: expected "safe" or "review", found "manual"'),
            (lambda document: document.update(groups={}), "groups: expected a list, found {}"),
            (lambda document: document["groups"][0].update(skip="yes"), 'groups[0].skip: expected true or false, found "yes"'),
            (lambda document: document["groups"][0].pop("id"), "groups[0].id: expected a text, it is missing"),
            (lambda document: document["options"].update(apiName="x;alert(1)"), "cannot be the name"),
            (lambda document: document["options"].update(electron=True), "options.electron: expected a number or null, found true"),
            (lambda document: document["options"].update(electron=0), "options.electron: 0 is no major version"),
            (lambda document: document["options"].update(exclude=[1]), "options.exclude[0]: expected a text, found 1"),
            (lambda document: document.update(digests=[]), "digests: expected an object, found []"),
        ],
    )
    def test_a_malformed_one_says_which_field(
        self, fake: FakePipeline, run: Run, plan_file: Path, change: Callable[[dict[str, object]], object], said: str
    ) -> None:
        self.edit(plan_file, change)
        result = run("apply", "--plan", str(plan_file))
        assert result.exit_code == 2
        assert result.stderr.startswith("error[EM106]: ")
        assert said in result.stderr
        assert fake.calls == []

    @pytest.mark.parametrize("text", ["", "{", "[" * 100_000, "\ufeff{}", "null"])
    def test_what_is_no_plan(self, run: Run, plan_file: Path, text: str) -> None:
        plan_file.write_text(text, "utf-8")
        result = run("apply", "--plan", str(plan_file))
        assert (result.exit_code, result.stderr[:13]) == (2, "error[EM106]:")

    def test_one_that_is_not_there(self, app: Path, run: Run) -> None:
        result = run("apply", "--plan", "nope.json")
        assert (result.exit_code, result.stderr[:13]) == (2, "error[EM106]:")
