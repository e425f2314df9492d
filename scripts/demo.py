"""Runs the built programs against sample mail and watches what becomes of it. Started by scripts/demo."""

import argparse
import json
import os
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from letter_faults import faults
from local_model import LocalModel, trial_complaints
from programs import SERVED, ProgramEnded, Secretary, Simulator, header
from visitor import Visitor

PATIENCE = 60  # seconds without any progress before we say that something hangs
MODEL_PATIENCE = 400  # the same where a model on this machine writes: three calls may take two minutes each
MODEL_MESSAGES = 5  # that arrive for each person then, unattended: about half of them are answered
WEB_PORT = 8300  # where the web is when nobody else is there
UPPER = 1_000_000  # quota units per minute that nobody can spend
UNPLACED = ("wanted", "placing")  # of a draft that should lie in Gmail and does not yet


def arguments():
    parser = argparse.ArgumentParser(prog="scripts/demo")
    parser.add_argument("--bin", type=Path, required=True)
    parser.add_argument("--sample", type=Path, required=True)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--with-local-model", action="store_true")
    parser.add_argument("--server")  # the address of a database; without it the store is a file
    parser.add_argument("--mail", action="append", default=[])
    return parser.parse_args()


class Demo:
    one_process = False  # whether workers are tasks of one process

    def __init__(self, options, folder):
        self.options = options
        self.mail = dict(item.split("=", 1) for item in options.mail) or {
            name.name: name for name in sorted(options.sample.iterdir()) if name.is_dir()}
        # Google's limit per user is kept for the sample; mail of one's own may be much, and would wait for minutes.
        self.units = UPPER if options.mail else 6_000
        self.addresses = [(name if "@" in name else f"{name}@example.com").lower() for name in self.mail]
        # The last of the sample's people is left to whoever watches: nobody has signed in as them yet.
        self.newcomers = [] if options.check or options.mail else self.addresses[-1:]
        self.folder, self.started = folder, time.monotonic()
        self.log = open(folder / "log", "ab")
        self.simulator = self.secretary = self.model = None
        self.withheld = {}  # (address, message id) → why its first try gave no draft

    def say(self, sentence):
        print(sentence, file=sys.stderr, flush=True)

    def run(self):
        try:
            self.begin()
            return self.check() if self.options.check else self.show()
        except ProgramEnded as ended:
            raise SystemExit(f"demo: {ended}\n{self.tail()}") from None
        finally:
            self.say("Stopping ...")
            if self.secretary:
                self.secretary.stop()
            if self.simulator:
                self.simulator.stop()
            if self.model:
                self.model.stop()
            self.log.close()

    def begin(self):
        self.say(f"Starting a simulated Gmail with {len(self.mail)} mailboxes ...")
        self.simulator = Simulator(self.options.bin, self.log, self.mail, self.units)
        if self.options.with_local_model:
            self.say("Starting the local model ...")
            self.model = LocalModel(self.folder)
        self.secretary = Secretary(
            self.options.bin, self.folder, self.simulator, self.log, self.units, 0 if self.options.check else WEB_PORT,
            sign_in=self.addresses, operators=self.addresses[:1], sections=self.model.section() if self.model else "",
            server=self.options.server)
        for address in self.addresses:
            if address not in self.newcomers:
                self.secretary.add_user(address)
        self.say("Starting the supervisor, which starts one worker per user, and the web ...")
        self.secretary.start(self.one_process)
        # Mail counts from a worker's first look on; what was there before is history and gets no draft.
        self.wait(
            self.secretary.status, lambda users: all(user["state"] in SERVED and user["checks"] for user in users))

    def wait(self, look, is_done):
        """Looks until it is done; gives up when nothing at all changes for too long."""
        seen, since = None, time.monotonic()
        patience = MODEL_PATIENCE if self.model else PATIENCE
        while not is_done(now := look()):
            self.secretary.check_running()
            if now != seen:
                seen, since = now, time.monotonic()
            elif time.monotonic() - since > patience:
                return False
            time.sleep(0.2)
        return True

    def tail(self):
        self.log.flush()
        return "\n".join((self.folder / "log").read_text(errors="replace").splitlines()[-15:])

    # Unattended

    def check(self):
        arrived = self.simulator.arrive(MODEL_MESSAGES if self.model else None)
        self.say(f"{arrived} messages arrive; meanwhile one worker is killed ...")
        self.secretary.ask_for_checks()
        if not self.kill_one():
            self.say(f"demo: the killed worker did not come back:\n{self.tail()}")
            return 1
        if not self.wait(self.progress, lambda progress: not progress["open"] and not progress["unplaced"]):
            self.say(f"demo: nothing moves any more:\n{self.tail()}")
        result = self.result()
        if self.model and (result["lost"] or result["duplicates"]):
            # What is tried again goes on meanwhile: a draft may have come between looking here and looking there.
            result = self.result()
        # Counted before anything is sent: a sent reply is one more message in two mailboxes. What a model of this size writes
        # is not sent, even here.
        result["sent"] = None if self.model else self.send_one()
        complaints = list(self.try_model(result)) if self.model else []
        for complaint in complaints:
            self.say(f"demo: {complaint}")
        result["seconds"] = round(time.monotonic() - self.started, 1)
        print(json.dumps(result, ensure_ascii=False), flush=True)
        is_good = result["duplicates"] == 0 and result["lost"] == 0 and result["sent"] in (None, 1) and not complaints
        return 0 if is_good else 1

    def kill_one(self):
        victim = next(user for user in self.secretary.status() if user["state"] in SERVED)
        os.kill(victim["pid"], signal.SIGKILL)

        def replaced(users):
            now = next(user for user in users if user["id"] == victim["id"])
            return now["state"] in SERVED and now.get("pid") not in (None, victim["pid"])

        back = self.wait(self.secretary.status, replaced)
        self.say(f"The worker of {victim['address']} was killed and " + ("is back." if back else "is gone."))
        return back

    def progress(self):
        ledger = self.secretary.ledger()
        if self.model:
            self.note_withheld()
        arrived = {(address, message) for address in self.addresses for message in self.simulator.mail(address)}
        undecided = [key for key in arrived if ledger.get(key) not in ("set_aside", "drafted") and key not in self.withheld]
        unplaced = [draft for draft in self.secretary.drafts() if draft[4] in UNPLACED]
        return {"arrived": len(arrived), "open": len(undecided), "unplaced": len(unplaced), "ledger": len(ledger)}

    def result(self):
        """A message is lost when it has no verdict, or its draft is not in Gmail; a draft is a duplicate when its message
        has another."""
        progress = self.progress()
        rows = self.secretary.drafts()
        placed = [draft for address in self.addresses for draft in self.simulator.drafts(address)]
        ours = [draft for draft in placed if draft is not None]
        missing = {row[3] for row in rows} - set(ours)
        strangers = set(ours) - {row[3] for row in rows}
        states = list(self.secretary.ledger().values())
        return {
            "users": len(self.addresses), "messages": progress["arrived"], "set_aside": states.count("set_aside"),
            "drafts": len(rows), "duplicates": len(ours) - len(set(ours)) + len(strangers),
            "lost": progress["open"] + len(missing),
            "restarts": sum(user["restarts"] for user in self.secretary.status()), "seconds": 0}

    def between_us(self):
        """A waiting reply from one of the people here to another: whose it is, whom it goes to, its id. Or None."""
        for address, recipients, _, draft, _ in self.secretary.drafts():
            to = json.loads(recipients).get("to", [])
            if len(to) == 1 and to[0]["address"] in self.addresses and to[0]["address"] != address:
                return address, to[0]["address"], draft
        return None

    def send_one(self):
        """Signs in on the web as somebody who has a reply to somebody else here, approves it, and counts how often it comes
        to the recipient. None when the mail has no such reply."""
        found = self.between_us()
        if found is None:
            return None
        sender, recipient, draft = found
        self.say(f"{sender} signs in on the web and approves a reply to {recipient} ...")
        visitor = Visitor(self.secretary.address)
        visitor.sign_in(sender)
        page = visitor.open(f"/drafts/{draft}")
        form, button = next((
            (form, button) for form in page.forms for button in form.buttons
            if (button.get("formaction") or form.action).endswith("/approve")), (None, None))
        if form is None:
            self.say(f"demo: the page of the draft shows no button that approves it: {page.status} {page.text[:300]}")
            return 0
        visitor.send(page, form, button)

        def status():
            return self.secretary.rows("SELECT status FROM email_drafts WHERE id = $1", [draft])[0][0]

        self.wait(status, lambda now: now == "sent")
        return sum(1 for message in self.simulator.messages(recipient) if header(message, "x-secretary-draft") == draft)

    # For somebody who watches

    def show(self):
        try:
            self.watch()
        finally:
            if self.model:
                print(self.told_writing(), flush=True)

    def watch(self):
        told = set()
        clear = "\x1b[H\x1b[2J" if sys.stdout.isatty() else ""
        if not clear:
            print("\n".join(self.where()), flush=True)
        while True:
            self.let_mail_arrive()
            drafts = self.secretary.drafts()
            if clear:
                print(clear + self.page(drafts), flush=True)
            else:
                for draft in reversed([draft for draft in drafts if draft[3] not in told]):
                    told.add(draft[3])
                    print(self.line(draft), flush=True)
            self.secretary.check_running()
            time.sleep(1)

    def let_mail_arrive(self):
        """One message for each person whose worker has looked once: earlier mail would be history and get no draft."""
        looked = {user["address"] for user in self.secretary.status() if user["state"] in SERVED and user["checks"]}
        lucky = looked & set(self.simulator.waiting)
        for address in lucky:
            self.simulator.arrive(1, address)
        if lucky:
            self.secretary.ask_for_checks()

    def where(self):
        """What a person can open in a browser."""
        runs = [address for address in self.addresses if address not in self.newcomers]
        lines = [f"Open {self.secretary.address} and sign in as {' or '.join(runs)}: their workers run already."]
        for address in self.newcomers:
            lines.append(f"Or as {address}, who is new: connect, switch on, and watch drafts come.")
        lines.append("Approve a draft and find it in the recipient's mailbox, or write somebody a letter:")
        return lines + [f"{self.simulator.base}/mail", ""]

    def page(self, drafts):
        height = shutil.get_terminal_size().lines
        table = self.secretary.command("status", width=shutil.get_terminal_size().columns)
        where = self.where()
        room = max(3, height - table.count("\n") - len(where) - 7)
        still = sum(self.simulator.waiting.values())
        # Where to look stands at the end, which stays in sight on the smallest terminal.
        return "\n".join(
            [table, f"Drafts, newest first ({len(drafts)}; {still} messages still to arrive):"]
            + [self.line(draft) for draft in drafts[:room]]
            + ["", f"Everything is in {self.folder}. Ctrl-C stops and removes it.", ""] + where)

    @staticmethod
    def line(draft):
        address, recipients, subject, _, placement = draft
        to = ", ".join(person["address"] for person in json.loads(recipients).get("to", []))
        return f"  {address}: “{subject}” to {to}" + (" (not yet in Gmail)" if placement in UNPLACED else "")

    # With a local model

    def writing(self):
        """What the local model has written so far, what of it was withheld and why, what the shown is worth, and how long it
        took."""
        drafted = {key for key, state in self.secretary.ledger().items() if state == "drafted"}
        self.note_withheld()
        reasons = Counter(reason for key, reason in self.withheld.items() if key not in drafted)
        shown = [faults(body, name(address), name(to)) for address, to, body in self.letters()]
        return {
            "withheld": sum(reasons.values()), "reasons": dict(reasons.most_common()),
            "shown_failing": sum(1 for found in shown if found),
            "faults": dict(Counter(fault for found in shown for fault in found)), "model": self.model.figures()}

    def note_withheld(self):
        """A message that waits for another try is dealt with: it may wait for hours."""
        self.withheld = self.secretary.postponed() | self.withheld

    def letters(self):
        """Each draft's user, whom it answers, by name where there is one, and its text."""
        for address, recipients, body in self.secretary.rows(LETTERS):
            to = json.loads(recipients)["to"][0]
            yield address, to.get("name") or to["address"], body

    def try_model(self, result):
        """Adds what the local model did to the result, and says in words what of it must not be."""
        result |= self.writing()
        if not result["drafts"] + result["withheld"] or not result["model"]["calls"]:
            yield "the local model was never asked"
        for fault, count in result["faults"].items():
            yield f"a check failed in {count} shown drafts: {fault}"
        self.secretary.stop()  # what is tried again would go on, and the model is slow enough
        self.say("Asking the local model for a judgement in both dialects ...")
        trial = self.model.trial(self.secretary.program)
        result["judging"] = {dialect: told["verdict"] or "withheld" for dialect, told in trial.items()}
        yield from trial_complaints(trial)

    def told_writing(self):
        """The same for whoever watched."""
        told = self.writing()
        figures = told["model"]
        lines = [f"{len(self.secretary.drafts())} drafts shown, {told['shown_failing']} of which fail a check."]
        lines += [f"{told['withheld']} withheld so far:"] if told["reasons"] else []
        lines += [f"  {count} × {reason}" for reason, count in told["reasons"].items()]
        if figures["calls"]:
            lines.append(
                f"{figures['calls']} calls of {figures['seconds_mean']} s on average, 95 % within {figures['seconds_p95']} s; "
                f"{figures['read_per_second']} tokens read a second, {figures['written_per_second']} written.")
        return "\n".join(lines)


def name(address):
    """The name that an address shows, or the text itself when it is none."""
    return address.partition("@")[0]


LETTERS = """SELECT users.email_address, recipients, body FROM email_drafts
JOIN users ON users.id = email_drafts.user_id"""


def main():
    options = arguments()
    # A TERM cleans up as Ctrl-C does.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with tempfile.TemporaryDirectory(prefix="secretary-demo-") as folder:
        try:
            return Demo(options, Path(folder)).run()
        except KeyboardInterrupt:
            return 0 if not options.check else 130


if __name__ == "__main__":
    sys.exit(main())
