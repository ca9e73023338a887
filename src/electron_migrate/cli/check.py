"""`electron-migrate check`: the gate in CI."""

from __future__ import annotations

from pathlib import Path
from typing import Unpack

import click

from electron_migrate.cli.baseline_file import baseline_file, from_top, read_baseline
from electron_migrate.cli.baseline_file import write_baseline as store
from electron_migrate.cli.burn_down import burn_down_of, policy_of
from electron_migrate.cli.formats import LISTED, Output, Reports, listed_reports, output_option, report, repository_prefix, rule_texts
from electron_migrate.cli.options import (
    Scope,
    app_argument,
    app_root,
    detail_of,
    detail_options,
    format_option,
    request_of,
    scope_options,
)
from electron_migrate.cli.output import stdout_console, view_of
from electron_migrate.cli.runs import EXIT_FOUND, EXIT_NOT_ANALYSED, has_unread, run_check
from electron_migrate.gate.baseline import DEFAULT_NAME, Baseline
from electron_migrate.gate.judge import judge, pruned, rewritten
from electron_migrate.report.check_document import check_document
from electron_migrate.report.check_markdown import check_markdown
from electron_migrate.report.check_text import check_summary, print_check
from electron_migrate.report.html.page import scan_html
from electron_migrate.report.json_format import json_bytes
from electron_migrate.report.layout import count
from electron_migrate.report.listing import check_listing

_FORMATS = ("json", "markdown", "html", *LISTED)


@click.command()
@app_argument
@click.option("--baseline", type=click.Path(path_type=Path), metavar="FILE", help=f"Accepted debt.  [default: APP/{DEFAULT_NAME}]")
@click.option("--write-baseline", is_flag=True, help="Accept what is there today.")
@click.option("--prune", is_flag=True, help="Take what is gone out of the baseline; adds nothing.")
@format_option(*_FORMATS)
@output_option(*_FORMATS)
@scope_options
@detail_options
@click.pass_context
def check(
    context: click.Context,
    *,
    app: Path,
    baseline: Path | None,
    write_baseline: bool,
    prune: bool,
    format_: str,
    output: tuple[Output, ...],
    quiet: bool,
    verbose: bool,
    **scope: Unpack[Scope],
) -> None:
    """Fail on new debt in APP, and on ends that disagree.

    New is what the baseline does not have. Bridge, handlers and types that disagree fail in any case, and so do validations that
    are still to be written. A comment `electron-migrate-ignore RULE: reason` accepts one finding.

    \b
    Examples:
      electron-migrate check --write-baseline   once; commit the file
      electron-migrate check                    in CI
      electron-migrate check --prune            after something was solved
      electron-migrate check --format github --output sarif=check.sarif

    \b
    Exit codes:
      0  nothing new, nothing stale
      1  new debt, a stale baseline, or ends that disagree
      2  wrong usage, or nothing to check
      3  a file that a window or main reaches could not be analysed
    """
    if write_baseline and prune:
        raise click.UsageError("--write-baseline and --prune exclude each other.")
    root = app_root(app)
    request = request_of(root, scope)
    if (write_baseline or prune) and request.options.window:
        raise click.UsageError("a baseline is of all windows: leave --window out.")
    view = view_of(app, root, detail_of(quiet=quiet, verbose=verbose), request.given)
    file = baseline_file(root, baseline, request.settings)
    known = read_baseline(file, needed=prune or (baseline is not None and not write_baseline))
    result = run_check(root, request.options)
    policy = policy_of(request)
    verdict = judge(result, known or Baseline(), policy)
    if write_baseline or prune:
        wanted = rewritten(verdict, policy) if write_baseline else pruned(verdict)
        if wanted != verdict.baseline or known is None:
            store(file, wanted)
        _say_written(file.path, verdict.baseline, wanted)
        known, verdict = wanted, judge(result, wanted, policy)
    shown, prefix = file.path if known is not None else None, repository_prefix(root)
    reports: Reports = {
        "json": lambda: json_bytes(check_document(verdict, shown)),
        "markdown": lambda: check_markdown(verdict, prefix).encode("utf-8", "backslashreplace"),
        "html": lambda: scan_html(verdict.result.scan, burn_down_of(file, verdict)).encode("utf-8", "backslashreplace"),
        **listed_reports(lambda: check_listing(verdict, from_top(file, prefix), check_summary(verdict), prefix, rule_texts())),
    }
    report(reports, format_, lambda: print_check(verdict, shown, stdout_console(), view), output)
    if has_unread(verdict.result.scan):
        context.exit(EXIT_NOT_ANALYSED)
    if not verdict.passed:
        context.exit(EXIT_FOUND)


def _say_written(path: str, before: Baseline, after: Baseline) -> None:
    """On stderr: stdout belongs to the report."""
    old, new = ({one.fingerprint for one in baseline.entries} for baseline in (before, after))
    click.echo(f"{path}: {count(len(new), 'finding')}, {len(new - old)} added, {len(old - new)} removed", err=True)
