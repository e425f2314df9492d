"""What Supabase's database linter asks of a schema, asked of the catalogue. Rules have its numbers.

Not asked, because nothing here could answer: 0005 (indexes that were never used), 0019 and 0025 (queues and storage), 0020
(bloat), 0022 (versions of extensions), 0026 and 0027 (what GraphQL shows, which is off).
"""

SCHEMAS = "('secretary', 'public')"
EXPOSED = "('public')"

# A relation or function, and why it is well as it is.
ACCEPTED = {
    # Programs of ours that serve everybody; no role of the Data API is among them.
    ("0024", policy)
    for policy in ("supervisor", "web", "store", "worker")
}

GRANTED = """EXISTS (SELECT 1 FROM (VALUES ('anon'), ('authenticated')) AS r (name)
  WHERE has_table_privilege(r.name, c.oid, 'SELECT'))"""
RELATIONS = f"""FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname IN {SCHEMAS}"""
FUNCTIONS = f"""FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname IN {SCHEMAS}"""
POLICIES = f"""FROM pg_policies WHERE schemaname IN {SCHEMAS}"""
CONDITION = "lower(COALESCE(qual, '') || ' ' || COALESCE(with_check, ''))"

RULES = {
    "0001": (
        "a foreign key without an index",
        f"""
        SELECT k.conrelid::regclass || '.' || k.conname FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname IN {SCHEMAS} AND k.contype = 'f' AND NOT EXISTS (
          SELECT 1 FROM pg_index i WHERE i.indrelid = k.conrelid AND i.indpred IS NULL
          AND (string_to_array(i.indkey::text, ' ')::smallint[])[1:cardinality(k.conkey)] = k.conkey)""",
    ),
    "0002": (
        "accounts shown to people",
        f"""
        SELECT DISTINCT c.oid::regclass {
            RELATIONS.replace(
                "WHERE",
                '''JOIN pg_rewrite w ON w.ev_class = c.oid
          JOIN pg_depend d ON d.objid = w.oid AND d.refobjid = 'auth.users'::regclass WHERE''',
            )
        }
        AND c.relkind IN ('v', 'm') AND {GRANTED}""",
    ),
    "0003": (
        "a policy that asks who it is for every row",
        f"""
        SELECT tablename || '.' || policyname {POLICIES} AND (
          regexp_replace({CONDITION}, '\\( select (auth\\.\\w+|current_setting|secretary\\.acting_user)', '', 'g')
            ~ '(auth\\.(uid|jwt|role|email)|current_setting|secretary\\.acting_user)\\(')""",
    ),
    "0004": (
        "a table without a primary key",
        f"""
        SELECT c.oid::regclass {RELATIONS} AND c.relkind IN ('r', 'p')
        AND NOT EXISTS (SELECT 1 FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary)""",
    ),
    "0006": (
        "several policies for one role and action",
        f"""
        SELECT tablename || ' ' || role || ' ' || action FROM pg_policies, unnest(roles) AS role,
          unnest(CASE cmd WHEN 'ALL' THEN ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE'] ELSE ARRAY[cmd] END) AS action
        WHERE schemaname IN {SCHEMAS} AND permissive = 'PERMISSIVE' GROUP BY schemaname, tablename, role, action
        HAVING count(*) > 1""",
    ),
    "0007": (
        "policies, but no row level security",
        f"""
        SELECT c.oid::regclass {RELATIONS} AND c.relkind = 'r' AND NOT c.relrowsecurity
        AND EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid)""",
    ),
    "0008": (
        "row level security, but no policy",
        f"""
        SELECT c.oid::regclass {RELATIONS} AND c.relkind = 'r' AND c.relrowsecurity
        AND NOT EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid)""",
    ),
    "0009": (
        "two indexes that are the same",
        f"""
        SELECT min(i.indexrelid::regclass::text) FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname IN {SCHEMAS}
        GROUP BY i.indrelid, i.indkey, i.indclass, i.indoption, pg_get_expr(i.indexprs, i.indrelid),
          pg_get_expr(i.indpred, i.indrelid)
        HAVING count(*) > 1""",
    ),
    "0010": (
        "a view with its owner's rights, shown to people",
        f"""
        SELECT c.oid::regclass {RELATIONS} AND c.relkind = 'v' AND {GRANTED}
        AND NOT COALESCE(lower(array_to_string(c.reloptions, ' ')), '') ~ 'security_invoker=(true|on|yes|1)'""",
    ),
    "0011": (
        "a function that finds names by its caller's path",
        f"""
        SELECT p.oid::regprocedure {FUNCTIONS} AND NOT COALESCE(array_to_string(p.proconfig, ' '), '') ~ 'search_path='""",
    ),
    "0012": (
        "people without an account of theirs let in",
        f"""
        SELECT tablename || '.' || policyname {POLICIES} AND roles && ARRAY['authenticated', 'public']::name[]
        AND {CONDITION} !~ 'is_anonymous'""",
    ),
    "0013": (
        "an exposed table without row level security",
        f"""
        SELECT c.oid::regclass {RELATIONS} AND n.nspname IN {EXPOSED} AND c.relkind IN ('r', 'p') AND NOT c.relrowsecurity""",
    ),
    "0014": (
        "an extension in public",
        """
        SELECT extname FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE n.nspname = 'public'""",
    ),
    "0015": (
        "a policy by what people say of themselves",
        f"""
        SELECT tablename || '.' || policyname {POLICIES} AND {CONDITION} ~ 'user_metadata'""",
    ),
    "0016": (
        "a materialized view or foreign table shown to people",
        f"""
        SELECT c.oid::regclass {RELATIONS} AND c.relkind IN ('m', 'f') AND {GRANTED}""",
    ),
    "0018": (
        "a column of a type that stops upgrades",
        f"""
        SELECT c.oid::regclass || '.' || a.attname {RELATIONS.replace("WHERE", "JOIN pg_attribute a ON a.attrelid = c.oid WHERE")}
        AND c.relkind = 'r' AND a.attnum > 0 AND a.atttypid IN ('regproc'::regtype, 'regprocedure'::regtype, 'regoper'::regtype,
          'regoperator'::regtype, 'regconfig'::regtype, 'regdictionary'::regtype, 'regnamespace'::regtype,
          'regcollation'::regtype)""",
    ),
    "0021": (
        "a foreign key to accounts by something else than the id",
        f"""
        SELECT k.conrelid::regclass || '.' || k.conname FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_index i ON i.indexrelid = k.conindid
        WHERE n.nspname IN {SCHEMAS} AND k.contype = 'f' AND k.confrelid = 'auth.users'::regclass AND NOT i.indisprimary""",
    ),
    "0023": (
        "a column with a secret's name in an exposed relation",
        f"""
        SELECT c.oid::regclass || '.' || a.attname {RELATIONS.replace("WHERE", "JOIN pg_attribute a ON a.attrelid = c.oid WHERE")}
        AND n.nspname IN {EXPOSED} AND a.attnum > 0
        AND a.attname ~ '(^|_)(token|password|secret|api_key|access_token|refresh_token)$'""",
    ),
    "0024": (
        "a policy that is always true",
        f"""
        SELECT policyname {POLICIES} AND (qual = 'true' OR with_check = 'true')
        AND NOT roles && ARRAY['anon', 'authenticated', 'public']::name[]
        UNION ALL SELECT tablename || '.' || policyname {POLICIES} AND (qual = 'true' OR with_check = 'true')
        AND roles && ARRAY['anon', 'authenticated', 'public']::name[]""",
    ),
    "0028": (
        "a function with its owner's rights that people may call",
        f"""
        SELECT p.oid::regprocedure {FUNCTIONS} AND p.prosecdef AND EXISTS (
          SELECT 1 FROM (VALUES ('anon'), ('authenticated')) AS r (name)
          WHERE has_function_privilege(r.name, p.oid, 'EXECUTE'))""",
    ),
}


def run(findings, session):
    for number, (meaning, query) in RULES.items():
        rows = session.must(query).rows
        found = [row[0] for row in rows if (number, row[0]) not in ACCEPTED]
        findings.check(not found, f"lint {number}, {meaning}: {', '.join(found)}")
