"""What the secretary has to do meanwhile, of which the right outcome is known: mail to be drafted, drafts to be sent."""

from collections import Counter

from delivery import EDIT, OUTSIDE, approve
from delivery import judge as mail_of
from drafting import SETTLED, unplaced

SENDERS = 400


class Work:
    def __init__(self, secretary, simulator, users, source):
        self.secretary, self.simulator, self.users, self.source = secretary, simulator, users, source
        self.deserving, self.others, self.edited = set(), set(), set()
        self.number = 0
        people = [f"person{number}@example.com" for number in range(SENDERS)]
        simulator.call("POST", "users", {"address": OUTSIDE, "aliases": people})
        for number, user in enumerate(users):
            secretary.add_user(user, mode="review" if number % 3 == 2 else "gmail")

    def arrive(self, count):
        """So much mail for each user; every fifth deserves no reply."""
        for user in self.users:
            for _ in range(count):
                self.number += 1
                mail = {
                    "from": f"Person {self.number} <person{self.number % SENDERS}@example.com>",
                    "subject": f"Question {self.number}",
                    "text": f"Dear colleague,\n\ncould you tell me by Friday whether number {self.number} suits you?\n"}
                if self.number % 5 == 0:
                    mail["headers"] = {"List-Id": "<talk.example.org>"}
                message = self.simulator.call("POST", f"users/{user}/deliver", mail)["id"]
                (self.others if self.number % 5 == 0 else self.deserving).add(message)

    def drafts(self):
        return self.secretary.rows(
            "SELECT id, user_id FROM email_drafts WHERE status = 'proposed' AND placement IN ('none', 'placed')")

    def approve(self, count):
        """People approve so many drafts, a third of them changed before."""
        for draft, user in self.source.sample(ready := self.drafts(), min(count, len(ready))):
            if self.source.random() < 1 / 3:
                self.edited.add(draft)
            approve(self.secretary, draft, user, draft in self.edited)

    def open(self):
        """How much is left to do."""
        states = dict(self.secretary.rows("SELECT gmail_message_id, state FROM mailbox_messages"))
        sending = self.secretary.rows("SELECT 1 FROM email_drafts WHERE status IN ('approved', 'sending')")
        waiting = [message for message in (*self.deserving, *self.others) if states.get(message) not in SETTLED]
        return len(waiting) + len(unplaced(self.secretary)) + len(sending)

    def judge(self):
        """What is wrong, as lists of what it is wrong with; all must be empty but `undecided`."""
        rows = self.secretary.rows("SELECT id, gmail_message_id, status, placement FROM email_drafts")
        states = dict(self.secretary.rows("SELECT gmail_message_id, state FROM mailbox_messages"))
        status = {draft: status for draft, _, status, _ in rows}
        copies = Counter(message for _, message, _, _ in rows)
        sent, received, left, texts = mail_of(self.secretary, self.simulator, self.users, self.edited)
        in_gmail = Counter(left)
        placed = {draft for draft, _, status, placement in rows if status == "proposed" and placement == "placed"}
        return {
            "lost": [message for message in self.deserving if states.get(message) != "drafted" or copies[message] == 0]
            + [message for message in self.others if states.get(message) != "set_aside"]
            + [draft for draft in placed if in_gmail[draft] == 0]
            + [draft for draft in status if status[draft] == "sent" and sent[draft] == 0],
            "duplicates": [message for message in self.deserving if copies[message] > 1]
            + [message for message in self.others if copies[message]]
            + [draft for draft in in_gmail if in_gmail[draft] > 1 or draft not in placed],
            "double_sends": [draft for draft in {*sent, *received} if sent[draft] > 1 or received[draft] > 1],
            "wrong": [draft for draft in {*sent, *received}
                      if status.get(draft) not in ("sent", "undecided") or sent[draft] != received[draft]]
            + [draft for draft, text in texts.items() if EDIT not in text],
            "undecided": [draft for draft in status if status[draft] == "undecided"],
        }
