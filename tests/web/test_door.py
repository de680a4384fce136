import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from app import open_socket
from assistant.errors import SettingsError
from assistant.settings import Settings

ROOT = Path(__file__).parents[2]


def test_a_taken_port_is_said_in_one_sentence():
    with closing(open_socket(Settings(port=18_762))), pytest.raises(SettingsError, match=r"18762 .* --port"):
        open_socket(Settings(port=18_762))


def test_an_address_of_another_machine_is_refused():
    with pytest.raises(SettingsError, match=r"192\.0\.2\.1"):
        open_socket(Settings(host="192.0.2.1", port=18_763))


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [(["--help"], 0, "--index"), (["--port", "x"], 2, "--port"), (["--port", "99999"], 1, "AQB_PORT")],
)
def test_the_command_line(arguments, status, words):
    done = subprocess.run(
        [sys.executable, "app.py", *arguments], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == status
    assert words in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_the_door_does_not_import_gradio_before_it_is_needed():
    code = "import app, sys; sys.exit('gradio' in sys.modules or 'chromadb' in sys.modules or 'torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False, timeout=60).returncode == 0
