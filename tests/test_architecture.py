"""Who may import whom, one door a library, the names and sizes of files: read from the source, not from memory."""

import ast
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

import pytest

import assistant
import evals
import ingest

ROOT = Path(__file__).parents[1]
PACKAGES = ("assistant", "ingest", "evals")
FILES = sorted([*(path for name in PACKAGES for path in (ROOT / name).rglob("*.py")), ROOT / "app.py"])
NAMES = [path.relative_to(ROOT).as_posix() for path in FILES]

LONGEST_FILE = 400
LONGEST_FUNCTION = 45
LONG_FILES: set[str] = set()
LONG_FUNCTIONS: set[str] = {
    "assistant/retrieve.py:search",  # what it works with and what it may find: thirteen parameters, each with its line
    "ingest/parse.py:_parse_agreement",  # one call a field of the record
}

FORBIDDEN_NAMES = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "core",
    "manager",
    "managers",
    "service",
    "services",
    "misc",
    "base",
}
SHADOWING_FOLDERS = {"schemas", "workflows", "utils", "config", "src"}

DOORS = {
    "gradio": ("app.py", "assistant/web/*"),
    "gradio_client": (),
    "fastapi": ("app.py", "assistant/web/*"),
    "starlette": ("app.py", "assistant/web/*"),
    "uvicorn": ("app.py", "assistant/web/*"),
    "chromadb": ("assistant/store/*", "assistant/store.py"),
    "llama_index.vector_stores": ("assistant/store/*", "assistant/store.py"),
    "llama_index.llms": ("assistant/llm/*",),
    "openai": ("assistant/llm/*",),
    "sklearn": ("evals/learning/*",),
    "sentence_transformers": ("assistant/embed*", "ingest/training/*"),
    "torch": ("ingest/training/*",),
    "transformers": ("ingest/training/*",),
    "datasets": ("ingest/training/*",),
    "tokenizers": ("assistant/embed*", "ingest/training/*"),
    "mcp": ("assistant/tools.py",),
    "tiktoken": ("ingest/passages.py", "assistant/llm/*"),
    "pydantic_settings": ("assistant/settings.py",),
    "requests": (),
    "urllib.request": (),
}
"""Which files may import a library at all, as patterns."""

WRITER_MAY_NOT_USE = (
    "assistant.plan",
    "assistant.question",
    "assistant.retrieve",
    "assistant.answering",
    "assistant.answers",
    "assistant.ask",
    "assistant.check",
    "assistant.render",
    "assistant.web",
    "assistant.llm",
)
"""What belongs to reading. The training room measures search and may ask for it."""


@cache
def tree_of(name: str) -> ast.Module:
    return ast.parse((ROOT / name).read_text(encoding="utf-8"))


def imports_of(name: str) -> Iterator[tuple[str, int]]:
    """Every imported module, and what is imported from it, with its line."""
    for node in ast.walk(tree_of(name)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            yield module, node.lineno
            yield from ((f"{module}.{alias.name}", node.lineno) for alias in node.names)


def is_below(module: str, parent: str) -> bool:
    return module == parent or module.startswith(f"{parent}.")


def test_the_packages_are_this_checkout():
    for package in (assistant, ingest, evals):
        assert Path(package.__file__).parents[1] == ROOT
    for folder in {path.parent for path in FILES} - {ROOT}:
        assert (folder / "__init__.py").is_file(), f"{folder} has no __init__.py: an installed namesake would win"


@pytest.mark.parametrize("name", NAMES)
def test_arrows_point_to_the_assistant(name):
    package = name.partition("/")[0]
    forbidden = {
        "assistant": ("ingest", "evals", "app", "tests"),
        "ingest": ("evals", "app", "tests"),
        "evals": ("app", "tests"),
        "app.py": ("evals", "tests"),
    }[package]
    if package == "ingest" and not name.startswith("ingest/training/"):
        forbidden += WRITER_MAY_NOT_USE
    wrong = [f"{name}:{line} imports {m}" for m, line in imports_of(name) for f in forbidden if is_below(m, f)]
    assert wrong == []


@pytest.mark.parametrize("name", NAMES)
def test_one_door_a_library(name):
    wrong = [
        f"{name}:{line} imports {module}"
        for module, line in imports_of(name)
        for library, doors in DOORS.items()
        if is_below(module, library) and not any(fnmatch(name, door) for door in doors)
    ]
    assert wrong == []


def test_every_imported_library_is_declared():
    """An import that only works because a dependency happens to bring it is a crack."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [
        *project["dependencies"],
        *project["optional-dependencies"]["train"],
        *project["optional-dependencies"]["mcp"],
    ]
    declared = {wish.partition(">")[0].partition("=")[0].lower().replace("-", "_") for wish in wanted}
    declared |= {"llama_index", "stemmer", "sklearn"}
    roots = {module.partition(".")[0] for name in NAMES for module, _ in imports_of(name)}
    assert {root.lower() for root in roots - set(sys.stdlib_module_names) - set(PACKAGES)} - declared == set()


@pytest.mark.parametrize("name", NAMES)
def test_imports_are_absolute_and_paths_are_left_alone(name):
    assert [module for module, _ in imports_of(name) if module.startswith(".")] == []
    source = (ROOT / name).read_text(encoding="utf-8")
    for trick in ("sys.path", "site.addsitedir", "llama_index.core import Settings", "except Exception", "except:"):
        assert trick not in source, f"{name} holds '{trick}'"


def test_names_say_what_a_thing_is():
    stems = {part for name in NAMES for part in Path(name).with_suffix("").parts}
    assert stems & FORBIDDEN_NAMES == set()
    assert {path.name for path in ROOT.iterdir() if path.is_dir()} & SHADOWING_FOLDERS == set()
    assert not (ROOT / "tests" / "__init__.py").exists()


def test_no_test_folder_is_named_like_a_library():
    """`tests/web` is fine, `tests/chromadb` would be imported in its place."""
    folders = {path.name for path in (ROOT / "tests").iterdir() if path.is_dir()}
    libraries = {library.partition(".")[0] for library in DOORS} | {"numpy", "rich", "typer", "pytest", "bm25s"}
    assert folders & (libraries | set(sys.stdlib_module_names)) == set()


def test_files_and_functions_stay_short():
    long_files = {name for name in NAMES if len((ROOT / name).read_text(encoding="utf-8").splitlines()) > LONGEST_FILE}
    long_functions = {
        f"{name}:{node.name}"
        for name in NAMES
        for node in ast.walk(tree_of(name))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > LONGEST_FUNCTION
    }
    assert long_files - LONG_FILES == set()
    assert long_functions - LONG_FUNCTIONS == set()


HEAVY = (
    "torch",
    "gradio",
    "chromadb",
    "sentence_transformers",
    "transformers",
    "llama_index",
    "tiktoken",
    "onnxruntime",
)


@pytest.mark.parametrize(
    "statement", ["import assistant", "import ingest", "import evals", "import assistant.ask", "import app"]
)
def test_importing_loads_no_heavy_library(statement):
    code = f"{statement}, sys; print([m for m in {HEAVY} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"
