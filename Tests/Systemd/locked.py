"""Somebody opens every page while another process holds the right to write to the store: python3 locked.py STORE SECONDS.

Signs in, takes the lock for so long, opens every page and presses a button over and over meanwhile, and says what took
longest. Ends with 1 when an answer took more than two seconds, or was no page.
"""

import sqlite3
import sys
import time

from visitor import Visitor

SITE, ADDRESS = "http://127.0.0.1:8300", "bob@example.com"
PAGES = ["/", "/drafts", "/mail", "/settings", "/live/home", "/healthz", "/auth/gmail/connect"]
LONGEST = 2.0  # seconds


def main():
    store, seconds = sys.argv[1], float(sys.argv[2])
    visitor = Visitor(SITE)
    home = visitor.sign_in(ADDRESS)
    button = next((form for form in home.forms if form.action.endswith("/check-now")), None)
    if home.status != 200 or button is None:
        sys.exit(f"{ADDRESS} cannot sign in, or has no secretary at work: {home.status} {home.text[:300]}")
    lock = sqlite3.connect(store, timeout=20, isolation_level=None)
    lock.execute("BEGIN IMMEDIATE")
    took, answers = {}, {}
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        for path in [*PAGES, button.action]:
            start = time.monotonic()
            page = visitor.send(home, button) if path == button.action else visitor.open(path)
            took[path] = max(took.get(path, 0), time.monotonic() - start)
            answers.setdefault(path, set()).add(page.status)
    lock.execute("COMMIT")
    for path, length in took.items():
        print(f"{path}: {length:.2f} s at most, {sorted(answers[path])}")
    bad = {status for statuses in answers.values() for status in statuses} - {200, 303, 503}
    # With the lock gone everything is as before.
    if max(took.values()) > LONGEST or bad or visitor.open("/").status != 200:
        sys.exit(1)


if __name__ == "__main__":
    main()
