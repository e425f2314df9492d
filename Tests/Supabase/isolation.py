"""Nobody reaches another's rows. What is tried comes from the catalogue: a new table is tried without being named here."""

from catalogue import SCHEMAS, insertion, relations

OURS = ["secretary_supervisor", "secretary_store", "secretary_web", "secretary_worker"]
DENIED = "42501"
# What a view of several tables answers to a change.
NOT_UPDATABLE = "55000"
# What has no rows of people and may be read nevertheless, by whom.
READABLE = {("secretary_worker", "secretary.schema_migrations")}
# Tables with rows of people that are no worker's business.
NOT_FOR_WORKERS = {"secretary.web_sessions", "secretary.oauth_requests"}
TOKENS = [("secretary.gmail_credentials", "access_token"), ("secretary.gmail_credentials", "refresh_token")]
LEASE_TOKENS = [("secretary.worker_leases", "token")]
SECRETS = [("secretary.web_sessions", "id_hash"), ("secretary.oauth_requests", "state_hash")]


def run(findings, session, people, supabase):
    """`session` is one of the superuser's, `people` two users' ids, of whom the first acts."""
    ann, ben = people
    found = relations(session)
    for relation in found:
        # Rights of whoever runs the test must not be what is measured.
        relation.insertion = insertion(session, relation, ben) if relation.kind == "r" and relation.owner else None
    structure(findings, session, found)
    worker = ["SET LOCAL ROLE secretary_worker", f"SELECT set_config('secretary.user_id', '{ann}', true) \\g /dev/null"]
    actor(findings, session, found, "secretary_worker", worker, ann, ben)
    nobody = ["SET LOCAL ROLE secretary_worker", "SELECT set_config('secretary.user_id', '', true) \\g /dev/null"]
    actor(findings, session, found, "secretary_worker", nobody, None, ben, "a worker of nobody")
    if supabase:
        person = ["SET LOCAL ROLE authenticated", claims(ann)]
        actor(findings, session, found, "authenticated", person, ann, ben)
        anonymous = ["SET LOCAL ROLE authenticated", claims(ann, is_anonymous="true")]
        actor(findings, session, found, "authenticated", anonymous, None, ben, "somebody who signed in anonymously")
        for relation in found:
            for verb in ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER"):
                columns = (
                    ""
                    if verb in ("DELETE", "TRUNCATE", "TRIGGER")
                    else f" OR has_any_column_privilege('anon', '{relation}', '{verb}')"
                )
                has = session.must(f"SELECT has_table_privilege('anon', '{relation}', '{verb}'){columns}").value
                findings.check(has == "f", f"anon has no right to {verb} {relation}")
        for relation in found:
            for verb in ("TRUNCATE", "REFERENCES", "TRIGGER"):
                for role in ("authenticated", "service_role"):
                    has = session.must(f"SELECT has_table_privilege('{role}', '{relation}', '{verb}')").value
                    findings.check(has == "f", f"{role} has no right to {verb} {relation}")
    tokens(findings, session, supabase)
    functions(findings, session, supabase)


def claims(person, **more):
    body = {"sub": person, "role": "authenticated", "is_anonymous": "false", **more}
    text = (
        "{"
        + ", ".join(f'"{name}": ' + (value if value in ("true", "false") else f'"{value}"') for name, value in body.items())
        + "}"
    )
    return f"SELECT set_config('request.jwt.claims', '{text}', true) \\g /dev/null"


def actor(findings, session, found, role, opening, own, other, name=None):
    """Every table and verb: nothing of another's is seen, changed, removed, added or taken; of one's own enough is seen to
    tell that the question was right."""
    name = name or f"{role} of one"
    seen = 0
    for relation in found:
        # Which columns may be asked for is no secret, and a statement that names another fails before any row is looked at.
        may = session.must(
            f"SELECT a.attname, has_column_privilege('{role}', a.attrelid, a.attnum, 'SELECT'),"
            f" has_column_privilege('{role}', a.attrelid, a.attnum, 'UPDATE') FROM pg_attribute a"
            f" WHERE a.attrelid = '{relation}'::regclass AND a.attnum > 0 AND NOT a.attisdropped"
        ).rows
        usage = session.must(f"SELECT has_schema_privilege('{role}', '{relation.schema}', 'USAGE')").value == "t"
        readable = usage and any(row[1] == "t" for row in may)
        changeable = [row[0] for row in may if row[2] == "t"] if usage else []
        if relation.owner is None:
            answer = session.tried(*opening, f"SELECT count(*) FROM {relation}")
            fine = answer.error == DENIED or answer.value == "0" or (role, relation.name) in READABLE
            findings.check(fine, f"{name} sees nothing of {relation}")
        else:
            answer = session.tried(
                *opening, f"SELECT count(*) FROM {relation} WHERE {relation.owner}::text IS DISTINCT FROM '{own}'"
            )
            fine = answer.value == "0" if readable else answer.error == DENIED
            findings.check(fine, f"{name} sees nobody else's rows of {relation}")
            if own and readable:
                seen += int(session.tried(*opening, f"SELECT count(*) FROM {relation}").value)
        for column in changeable or relation.columns[:1]:
            where = f" WHERE {relation.owner}::text IS DISTINCT FROM '{own}'" if relation.owner and readable else ""
            if relation.owner and own and not where:
                continue
            change = (
                f'WITH changed AS (UPDATE {relation} SET "{column}" = "{column}"{where} RETURNING 1) SELECT count(*) FROM changed'
            )
            answer = session.tried(*opening, change)
            findings.check(
                answer.error in (DENIED, NOT_UPDATABLE) or answer.value == "0",
                f"{name} changes nobody else's {column} of {relation}",
            )
        where = f" WHERE {relation.owner}::text IS DISTINCT FROM '{own}'" if relation.owner and readable else ""
        answer = session.tried(*opening, f"WITH gone AS (DELETE FROM {relation}{where} RETURNING 1) SELECT count(*) FROM gone")
        findings.check(
            answer.error in (DENIED, NOT_UPDATABLE) or answer.value == "0", f"{name} deletes nobody else's rows of {relation}"
        )
        if relation.insertion:
            answer = session.tried(*opening, relation.insertion)
            findings.check(answer.error == DENIED, f"{name} adds no row of another's to {relation}")
        if relation.owner and own:
            answer = session.tried(
                *opening, f"UPDATE {relation} SET {relation.owner} = '{other}' WHERE {relation.owner} = '{own}'"
            )
            findings.check(answer.error in (DENIED, NOT_UPDATABLE), f"{name} moves no row of {relation} to another")
    findings.check(seen > 0 or own is None, f"{name} sees rows of their own")


