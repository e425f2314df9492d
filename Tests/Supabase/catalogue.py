"""The relations of the product as the server's catalogue has them, and rows for two people in every one."""

import re

SCHEMAS = "('secretary', 'public')"
DEFAULTS = {
    "text": "'x'",
    "uuid": "gen_random_uuid()",
    "timestamp with time zone": "now()",
    "date": "current_date",
    "boolean": "false",
    "jsonb": "'{}'",
    "text[]": "'{}'",
    "integer": "1",
    "bigint": "1",
    "double precision": "0.5",
}


class Relation:
    def __init__(self, schema, name, kind, columns):
        self.name = f"{schema}.{name}"
        self.schema = schema
        self.kind = kind  # r: a table, v: a view
        self.columns = columns
        self.owner = "user_id" if "user_id" in columns else "id" if name == "users" else None

    def __repr__(self):
        return self.name


def relations(session):
    rows = session.must(f"""
        SELECT n.nspname, c.relname, c.relkind, string_agg(a.attname, ' ' ORDER BY a.attnum)
        FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        WHERE n.nspname IN {SCHEMAS} AND c.relkind IN ('r', 'v', 'm', 'f', 'p') GROUP BY 1, 2, 3 ORDER BY 1, 2""").rows
    return [Relation(schema, name, kind, columns.split()) for schema, name, kind, columns in rows]


def insertion(session, relation, person):
    """An INSERT of one row of a person's, with what the table demands: of checked texts the first that is allowed, of references
    to other tables the person's row there."""
    columns = session.must(f"""
        SELECT a.attname, format_type(a.atttypid, NULL), a.attnotnull AND NOT a.atthasdef AND a.attidentity = '',
          (SELECT string_agg(pg_get_constraintdef(k.oid), ' ') FROM pg_constraint k
            WHERE k.conrelid = a.attrelid AND k.contype = 'c' AND k.conkey = ARRAY[a.attnum]),
          (SELECT k.confrelid::regclass::text FROM pg_constraint k
            WHERE k.conrelid = a.attrelid AND k.contype = 'f' AND k.conkey = ARRAY[a.attnum])
        FROM pg_attribute a
        WHERE a.attrelid = '{relation.name}'::regclass AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum""").rows
    names, values = [], []
    for name, kind, needed, check, reference in columns:
        if name == relation.owner:
            value = f"'{person}'"
        elif needed != "t":
            continue
        elif reference:
            value = f"(SELECT id FROM {reference} WHERE user_id = '{person}' LIMIT 1)"
        elif check and (allowed := re.search(r"ARRAY\['([^']*)'", check)):
            value = f"'{allowed.group(1)}'"
        elif kind == "text":
            value = f"'{name} of {person}'"
        else:
            value = DEFAULTS[kind]
        names.append(f'"{name}"')
        values.append(value)
    return f"INSERT INTO {relation.name} ({', '.join(names)}) VALUES ({', '.join(values)})"


def fill(session, people):
    """One row of each person in every table that has rows of people, referred-to tables first."""
    tables = [relation for relation in relations(session) if relation.kind == "r" and relation.owner]
    waiting = [(table, person) for table in tables for person in people]
    for _ in range(3):
        # What a trigger has made already is there.
        waiting = [pair for pair in waiting if session.run(insertion(session, *pair)).error not in (None, "23505")]
    if waiting:
        raise RuntimeError(f"no rows could be made for {waiting}")
    for relation in relations(session):
        if relation.kind == "r" and not relation.owner and session.must(f"SELECT count(*) FROM {relation.name}").value == "0":
            session.must(insertion(session, relation, None))
