"""What a front end does through the Data API: each request a transaction of `authenticator`, who becomes the token's role."""

import pathlib
import re

from isolation import DENIED, claims

REFUSED = "23514"
STATES = ["proposed", "approved", "sending", "sent", "undecided", "dismissed", "retired"]
ACCOUNTS = "00000000-0000-4000-8000-0000000000"


class Person:
    """Requests with a person's token; without one they are `anon`'s."""

    def __init__(self, server, database, person, role="authenticated"):
        self.session = server.session("authenticator", database)
        self.role = role
        self.claims = [claims(person)] if person else []

    def ask(self, *statements):
        answer = self.session.run("BEGIN", f"SET LOCAL ROLE {self.role}", *self.claims, *statements)
        self.session.run("ROLLBACK" if answer.error else "COMMIT")
        return answer


def run(findings, server, database, people):
    superuser = server.session("supabase_admin", database)
    superuser.must(
        "DELETE FROM secretary.agent_settings", "DELETE FROM secretary.gmail_credentials", "DELETE FROM secretary.audit_log"
    )
    demo(findings, server, database, people)
    settings(findings, server, database, people, superuser)
    drafts(findings, server, database, people, superuser)
    accounts(findings, superuser)


def demo(findings, server, database, people):
    """The SQL that the seed prints, in the SQL editor, who is `postgres`."""
    printed = """
        INSERT INTO gmail_credentials (user_id, email_address, is_connected)
        VALUES ('your-user-id', 'your@gmail.com', true)
        ON CONFLICT (user_id) DO UPDATE SET is_connected = true;"""
    editor = server.session("postgres", database)
    editor.must('SET search_path = "$user", public')
    for _ in range(2):
        answer = editor.run(printed.replace("your-user-id", people[0]))
        findings.check(answer.error is None, "the demo SQL works, and works again")
    person = Person(server, database, people[0])
    answer = person.ask("SELECT * FROM public.gmail_credentials")
    findings.check(
        answer.rows and answer.rows[0][1] == "your@gmail.com" and "t" in answer.rows[0], "the person sees that Gmail is connected"
    )
    findings.check("access_token" not in str(answer.rows), "and no token")
    server_side = Person(server, database, None, "service_role")
    answer = server_side.ask(
        f"INSERT INTO public.gmail_credentials (user_id, email_address, is_connected) VALUES ('{people[1]}', 'b@gmail.com', true)"
        " ON CONFLICT (user_id) DO UPDATE SET email_address = excluded.email_address, is_connected = excluded.is_connected"
    )
    findings.check(answer.error is None, "a server of the team's marks somebody connected")
    findings.check(server_side.ask("SELECT * FROM public.gmail_credentials").rows[1:] != [], "and sees everybody's connection")


def settings(findings, server, database, people, superuser):
    ann, ben = people
    person, anybody = Person(server, database, ann), Person(server, database, None, "anon")
    upsert = """
        INSERT INTO public.agent_settings (user_id, active_agents, email_draft_mode, business_hours_only)
        VALUES ('{}', '{{email_secretary}}', 'review', true) ON CONFLICT (user_id) DO UPDATE SET user_id = excluded.user_id,
          active_agents = excluded.active_agents, email_draft_mode = excluded.email_draft_mode,
          business_hours_only = excluded.business_hours_only"""
    revision = superuser.must("SELECT value FROM secretary.wanted_changes").value
    findings.check(person.ask(upsert.format(ann)).error is None, "a person makes their settings")
    findings.check(person.ask(upsert.format(ann)).error is None, "and saves them again")
    findings.check(person.ask(upsert.format(ben)).error == DENIED, "but nobody else's")
    row = superuser.must(
        f"SELECT version, '{ann}' IN (SELECT user_id::text FROM secretary.active_users) FROM secretary.agent_settings"
    ).rows
    findings.check(row == [["2", "t"]], "they count as a change, and make the person active")
    findings.check(superuser.must("SELECT value FROM secretary.wanted_changes").value > revision, "the supervisor is told")
    findings.check(person.ask("UPDATE public.agent_settings SET version = 9").error == DENIED, "nobody says which version it is")
    findings.check(
        person.ask("UPDATE public.agent_settings SET strictness = 'guess'").error == REFUSED, "what cannot be is refused"
    )
    findings.check(person.ask("DELETE FROM public.agent_settings").error == DENIED, "settings are not deleted")
    findings.check(
        person.ask("UPDATE public.gmail_credentials SET is_connected = false").error == DENIED, "connecting is the server's"
    )
    for view in ("agent_settings", "gmail_credentials", "email_drafts"):
        findings.check(anybody.ask(f"SELECT * FROM public.{view}").error == DENIED, f"who has not signed in sees no {view}")


