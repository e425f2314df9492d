"""Settings, leaving, and pages that are not there."""

import re

import google
from chromium import shows
from playwright.sync_api import expect
from programs import SERVED


def settings_mistakes(stage, chromium):
    """a mistake in the settings is named beside its field, and nothing typed is lost"""
    person = stage.person("mira")
    window = chromium.window()
    page = window.tab()
    google.sign_in(page, person)
    page.goto("/settings")
    page.get_by_label("Only in business hours").check()
    page.get_by_label("Monday").fill("nine to five")
    page.get_by_label("Time zone").fill("Middle-earth/Shire")
    page.get_by_label("Number").fill("soon")
    page.get_by_label("Instructions").fill("Never promise a date.")
    page.get_by_role("button", name="Save settings").click()
    expect(page.get_by_label("Monday")).to_have_value("nine to five")
    expect(page.get_by_label("Monday")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_role("alert")).to_be_focused()
    borders = {name: page.get_by_label(name).evaluate("field => getComputedStyle(field).borderTopWidth")
               for name in ("Monday", "Tuesday", "Time zone", "Number")}
    assert borders == {"Monday": "2px", "Tuesday": "1px", "Time zone": "2px", "Number": "2px"}, borders
    page.get_by_role("alert").get_by_role("link", name="Time zone").click()
    expect(page.get_by_label("Time zone")).to_be_focused()
    expect(page.get_by_label("Instructions")).to_have_value("Never promise a date.")
    window.look(page, "settings-mistakes")
    page.get_by_label("Monday").fill("9:00–12:30, 13:30–17:00")
    page.get_by_label("Time zone").fill("Europe/Budapest")
    page.get_by_label("Number").fill("2")
    page.get_by_role("button", name="Save settings").click()
    expect(page.get_by_role("status").first).to_be_visible()
    page.goto("/settings")
    expect(page.get_by_label("Time zone")).to_have_value("Europe/Budapest")
    expect(page.get_by_label("Instructions")).to_have_value("Never promise a date.")
    # What is ticked and not saved is kept as what is typed.
    hours = page.get_by_label("Only in business hours")
    expect(hours).to_be_checked()
    hours.uncheck()
    page.once("dialog", lambda dialog: dialog.accept())
    page.goto("/mail")
    page.goto("/settings")
    expect(hours).to_be_checked()
    page.get_by_role("button", name="Put it back").click()
    expect(hours).not_to_be_checked()


def other_addresses(stage, chromium):
    """an address that mail came by is asked about, with keys and without script; once it is mine, its mail is answered"""
    person = stage.working_person("ottilie")
    mine, team = "ottilie@old.example", "team@the-joinery-that-has-a-very-long-name-indeed.example"
    for address in (mine, team):
        for number in range(3):
            person.receives(f"A chair for {address}, part {number}", to=f"Ottilie <{address}>")
    query = "SELECT count(*) FROM address_sightings WHERE address IN ($1, $2) AND messages = 3"
    stage.until(lambda: stage.secretary.rows(query, [mine, team]) == [(2,)], "both addresses to be seen three times")
    window = chromium.window()
    page = window.tab()
    google.sign_in(page, person)
    page.goto("/settings")
    window.look(page, "settings-asking")
    page.get_by_role("button", name=re.compile(f"It is mine.*{re.escape(mine)}")).press("Enter")
    shows(page, "The address is on your list.")
    expect(page.get_by_label("My other addresses")).to_have_value(mine)
    person.draft(person.receives("A table", to=f"Ottilie <{mine}>"))
    plain = chromium.window(scripts=False)
    page = plain.tab()
    google.sign_in(page, person)
    page.goto("/settings")
    page.get_by_role("button", name=re.compile(f"Not mine.*{re.escape(team)}")).click()
    shows(page, "You will not be asked about this address again.")
    expect(page.get_by_text("Are these yours?")).to_have_count(0)
    field = page.get_by_label("My other addresses")
    field.fill(f"{mine}\nottilie at home")
    page.get_by_role("button", name="Save settings").click()
    shows(page, "Line 2, “ottilie at home”, is not an email address.")
    expect(field).to_have_attribute("aria-invalid", "true")
    plain.look(page, "settings-no-address")
    field.fill(f"{mine}\nottilie@home.example")
    page.get_by_role("button", name="Save settings").click()
    shows(page, "Your settings are saved.")
    expect(field).to_have_value(f"{mine}\nottilie@home.example")
    history = page.locator("#history li")
    expect(history.first).to_contain_text("You changed your settings")
    expect(history.filter(has_text="You said that an address is not yours")).to_have_count(1)


