"""Somebody signs in on the web, switches their secretary on and gets a letter; ends with 0 once a draft answers it."""

import json
import sys
import time
import urllib.request

from visitor import Visitor

SITE, GOOGLE, ADDRESS = "http://127.0.0.1:8300", "http://127.0.0.1:8025", "ann@example.com"
PATIENCE = 60  # seconds
LETTER = {
    "from": "Bob Miller <bob@example.org>", "subject": "The offer for the roof",
    "text": "Hello Ann,\n\ncould you send me the offer for the roof by Friday?\n\nBob\n"}


def until(what, look):
    """What `look` finds, as soon as it finds something; ends with 1 when it does not within a minute."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        found = look()
        if found:
            return found
        time.sleep(0.5)
    sys.exit(f"There was no {what} within {PATIENCE} s.")


def press(visitor, page, label):
    """The page after a button with these words on it was pressed."""
    for form in page.forms:
        for button in form.buttons:
            if form.action.endswith(label):
                return visitor.send(page, form, button)
    sys.exit(f"No form leads to {label} on {page.address}: {page.text[:400]}")


def has_looked(home):
    """Whether the home page tells when the mailbox was last looked into."""
    return "Last look into your mail" in home and "Last look into your mail not yet" not in home


def main():
    visitor = Visitor(SITE)
    page = visitor.sign_in(ADDRESS)
    if page.status != 200:
        sys.exit(f"Signing in ended with {page.status}: {page.text[:400]}")
    press(visitor, visitor.open("/settings"), "/settings/agent")
    # What arrived before the first check is left alone.
    until("first check", lambda: has_looked(visitor.open("/").text))
    request = urllib.request.Request(
        f"{GOOGLE}/control/users/{ADDRESS}/deliver", data=json.dumps(LETTER).encode(), method="POST",
        headers={"Content-Type": "application/json"})
    urllib.request.urlopen(request, timeout=30).close()
    press(visitor, visitor.open("/"), "/check-now")
    draft = until("draft", lambda: visitor.open("/drafts").link("/drafts/"))
    shown = visitor.open(draft)
    if LETTER["subject"] not in shown.text:
        sys.exit(f"The draft does not answer the letter: {shown.text[:400]}")


if __name__ == "__main__":
    main()
