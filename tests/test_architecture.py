"""The floors of the house: imports point down. A new room without a floor fails here."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

APP = Path(__file__).parents[1] / "app"

FLOORS = [
    {"main", "worker", "local"},
    {"wiring"},
    {"settings"},
    {"api", "llm", "storage", "broker"},
    {"services"},
    {"webhooks"},
    {"jobs"},
    {"library"},
    {"accounts"},
    {"resume"},
    {"sandbox", "telemetry"},
    {"errors"},
]
WINGS = {"parsing", "analysis", "evidence", "writing", "rendering"}
CRAFT_COMMON = {"reading", "model", "asking", "stored", "words"}
WING_MAY_USE = {"rendering": {"jsonresume"}, "writing": {"analysis", "evidence"}}
OUTSIDE = {"fastapi", "starlette", "redis", "arq", "psycopg", "psycopg_pool", "httpx", "httpcore", "os", "socket", "subprocess"}
ONLY_IN = {
    "arq": {"worker", "broker"},
    "fastapi": {"main", "api"},
    "psycopg": {"storage"},
    "psycopg_pool": {"storage"},
    "supabase": {"storage"},
    "storage3": {"storage"},
    "google": {"llm"},
    "anthropic": {"llm"},
    "openai": {"llm"},
}

Edge = tuple[Path, str]


def modules() -> list[Path]:
    return sorted(file for file in APP.rglob("*.py") if "__pycache__" not in file.parts)


@cache
def imports(file: Path) -> tuple[str, ...]:
    return tuple(_imports(file))


def _imports(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: imports are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def room(file: Path) -> str:
    return file.relative_to(APP).parts[0].removesuffix(".py")


def floor(name: str) -> int:
    for number, rooms in enumerate(FLOORS):
        if name in rooms:
            return number
    raise AssertionError(f"app/{name} stands on no floor: give it one in {Path(__file__).name}")


def test_every_room_has_a_floor() -> None:
    for file in modules():
        if file != APP / "__init__.py":
            floor(room(file))


def test_imports_point_down() -> None:
    wrong = []
    for file in modules():
        here = room(file)
        for name in imports(file):
            there = name.split(".")[1] if name.startswith("app.") else here
            if there != here and floor(there) <= floor(here):
                wrong.append(f"{file.relative_to(APP)} imports {name}")
    assert not wrong, "\n".join(wrong)


def test_the_wings_of_the_craft_keep_to_themselves() -> None:
    wrong = []
    for file in (APP / "resume").rglob("*.py"):
        wing = file.relative_to(APP / "resume").parts[0]
        allowed = CRAFT_COMMON | {wing} | WING_MAY_USE.get(wing, set())
        for name in imports(file):
            parts = name.split(".")
            if parts[:2] == ["app", "resume"] and wing in WINGS | {"reading"} and parts[2] not in allowed:
                wrong.append(f"resume/{file.relative_to(APP / 'resume')} imports {name}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("name", ["resume", "library", "jobs"])
def test_the_inside_touches_no_world(name: str) -> None:
    files = [file for file in modules() if room(file) == name]
    wrong = [
        f"{file.relative_to(APP)} imports {used}" for file in files for used in imports(file) if used.split(".")[0] in OUTSIDE
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("library", sorted(ONLY_IN))
def test_a_library_stays_in_its_room(library: str) -> None:
    wrong = [
        f"{file.relative_to(APP)} imports {name}"
        for file in modules()
        for name in imports(file)
        if name.split(".")[0] == library and room(file) not in ONLY_IN[library]
    ]
    assert not wrong, "\n".join(wrong)


def test_no_vendors_sdk_is_loaded_before_it_is_used() -> None:
    loaded = "import sys, app.wiring; print(*sys.modules)"
    told = subprocess.run([sys.executable, "-c", loaded], cwd=APP.parent, capture_output=True, text=True, check=True).stdout
    assert "app.llm.choose" in told
    assert {"anthropic", "openai", "google.genai", "httpx2", "genai_prices"} & set(told.split()) == set()


def test_broad_catching_stands_in_the_allowed_places_alone() -> None:
    found = {
        str(file.relative_to(APP))
        for file in modules()
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or (isinstance(node.type, ast.Name) and node.type.id in {"Exception", "BaseException"}))
    }
    allowed = {"jobs/run.py", "api/envelope.py", "sandbox/child.py", "sandbox/warm.py"}
    assert found <= allowed, found - allowed


def test_no_file_or_function_is_too_long() -> None:
    """A hint to split, with room: most functions here are under 15 lines."""
    long = []
    for file in modules():
        text = file.read_text(encoding="utf-8")
        if text.count("\n") > 400:
            long.append(f"{file.relative_to(APP)}: {text.count(chr(10))} lines")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and (node.end_lineno or 0) - node.lineno > 45:
                long.append(f"{file.relative_to(APP)}: {node.name}")
    assert not long, "\n".join(long)


def test_the_gateway_loads_no_reader_of_files_and_no_printer() -> None:
    """They are big, and judge what is hostile: a child process has them."""
    heavy = ("pymupdf", "lxml.etree", "weasyprint", "docx")
    told = f"import sys, app.api.app, app.wiring; print([name for name in {heavy} if name in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", told], cwd=APP.parent, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
