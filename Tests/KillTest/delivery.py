"""Drafts are approved during the storm: each is sent exactly once, or left to the person as undecided.

Half of the users have their drafts in Gmail, the others only here. A third of the drafts are changed before they are
approved; then the changed text must be the one that is sent. The proof is asked of the simulator: what lies in SENT, and
what the recipients got.
"""

import base64
import json
import time
import urllib.request
from collections import Counter
from email import message_from_bytes

from fleet import Killer, Storm, rouse, say, wait_until

OUTSIDE = "outside@example.com"
EDIT = "PS: This line was added by hand."
# What is aimed at the calls that deliver: kind, moments, path, method, how often.
AIMED = [
    *[(kind, ("before", "after"), "/gmail/*/drafts/send", "POST", -1)
      for kind in ("reset", "cut-off", "backend-error", "unavailable", "late")],
    *[(kind, ("before", "after"), "/gmail/*/drafts", "POST", -1) for kind in ("reset", "backend-error")],
    *[(kind, ("before", "after"), "/gmail/*/drafts/*", "PUT", -1) for kind in ("reset", "bad-gateway")],
    ("concurrent", ("before",), "/gmail/*/drafts/send", "POST", 2),
    ("precondition-failed", ("before",), "/gmail/*/drafts/send", "POST", 2),
    ("sending-limit", ("before",), "/gmail/*/drafts/send", "POST", 1),
]


def approve(secretary, draft, user, edited):
    """What the page writes when somebody presses the button, perhaps after changing the text."""
    now, statements = secretary.store.now, []
    if edited:
        statements.append((
            "UPDATE email_drafts SET body = body || $1, version = version + 1, touched = TRUE,"
            f" updated_at = {now} WHERE id = $2 AND status = 'proposed'", (f"\n{EDIT}\n", draft)))
    statements += [
        (f"UPDATE email_drafts SET status = 'approved', touched = TRUE, notice = NULL, next_attempt_at = NULL, updated_at = {now}"
         " WHERE id = $1 AND status = 'proposed' AND NOT edited_in_gmail AND rewrite_instruction IS NULL", (draft,)),
        (f"UPDATE agent_settings SET check_requested_at = {now} WHERE user_id = $1", (user,)),
    ]
    secretary.store.change(statements)


def end_sending_limit(secretary, seconds):
    """Drafts that wait for longer than that wait no more: Gmail's sending limit holds for an hour, which is over now."""
    secretary.store.change([(
        "UPDATE email_drafts SET next_attempt_at = NULL WHERE status = 'approved'"
        f" AND next_attempt_at > {secretary.store.ago(-seconds)}", ())])


