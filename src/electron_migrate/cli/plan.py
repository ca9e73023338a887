"""`electron-migrate plan`: the whole migration as change groups, without writing to the app."""

from __future__ import annotations

import shlex
from dataclasses import replace
from pathlib import Path
from typing import Unpack

import click

from electron_migrate.cli.burn_down import burn_down_of_scan
from electron_migrate.cli.options import (
    Scope,
    app_argument,
    app_root,
    detail_of,
    detail_options,
    format_option,
    level_of,
    level_option,
    refuse_beside_plan,
    request_of,
    scope_options,
    watch_option,
)
from electron_migrate.cli.output import show_diff, stdout_console, view_of, write_data
from electron_migrate.cli.plan_file import read_plan_file
from electron_migrate.cli.runs import EXIT_NOT_ANALYSED, has_unread, run_edited, run_plan_readonly
from electron_migrate.cli.watch import watch as watch_app
from electron_migrate.facts.link import SummaryCache
from electron_migrate.options import Options
from electron_migrate.pipeline import PlanResult
from electron_migrate.report.burn_down import BurnDown
from electron_migrate.report.document import plan_document
from electron_migrate.report.html.page import plan_html
from electron_migrate.report.json_format import json_bytes
from electron_migrate.report.layout import Detail, View, count
from electron_migrate.report.markdown import plan_markdown
from electron_migrate.report.plan_dir import PLAN_FILE, check_plan_dir, write_plan
from electron_migrate.report.plan_text import print_plan


@click.command()
@app_argument
@click.option(
    "--output", "-o", "out", type=click.Path(path_type=Path), metavar="DIR", help="Write plan.json, patches, report.md and report.html."
)
@click.option(
    "--plan", "plan_file", type=click.Path(path_type=Path), metavar="FILE", help="Plan again with what was edited in this plan.json."
)
@click.option("--diff/--no-diff", default=None, help="Show the unified diff [default: unless -o, --quiet or another format is given].")
@level_option("review")
@format_option("json", "markdown", "html")
@watch_option
@scope_options
@detail_options
@click.pass_context
def plan(
    context: click.Context,
    *,
    app: Path,
    out: Path | None,
    plan_file: Path | None,
    diff: bool | None,
    level: str | None,
    format_: str,
    watch: bool,
    quiet: bool,
    verbose: bool,
    **scope: Unpack[Scope],
) -> None:
    """Show the migration of APP, group by group, with the diff.

    Writes nothing but the folder that -o names. What it shows is what apply writes.

    \b
    Examples:
      electron-migrate plan | less -R
      electron-migrate plan -o ../migration
      electron-migrate plan --plan ../migration/plan.json -o ../migration    (after editing it)
      electron-migrate plan --level safe --no-diff
      electron-migrate plan --watch --no-diff

    \b
    Exit codes:
      0  planned
      2  wrong usage, or nothing to plan for
      3  a file that a window or main reaches could not be analysed
    """
    root = app_root(app)
    recorded = None
    if plan_file is not None:
        refuse_beside_plan(context)
        scope["no_config"] = True
        recorded = read_plan_file(plan_file)
    request = request_of(root, scope)
    view = view_of(app, root, detail_of(quiet=quiet, verbose=verbose), request.given if recorded is None else ())
    if diff and format_ != "text":
        raise click.UsageError("--diff needs --format text.")
    if watch and (format_ != "text" or plan_file is not None):
        raise click.UsageError("--watch goes with neither --format nor --plan; -o writes the plan anew each time.")
    if out is not None:
        check_plan_dir(out)
    show_diff_too = diff or (diff is None and out is None and view.detail is not Detail.QUIET)
    wanted = level_of(level, request.settings, "review")
    if watch:
        cache: SummaryCache = {}

        def again() -> None:
            shown = run_plan_readonly(root, request.options, wanted, cache)
            burn = burn_down_of_scan(root, request, shown.scan)
            _report(shown, request.options, format_, view, burn, diff=show_diff_too)
            _write(shown, request.options, out, app, burn)

        watch_app(root, again, ours=[] if out is None else [out])
    if recorded is None:
        options = request.options
        result = run_plan_readonly(root, options, wanted)
    else:
        recorded = replace(recorded, options=replace(recorded.options, transforms=request.options.transforms))
        options = replace(recorded.options, skip=recorded.skip)
        result = run_edited(root, recorded)
    burn = burn_down_of_scan(root, request, result.scan) if out is not None or format_ == "html" else None
    _report(result, options, format_, view, burn, diff=show_diff_too)
    _write(result, options, out, app, burn)
    if has_unread(result.scan):
        context.exit(EXIT_NOT_ANALYSED)


def _report(result: PlanResult, options: Options, format_: str, view: View, burn: BurnDown | None, *, diff: bool) -> None:
    match format_:
        case "json":
            write_data(json_bytes(plan_document(result, options)))
        case "html":
            write_data(plan_html(result, options, burn).encode("utf-8", "backslashreplace"))
        case "markdown":
            write_data(plan_markdown(result).encode("utf-8", "backslashreplace"))
        case _:
            print_plan(result, stdout_console(), view)
            if diff:
                show_diff(result.migration_patch)


def _write(result: PlanResult, options: Options, out: Path | None, app: Path, burn: BurnDown | None) -> None:
    if out is not None:
        write_plan(result, out, options, burn)
        _say_where(out, len(result.steps), app)


def _say_where(out: Path, patches: int, app: Path) -> None:
    """On stderr: stdout belongs to the report."""
    place = [] if app == Path(".") else [str(app)]
    command = shlex.join(["electron-migrate", "apply", *place, "--plan", (out / PLAN_FILE).as_posix()])
    click.echo(
        f"wrote {out.as_posix()}: {PLAN_FILE}, migration.patch, report.md, report.html, {count(patches, 'patch', 'patches')}", err=True
    )
    click.echo(f"apply with: {command}", err=True)
