"""docs/schema.md shows the columns as they are on SQLite; they are the same here, in types of PostgreSQL's own."""

import pathlib
import re

from catalogue import SCHEMAS

# What each type of the page may be here.
TYPES = {
    "TEXT": {"text", "uuid", "timestamp with time zone", "date", "jsonb", "text[]"},
    "INTEGER": {"integer", "bigint", "boolean"},
    "REAL": {"double precision"},
}


def shown():
    page = (pathlib.Path(__file__).resolve().parents[2] / "docs/schema.md").read_text()
    for name, block in re.findall(r"^## `(\w+)`\n.*?^```\n(.*?)^```", page, re.MULTILINE | re.DOTALL):
        for line in block.splitlines():
            column, kind, *rest = line.split()
            yield name, column, kind, rest == ["or", "nothing"]


def run(findings, session):
    there = {}
    for table, column, kind, needed, is_view in session.must(f"""
        SELECT c.relname, a.attname, format_type(a.atttypid, NULL), a.attnotnull, c.relkind = 'v'
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname IN {SCHEMAS} AND n.nspname <> 'public' AND c.relkind IN ('r', 'v') AND a.attnum > 0""").rows:
        there[table, column] = (kind, needed == "t", is_view == "t")
    for table, column, kind, optional in shown():
        found, needed, is_view = there.pop((table, column), (None, None, False))
        findings.check(found in TYPES[kind], f"{table}.{column} is a {kind}, not {found}")
        findings.check(is_view or needed is not optional, f"{table}.{column} {'may' if optional else 'must not'} be nothing")
    left = {table for table, _ in there} - {"active_users", "wanted_changes"}
    findings.check(not left, f"the page has every table and column: {left}")