def who_gets_a_draft(stage, chromium):
    """past mail is learned from; each step of strictness shows what it would have meant, and decides from then on"""
    person = stage.person("wilma")
    for number in range(4):
        person.receives(f"The garden fence, part {number}")
        person.receives(
            f"Re: The garden fence, part {number}",
            **{"from": person.address, "to": stage.CORRESPONDENT, "labels": ["SENT"]})
    person.receives("A box of samples", **{"from": "Zoltan <zoltan@elsewhere.example>"})
    stage.secretary.add_user(person.address)
    person.wait_for_worker()
    query = "SELECT count(*) FROM past_messages JOIN users ON id = user_id WHERE email_address = $1 AND is_read"
    stage.until(lambda: stage.secretary.rows(query, [person.address]) == [(9,)], "the past to be read")
    window = chromium.window(scripts=False)
    page = window.tab()
    google.sign_in(page, person)
    page.goto("/settings")
    page.get_by_role("group", name="Draft replies to").scroll_into_view_if_needed()
    expect(page.get_by_text("In the last 30 days:")).to_have_count(4)
    expect(page.get_by_text("A box of samples")).to_be_visible()
    window.look(page, "settings-strictness")
    page.get_by_label("Only people I usually answer").check()
    page.get_by_role("button", name="Save settings").click()
    shows(page, "Your settings are saved.")
    stranger = person.receives("More samples", **{"from": "Zoltan <zoltan@elsewhere.example>"})
    person.receives_draft("A gate for the fence")
    stage.until(
        lambda: stage.secretary.rows("SELECT reason_code FROM mailbox_messages WHERE gmail_message_id = $1", [stranger])
        == [("unlikely",)], "the stranger's mail to be set aside")
    page.goto("/mail")
    expect(page.get_by_text(re.compile(r"You are about \d+ % likely to answer it.")).first).to_be_visible()
    window.look(page, "mail-likelihood")
    page.goto("/settings")
    page.get_by_role("button", name="Forget what was learned").click()
    shows(page, "Forgotten.")


def kinds_and_reminders(stage, chromium):
    """kinds of drafts are switched off; a question that nobody answers is asked once more, and put away when somebody writes"""
    person = stage.working_person("quentin")
    window = chromium.window(scripts=False)
    page = window.tab()
    google.sign_in(page, person)
    page.goto("/settings")
    days = page.get_by_label("Remind people of my questions after")
    expect(days).to_have_value("")
    page.get_by_label("Answers about a time to meet").uncheck()
    days.fill("never")
    page.get_by_role("button", name="Save settings").click()
    expect(days).to_have_attribute("aria-invalid", "true")
    shows(page, "A whole number from 1 to 30, or nothing.")
    expect(page.get_by_label("Answers about a time to meet")).not_to_be_checked()
    days.scroll_into_view_if_needed()
    window.look(page, "settings-kinds")
    days.fill("2")
    page.get_by_role("button", name="Save settings").click()
    shows(page, "Your settings are saved.")
    page.goto("/settings")
    expect(days).to_have_value("2")
    expect(page.get_by_label("Answers about a time to meet")).not_to_be_checked()
    meeting = person.receives("A visit", text="Hello Quentin, when are you free next week? Marta")
    query = "SELECT reason_code FROM mailbox_messages WHERE gmail_message_id = $1"
    stage.until(lambda: stage.secretary.rows(query, [meeting]) == [("kind-off",)], "the request to be set aside")
    asked = person.receives(
        "The garden gate", **{
            "from": person.address, "to": f"Marta Lind <{stage.CORRESPONDENT}>", "labels": ["SENT"],
            "messageID": "<gate@example.org>", "text": "Hello Marta,\n\ncan you send me the measures of the gate?\n\nQuentin"})
    query = "SELECT count(*) FROM follow_ups WHERE gmail_message_id = $1"
    stage.until(lambda: stage.secretary.rows(query, [asked]) == [(1,)], "the question to be noted")
    stage.secretary.change("UPDATE follow_ups SET due_at = '2026-01-01T00:00:00.000Z' WHERE gmail_message_id = $1", [asked])
    stage.secretary.ask_for_checks()
    draft = person.draft(asked)
    page.goto(f"/drafts/{draft}")
    shows(page, "You asked something, and nobody answered for 2 working days.")
    expect(page.get_by_text("Never draft")).to_have_count(0)
    window.look(page, "draft-reminder")
    person.receives(
        "Re: The garden gate", text="Hello Quentin, two metres. Marta",
        headers={"In-Reply-To": "<gate@example.org>", "References": "<gate@example.org>"})
    person.wait_for_status(draft, "retired")
    page.goto(f"/drafts/{draft}")
    shows(page, "Somebody has written since, so this reminder was put away.")
    window.look(page, "draft-reminder-retired")


