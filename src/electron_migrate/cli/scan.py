"""`electron-migrate scan`: what stands between the app and isolated, sandboxed windows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Unpack

import click
from rich.console import Console

from electron_migrate.cli.burn_down import burn_down_of_scan
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
    watch_option,
)
from electron_migrate.cli.output import stdout_console, view_of
from electron_migrate.cli.runs import EXIT_FOUND, EXIT_NOT_ANALYSED, has_unread, run_scan
from electron_migrate.cli.watch import watch as watch_app
from electron_migrate.facts.link import SummaryCache
from electron_migrate.facts.model import NOTE
from electron_migrate.pipeline import ScanResult
from electron_migrate.report.document import scan_document
from electron_migrate.report.html.page import scan_html
from electron_migrate.report.json_format import json_bytes
from electron_migrate.report.layout import Detail, View
from electron_migrate.report.listing import scan_listing
from electron_migrate.report.markdown import scan_markdown
from electron_migrate.report.text import print_scan, print_stats, summary

_FORMATS = ("json", "markdown", "html", *LISTED)


@click.command()
@app_argument
@format_option(*_FORMATS)
@output_option(*_FORMATS)
@click.option("--stats", is_flag=True, help="Numbers alone: by rule, process and window.")
@watch_option
@scope_options
@detail_options
@click.pass_context
def scan(
    context: click.Context,
    *,
    app: Path,
    format_: str,
    output: tuple[Output, ...],
    stats: bool,
    watch: bool,
    quiet: bool,
    verbose: bool,
    **scope: Unpack[Scope],
) -> None:
    """Show what keeps the windows of APP from isolation.

    APP is the folder with package.json [default: this folder]. Nothing is written and none of the app's code runs.

    \b
    Examples:
      electron-migrate scan
      electron-migrate scan packages/desktop --verbose
      electron-migrate scan --stats
      electron-migrate scan --format json > scan.json
      electron-migrate scan --output sarif=scan.sarif
      electron-migrate scan --watch

    \b
    Exit codes:
      0  nothing found (notes do not count)
      1  findings
      2  wrong usage, or nothing to scan
      3  a file that a window or main reaches could not be analysed
    """
    if stats and (quiet or verbose or format_ != "text"):
        raise click.UsageError("--stats is a report of its own: leave --quiet, --verbose and --format out.")
    if watch and format_ != "text":
        raise click.UsageError("--watch shows text; write other formats to files with --output.")
    root = app_root(app)
    show = print_stats if stats else print_scan
    if watch:
        cache: SummaryCache = {}

        def again() -> None:
            _scan(app, root, detail_of(quiet=quiet, verbose=verbose), format_, output, scope, show, cache)

        watch_app(root, again, ours=[one.file for one in output])
    result = _scan(app, root, detail_of(quiet=quiet, verbose=verbose), format_, output, scope, show)
    if has_unread(result):
        context.exit(EXIT_NOT_ANALYSED)
    if any(finding.severity.rank > NOTE.rank for finding in result.findings):
        context.exit(EXIT_FOUND)


def _scan(
    app: Path,
    root: Path,
    detail: Detail,
    format_: str,
    output: tuple[Output, ...],
    scope: Scope,
    show: Callable[[ScanResult, Console, View], None],
    cache: SummaryCache | None = None,
) -> ScanResult:
    """One run, with its reports."""
    request = request_of(root, scope)
    view = view_of(app, root, detail, request.given)
    result = run_scan(root, request.options, cache)
    reports: Reports = {
        "json": lambda: json_bytes(scan_document(result)),
        "markdown": lambda: scan_markdown(result).encode("utf-8", "backslashreplace"),
        "html": lambda: scan_html(result, burn_down_of_scan(root, request, result)).encode("utf-8", "backslashreplace"),
        **listed_reports(lambda: scan_listing(result, summary(result), repository_prefix(root), rule_texts())),
    }
    report(reports, format_, lambda: show(result, stdout_console(), view), output)
    return result