def legal_moves():
    """From the table in the documentation, which is compared with the program's: what a person does to a draft."""
    text = (pathlib.Path(__file__).resolve().parent.parent.parent / "docs/architecture.md").read_text()
    header = re.search(r"^\| by \| event \|(.*)\|$", text, re.MULTILINE).group(1).split("|")
    moves = set()
    for line in re.findall(r"^\| person \|[^|]*\|(.*)\|$", text, re.MULTILINE):
        moves |= {(start.strip(), end.strip()) for start, end in zip(header, line.split("|"), strict=True) if end.strip()}
    return moves


def drafts(findings, server, database, people, superuser):
    ann, ben = people
    person, other = Person(server, database, ann), Person(server, database, ben)
    draft = superuser.must(f"SELECT id FROM secretary.email_drafts WHERE user_id = '{ann}'").value

    def put(status, **columns):
        values = {
            "status": f"'{status}'",
            "retirement": "'unused'" if status == "retired" else "NULL",
            "body": "'Yes.'",
            "version": "3",
            "touched": "false",
            "rewrite_instruction": "NULL",
            "edited_in_gmail": "false",
            "send_after": "NULL",
            **columns,
        }
        superuser.must(
            "UPDATE secretary.email_drafts SET "
            + ", ".join(f"{name} = {value}" for name, value in values.items())
            + f" WHERE id = '{draft}'",
            "DELETE FROM secretary.audit_log",
        )

    def now(columns):
        return superuser.must(f"SELECT {columns} FROM secretary.email_drafts WHERE id = '{draft}'").rows[0]

    def move(status, who=person):
        return who.ask(
            f"WITH moved AS (UPDATE public.email_drafts SET status = '{status}' WHERE id = '{draft}' RETURNING 1)"
            " SELECT count(*) FROM moved"
        )

    legal = legal_moves()
    for start in STATES:
        for end in STATES:
            put(start)
            if start == end:
                continue
            answer = move(end)
            may = (start, end) in legal
            findings.check(
                answer.error == (None if may else REFUSED),
                f"a person {'makes' if may else 'does not make'} a {start} draft {end}",
            )
            findings.check(now("status") == [end if may else start], f"and it is {end if may else start}")
            audited = superuser.must("SELECT count(*) FROM secretary.audit_log").value
            findings.check(audited == ("1" if may else "0"), f"a move from {start} to {end} is in the audit log when it happens")
        put(start)
        answer = person.ask(f"UPDATE public.email_drafts SET body = 'No.' WHERE id = '{draft}'")
        findings.check(
            answer.error == (None if start == "proposed" else REFUSED),
            f"the text of a {start} draft is changed only while it is proposed",
        )
    findings.check(move("approved", other).value == "0", "somebody else's draft is not there")
    put("proposed")
    person.ask(f"UPDATE public.email_drafts SET body = 'Yes.' || chr(13) || chr(10) || 'No.' WHERE id = '{draft}'")
    findings.check(
        now("body, version, touched, proposed_body, checks") == ["Yes.\nNo.", "4", "t", "Yes.", ""],
        "a changed text is a new version, the person's, and keeps what was proposed",
    )
    for problem, columns in {
        "has gaps": {"body": "'At [[price?]].'"},
        "is being written again": {"rewrite_instruction": "'Shorter.'"},
        "was changed in Gmail": {"edited_in_gmail": "true"},
    }.items():
        put("proposed", **columns)
        findings.check(move("approved").error == REFUSED, f"a draft that {problem} is not approved")
    put("proposed")
    superuser.must("UPDATE secretary.agent_settings SET undo_seconds = 30")
    move("approved")
    findings.check(
        now("send_after > now() + '25 s' AND send_after < now() + '35 s', touched, notice") == ["t", "t", ""],
        "an approval waits for the undo time",
    )
    superuser.must("UPDATE secretary.agent_settings SET active_agents = '{}'")
    put("proposed")
    findings.check(move("approved").error == REFUSED, "nothing is approved while the secretary is off")
    put("proposed")
    both = person.ask(f"UPDATE public.email_drafts SET status = 'approved', body = 'Pay.' WHERE id = '{draft}'")
    findings.check(both.error == REFUSED, "what nobody saw is not approved")
    hidden = person.ask(f"UPDATE public.email_drafts SET body = 'Pay' || chr(8203) WHERE id = '{draft}'")
    findings.check(hidden.error == REFUSED, "a text with what nobody sees is refused")
    large = person.ask(f"UPDATE public.email_drafts SET body = repeat('x', 65537) WHERE id = '{draft}'")
    findings.check(large.error == REFUSED, "a text that is too long is refused")
    findings.check(
        person.ask(f"UPDATE public.email_drafts SET recipients = '{{}}' WHERE id = '{draft}'").error == DENIED,
        "recipients are not changed",
    )
    findings.check(person.ask(f"DELETE FROM public.email_drafts WHERE id = '{draft}'").error == DENIED, "a draft is not deleted")
    stale = person.ask(
        f"WITH moved AS (UPDATE public.email_drafts SET status = 'dismissed' WHERE id = '{draft}' AND version = 2 RETURNING 1)"
        " SELECT count(*) FROM moved"
    )
    findings.check(stale.value == "0", "a decision about another version finds nothing")
    put("retired", placement="'removed'", gmail_draft_id="'d'")
    superuser.must("UPDATE secretary.agent_settings SET email_draft_mode = 'gmail'")
    move("proposed")
    findings.check(now("placement, gmail_draft_id, look_wanted") == ["placing", "", "t"], "a restored draft goes back into Gmail")


