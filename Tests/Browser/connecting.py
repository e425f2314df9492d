"""Signing in and connecting, which are one act, and the ways in which it goes wrong."""

import google
from chromium import shows
from playwright.sync_api import expect
from stage import SUBJECT

REPLY = "Dear Marta,\n\nyes, it can be glued. Bring it on Thursday, it takes a week.\n\nNora"


def new_user(stage, chromium):
    """somebody new signs in, switches on, and sends a first reply"""
    nora = stage.person("nora")
    window = chromium.window(time_zone="America/New_York")
    page = window.tab()
    page.goto("/")
    window.look(page, "welcome")
    page.get_by_role("link", name="Continue with Google").click()
    google.choose(page, nora)
    google.allow(page)
    expect(page).to_have_url(f"{stage.address}/")
    shows(page, "Your account is connected.")
    window.look(page, "home-connected")

    page.get_by_role("link", name="Settings").click()
    window.look(page, "settings-new")
    expect(page.get_by_label("Time zone")).to_have_value("America/New_York")
    page.get_by_label("Time zone").fill("los angeles")
    page.get_by_label("Here and in Gmail").check()
    page.get_by_label("Instructions").fill("Keep it short.")
    page.get_by_label("Signature").fill("Nora, chairs and more")
    page.get_by_role("button", name="Save settings").click()
    expect(page.get_by_role("status").first).to_be_visible()
    expect(page.get_by_label("Signature")).to_have_value("Nora, chairs and more")
    expect(page.get_by_label("Time zone")).to_have_value("America/Los_Angeles")
    expect(page.get_by_text("You typed something here that was not saved.")).to_be_hidden()
    window.look(page, "settings-saved")

    page.get_by_role("link", name="Secretary", exact=True).click()
    page.get_by_role("button", name="Switch it on").click()
    expect(page.get_by_role("heading", name="Your secretary is on.")).to_be_visible(timeout=30_000)
    nora.wait_for_worker()
    window.look(page, "home-on")

    # Nobody touches the page: the draft comes by itself.
    draft = nora.receives_draft()
    expect(page.get_by_role("link", name=SUBJECT)).to_be_visible(timeout=30_000)
    window.look(page, "home-draft")
    page.get_by_role("link", name=SUBJECT).click()
    shows(page, "beech I think")
    expect(page.get_by_role("definition").filter(has_text=stage.CORRESPONDENT).first).to_be_visible()
    window.look(page, "draft")

    page.get_by_label("The text").fill(REPLY)
    page.get_by_role("button", name="Save changes").click()
    expect(page.get_by_label("The text")).to_have_value(REPLY)
    assert stage.simulator.messages(stage.CORRESPONDENT) == [], "expected nothing to be sent before it was approved"
    page.get_by_role("button", name="Approve and send").click()
    shows(page, "This reply was sent.", 30)
    window.look(page, "draft-sent")
    page.goto("/drafts?show=sent")
    expect(page.get_by_role("link", name=SUBJECT)).to_be_visible()
    window.look(page, "drafts-sent")

    letters = nora.letters_to(stage.CORRESPONDENT, draft)
    assert len(letters) == 1, f"expected the reply once in the recipient's mailbox, not {len(letters)} times"
    page.goto(f"{stage.simulator.base}/mail/{stage.CORRESPONDENT}/{letters[0]['id']}")
    expect(page.locator("#text")).to_contain_text("Bring it on Thursday")


def deny(stage, chromium):
    """whoever presses Cancel at Google is told what that means"""
    dora = stage.person("dora")
    window = chromium.window()
    page = window.tab()
    page.goto("/")
    page.get_by_role("link", name="Continue with Google").click()
    google.choose(page, dora)
    google.deny(page)
    expect(page.get_by_role("heading", name="You did not allow it")).to_be_visible()
    window.look(page, "denied")
    page.get_by_role("link", name="Try again").click()
    google.choose(page, dora)
    google.allow(page)
    shows(page, "Your account is connected.")


def box_not_ticked(stage, chromium):
    """whoever leaves Gmail's box unticked is told which box"""
    tom = stage.person("tom")
    window = chromium.window()
    page = window.tab()
    page.goto("/")
    page.get_by_role("link", name="Continue with Google").click()
    google.choose(page, tom)
    google.allow(page, gmail=False)
    expect(page.get_by_role("heading", name="One box was not ticked")).to_be_visible()
    shows(page, "Read, compose, and send emails from your Gmail account")
    window.look(page, "box-not-ticked")
    page.get_by_role("link", name="Try again").click()
    google.choose(page, tom)
    google.allow(page)
    shows(page, "Your account is connected.")


def wrong_account(stage, chromium):
    """whoever reconnects with another account is asked which one is meant"""
    anton, berta = stage.person("anton"), stage.person("berta")
    window = chromium.window()
    page = window.tab()
    google.sign_in(page, anton)
    page.goto("/settings")
    page.get_by_text("Disconnect this account").click()
    page.get_by_role("button", name="Disconnect Gmail").click()
    page.goto("/settings")
    page.locator("#gmail").get_by_role("link").first.click()
    google.choose_another(page, berta)
    google.allow(page)
    expect(page.get_by_role("heading", name="Which account do you mean?")).to_be_visible()
    window.look(page, "wrong-account")

    page.get_by_role("link", name=f"Use {anton.address}").click()
    google.allow(page)
    expect(page).to_have_url(f"{stage.address}/settings")
    expect(page.get_by_role("link", name="Connect again")).to_be_visible()
    shows(page, anton.address)
    assert not stage.secretary.rows("SELECT 1 FROM users WHERE email_address = $1", [berta.address]), (
        "expected nothing to be stored of an account that was not meant")

    # The other answer to the question.
    page.goto("/settings")
    page.get_by_text("Disconnect this account").click()
    page.get_by_role("button", name="Disconnect Gmail").click()
    page.locator("#gmail").get_by_role("link").first.click()
    google.choose_another(page, berta)
    google.allow(page)
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    google.sign_in(page, berta)