def structure(findings, session, found):
    for relation in found:
        if relation.kind == "v":
            options = (
                session.must(
                    f"SELECT COALESCE(array_to_string(reloptions, ' '), '') FROM pg_class WHERE oid = '{relation}'::regclass"
                ).value
                or ""
            )
            findings.check(
                "security_invoker=true" in options or "security_barrier=true" in options,
                f"{relation} is read with its reader's rights, or says what it shows",
            )
            continue
        findings.check(relation.kind == "r", f"{relation} is a plain table")
        on = session.must(f"SELECT relrowsecurity FROM pg_class WHERE oid = '{relation}'::regclass").value
        findings.check(on == "t", f"{relation} has row level security")
        policies = [
            row[0]
            for row in session.must(
                f"SELECT DISTINCT r.rolname FROM pg_policy p CROSS JOIN unnest(p.polroles) AS o"
                f" LEFT JOIN pg_roles r ON r.oid = o WHERE p.polrelid = '{relation}'::regclass"
            ).rows
        ]
        findings.check(bool(policies), f"{relation} has a policy")
        findings.check("" not in policies, f"no policy of {relation} is for everybody")
        if relation.owner and relation.name not in NOT_FOR_WORKERS:
            findings.check("secretary_worker" in policies, f"{relation} has a policy for workers")
        acl = session.must(
            f"SELECT count(*) FROM pg_class c, aclexplode(c.relacl) a WHERE c.oid = '{relation}'::regclass AND a.grantee = 0"
        ).value
        findings.check(acl == "0", f"PUBLIC has no rights to {relation}")
    for role in OURS:
        row = session.must(
            "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication, rolinherit,"
            f" 'search_path=\"\"' = ANY (COALESCE(rolconfig, '{{}}')),"
            f" (SELECT count(*) FROM pg_shdepend WHERE refobjid = pg_roles.oid AND deptype = 'o')"
            f" FROM pg_roles WHERE rolname = '{role}'"
        ).rows
        findings.check(
            row == [["f"] * 6 + ["t", "0"]], f"{role} passes by no rule, inherits and owns nothing, and finds no name by itself"
        )
    memberships = session.must(
        "SELECT r.rolname || ' in ' || g.rolname FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.member"
        " JOIN pg_roles g ON g.oid = m.roleid"
        " WHERE (r.rolname LIKE 'secretary_%' OR g.rolname LIKE 'secretary_%')"
        " AND r.rolname NOT IN ('postgres', 'supabase_admin')"
    ).rows
    findings.check(
        memberships == [["secretary_store in secretary_worker"]], "of our roles only the store may become another, a worker"
    )
    policies = session.must(
        f"SELECT c.relname, p.polname FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid"
        f" JOIN pg_namespace n ON n.oid = c.relnamespace"
        f" WHERE n.nspname IN {SCHEMAS} AND NOT p.polpermissive"
    ).rows
    findings.check(policies == [], "policies are all permissive, so that what one says is all that it says")


def tokens(findings, session, supabase):
    refused = {"secretary_supervisor": TOKENS + SECRETS, "secretary_store": TOKENS + SECRETS, "secretary_worker": SECRETS}
    if supabase:
        refused.update({role: TOKENS + LEASE_TOKENS + SECRETS for role in ("anon", "authenticated", "service_role")})
    for role, columns in refused.items():
        for table, column in columns:
            answer = session.tried(f"SET LOCAL ROLE {role}", f"SELECT {column} FROM {table}")
            findings.check(answer.error == DENIED, f"{role} reads no {column} of {table}")
            has = session.must(f"SELECT has_column_privilege('{role}', '{table}', '{column}', 'INSERT, UPDATE')").value
            findings.check(has == "f", f"{role} writes no {column} of {table}")


def functions(findings, session, supabase):
    roles = ["anon", "authenticated", "service_role"] if supabase else []
    rows = session.must(
        f"SELECT p.oid::regprocedure, COALESCE(array_to_string(p.proconfig, ' '), '') = 'search_path=\"\"',"
        f" pg_get_userbyid(p.proowner)"
        f" FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname IN {SCHEMAS}"
    ).rows
    for function, fixed, owner in rows:
        findings.check(fixed == "t", f"{function} finds names by itself nowhere")
        findings.check(owner == "postgres", f"{function} belongs to who migrates")
        everybody = session.must(
            f"SELECT count(*) FROM pg_proc p, aclexplode(COALESCE(p.proacl, acldefault('f', p.proowner))) a"
            f" WHERE p.oid = '{function}'::regprocedure AND a.grantee = 0"
        ).value
        findings.check(everybody == "0", f"not everybody may call {function}")
        for role in roles:
            has = session.must(f"SELECT has_function_privilege('{role}', '{function}', 'EXECUTE')").value
            findings.check(has == "f", f"{role} may not call {function}")
