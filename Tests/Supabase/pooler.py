"""What a pooler in transaction mode hands from one client to the next, and that the beginning of our transactions takes it away.

Every leak is tried twice: bare, where it must show (else nothing is tested), and after the beginning that every transaction of
ours has.
"""

import pathlib
import re

from isolation import DENIED
from servers import Pooler

ROOT = pathlib.Path(__file__).resolve().parents[2]


def written():
    """What the program says at the beginning of each transaction, out of its source: this is what is tried."""
    source = (ROOT / "Sources/Database/PostgreSQLDriver.swift").read_text()
    text = re.search(r'func beginning\(.*?"""\n(.*?)"""', source, re.DOTALL).group(1)
    for name, value in {"isolation": "READ COMMITTED", "Self.schema": "secretary", "wait": "10000", "limit": "30000"}.items():
        text = text.replace(f"\\({name})", value)
    text = re.sub(r"\\\(durable [^\n]*\)", "on", text)
    if "\\(" in text:
        raise RuntimeError(f"the beginning of a transaction has something new: {text}")
    return [statement.strip() for statement in text.split(";")]


BEGINNING = written()


def beginning(person):
    return [
        *BEGINNING,
        "SET LOCAL ROLE secretary_worker",
        f"SELECT set_config('secretary.user_id', '{person}', true) \\g /dev/null",
    ]


def run(findings, server, database, people):
    ann, ben = people
    superuser = server.session("supabase_admin", database)
    superuser.must("ALTER ROLE secretary_store LOGIN")
    superuser.must("UPDATE secretary.email_drafts SET status = 'proposed', retirement = NULL")
    pooler = Pooler(server, database, ["secretary_store"])
    try:
        first, second = (pooler.session("secretary_store", database) for _ in range(2))
        same = "SELECT pg_backend_pid()"
        findings.check(first.must(same).value == second.must(same).value, "two clients take turns on one connection")
        user(findings, first, second, ann, ben)
        path(findings, first, second, ann)
        reading(findings, first, second, ann)
        parameters(findings, first, second)
        findings.check(
            first.run("SELECT count(*) FROM secretary.email_drafts").error == DENIED, "the store as itself reads no mail"
        )
    finally:
        pooler.stop()
        superuser.must("ALTER ROLE secretary_store NOLOGIN")


def user(findings, first, second, ann, ben):
    """Who a session said it is for."""
    count = "SELECT count(*) FROM secretary.email_drafts"
    bare = ["BEGIN", "SET LOCAL ROLE secretary_worker"]
    first.must(f"SET secretary.user_id = '{ann}'")
    leaked = second.must(*bare, count, "ROLLBACK").value
    findings.check(leaked == "1", "bare, the next client is for whom the last was")
    seen = second.must(*beginning(ben), f"{count} WHERE user_id <> '{ben}'", "ROLLBACK").value
    findings.check(seen == "0", "begun as ours, it is for its own user only")
    first.must("RESET secretary.user_id")
    first.must(*beginning(ann), "COMMIT")
    seen = second.must(*bare, count, "ROLLBACK").value
    findings.check(seen == "0", "a user who was set for a transaction is nobody after it")
    findings.check(second.must("SELECT current_user").value == "secretary_store", "and so is the role")


def path(findings, first, second, ann):
    """A table of one's own that catches what the next client writes."""
    insert = f"INSERT INTO draft_requests (user_id, gmail_message_id, asked_at) VALUES ('{ann}', 'private', now())"
    caught = "SELECT count(*) FROM pg_temp.draft_requests WHERE gmail_message_id = 'private'"
    first.must(
        "CREATE TEMPORARY TABLE draft_requests (user_id uuid, gmail_message_id text, asked_at timestamptz)",
        "GRANT ALL ON pg_temp.draft_requests TO PUBLIC",
    )
    bare = [statement.replace("secretary, pg_temp", "secretary") for statement in beginning(ann)]
    second.must(*bare, insert, "COMMIT")
    findings.check(first.must(caught).value == "1", "bare, the last client's temporary table catches what the next writes")
    first.must("DELETE FROM pg_temp.draft_requests")
    # Nothing stays of it: what is tried is where it goes.
    written = second.must(
        *beginning(ann), insert, "SELECT count(*) FROM secretary.draft_requests WHERE gmail_message_id = 'private'", "ROLLBACK"
    ).value
    findings.check(written == "1" and first.must(caught).value == "0", "begun as ours, what is written goes into the table")
    first.must("DROP TABLE pg_temp.draft_requests")
    findings.check(
        second.run("SELECT count(*) FROM draft_requests").error == "42P01", "outside of our transactions no name is found"
    )


def reading(findings, first, second, ann):
    """A session that may only read."""
    change = f"UPDATE secretary.mailbox_messages SET attempts = attempts WHERE user_id = '{ann}'"
    first.must("SET default_transaction_read_only = on")
    bare = second.run("BEGIN", *beginning(ann)[1:], change)
    second.run("ROLLBACK")
    findings.check(bare.error == "25006", "bare, the next client may only read when the last would")
    findings.check(second.run(*beginning(ann), change, "COMMIT").error is None, "begun as ours, it writes")
    first.must("RESET default_transaction_read_only")


def parameters(findings, first, second):
    """Time-outs belong to the role, because the pooler refuses start-up options."""
    row = second.must(
        "SELECT current_setting('statement_timeout'), current_setting('lock_timeout'), current_setting('search_path')"
    ).rows[0]
    findings.check(row == ["30s", "10s", '""'], "time-outs and the empty path of the role hold through the pooler")
