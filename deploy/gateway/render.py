"""The gateway's nginx configuration, from the template beside this file.

`python -m deploy.gateway.render` prints the one of the container image.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from deploy.catalogue import SERVICES

TEMPLATE: Final = Path(__file__).with_name("nginx.conf.template")
TYPES: Final = {
    "text/html": "html",
    "text/css": "css",
    "text/plain": "txt",
    "application/javascript": "js mjs",
    "application/json": "json map",
    "application/manifest+json": "webmanifest",
    "font/woff2": "woff2",
    "image/png": "png",
    "image/svg+xml": "svg",
    "image/x-icon": "ico",
    "image/webp": "webp",
}


def render(
    *,
    listen: str,
    upstreams: Mapping[str, tuple[str, int]],
    ui: str,
    temporary: str,
    access_log: str,
) -> str:
    """The configuration; `upstreams` names host and port of each service."""
    values = {
        "listen": listen,
        "ui": ui,
        "temporary": temporary,
        "access_log": access_log,
        "types": "\n".join(f"        {kind} {ends};" for kind, ends in TYPES.items()),
        "upstreams": "\n".join(_upstream(n, *address) for n, address in upstreams.items()),
        "locations": "\n".join(_location(name) for name in upstreams),
    }
    return re.sub(r"\$\{(\w+)\}", lambda match: values[match[1]], TEMPLATE.read_text())


def _upstream(name: str, host: str, port: int) -> str:
    # One address per name: a try that failed must not close it to the next request.
    server = f"server {host}:{port} max_fails=0;"
    return f"    upstream {name} {{\n        {server}\n        keepalive 32;\n    }}"


def _location(name: str) -> str:
    return (
        f"        location /api/{name}/ {{\n"
        f"            rewrite ^/api/{name}(/.*)$ $1 break;\n"
        f"            proxy_pass http://{name};\n"
        f"        }}"
    )


if __name__ == "__main__":
    from deploy.ports import DEFAULTS

    print(
        render(
            listen="8080",
            upstreams={s.name: (f"{s.name}-web", DEFAULTS[s.name.upper()]) for s in SERVICES},
            ui="/usr/share/nginx/html",
            temporary="/tmp",  # noqa: S108  the container's own
            access_log="/dev/stdout",
        )
    )
