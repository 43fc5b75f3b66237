import shutil
import subprocess

import pytest

from deploy.gateway.render import render


@pytest.fixture
def configuration(tmp_path):
    return render(
        listen="127.0.0.1:8080",
        upstreams={
            "auth": ("127.0.0.1", 8003),
            "ticket": ("127.0.0.1", 8004),
            "messaging": ("127.0.0.1", 8005),
        },
        ui="ui",
        temporary=str(tmp_path),
        access_log="access.log",
    )


def test_every_placeholder_is_filled(configuration):
    assert "${" not in configuration
    assert "server 127.0.0.1:8003" in configuration


def test_nginx_accepts_it(configuration, tmp_path):
    nginx = shutil.which("nginx", path="/usr/sbin:/usr/bin")
    assert nginx, "nginx is not installed; ./tts up installs it"
    (tmp_path / "nginx.conf").write_text(configuration)

    done = subprocess.run(
        [nginx, "-t", "-p", str(tmp_path), "-c", "nginx.conf", "-e", "stderr"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
