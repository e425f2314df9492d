"""The page of docs/examples: a front end of one's own, at another origin, over the API."""

import functools
import http.server
import threading
from pathlib import Path

import google
from chromium import shows
from playwright.sync_api import expect

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"
# By which the simulated Supabase project lets requests in.
KEY = "sb_publishable_simulated"
PASSWORD = "a long password"


class _Files(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


class FrontEnd:
    """The files of docs/examples on a web server of their own."""

    def __init__(self):
        self.server = http.server.ThreadingHTTPServer(
            ("127.0.0.1", 0), functools.partial(_Files, directory=EXAMPLES))
        self.origin = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def end(self):
        self.server.shutdown()
        self.server.server_close()


def front_end_of_ones_own(stage, chromium):
    """a page of somebody's own signs in at Supabase, connects, switches on and approves"""
    fred = stage.person("fred")
    account = stage.simulator.call("POST", "supabase/users", {"email": fred.address, "password": PASSWORD})
    stage.secretary.command("user", "add", fred.address, "--id", account["id"])
    window = chromium.window()
    page = window.tab()
    page.goto(f"{stage.front_end.origin}/settings.html?supabase={stage.simulator.base}&key={KEY}&secretary={stage.address}")
    page.get_by_label("Address").fill(fred.address)
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Sign in").click()
    shows(page, "Invalid login credentials")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    shows(page, "Not connected.")
    expect(page.get_by_label("Draft replies to my mail")).to_be_disabled()

    page.get_by_role("button", name="Connect Gmail").click()
    google.allow(page)
    shows(page, f"Connected as {fred.address}.")
    page.get_by_label("Draft replies to my mail").check()
    page.get_by_label("Where drafts go").select_option("gmail")
    page.get_by_label("Signature").fill("Fred <b>")
    page.get_by_role("button", name="Save").click()
    shows(page, "Saved.")
    fred.wait_for_worker()
    draft = fred.receives_draft(subject="A chair <img src=x>")
    page.reload()
    shows(page, "A chair <img src=x>")
    assert not page.locator("#drafts img").count(), "expected the subject to be text"
    expect(page.get_by_label("Signature")).to_have_value("Fred <b>")

    page.get_by_role("button", name="Approve and send").click()
    page.get_by_role("button", name="Take back").click()
    page.get_by_role("button", name="Approve and send").click()
    fred.wait_for_status(draft, "sent")
    assert len(fred.letters_to(stage.CORRESPONDENT, draft)) == 1, "expected the reply once"
    page.reload()
    page.get_by_role("button", name="Disconnect").click()
    shows(page, "You disconnected it.")
    # Whoever is gone from the project is out here as well.
    stage.simulator.call("POST", "supabase/end-sessions", {"email": fred.address})
    page.get_by_role("button", name="Connect Gmail").click()
    shows(page, "Sign in again")
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()


SCENARIOS = [front_end_of_ones_own]
