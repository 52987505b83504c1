"""No network: nothing imports a library for it, and one door leads to the browser, when a person asks."""

from __future__ import annotations

import ast
from pathlib import Path

PACKAGE = Path(__file__).parents[2] / "emndir"
NETWORK = {
    "aiohttp", "asyncio", "ftplib", "http", "httpx", "imaplib", "poplib", "requests", "smtplib",
    "socket", "socketserver", "ssl", "telnetlib", "urllib3", "webbrowser", "websockets", "xmlrpc",
}  # fmt: skip
LOCAL_SOCKET = {"ui/handover.py", "ui/handover_server.py"}
"""QtNetwork for the socket between two windows of one person, on one computer (docs/site-settings.md)."""
DOOR = "ui/browser.py"
ASKS_FIRST = {"ui/panels/service_panel.py", "ui/dialogs/route_dialog.py"}
"""A link that a person pressed, and the dialog that says what leaves the computer."""
OPENS = {"QDesktopServices", "openUrl", "startfile"}


def reached(tree: ast.AST) -> set[str]:
    """Return every module that is imported, whole: "urllib.request"."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {one.name for one in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{one.name}" for one in node.names)}
    return found


def used(tree: ast.AST) -> set[str]:
    """Return every name and attribute that is used."""
    return {
        node.id if isinstance(node, ast.Name) else node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Name | ast.Attribute)
    } | {name.rpartition(".")[2] for name in reached(tree)}


def modules() -> dict[str, ast.AST]:
    return {
        path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text("utf-8"))
        for path in sorted(PACKAGE.rglob("*.py"))
    }


def test_nothing_imports_a_library_for_the_network():
    for name, tree in modules().items():
        found = reached(tree)
        assert not {one.partition(".")[0] for one in found} & NETWORK, name
        assert "urllib.request" not in found, name
        has_sockets = any(one.startswith("PySide6.QtNetwork") for one in found)
        assert has_sockets is (name in LOCAL_SOCKET), name
        web = ("PySide6.QtWeb", "PySide6.QtNetworkAuth")
        assert not any(one.startswith(web) for one in found), name


def test_one_door_leads_to_the_browser_and_two_know_it():
    opening = {name for name, tree in modules().items() if used(tree) & OPENS}
    assert opening == {DOOR}
    knowing = {name for name, tree in modules().items() if "emndir.ui.browser" in reached(tree)}
    assert knowing == ASKS_FIRST


def by_itself(tree: ast.AST) -> bool:
    """Return True where something is told to open links without a question."""
    return any(
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "setOpenExternalLinks"
        and not (isinstance(node.args[0], ast.Constant) and node.args[0].value is False)
        for node in ast.walk(tree)
    )


def test_no_label_opens_a_link_by_itself():
    """Qt would open it without a question: a link goes up as a signal."""
    assert [name for name, tree in modules().items() if by_itself(tree)] == []
    assert by_itself(ast.parse("label.setOpenExternalLinks(True)"))


def test_the_guard_sees_what_it_should():
    tree = ast.parse(
        "def f():\n    from urllib import request\n    import socket as s\n    os.startfile(x)"
    )
    assert {"urllib.request", "socket"} <= reached(tree)
    assert OPENS & used(tree)