def not_allowed(stage, chromium):
    """an account that is not configured may not sign in"""
    stranger = stage.person("stranger", domain="example.org")
    window = chromium.window()
    page = window.tab()
    page.goto("/")
    page.get_by_role("link", name="Continue with Google").click()
    google.choose(page, stranger)
    google.allow(page)
    expect(page.get_by_role("heading", name="This account may not sign in here")).to_be_visible()
    window.look(page, "not-allowed")
    assert not stage.secretary.rows("SELECT 1 FROM users WHERE email_address = $1", [stranger.address]), (
        "expected no user for an address that may not sign in")


def expired_state(stage, chromium):
    """a sign-in works once, for ten minutes, and in its own browser"""
    ella = stage.person("ella")
    window = chromium.window()
    page = window.tab()
    callbacks = []
    page.on("request", lambda request: "/auth/gmail/callback" in request.url and callbacks.append(request.url))
    google.sign_in(page, ella)
    page.get_by_role("button", name="Sign out", exact=True).click()
    page.goto(callbacks[-1])
    expect(page.get_by_role("heading", name="That took too long, or was used before")).to_be_visible()
    window.look(page, "expired")
    page.goto("/")
    expect(page.get_by_role("link", name="Continue with Google")).to_be_visible()

    # Eleven minutes pass while Google's page is open.
    page.get_by_role("link", name="Continue with Google").click()
    expect(page.get_by_role("heading", name="Choose an account")).to_be_visible()
    stage.secretary.change("UPDATE oauth_requests SET expires_at = '2026-01-01T00:00:00.000Z' WHERE used_at IS NULL")
    google.choose(page, ella)
    expect(page.get_by_role("heading", name="That took too long, or was used before")).to_be_visible()

    # Somebody sends ella a link that would sign her in as somebody else.
    stranger = chromium.window().tab()
    stranger.goto("/")
    stranger.get_by_role("link", name="Continue with Google").click()
    stranger.route("**/auth/gmail/callback*", lambda route: (callbacks.append(route.request.url), route.abort()))
    stranger.get_by_role("heading", name="Choose an account").wait_for()
    try:
        google.choose(stranger, ella)
    except Exception:
        pass  # the way back to us was cut
    stage.until(lambda: len(callbacks) >= 3, "Google to send the browser back")
    page.goto(callbacks[-1])
    expect(page.get_by_role("heading", name="That took too long, or was used before")).to_be_visible()
    page.goto("/")
    expect(page.get_by_role("link", name="Continue with Google")).to_be_visible()


def google_unwell(stage, chromium):
    """when Google fails, the page says so, and the next try works"""
    gus = stage.person("gus")
    window = chromium.window()
    page = window.tab()
    stage.simulator.call("POST", "faults", {"kind": "unavailable", "path": "/token", "times": 5})
    page.goto("/")
    page.get_by_role("link", name="Continue with Google").click()
    google.choose(page, gus)
    google.allow(page)
    expect(page.get_by_role("heading", name="Google is not well just now")).to_be_visible(timeout=40_000)
    window.look(page, "google-unwell")
    stage.simulator.call("DELETE", "faults")
    page.get_by_role("link", name="Try again").click()
    google.choose(page, gus)
    # The access that Google gave at the first try was lost on the way, so it is asked for once more.
    google.allow(page)
    shows(page, "Your account is connected.")


def back_button(stage, chromium):
    """going back to Google's page and pressing Continue again does no harm"""
    bruno = stage.person("bruno")
    window = chromium.window()
    page = window.tab()
    page.goto(f"/auth/gmail/connect?account={bruno.address}")
    google.allow(page)
    shows(page, "Your account is connected.")
    page.go_back()
    google.allow_if_asked(page)  # Chromium may also repeat the answer by itself
    expect(page.get_by_role("heading", name="That took too long, or was used before")).to_be_visible()
    page.get_by_role("link", name="Go to the start page").click()
    shows(page, "Your account is connected.")
    sessions = stage.secretary.rows(
        "SELECT count(*) FROM web_sessions JOIN users ON users.id = user_id WHERE email_address = $1", [bruno.address])
    assert sessions == [(1,)], f"expected one session, not {sessions}"


def javascript_off(stage, chromium):
    """everything works without scripts, from signing in to a sent reply"""
    jana = stage.person("jana")
    window = chromium.window(scripts=False)
    page = window.tab()
    google.sign_in(page, jana)
    window.look(page, "without-scripts-home")
    page.get_by_role("button", name="Switch it on").click()
    jana.wait_for_worker()
    draft = jana.receives_draft()
    page.goto("/")
    page.get_by_role("link", name=SUBJECT).click()
    window.look(page, "without-scripts-draft")
    page.get_by_label("The text").fill(REPLY)
    page.get_by_role("button", name="Approve and send").click()
    jana.wait_for_status(draft, "sent")
    page.reload()
    shows(page, "This reply was sent.")
    letters = jana.letters_to(stage.CORRESPONDENT, draft)
    assert len(letters) == 1, f"expected the reply once in the recipient's mailbox, not {len(letters)} times"


SCENARIOS = [
    new_user, deny, box_not_ticked, wrong_account, not_allowed, expired_state, google_unwell, back_button, javascript_off]
