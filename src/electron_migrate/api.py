"""All that a transform may import."""

from __future__ import annotations

from electron_migrate.code.edits import Edit
from electron_migrate.code.source import Place, Span
from electron_migrate.code.surgery import remove_statement
from electron_migrate.facts.api_table import ApiRow, ManualRow, Param, Shape
from electron_migrate.facts.api_table import Use as ApiUse
from electron_migrate.facts.chains import levels as levels_of
from electron_migrate.facts.event_table import EventRow, ManualEvent, load_event_table
from electron_migrate.facts.file_table import FileOperation, load_file_table
from electron_migrate.facts.main_model import Judged, MainData, MainFunction, MainMissing, MainUnknown, Nature
from electron_migrate.facts.menu_table import MenuTable, load_menu_table
from electron_migrate.facts.model import Process, Safety
from electron_migrate.facts.node_package_table import NodePackage, NodePackageMember, load_node_packages
from electron_migrate.facts.origins import Constant, External, Here, UnitId
from electron_migrate.facts.sites import Site, SiteLevel
from electron_migrate.facts.summary import (
    Array,
    Call,
    Chain,
    Concat,
    FunctionValue,
    Index,
    Literal,
    Member,
    Name,
    New,
    Object,
    Property,
    Spread,
    Template,
    Use,
    Value,
)
from electron_migrate.plan.addresses import Address, Among, Filled, Fixed, OneOf, address_of, hole_edits, needs_semicolon, table_edit
from electron_migrate.plan.answer_parts import used_beyond
from electron_migrate.plan.answer_uses import declared_as
from electron_migrate.plan.asynchrony import await_edits, in_try
from electron_migrate.plan.buffer_members import buffer_member
from electron_migrate.plan.byte_uses import ENCODINGS, ByteUses, bytes_of_call, bytes_of_parameter
from electron_migrate.plan.callback_style import OldCallback, old_callback
from electron_migrate.plan.colouring import Later, may_await
from electron_migrate.plan.context import Context
from electron_migrate.plan.error_uses import looked_at, main_sends_error
from electron_migrate.plan.file_streams import STREAM_OPTIONS, FileCopy, FileStream, copy_at, file_stream, reading_handlers, uses_of_stream
from electron_migrate.plan.handle_methods import Handle, HandleKind, HandleMethod, handle_object
from electron_migrate.plan.image_uses import image_beyond
from electron_migrate.plan.listener_tables import by_table
from electron_migrate.plan.live_objects import LiveMember
from electron_migrate.plan.looked_up import LookedUp, looked_up_at
from electron_migrate.plan.made_objects import Made, made_object_at
from electron_migrate.plan.main_arguments import GUARDED, read_arguments
from electron_migrate.plan.main_calls import MainCall
from electron_migrate.plan.main_listeners import NoRequest
from electron_migrate.plan.main_members import Act, Reach, access, calls_on_result, is_settled_later, reach_of, written_value
from electron_migrate.plan.main_reads import MainRead
from electron_migrate.plan.main_use import MainUse
from electron_migrate.plan.main_writes import MainWrite
from electron_migrate.plan.menu_clicks import callback_body_edits, callback_edits
from electron_migrate.plan.menu_model import MenuFix, MenuMember
from electron_migrate.plan.menus import Menus, menu_items
from electron_migrate.plan.method_values import handed_arguments
from electron_migrate.plan.model import Fix, Manual, with_edits
from electron_migrate.plan.module_kinds import has_esm_main, package_major
from electron_migrate.plan.naming import member_name, parameter_name
from electron_migrate.plan.needs import (
    BridgeMember,
    Check,
    DropUnused,
    HandlerKind,
    HandlerParameter,
    MainConstant,
    MainHandler,
    MemberKind,
    Need,
    Parameter,
    Shared,
)
from electron_migrate.plan.node_callbacks import caught_edits, settled_edits
from electron_migrate.plan.object_listeners import listener_edits
from electron_migrate.plan.object_uses import PIPED, uses_of_object
from electron_migrate.plan.opened import Opened, made_at
from electron_migrate.plan.opened_options import OpenedOptions, fixed_text, opened_options, quoted_text
from electron_migrate.plan.page_dependencies import add_dependency
from electron_migrate.plan.page_folders import page_folder
from electron_migrate.plan.page_scripts import equality_script, page_script
from electron_migrate.plan.paired_listeners import paired
from electron_migrate.plan.path_roots import PathRoot, root_of
from electron_migrate.plan.port_listeners import PortListener, port_listener
from electron_migrate.plan.registrations import MICROTASK, REMOVING, Registration, Registrations, Rewritten
from electron_migrate.plan.render_style import quoted
from electron_migrate.plan.requests import ReplyPair, SyncRequest, is_hoisted, pair_of_reply
from electron_migrate.plan.running_programs import SIGNALS, running_program
from electron_migrate.plan.transform import Example, Transform
from electron_migrate.plan.typing import is_typed
from electron_migrate.plan.values import (
    allowed,
    argument_parameters,
    holds_function,
    is_current_window,
    is_focused_window,
    literal_keys,
    passes_error,
    plain_name,
    type_of,
    unsendable,
    url_origin,
)