def accounts(findings, superuser):
    shown = {row[0].removeprefix(ACCOUNTS) for row in superuser.must("SELECT id FROM secretary.users").rows}
    findings.check(
        shown == {"0a", "0b", "bb", "fe", "e1", "e2"},
        "who is banned, deleted or anonymous has no account here; phones and twins have",
    )
    findings.check(
        superuser.must("SELECT count(*) FROM secretary.users WHERE email_address IS NULL").value == "0",
        "every account can be called something",
    )
    superuser.must("UPDATE secretary.agent_settings SET active_agents = '{email_secretary}'")
    active = "SELECT count(*) FROM secretary.active_users"
    findings.check(superuser.must(active).value == "1", "an account that may act is active")
    superuser.must("BEGIN", f"UPDATE auth.users SET banned_until = 'infinity' WHERE id = '{ACCOUNTS}0a'")
    findings.check(superuser.must(active).value == "0", "and is not while it is banned")
    superuser.must("ROLLBACK", "BEGIN", f"UPDATE auth.users SET deleted_at = now() WHERE id = '{ACCOUNTS}0a'")
    findings.check(superuser.must(active).value == "0", "or deleted")
    superuser.must("ROLLBACK", "BEGIN", f"DELETE FROM auth.users WHERE id = '{ACCOUNTS}0a'")
    left = superuser.must(f"SELECT count(*) FROM secretary.email_drafts WHERE user_id = '{ACCOUNTS}0a'").value
    findings.check(left == "0", "whose account is gone leaves no mail here")
    superuser.must("ROLLBACK")
