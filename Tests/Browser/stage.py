"""What the walk happens on: the programs, and people with simulated mailboxes."""

import time
import uuid

from front_end import KEY, FrontEnd
from programs import SERVED, SIMULATED_MODEL, SIMULATED_PROJECT, Secretary, Simulator, header

SUBJECT = "A rocking chair from 1920"
LETTER = """Dear {name},

my grandmother left me a rocking chair, beech I think, and one of the runners is cracked along the grain. Can something
like that be glued, or does it need a new runner? And roughly how long would it take?

Kind regards
Marta
"""

# What the simulated model answers, when it has no reply of its own.
REPLIES = [
    {"contains": "propose Thursday", "reply": "Dear Marta,\n\nThursday suits me well. Please bring it along.\n"},
    {"contains": "can you collect it", "reply": (
        "Dear Marta,\n\nI accept: Thomas Brandt collects the chair on Thursday, the glue costs 19 euros. "
        "His number is 030 998877, and yours is 030 112233.\n")},
    {"contains": "what do you take for", "reply": "Dear Marta,\n\na new runner costs [[price?]].\n"}]


class Stage:
    """The simulator, the supervisor and the web. Everybody at example.com may sign in; olga operates."""

    OPERATOR = "olga@example.com"
    CORRESPONDENT = "marta@example.net"

    def __init__(self, programs, folder):
        self.log = open(folder / "log", "ab")
        self.simulator = self.secretary = None
        self.folder = folder
        self.front_end = FrontEnd()
        try:
            self.simulator = Simulator(programs, self.log, units=1_000_000)
            self.secretary = Secretary(
                programs, folder, self.simulator, self.log, units=1_000_000,
                sign_in=["@example.com"], operators=[self.OPERATOR], front_ends=[self.front_end.origin],
                sections=(SIMULATED_MODEL + SIMULATED_PROJECT).format(base=self.simulator.base))
            self.secretary.secret("supabase-key", KEY)
            self.address = self.secretary.address
            self.simulator.call("POST", "chat", {"rules": REPLIES})
            # Whoever writes to our people has a simulated mailbox too, where the replies can be counted.
            self.simulator.call("POST", "users", {"address": self.CORRESPONDENT, "name": "Marta Lind"})
            self.secretary.start()
        except BaseException:
            self.end()
            raise

    def end(self):
        for program in (self.secretary, self.simulator):
            if program:
                program.stop()
        self.front_end.end()
        self.log.close()

    def person(self, name, domain="example.com"):
        """Somebody with a Google account who has never been here."""
        person = Person(self, name, domain)
        self.simulator.call("POST", "users", {"address": person.address, "name": name.capitalize()})
        return person

    def working_person(self, name):
        """Somebody who is connected and switched on, and whose worker has looked into the mailbox once."""
        person = self.person(name)
        self.secretary.add_user(person.address)
        person.wait_for_worker()
        return person

    def multiply(self, draft, count):
        """Copies a draft until there are so many; each a second older than the one before."""
        columns = [row[1] for row in self.secretary.rows("PRAGMA table_info(email_drafts)")]
        values = self.secretary.rows(f"SELECT {', '.join(columns)} FROM email_drafts WHERE id = $1", [draft])[0]

        def copy(number):
            changed = dict(zip(columns, values), id=str(uuid.uuid4()), gmail_message_id=f"{number:016x}")
            for column in ("gmail_thread_id", "gmail_draft_id", "placed_message_id"):
                if changed.get(column) is not None:
                    changed[column] = f"{column[6]}{number}"
            moment = time.gmtime(1_760_000_000 - number)
            changed["created_at"] = changed["updated_at"] = time.strftime("%Y-%m-%dT%H:%M:%S.000Z", moment)
            changed["subject"] = f"Re: The garden fence, part {number}"
            return [changed[column] for column in columns]

        places = ", ".join("?" for _ in columns)
        self.secretary.change_many(
            f"INSERT INTO email_drafts ({', '.join(columns)}) VALUES ({places})", map(copy, range(1, count)))

    def until(self, look, expected, patience=60):
        """Waits until `look` gives something true and returns it; `expected` completes "expected …"."""
        deadline = time.monotonic() + patience
        while not (found := look()):
            self.secretary.check_running()
            assert time.monotonic() < deadline, f"expected {expected} within {patience} seconds"
            time.sleep(0.1)
        return found


class Person:
    def __init__(self, stage, name, domain):
        self.stage, self.name, self.address = stage, name, f"{name}@{domain}"
        self.simulator, self.secretary = stage.simulator, stage.secretary

    def wait_for_worker(self):
        """Mail counts from a worker's first look on."""
        def looked():
            return any(
                user["address"] == self.address and user["state"] in SERVED and user["checks"]
                for user in self.secretary.status())
        self.stage.until(looked, f"the worker of {self.address} to have looked once")

    def receives(self, subject=SUBJECT, **mail):
        """A letter from Marta arrives, and the worker is told. Gives its message id."""
        letter = {
            "from": f"Marta Lind <{self.stage.CORRESPONDENT}>", "to": f"{self.name.capitalize()} <{self.address}>",
            "subject": subject, "text": LETTER.format(name=self.name.capitalize()), **mail}
        identifier = self.simulator.call("POST", f"users/{self.address}/deliver", letter)["id"]
        self.secretary.ask_for_checks()
        return identifier

    def draft(self, message):
        """The id of our draft for a message, once there is one and it is where the person wants it."""
        query = "SELECT id FROM email_drafts WHERE gmail_message_id = $1 AND placement NOT IN ('wanted', 'placing')"
        rows = self.stage.until(lambda: self.secretary.rows(query, [message]), f"a draft for message {message}")
        return rows[0][0]

    def receives_raw(self, mail):
        """A message arrives byte by byte as it is; gives its draft's id."""
        identifier = self.simulator.call("POST", f"users/{self.address}/deliver", {"raw": mail.as_string()})["id"]
        self.secretary.ask_for_checks()
        return self.draft(identifier)

    def receives_draft(self, subject=SUBJECT, **mail):
        """A letter arrives and is answered with a draft. Gives the draft's id."""
        return self.draft(self.receives(subject, **mail))

    def row(self, draft, columns):
        return self.secretary.rows(f"SELECT {columns} FROM email_drafts WHERE id = $1", [draft])[0]

    def wait_for_status(self, draft, status):
        self.stage.until(
            lambda: self.row(draft, "status")[0] == status, f"the draft to be {status}, not {self.row(draft, 'status')[0]}")

    def gmail_drafts(self):
        """Our ids of the drafts in this person's Gmail."""
        return self.simulator.drafts(self.address)

    def letters_to(self, address, draft):
        """Messages in somebody's mailbox that are the sent form of a draft."""
        return [
            message for message in self.simulator.messages(address) if header(message, "x-secretary-draft") == draft]
