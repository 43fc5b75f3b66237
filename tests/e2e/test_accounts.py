"""Accounts in the browser: how people come in, protect themselves, and are looked after."""

import re
import uuid

import pyotp
import pytest
from playwright.sync_api import expect

from tests.e2e.browser import accessibility_findings, sign_in
from tests.e2e.mailbox import link_in_mail

PASSWORD = "violet tractor 42"
SIGNED_OUT = {
    "/sign-in": "Sign in",
    "/forgot-password": "Forgot your password",
    "/register": "Register",
    "/reset-password?token=x": "Choose a new password",
    "/verify-email?token=x": "Confirm your address",
    "/accept-invitation?token=x": "Welcome",
    "/confirm-email?token=x": "Confirm your new address",
}
SIGNED_IN = {
    "/profile": "Profile and security",
    "/profile/security": "Profile and security",
    "/people": "People",
    "/people/1": re.compile("[A-Z]"),
    "/people/registrations": "Registrations",
    "/people/invitations": "Invitations",
    "/roles": "Roles and systems",
    "/access-check?user=1&action=tasks.act": "Access check",
    "/api-keys": "API keys",
    "/service-clients": "Programs",
    "/audit": "Audit",
    "/audit?audit=auth": "Audit",
    "/security-log": "Security log",
}


@pytest.fixture
def address():
    return f"zoe.{uuid.uuid4().hex[:12]}@example.com"


@pytest.fixture
def admin_page(open_page, world):
    page = open_page()
    sign_in(page, world, "admin")
    return page


@pytest.fixture
def guild(world):
    """A role without work, so that nobody who only visits is assigned any."""
    name = f"Guild {uuid.uuid4().hex[:8]}"
    made = world.person("admin").post("/auth/api/v1/roles/", name=name, system="TTS")
    assert made.status_code == 201, made.text
    return name


def invite(page, address, role):
    page.goto("/people/invitations")
    page.get_by_role("button", name="Invite somebody").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Full name").fill("Zoë Lind")
    dialog.get_by_label("E-mail").fill(address)
    dialog.get_by_role("combobox", name="Roles").click()
    page.get_by_role("option", name=f"{role} (TTS)").click()
    page.keyboard.press("Tab")
    dialog.get_by_role("button", name="Mail the invitation").click()
    expect(dialog).to_be_hidden()


def accept(page, world, address):
    page.goto(link_in_mail(world, address, "/accept-invitation"))
    page.get_by_label("Password", exact=False).first.fill(PASSWORD)
    page.get_by_role("button", name="Open the account").click()
    page.get_by_role("link", name="Sign in").click()
    give_password(page, address)


def give_password(page, address, password=PASSWORD):
    page.get_by_label("Username or e-mail").fill(address)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in").click()


def test_an_employee_registers_and_is_let_in(open_page, world, address, admin_page):
    page = open_page()
    page.goto("/register")
    page.get_by_label("Full name").fill("Zoë Lind")
    page.get_by_label("E-mail").fill(address)
    page.get_by_label("Password", exact=False).first.fill(PASSWORD)
    page.get_by_role("button", name="Register").click()
    expect(page.get_by_role("status")).to_contain_text("Look into your mailbox")

    page.goto(link_in_mail(world, address, "/verify-email"))
    page.get_by_label("Password", exact=False).first.fill(PASSWORD)
    page.get_by_role("button", name="Yes, it is mine").click()
    expect(page.get_by_role("status")).to_contain_text("An administrator decides")
    admin_page.goto(f"/people/registrations?search={address}")
    admin_page.get_by_role("button", name="Approve Zoë Lind").click()
    expect(admin_page.get_by_text("has an account now")).to_be_visible()

    page.goto("/sign-in")
    give_password(page, address)
    expect(page).to_have_url(re.compile("/portal/tickets"))


