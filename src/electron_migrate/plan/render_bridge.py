"""Needs into the bytes of files: the preload scripts, main's handlers and their check of the sender, the types, the line in main's entry.

Every renderer edits what is there, ours of last week and the app's own alike, and adds only what is missing.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from electron_migrate.plan.needs import BridgeMember, MainConstant, MainHandler, Need, NewPreload, PlainExposure, TrustedImport, TrustedPage
from electron_migrate.plan.render_entry import render_entry
from electron_migrate.plan.render_handlers import render_handlers, specifier
from electron_migrate.plan.render_model import CannotRenderError, Layout, ModuleKind, Refused
from electron_migrate.plan.render_preload import render_preload
from electron_migrate.plan.render_reduce import reduced
from electron_migrate.plan.render_trusted import render_trusted, render_trusted_import
from electron_migrate.plan.render_types import is_module, render_types


def render(files: Mapping[str, bytes], layout: Layout, needs: Collection[Need]) -> Mapping[str, bytes] | Refused:
    """The files that are new or change, by app-relative path, as bytes on disk (BOM included); or why nothing can be rendered.

    `files` holds the present bytes of every file that may be edited; one that is missing there is made. Rendering the same needs
    into the result changes nothing. AttachPreload and SetPreference are not for here.
    """
    try:
        rendered = _rendered(files, layout, reduced(needs))
    except CannotRenderError as refusal:
        return Refused(str(refusal))
    return {path: raw for path, raw in sorted(rendered.items()) if raw is not None and raw != files.get(path)}


def _rendered(files: Mapping[str, bytes], layout: Layout, needs: Collection[Need]) -> dict[str, bytes | None]:
    members = [need for need in needs if isinstance(need, BridgeMember)]
    constants = [need for need in needs if isinstance(need, MainConstant)]
    handlers = [need for need in needs if isinstance(need, MainHandler)]
    pages = [need for need in needs if isinstance(need, TrustedPage)]
    plain = {need.preload for need in needs if isinstance(need, PlainExposure)}
    new = {need.preload for need in needs if isinstance(need, NewPreload)}
    types = render_types(files.get(layout.types), layout, members)
    rendered: dict[str, bytes | None] = {layout.types: types}
    as_module = is_module(types, layout)

    def declarations(importer: str) -> str | None:
        return specifier(importer, layout.types, ModuleKind.TYPESCRIPT) if as_module else None

    for preload in sorted({member.preload for member in members} | plain | new):
        own = [member for member in members if member.preload == preload]
        rendered[preload] = render_preload(files.get(preload), preload, layout, own, plain=preload in plain, new=preload in new, declarations=declarations(preload))
    imports = sorted({(need.path, need.name) for need in needs if isinstance(need, TrustedImport)})
    importers = {path for path, _ in imports}
    names = {name for handler in handlers for name in (handler.kind.value, *handler.trusted)} | {name for _, name in imports}
    rendered[layout.trusted] = render_trusted(files.get(layout.trusted), layout, pages, names)
    rendered[layout.handlers] = render_handlers(files.get(layout.handlers), layout, constants, handlers, declarations=declarations(layout.handlers))
    if constants or handlers:
        rendered[layout.main_entry] = render_entry(files.get(layout.main_entry), layout, layout.handlers)
    elif importers and layout.main_entry not in importers and layout.handlers not in files:
        # it has to see every window from its start, also where the file that uses it is loaded late
        rendered[layout.main_entry] = render_entry(files.get(layout.main_entry), layout, layout.trusted)
    for path, name in imports:
        rendered[path] = render_trusted_import(rendered.get(path) or files.get(path), path, layout, name)
    return rendered