def own_voice(stage, chromium):
    """how somebody writes is learned from what they sent and told in words; it can be changed and forgotten"""
    person = stage.person("viktor")
    texts = [
        "Hi Marta,\n\nthanks for the plan, it is what we need.\n\nBest,\nViktor",
        "Hallo Marta,\n\nich komme gerne, und du kannst den Plan haben.\n\nViele Grüße\nViktor"]
    for number in range(12):
        person.receives(
            f"The garden fence, part {number}",
            **{"from": person.address, "to": stage.CORRESPONDENT, "labels": ["SENT"], "text": texts[number % 2]})
    stage.secretary.add_user(person.address)
    person.wait_for_worker()
    query = "SELECT count(*) FROM past_messages JOIN users ON id = user_id WHERE email_address = $1 AND is_read"
    stage.until(lambda: stage.secretary.rows(query, [person.address]) == [(12,)], "the past to be read")
    for scripts in (True, False):
        window = chromium.window(scripts=scripts)
        page = window.tab()
        google.sign_in(page, person)
        page.goto("/settings")
        german = page.locator("#voice-in-de")
        if scripts:
            shows(page, "Drafts greet with “Hi”, use the first name, close with “Best”")
            expect(german).to_contain_text("Drafts greet with “Hallo”, use the first name, close with “Viele Grüße”")
        german.locator("summary").click()
        german.scroll_into_view_if_needed()
        window.look(page, f"settings-voice{'' if scripts else '-plain'}")
        german.get_by_label("Greeting").select_option(label="Always greet with “Moin”")
        german.get_by_label("Form of address").select_option(label="Leave it open")
        german.get_by_role("button", name="Save for German").click()
        shows(page, "Drafts follow that from the next one on.")
        expect(german).to_contain_text("Drafts greet with “Moin”, use the first name")
        expect(german).not_to_contain_text("Drafts greet with “Hallo”")
    page.get_by_label("Like the mail they answer").check()
    page.get_by_role("button", name="Save settings").click()
    shows(page, "Your settings are saved.")
    page.get_by_role("button", name="Forget how I write").click()
    shows(page, "Forgotten. How you write is learned from what you write from now on.")
    expect(page.locator("#voice-in-en")).to_have_count(0)
    expect(page.locator("#voice-in-de")).to_contain_text("Drafts greet with “Moin”.")


def disconnect(stage, chromium):
    """disconnecting gives the access back, forgets the tokens and stops the worker"""
    person = stage.working_person("clara")
    window = chromium.window()
    page = window.tab()
    google.sign_in(page, person)
    page.goto("/settings")
    window.look(page, "settings-connected")
    page.get_by_text("Disconnect this account").click()
    page.get_by_role("button", name="Disconnect Gmail").click()
    expect(page).to_have_url(f"{stage.address}/settings")
    expect(page.get_by_role("button", name="Switch it on")).to_be_disabled()
    window.look(page, "settings-disconnected")
    page.goto("/")
    window.look(page, "home-disconnected")
    rows = stage.secretary.rows(
        "SELECT is_connected, length(access_token) + length(refresh_token) FROM gmail_credentials "
        "WHERE email_address = $1", [person.address])
    assert rows == [(0, 0)] or rows == [(0, None)], f"expected no tokens in the store, not {rows}"
    stage.until(
        lambda: not any(
            user["address"] == person.address and user["state"] in SERVED for user in stage.secretary.status()),
        "the worker to stop")
    page.goto("/auth/gmail/connect")
    expect(page.locator("#continue")).to_be_visible()  # Google asks again: the access was given back
    google.allow(page)
    shows(page, "Your account is connected.")


def disconnect_while_google_fails(stage, chromium):
    """disconnecting works when Google cannot be reached, and says what is left to do"""
    person = stage.person("conny")
    window = chromium.window()
    page = window.tab()
    google.sign_in(page, person)
    page.goto("/settings")
    stage.simulator.call("POST", "faults", {"kind": "unavailable", "path": "/revoke", "times": 5})
    page.get_by_text("Disconnect this account").click()
    page.get_by_role("button", name="Disconnect Gmail").click()
    expect(page.get_by_role("heading", name="Disconnected here, but Google did not answer")).to_be_visible(timeout=40_000)
    window.look(page, "disconnected-without-google")
    stage.simulator.call("DELETE", "faults")


def sign_out_everywhere(stage, chromium):
    """signing out everywhere ends the sessions of all browsers"""
    person = stage.person("otto")
    here, there = chromium.window(), chromium.window()
    page, other = here.tab(), there.tab()
    google.sign_in(page, person)
    google.sign_in(other, person)
    page.goto("/settings")
    page.get_by_role("button", name="Sign out everywhere").click()
    expect(page.get_by_role("link", name="Continue with Google")).to_be_visible()
    other.goto("/drafts")
    expect(other.get_by_role("heading", name="Please sign in")).to_be_visible()
    there.look(other, "please-sign-in")
    # Signing in leads on to the page that was asked for.
    other.get_by_role("link", name="Continue with Google").click()
    google.choose(other, person)
    expect(other).to_have_url(f"{stage.address}/drafts")


def not_found(stage, chromium):
    """a page that does not exist, or a draft of somebody else, is not found"""
    owner = stage.working_person("olaf")
    draft = owner.receives_draft()
    window = chromium.window()
    page = window.tab()
    google.sign_in(page, stage.person("nele"))
    for address in (f"/drafts/{draft}", "/nowhere"):
        status = page.goto(address).status
        assert status == 404, f"expected 404 for {address}, not {status}"
    shows(page, "nele@example.com")  # still signed in, and so are the ways on
    window.look(page, "not-found")


SCENARIOS = [
    settings_mistakes, other_addresses, who_gets_a_draft, kinds_and_reminders, own_voice, disconnect,
    disconnect_while_google_fails, sign_out_everywhere, not_found]
