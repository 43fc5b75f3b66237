import json
import subprocess
import sys
from pathlib import Path

LAUNCH = Path(__file__).parents[1] / "launch.py"
SHOW = "import json, os, sys; print(json.dumps([os.getcwd(), os.environ['X'], sys.argv[1:]]))"


def launch(spec, folder, *arguments):
    path = folder / "spec.json"
    path.write_text(json.dumps(spec))
    command = [sys.executable, "-S", LAUNCH, path, *arguments]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def test_any_path_and_value_reaches_the_program_unchanged(tmp_path):
    odd = "blank ' \" % ; # $HOME ü\nnew line"
    folder = tmp_path / 'it\'s a "100%" odd; folder #1'
    folder.mkdir()
    command = [sys.executable, "-c", SHOW, odd]

    seen = launch({"command": command, "environment": {"X": odd}, "cwd": str(folder)}, tmp_path)

    assert seen == [str(folder), odd, [odd]]


def test_each_start_is_recorded(tmp_path):
    spec = {
        "command": [sys.executable, "-c", SHOW],
        "environment": {"X": ""},
        "record": str(tmp_path / "one"),
    }

    launch(spec, tmp_path)
    launch(spec, tmp_path)

    assert (tmp_path / "one.starts").read_text() == "++"
    assert (tmp_path / "one.pid").read_text().split()[0].isdigit()


def test_arguments_replace_the_command(tmp_path):
    seen = launch(
        {"command": ["false"], "environment": {"X": ""}}, tmp_path, *[sys.executable, "-c", SHOW]
    )

    assert seen[2] == []