def test_an_invitation_opens_an_account_that_a_second_factor_protects(
    open_page, world, address, admin_page, guild
):
    invite(admin_page, address, guild)
    page = open_page()
    accept(page, world, address)
    expect(page).to_have_url(re.compile("/inbox"))

    page.goto("/profile/security")
    page.get_by_role("button", name="Set up: Authenticator app").click()
    secret = page.get_by_role("dialog").locator("code").inner_text().replace(" ", "")
    page.get_by_label("Verification code").fill(pyotp.TOTP(secret).now())
    page.get_by_role("button", name="Switch on").click()
    codes = page.get_by_role("group", name="Recovery codes").inner_text().split()
    page.get_by_role("button", name="I have kept them").click()
    page.get_by_role("button", name=re.compile("^Account of")).click()
    page.get_by_role("menuitem", name="Sign out").click()

    give_password(page, address)
    page.get_by_label("Verification code").fill("000000")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert", name="This code is not right")).to_be_visible()
    page.get_by_text("Recovery code", exact=True).click()
    page.get_by_role("textbox", name="Recovery code").fill(codes[0])
    page.get_by_role("button", name="Sign in").click()

    expect(page.get_by_role("navigation", name="Main")).to_be_visible()
    assert len(codes) == 10


def test_a_forgotten_password_is_replaced_by_mail(open_page, world, address, admin_page, guild):
    invite(admin_page, address, guild)
    accept(open_page(), world, address)
    page = open_page()
    page.goto("/sign-in")
    page.get_by_label("Username or e-mail").fill(address)
    page.get_by_role("link", name="Forgot your password?").click()
    expect(page.get_by_role("heading", name="Forgot your password")).to_be_visible()
    expect(page.get_by_label("Username or e-mail")).to_have_value(address)
    page.get_by_role("button", name="Mail me a link").click()
    expect(page.get_by_role("status")).to_contain_text("Look into your mailbox")

    link = link_in_mail(world, address, "/reset-password")
    page.goto(link)
    page.get_by_label("New password").fill("green tractor 43")
    page.get_by_role("button", name="Set the password").click()
    page.get_by_role("link", name="Sign in").click()
    give_password(page, address, "green tractor 43")
    expect(page).to_have_url(re.compile("/inbox"))

    page.goto(link)
    page.get_by_label("New password").fill("blue tractor 44")
    page.get_by_role("button", name="Set the password").click()
    expect(page.get_by_role("alert")).to_contain_text("does not work any more")


def test_an_admin_gives_roles_and_shuts_out(open_page, world, address, admin_page, guild):
    invite(admin_page, address, guild)
    page = open_page()
    accept(page, world, address)
    expect(page).to_have_url(re.compile("/inbox"))
    admin_page.goto(f"/people?search={address}")
    admin_page.get_by_role("link", name="Zoë Lind").click()

    admin_page.get_by_role("combobox", name="Another role").click()
    admin_page.get_by_role("option", name="Auditor (TTS)").click()
    admin_page.get_by_role("button", name="Give", exact=True).click()
    expect(admin_page.get_by_text("Auditor (TTS)")).to_be_visible()
    admin_page.get_by_role("button", name="Deactivate").click()
    admin_page.get_by_role("dialog").get_by_role("button", name="Deactivate").click()
    expect(admin_page.get_by_text("Deactivated")).to_be_visible()

    page.goto("/sign-in")
    give_password(page, address)
    expect(page.get_by_role("alert")).to_contain_text("not right")


def test_a_key_is_shown_once_and_revoked(admin_page):
    name = f"Facility {uuid.uuid4().hex[:8]}"
    admin_page.goto("/api-keys")
    admin_page.get_by_role("button", name="Make a key").click()
    admin_page.get_by_label("Name").fill(name)
    admin_page.get_by_label("Hand in tickets").check()
    admin_page.get_by_role("button", name="Make it").click()
    expect(admin_page.get_by_role("group", name="Key")).to_contain_text("tts_")
    admin_page.get_by_role("button", name="I have kept them").click()

    admin_page.get_by_role("button", name=f"Revoke the key of {name}").click()
    admin_page.get_by_role("dialog").get_by_role("button", name="Revoke").click()

    expect(admin_page.get_by_role("listitem").filter(has_text=name)).to_have_count(0)


@pytest.mark.parametrize(("theme", "width"), [("light", 1280), ("dark", 360)])
def test_no_account_screen_has_an_accessibility_finding(open_page, world, theme, width):
    page = open_page(color_scheme=theme, viewport={"width": width, "height": 800})
    findings = {path: looked_at(page, path, title) for path, title in SIGNED_OUT.items()}
    sign_in(page, world, "admin")
    findings |= {path: looked_at(page, path, title) for path, title in SIGNED_IN.items()}

    assert {path: found for path, found in findings.items() if found} == {}


def looked_at(page, path, title):
    page.goto(path)
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    page.wait_for_load_state("networkidle")
    wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    return accessibility_findings(page) + (["wider than the window"] if wide else [])
