"""What the README says is so: its commands exist, its sample answer is what the program prints, its tables are whole."""

import os
import re
import shlex
import subprocess
import tomllib
from functools import cache
from pathlib import Path

import pytest

from assistant.settings import Settings

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
MODULES = ("ingest", "assistant", "evals", "ingest.training")


def blocks() -> list[list[str]]:
    return [block.splitlines() for block in re.findall(r"^```console\n(.*?)^```", README, re.MULTILINE | re.DOTALL)]


def typed_commands() -> list[str]:
    """Commands after a prompt and in tables, without their comments."""
    prompted = [line[2:].partition("   #")[0].strip() for block in blocks() for line in block if line.startswith("$ ")]
    return prompted + re.findall(r"`((?:make|python -m|python app\.py)[^`]*)`", README)


def samples() -> list[tuple[str, str]]:
    """(command, what it prints) of the blocks that show an output."""
    pairs = [
        ("\n".join(b[:1])[2:], "\n".join(b[1:])) for b in blocks() if sum(line.startswith("$ ") for line in b) == 1
    ]
    return [(command, printed) for command, printed in pairs if printed.strip()]


@pytest.mark.parametrize(("command", "printed"), samples())
def test_samples_are_what_the_program_prints(run, corpus_index, monkeypatch, command, printed):
    monkeypatch.setenv("AQB_INDEX", str(corpus_index))
    words = shlex.split(command)
    assert words[:2] == ["python", "-m"]
    done = run(words[2], *words[3:])
    assert (done.code, done.err) == (0, "")
    assert done.out.strip() == printed.strip()


def test_there_is_a_sample_on_the_first_screen():
    assert len(samples()) == 1
    assert README.index(samples()[0][0]) < 1500


@pytest.mark.parametrize("target", sorted({c.split()[1] for c in typed_commands() if re.match(r"make \w", c)}))
def test_make_knows_its_targets(target):
    done = subprocess.run(["make", "--dry-run", target], capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr


@cache
def options_of(module: str, command: str) -> frozenset[str]:
    """The long and short options of a command, from the command itself."""
    import importlib

    from typer.main import get_command

    top = get_command(importlib.import_module(f"{module}.__main__").app)
    chosen = getattr(top, "commands", {}).get(command, top)
    return frozenset(option for parameter in chosen.params for option in (*parameter.opts, *parameter.secondary_opts))


def subcommands_of(module: str) -> set[str]:
    import importlib

    from typer.main import get_command

    return set(getattr(get_command(importlib.import_module(f"{module}.__main__").app), "commands", {}))


@pytest.mark.parametrize("line", sorted({c for c in typed_commands() if "python -m" in c and "venv" not in c}))
def test_commands_and_their_options_exist(line):
    words = re.sub(r"[\[\]]", "", line.split("| ")[-1]).split()
    module, rest = words[2], words[3:]
    assert module in MODULES
    command = rest[0] if rest and rest[0] in subcommands_of(module) else ""
    assert command or module in {"ingest", "evals", "ingest.training"}
    assert {w for w in rest if re.match(r"--?[a-z]", w)} - options_of(module, command) == set()


def test_every_command_of_the_assistant_is_told():
    assert {c for c in subcommands_of("assistant") if f"`python -m assistant {c}" not in README} == set()


def test_the_settings_are_these():
    told = set(re.findall(r"`(AQB_[A-Z_]+)`", README))
    assert told == {f"AQB_{name.upper()}" for name in Settings.model_fields}


def test_the_defaults_are_these():
    for name in ("index", "lang", "host", "port"):
        assert f"`{Settings.model_fields[name].default}`" in README


def test_links_and_folders_lead_somewhere():
    links = re.findall(r"\]\((?!http|#)([^)#]+)", README)
    house = README.partition("## The house")[2].partition("\n## ")[0]
    folders = re.findall(r"^\| `([^`]+)`", house, re.MULTILINE)
    assert len(folders) > 5
    assert [name for name in [*links, *folders] if not (ROOT / name).exists()] == []


def test_scripts_are_told():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for script, target in project["scripts"].items():
        assert f"`{script}" in README
        assert (ROOT / target.partition(":")[0].replace(".", os.sep)).with_suffix(".py").is_file()


def test_versions_agree():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(r"^## (\S+)", changes, re.MULTILINE).group(1) == project["version"]
    pinned = next(wish for wish in project["dependencies"] if wish.startswith("torch"))
    for text in (README, (ROOT / "Makefile").read_text(encoding="utf-8")):
        assert pinned in text


def test_no_machine_of_ours_is_named():
    for path in [*ROOT.glob("*.md"), *ROOT.glob("*.toml"), ROOT / "Makefile", ROOT / ".ci" / "run"]:
        text = path.read_text(encoding="utf-8")
        assert re.search(r"/(?:work|tmp|home|root|opt)/", text) is None, path
