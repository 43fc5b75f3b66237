"""The mails that people of the running instance get."""

import html
import re

import requests

from tests.integration.world import eventually


def link_in_mail(world, address, path):
    """The newest link to a page of the UI that was mailed to `address`, without its origin."""
    url = f"{world.env['simulators']['mail']}/api/messages/"

    def newest():
        listed = requests.get(url, params={"to": address}, timeout=10).json()["messages"]
        texts = [requests.get(f"{url}{mail['id']}/", timeout=10).text for mail in listed]
        found = [re.search(rf"{path}\?token=[\w.:~-]+", html.unescape(text)) for text in texts]
        return next((match.group() for match in found if match), None)

    return eventually(newest, what=f"a link to {path} for {address}")