def strike(secretary, killer, source, seconds):
    """Kills one worker: with luck one that has just asked Gmail to do what must not be done twice, else any, after so many
    seconds. Workers live about ten seconds, for they have to come to the point where it matters."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        busy = secretary.rows(
            "SELECT user_id FROM email_drafts WHERE (status = 'sending' OR placement = 'placing')"
            f" AND updated_at > {secretary.store.ago(1)}")
        if busy and source.random() < 0.1:
            return killer.strike(source.choice(busy)[0])
        time.sleep(0.01)
    killer.strike()


def header(message, name):
    return next((field["value"] for field in message["headers"] if field["name"].lower() == name), None)


def text_of(simulator, token, message):
    request = urllib.request.Request(
        f"{simulator.base}/gmail/v1/users/me/messages/{message}?format=raw", headers={"Authorization": f"Bearer {token}"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        raw = base64.urlsafe_b64decode(json.load(answer)["raw"])
    return message_from_bytes(raw).get_payload(decode=True).decode()


def judge(secretary, simulator, users, edited):
    """What became of each approved draft, by what lies in the mailboxes."""
    sent, left, texts = Counter(), [], {}
    for user in users:
        token = None
        for message in simulator.call("GET", f"users/{user}/messages")["messages"]:
            draft = header(message, "x-secretary-draft")
            if draft is None:
                continue
            if "SENT" in message["labelIds"]:
                sent[draft] += 1
                if draft in edited:
                    token = token or simulator.call("POST", "users", {"address": user})["token"]
                    texts[draft] = text_of(simulator, token, message["id"])
            elif "DRAFT" in message["labelIds"]:
                left.append(draft)
    received = Counter(
        header(message, "x-secretary-draft") for message in simulator.call("GET", f"users/{OUTSIDE}/messages")["messages"])
    received.pop(None, None)
    return sent, received, left, texts


def run(arguments, secretary, simulator, source, storm_source):
    users = [f"user{number}@example.com" for number in range(arguments.users)]
    people = [f"person{number}@example.com" for number in range(arguments.messages)]
    simulator.call("POST", "users", {"address": OUTSIDE, "aliases": people})
    for number, user in enumerate(users):
        secretary.add_user(user, mode="gmail" if number % 2 == 0 else "review")
    secretary.start()
    if not wait_until(
            lambda: len(secretary.rows("SELECT 1 FROM mailbox_cursors")) == len(users), 60, "the first checks"):
        raise SystemExit(1)
    for user in users:
        for number, person in enumerate(people):
            simulator.call("POST", f"users/{user}/deliver", {
                "from": f"Person {number} <{person}>", "subject": f"Question {number}",
                "text": f"Dear colleague,\n\ncould you tell me by Friday whether number {number} suits you?\n"})
    rouse(secretary)
    total = len(users) * len(people)
    if not wait_until(
            lambda: len(secretary.rows("SELECT 1 FROM email_drafts WHERE placement IN ('none', 'placed')")) == total,
            300, "the drafts"):
        raise SystemExit(1)
    drafts = secretary.rows("SELECT id, user_id FROM email_drafts")
    source.shuffle(drafts)
    say(f"{total} drafts; the storm begins")

    storm = Storm(simulator, users, storm_source, share=0.04, aimed=AIMED)
    killer = Killer(secretary, source, arguments.kills)
    share = max(1, total // max(1, arguments.kills))
    edited, approved = set(), 0
    while approved < total or not killer.done():
        for draft, user in drafts[approved:approved + source.randint(1, 2 * share)]:
            if source.random() < 1 / 3:
                edited.add(draft)
            approve(secretary, draft, user, draft in edited)
            approved += 1
        end_sending_limit(secretary, 600)
        strike(secretary, killer, source, source.uniform(0, 20) / len(users))

    def sent_so_far():
        end_sending_limit(secretary, 600)
        return secretary.rows("SELECT count(*) FROM email_drafts WHERE status = 'sent'")[0][0]

    # What is sent in calm weather proves little.
    wait_until(lambda: sent_so_far() >= total * 0.8, 60, "most mails, in the storm")
    in_storm = sent_so_far()
    storm.calm()
    say(f"{killer.kills} kills done, everything approved, {in_storm} sent; waiting for calm")
    last_rouse = 0

    def settled():
        nonlocal last_rouse
        if time.monotonic() - last_rouse > 5:
            last_rouse = time.monotonic()
            end_sending_limit(secretary, 0)
            rouse(secretary)
        return not secretary.rows("SELECT 1 FROM email_drafts WHERE status IN ('approved', 'sending')")

    wait_until(settled, arguments.calm, "the last mails")
    secretary.stop()
    orphans = secretary.workers()
    sent, received, left, texts = judge(secretary, simulator, users, edited)
    status = dict(secretary.rows("SELECT id, status FROM email_drafts"))
    undecided = [draft for draft in status if status[draft] == "undecided"]
    double = [draft for draft in status if sent[draft] > 1 or received[draft] > 1]
    lost = [draft for draft in status if sent[draft] == 0 and draft not in undecided]
    wrong = [
        draft for draft in status
        if status[draft] not in ("sent", "undecided") or sent[draft] != received[draft]
        or (draft in texts and EDIT not in texts[draft])
    ]
    for draft in (double + lost + wrong + left)[:20]:
        say(f"wrong: {secretary.rows('SELECT id, status, version, placement, notice FROM email_drafts WHERE id = $1', (draft,))}"
            f" sent {sent[draft]}, received {received[draft]}")
    result = {
        "users": len(users), "approved": total, "edited": len(edited), "sent": sum(1 for draft in status if sent[draft] == 1),
        "sent_in_storm": in_storm, "undecided": len(undecided), "double_sends": len(double), "lost": len(lost),
        "wrong": len(wrong),
        "drafts_left_in_gmail": len(left), "orphans": len(orphans), **killer.figures(), **asked(simulator.call("GET", "log")),
    }
    return result, not (double or lost or wrong or left or orphans)


def asked(log):
    """How often Gmail was asked to send, and how many of those requests were spoiled before or after acting."""
    sends = [entry for entry in log["entries"] if entry["path"].endswith("/drafts/send")]
    return {
        "send_requests": len(sends), "send_faults": sum(1 for entry in sends if entry.get("fault")),
        "faults": sum(1 for entry in log["entries"] if entry.get("fault")),
    }
