import getpass
import http.client
import shutil
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from deploy.gateway.render import render
from deploy.native.port_check import free_ports

NGINX = str(shutil.which("nginx", path="/usr/sbin:/usr/bin") or "")


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
    assert NGINX, "nginx is not installed; ./tts up installs it"
    (tmp_path / "nginx.conf").write_text(configuration)

    done = subprocess.run(
        [NGINX, "-t", "-p", str(tmp_path), "-c", "nginx.conf", "-e", "stderr"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr


class Upstream(BaseHTTPRequestHandler):
    """A service that says how long its answers count."""

    def do_GET(self):
        self.send_response(200)
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args):
        """Quiet."""


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    """The port of a gateway before such a service."""
    folder = tmp_path_factory.mktemp("gateway")
    (folder / "ui").mkdir()
    (folder / "ui/index.html").write_text("<!doctype html>")
    service = ThreadingHTTPServer(("127.0.0.1", 0), Upstream)
    threading.Thread(target=service.serve_forever, args=(0.05,), daemon=True).start()
    port = free_ports(["gateway"])["gateway"]
    address = ("127.0.0.1", service.server_port)
    text = render(
        listen=f"127.0.0.1:{port}",
        upstreams=dict.fromkeys(("auth", "ticket", "messaging"), address),
        ui=str(folder / "ui"),
        temporary=str(folder),
        access_log="access.log",
    )
    (folder / "nginx.conf").write_text(text.replace("worker_processes auto", "worker_processes 1"))
    command = [NGINX, "-p", str(folder), "-c", "nginx.conf", "-e", "error.log"]
    # The folder is private to whoever runs the tests.
    command += ["-g", f"user {getpass.getuser()};"]
    # It goes into the background as soon as it listens.
    subprocess.run(command, check=True)
    yield port
    subprocess.run([*command, "-s", "stop"], check=True)
    service.shutdown()
    service.server_close()


def get(port, path):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", path)
        return connection.getresponse()
    finally:
        connection.close()


@pytest.mark.parametrize("path", ["/", "/inbox", "/api/auth/users/", "/api/nobody/", "/ws/x/"])
def test_every_answer_is_guarded(running, path):
    answer = get(running, path)

    policy = answer.headers["Content-Security-Policy"]
    assert "script-src 'self';" in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.headers.get_all("X-Content-Type-Options") == ["nosniff"]
    assert answer.headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize(
    "path", ["/api/auth/docs/", "/api/auth/api/docs/?x=1", "/api/ticket/docs/"]
)
def test_only_the_pages_of_the_descriptions_bring_scripts_of_their_own(running, path):
    def policy(path):
        return get(running, path).headers["Content-Security-Policy"]

    assert "script-src 'self' 'unsafe-inline';" in policy(path)
    assert "script-src 'self';" in policy("/api/auth/docs/../users/")


def test_services_say_themselves_how_long_an_answer_counts(running):
    assert get(running, "/api/auth/users/").headers.get_all("Cache-Control") == ["no-store"]
    assert get(running, "/inbox").headers.get_all("Cache-Control") == ["no-cache"]


@pytest.mark.parametrize(
    "path",
    [
        "/api/auth/api/v1/users/internal/?ids=1",
        "/api/auth/api/v1//users/./internal/",
        "/api/auth/api/v1/%75sers/internal/",
        "/api/auth/api/v1/hdts/employees/internal/1/",
        "/api/auth/api/v1/tts/role-snapshot/",
        "/api/auth/api/v1/api-keys/internal/0f/",
        "/api/auth/api/v1/revocations/",
        "/api/auth/metrics",
    ],
)
def test_what_services_tell_each_other_is_not_there(running, path):
    assert get(running, path).status == 404
