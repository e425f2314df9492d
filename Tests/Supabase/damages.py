"""Takes one cure away at a time, in a copy of the database, and demands that a test notices."""

import front_end
import isolation
import linter
from findings import Findings

OWN = "user_id = (SELECT auth.uid()) AND ((SELECT auth.jwt()) ->> 'is_anonymous')::boolean IS NOT TRUE"
WORKER = "user_id = (SELECT secretary.acting_user())"

# What is taken away, how, and which test must say so.
DAMAGES = [
    (
        "a new table without row level security",
        isolation,
        "CREATE TABLE secretary.new_things (user_id uuid PRIMARY KEY REFERENCES auth.users ON DELETE CASCADE)",
    ),
    (
        "a new table that workers may read, without a policy",
        isolation,
        "CREATE TABLE secretary.new_things (user_id uuid PRIMARY KEY REFERENCES auth.users ON DELETE CASCADE);"
        "GRANT SELECT ON secretary.new_things TO secretary_worker",
    ),
    (
        "a new table with rights for everybody",
        isolation,
        "CREATE TABLE public.new_things (user_id uuid PRIMARY KEY REFERENCES auth.users ON DELETE CASCADE);"
        " GRANT ALL ON public.new_things TO anon, authenticated",
    ),
    ("row level security off", isolation, "ALTER TABLE secretary.email_drafts DISABLE ROW LEVEL SECURITY"),
    ("a worker's policy that is always true", isolation, "ALTER POLICY worker ON secretary.past_messages USING (true)"),
    ("a worker's policy that lets rows go to others", isolation, "ALTER POLICY worker ON secretary.follow_ups WITH CHECK (true)"),
    ("a worker who may log what another did", isolation, "ALTER POLICY worker ON secretary.audit_log WITH CHECK (true)"),
    (
        "nobody who is somebody",
        isolation,
        f"ALTER POLICY worker ON secretary.correspondents USING ({WORKER} OR (SELECT secretary.acting_user()) IS NULL)",
    ),
    (
        "accounts that workers see",
        isolation,
        "CREATE OR REPLACE VIEW secretary.users WITH (security_barrier = true) AS SELECT id, email::text AS email_address,"
        " NULL::text AS google_subject, COALESCE(created_at, 'epoch') AS created_at FROM auth.users",
    ),
    ("active people that workers see", isolation, "ALTER VIEW secretary.active_users RESET (security_invoker)"),
    ("a view with its owner's rights", isolation, "ALTER VIEW public.email_drafts RESET (security_invoker)"),
    ("a view with its owner's rights, for the linter", linter, "ALTER VIEW public.email_drafts RESET (security_invoker)"),
    ("tokens in the view", isolation, "GRANT SELECT ON secretary.gmail_credentials TO authenticated"),
    (
        "tokens for a server of the team's",
        isolation,
        "GRANT SELECT (access_token) ON secretary.gmail_credentials TO service_role",
    ),
    ("tokens for the supervisor", isolation, "GRANT SELECT ON secretary.gmail_credentials TO secretary_supervisor"),
    ("rights of anon", isolation, "GRANT SELECT ON public.email_drafts TO anon"),
    ("a role that passes by row level security", isolation, "ALTER ROLE secretary_web BYPASSRLS"),
    ("a role that is a worker always", isolation, "ALTER ROLE secretary_store INHERIT"),
    ("a supervisor that may become a worker", isolation, "GRANT secretary_worker TO secretary_supervisor"),
    ("a function that finds names by its caller's path", linter, "ALTER FUNCTION secretary.move_version() RESET search_path"),
    ("a function that everybody calls", isolation, "GRANT EXECUTE ON FUNCTION secretary.move_revision() TO PUBLIC"),
    ("a function that people call", linter, "GRANT EXECUTE ON FUNCTION secretary.move_revision() TO authenticated"),
    ("a reference without an index", linter, "DROP INDEX secretary.oauth_requests_by_user"),
    ("an index twice", linter, "CREATE INDEX again ON secretary.worker_leases (holder_id)"),
    (
        "a policy that asks for every row",
        linter,
        "ALTER POLICY own_seen ON secretary.email_drafts USING (user_id = auth.uid()"
        " AND ((SELECT auth.jwt()) ->> 'is_anonymous')::boolean IS NOT TRUE)",
    ),
    (
        "a policy that lets anonymous people in",
        linter,
        "ALTER POLICY own_seen ON secretary.email_drafts USING (user_id = (SELECT auth.uid()))",
    ),
    (
        "a second policy for one role",
        linter,
        f"CREATE POLICY again ON secretary.email_drafts FOR SELECT TO authenticated USING ({OWN})",
    ),
    ("a policy for people that is always true", linter, "ALTER POLICY own_seen ON secretary.gmail_credentials USING (true)"),
    (
        "accounts shown to people",
        linter,
        "CREATE VIEW public.people AS SELECT id, email FROM auth.users; GRANT SELECT ON public.people TO authenticated",
    ),
    (
        "a table without a key",
        linter,
        "CREATE TABLE secretary.keyless (x int); ALTER TABLE secretary.keyless ENABLE ROW LEVEL SECURITY",
    ),
    ("an exposed table without row level security", linter, "CREATE TABLE public.bare (id int PRIMARY KEY)"),
    (
        "a secret in an exposed view",
        linter,
        "CREATE VIEW public.leases WITH (security_invoker = true) AS SELECT user_id, token FROM secretary.worker_leases",
    ),
    ("moves that nothing refuses", front_end, "DROP TRIGGER email_drafts_decided ON secretary.email_drafts"),
    ("moves that nobody records", front_end, "DROP TRIGGER email_drafts_recorded ON secretary.email_drafts"),
    (
        "banned people who go on",
        front_end,
        "CREATE OR REPLACE VIEW secretary.users WITH (security_barrier = true) AS"
        " SELECT id, COALESCE(email::text, id::text) AS email_address, NULL::text AS google_subject,"
        " COALESCE(created_at, 'epoch') AS created_at FROM auth.users WHERE deleted_at IS NULL AND NOT is_anonymous",
    ),
    ("settings that move no version", front_end, "DROP TRIGGER agent_settings_versioned ON secretary.agent_settings"),
    ("no right to the view for people", front_end, "REVOKE INSERT ON public.agent_settings FROM authenticated"),
]
ROLES_BACK = [
    "ALTER ROLE secretary_web NOBYPASSRLS",
    "ALTER ROLE secretary_store NOINHERIT",
    "REVOKE secretary_worker FROM secretary_supervisor",
]


