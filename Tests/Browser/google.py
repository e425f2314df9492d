"""What a person does on Google's pages, which the simulator shows."""

from chromium import shows
from playwright.sync_api import expect


def choose(page, person):
    """Picks an account, where Google asks which."""
    expect(page.get_by_role("heading", name="Choose an account")).to_be_visible()
    page.locator(f'button[name=choose][value="{person.address}"]').click()


def choose_another(page, person):
    """Turns away from the account that Google offers."""
    page.locator("#switch-account").click()
    choose(page, person)


def allow(page, gmail=True):
    """Agrees; with the box for Gmail ticked or not."""
    box = page.locator('[id="scope-gmail.modify"]')
    box.check() if gmail else box.uncheck()
    page.locator("#continue").click()


def allow_if_asked(page):
    """Google asks again only when it has a reason to."""
    if page.locator("#continue").count():
        allow(page)


def deny(page):
    page.locator("#cancel").click()


def sign_in(page, person):
    """From our welcome page to the home page of somebody."""
    page.goto("/")
    page.get_by_role("link", name="Continue with Google").click()
    choose(page, person)
    allow_if_asked(page)
    shows(page, person.address)