__all__ = [
    "ENCODINGS",
    "GUARDED",
    "MICROTASK",
    "PIPED",
    "REMOVING",
    "SIGNALS",
    "STREAM_OPTIONS",
    "Act",
    "Address",
    "Among",
    "ApiRow",
    "ApiUse",
    "Array",
    "BridgeMember",
    "ByteUses",
    "Call",
    "Chain",
    "Check",
    "Concat",
    "Constant",
    "Context",
    "DropUnused",
    "Edit",
    "EventRow",
    "Example",
    "External",
    "FileCopy",
    "FileOperation",
    "FileStream",
    "Filled",
    "Fix",
    "Fixed",
    "FunctionValue",
    "Handle",
    "HandleKind",
    "HandleMethod",
    "HandlerKind",
    "HandlerParameter",
    "Here",
    "Index",
    "Judged",
    "Later",
    "Literal",
    "LiveMember",
    "LookedUp",
    "Made",
    "MainCall",
    "MainConstant",
    "MainData",
    "MainFunction",
    "MainHandler",
    "MainMissing",
    "MainRead",
    "MainUnknown",
    "MainUse",
    "MainWrite",
    "Manual",
    "ManualEvent",
    "ManualRow",
    "Member",
    "MemberKind",
    "MenuFix",
    "MenuMember",
    "MenuTable",
    "Menus",
    "Name",
    "Nature",
    "Need",
    "New",
    "NoRequest",
    "NodePackage",
    "NodePackageMember",
    "Object",
    "OldCallback",
    "OneOf",
    "Opened",
    "OpenedOptions",
    "Param",
    "Parameter",
    "PathRoot",
    "Place",
    "PortListener",
    "Process",
    "Property",
    "Reach",
    "Registration",
    "Registrations",
    "ReplyPair",
    "Rewritten",
    "Safety",
    "Shape",
    "Shared",
    "Site",
    "SiteLevel",
    "Span",
    "Spread",
    "SyncRequest",
    "Template",
    "Transform",
    "UnitId",
    "Use",
    "Value",
    "access",
    "add_dependency",
    "address_of",
    "allowed",
    "argument_parameters",
    "await_edits",
    "buffer_member",
    "by_table",
    "bytes_of_call",
    "bytes_of_parameter",
    "callback_body_edits",
    "callback_edits",
    "calls_on_result",
    "caught_edits",
    "copy_at",
    "declared_as",
    "equality_script",
    "file_stream",
    "fixed_text",
    "handed_arguments",
    "handle_object",
    "has_esm_main",
    "holds_function",
    "hole_edits",
    "image_beyond",
    "in_try",
    "is_current_window",
    "is_focused_window",
    "is_hoisted",
    "is_settled_later",
    "is_typed",
    "levels_of",
    "listener_edits",
    "literal_keys",
    "load_event_table",
    "load_file_table",
    "load_menu_table",
    "load_node_packages",
    "looked_at",
    "looked_up_at",
    "made_at",
    "made_object_at",
    "main_sends_error",
    "may_await",
    "member_name",
    "menu_items",
    "needs_semicolon",
    "old_callback",
    "opened_options",
    "package_major",
    "page_folder",
    "page_script",
    "pair_of_reply",
    "paired",
    "parameter_name",
    "passes_error",
    "plain_name",
    "port_listener",
    "quoted",
    "quoted_text",
    "reach_of",
    "read_arguments",
    "reading_handlers",
    "remove_statement",
    "root_of",
    "running_program",
    "settled_edits",
    "table_edit",
    "type_of",
    "unsendable",
    "url_origin",
    "used_beyond",
    "uses_of_object",
    "uses_of_stream",
    "with_edits",
    "written_value",
]
