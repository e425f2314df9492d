"""Mail of which the right outcome is known arrives during the storm: nothing may be lost or drafted twice."""

import time
from collections import Counter

from fleet import Killer, Storm, rouse, say, wait_until

SETTLED = {"set_aside", "drafted"}


class Mail:
    """The mail of the test, with its right outcome."""

    def __init__(self, random_source):
        self.random = random_source
        self.deserving = {}  # message id → user
        self.others = {}

    def deliver(self, simulator, user, number):
        kind = self.random.choice(["question", "question", "question", "list", "automatic", "no-reply"])
        mail = {
            "from": f"Person {number} <person{number}@example.org>", "subject": f"Question {number}",
            "text": f"Dear colleague,\n\ncould you tell me by Friday whether number {number} suits you?\n\nPerson {number}\n",
        }
        if kind == "list":
            mail["headers"] = {"List-Id": "<talk.example.org>"}
        elif kind == "automatic":
            mail["headers"] = {"Auto-Submitted": "auto-generated"}
        elif kind == "no-reply":
            mail["from"] = "Shop <no-reply@example.org>"
        identifier = simulator.call("POST", f"users/{user}/deliver", mail)["id"]
        (self.deserving if kind == "question" else self.others)[identifier] = user


def unsettled(secretary, mail):
    states = dict(secretary.rows("SELECT gmail_message_id, state FROM mailbox_messages"))
    return [m for m in (*mail.deserving, *mail.others) if states.get(m) not in SETTLED]


def unplaced(secretary):
    return secretary.rows("SELECT 1 FROM email_drafts WHERE placement IN ('wanted', 'placing')")


def judge(secretary, simulator, users, mail):
    """What is wrong with the outcome, message by message."""
    rows = Counter()
    ids = {}
    for message, draft in secretary.rows("SELECT gmail_message_id, id FROM email_drafts"):
        rows[message] += 1
        ids[message] = draft
    in_gmail = Counter()
    for user in users:
        for draft in simulator.call("GET", f"users/{user}/drafts")["drafts"]:
            headers = {field["name"].lower(): field["value"] for field in draft["headers"]}
            in_gmail[headers.get("x-secretary-draft")] += 1
    lost, duplicates, strange = [], [], []
    states = dict(secretary.rows("SELECT gmail_message_id, state FROM mailbox_messages"))
    for message in mail.deserving:
        copies = in_gmail.pop(ids.get(message), 0)
        if states.get(message) != "drafted" or rows[message] == 0 or copies == 0:
            lost.append(message)
        if rows[message] > 1 or copies > 1:
            duplicates.append(message)
    for message in mail.others:
        if states.get(message) != "set_aside":
            lost.append(message)
        if rows[message]:
            strange.append(message)
    strange += [draft for draft in in_gmail]
    return rows, lost, duplicates, strange


def run(arguments, secretary, simulator, source, storm_source):
    users = [f"user{number}@example.com" for number in range(arguments.users)]
    for user in users:
        secretary.add_user(user)
    secretary.start()
    if not wait_until(
            lambda: len(secretary.rows("SELECT 1 FROM mailbox_cursors")) == len(users), 60, "the first checks"):
        raise SystemExit(1)

    mail = Mail(source)
    storm = Storm(simulator, users, storm_source)
    killer = Killer(secretary, source, arguments.kills)
    deliveries = [(user, number) for number in range(arguments.messages) for user in users]
    delivered = 0
    while delivered < len(deliveries) or not killer.done():
        share = max(1, len(deliveries) // max(1, arguments.kills))
        for user, number in deliveries[delivered:delivered + source.randint(1, 2 * share)]:
            mail.deliver(simulator, user, number)
            delivered += 1
        rouse(secretary)
        time.sleep(source.uniform(0.02, 0.5))
        killer.strike()
    storm.calm()
    say(f"{killer.kills} kills done, everything delivered; waiting for calm")
    last_rouse = 0

    def settled():
        nonlocal last_rouse
        if time.monotonic() - last_rouse > 2:
            last_rouse = time.monotonic()
            rouse(secretary)
        return not unsettled(secretary, mail) and not unplaced(secretary)

    wait_until(settled, arguments.calm, "the last drafts")
    secretary.stop()
    orphans = secretary.workers()
    rows, lost, duplicates, strange = judge(secretary, simulator, users, mail)
    for message in (lost + duplicates + strange)[:20]:
        say(f"wrong: {message} {secretary.rows('SELECT * FROM mailbox_messages WHERE gmail_message_id = $1', (message,))}")
    result = {
        "users": len(users), "messages": len(mail.deserving) + len(mail.others), "deserving": len(mail.deserving),
        "drafts": sum(rows.values()), "duplicates": len(duplicates), "lost": len(lost), "strange": len(strange),
        "orphans": len(orphans), **killer.figures(),
    }
    return result, not (lost or duplicates or strange or orphans)
