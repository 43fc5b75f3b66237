"""What people do in the browser."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def sign_in(page, world, username):
    entry = next(p for p in world.credentials["people"] if p["username"] == username)
    page.goto("/sign-in")
    page.get_by_label("Username or e-mail").fill(username)
    page.get_by_label("Password", exact=True).fill(entry["password"])
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda url: "/sign-in" not in url)


def say(page, text):
    page.get_by_label("New comment").fill(text)
    page.get_by_role("button", name="Send", exact=True).click()


def said(page, text):
    """The comment among what happened; its words may still stand in the composer, too."""
    return page.get_by_role("list", name="What happened").get_by_text(text)


def accessibility_findings(page):
    """What axe finds on the page as it stands, one line each."""
    # The policy of the site forbids foreign scripts, so this one is evaluated, not loaded.
    page.evaluate(AXE.read_text())
    result = page.evaluate(
        "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}})", RULES
    )
    return [
        f"{finding['id']}: {node['target']} {node['html'][:120]}"
        for finding in result["violations"]
        for node in finding["nodes"]
    ]
