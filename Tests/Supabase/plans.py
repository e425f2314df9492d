"""How rows are found where there are many: by whose they are, however much a statement leaves to row level security."""

from isolation import claims

PEOPLE = 20_000
DRAFTS = 10
# Out of a thousand; the others have settings and are not active.
ACTIVE = 10

FILL = f"""
    INSERT INTO auth.users (id, aud, role, email, created_at)
      SELECT ('00000000-0000-4000-9000-' || lpad(n::text, 12, '0'))::uuid, 'authenticated', 'authenticated',
        n || '@example.org', now()
      FROM generate_series(1, {PEOPLE}) AS n;
    INSERT INTO secretary.agent_settings (user_id, active_agents)
      SELECT id, CASE WHEN hashtext(id::text) % 1000 BETWEEN 0 AND {ACTIVE} THEN '{{email_secretary}}'::text[] ELSE '{{}}' END
      FROM auth.users WHERE email LIKE '%@example.org';
    INSERT INTO secretary.gmail_credentials (user_id, email_address, is_connected)
      SELECT id, email, true FROM auth.users WHERE email LIKE '%@example.org';
    INSERT INTO secretary.email_drafts (id, user_id, gmail_message_id, gmail_thread_id, recipients, subject, body, reason, writer,
        status, created_at, updated_at)
      SELECT id || '-' || n, id, n, n, '{{}}', 'x', 'x', 'x', 'x', CASE n WHEN 1 THEN 'proposed' ELSE 'sent' END, now(), now()
      FROM auth.users, generate_series(1, {DRAFTS}) AS n WHERE email LIKE '%@example.org';
    ANALYZE secretary.agent_settings; ANALYZE secretary.gmail_credentials; ANALYZE secretary.email_drafts; ANALYZE auth.users
"""


def run(findings, server, database, person):
    session = server.session("supabase_admin", database)
    # A row each that moves the revision, and nobody waits for it here.
    session.must("SET session_replication_role = replica", *FILL.split(";"), "SET session_replication_role = origin")
    worker = ["SET LOCAL ROLE secretary_worker", f"SELECT set_config('secretary.user_id', '{person}', true) \\g /dev/null"]
    authenticated = ["SET LOCAL ROLE authenticated", claims(person)]
    supervisor = ["SET LOCAL ROLE secretary_supervisor"]
    for who, opening, statement in (
        ("a worker that forgets to say whose", worker, "SELECT * FROM secretary.email_drafts"),
        (
            "a worker that says whose",
            worker,
            f"SELECT id FROM secretary.email_drafts WHERE user_id = '{person}' AND status = 'approved'",
        ),
        ("a worker that asks whether it is active", worker, f"SELECT 1 FROM secretary.active_users WHERE user_id = '{person}'"),
        (
            "a person",
            authenticated,
            "SELECT * FROM public.email_drafts WHERE status = 'proposed' ORDER BY created_at DESC LIMIT 50",
        ),
        (
            "a person with a draft",
            authenticated,
            "UPDATE public.email_drafts SET status = 'dismissed' WHERE id = 'x' AND version = 1",
        ),
        ("a supervisor", supervisor, "SELECT user_id FROM secretary.active_users ORDER BY user_id"),
    ):
        plan = [row[0] for row in session.tried(*opening, f"EXPLAIN {statement}").rows]
        read = [line.strip() for line in plan if "Seq Scan on" in line]
        findings.check(plan and not read, f"{who} is answered without reading everybody's rows: {read}")