class Quiet(Findings):
    def check(self, holds, sentence):
        if not holds:
            self.failed.append(sentence)


def run(findings, server, database, people):
    superuser = server.session("supabase_admin", "postgres")
    # A database is copied only while nobody is there.
    superuser.must(
        "SET client_min_messages = error",
        f"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{database}'",
        f"CREATE DATABASE sound TEMPLATE {database}",
    )
    for name, test, damage in [("nothing", isolation, "SELECT"), *DAMAGES]:
        superuser.must("CREATE DATABASE damaged TEMPLATE sound")
        session = server.session("supabase_admin", "damaged")
        session.must(*damage.split(";"))
        quiet = Quiet()
        if test is front_end:
            try:
                test.run(quiet, server, "damaged", people)
            except RuntimeError as error:
                quiet.failed.append(str(error))
        elif test is isolation:
            test.run(quiet, session, people, supabase=True)
        else:
            test.run(quiet, session)
        if name == "nothing":
            findings.check(not quiet.failed, f"isolation finds nothing where nothing was taken away: {quiet.failed[:3]}")
        else:
            findings.check(quiet.failed, f"{test.__name__} notices {name}")
        session.close()
        superuser.must(*ROLES_BACK, "DROP DATABASE damaged WITH (FORCE)")
    superuser.must("DROP DATABASE sound")
