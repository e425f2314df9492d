-- A double of Supabase's roles and of its schema `auth`, for plain PostgreSQL 15 and later. Run by the superuser, who is called
-- `supabase_admin` as there.
--
-- It behaves as Supabase does in: who owns what, what `postgres` may do (no superuser, but CREATEROLE and BYPASSRLS), the roles of the Data
-- API with their timeouts, row level security without a policy on `auth.users`, the columns of accounts that a product may use,
-- what `auth.uid()`, `auth.role()`, `auth.email()` and `auth.jwt()` read, and e-mail addresses that are unique but for single sign-on.
--
-- It cannot show: `supautils` (which lets `postgres` make policies on `auth` tables and protects names of roles; here that is refused),
-- the event triggers that grant rights on extensions and reload the Data API, `safeupdate`, how PostgREST maps errors, Supavisor.

DO $$
BEGIN
  IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'authenticator') THEN
    RETURN;  -- Roles belong to the server, and this database is not its first.
  END IF;
  CREATE ROLE postgres NOSUPERUSER CREATEDB CREATEROLE LOGIN REPLICATION BYPASSRLS;
  CREATE ROLE anon NOLOGIN INHERIT;
  CREATE ROLE authenticated NOLOGIN INHERIT;
  CREATE ROLE service_role NOLOGIN INHERIT BYPASSRLS;
  CREATE ROLE authenticator LOGIN NOINHERIT;
  CREATE ROLE supabase_auth_admin LOGIN NOINHERIT CREATEROLE;
  GRANT anon, authenticated, service_role TO authenticator;
  GRANT anon, authenticated, service_role TO postgres WITH ADMIN OPTION;
  GRANT pg_monitor, pg_read_all_data, pg_signal_backend TO postgres;
  ALTER ROLE anon SET statement_timeout = '3s';
  ALTER ROLE authenticated SET statement_timeout = '8s';
  ALTER ROLE authenticator SET statement_timeout = '8s';
  ALTER ROLE authenticator SET lock_timeout = '8s';
END
$$;

CREATE SCHEMA auth AUTHORIZATION supabase_admin;
GRANT USAGE ON SCHEMA auth TO postgres, anon, authenticated, service_role, supabase_auth_admin;
GRANT CREATE ON SCHEMA auth TO supabase_auth_admin;
GRANT USAGE ON SCHEMA public TO anon, authenticated, service_role;
GRANT USAGE, CREATE ON SCHEMA public TO postgres;

SET ROLE supabase_auth_admin;

CREATE TABLE auth.users (
  instance_id uuid,
  id uuid NOT NULL PRIMARY KEY,
  aud varchar(255),
  role varchar(255),
  email varchar(255),
  encrypted_password varchar(255),
  email_confirmed_at timestamptz,
  invited_at timestamptz,
  confirmation_token varchar(255),
  last_sign_in_at timestamptz,
  raw_app_meta_data jsonb,
  raw_user_meta_data jsonb,
  is_super_admin bool,
  created_at timestamptz,
  updated_at timestamptz,
  phone text UNIQUE DEFAULT NULL,
  phone_confirmed_at timestamptz,
  confirmed_at timestamptz GENERATED ALWAYS AS (LEAST(email_confirmed_at, phone_confirmed_at)) STORED,
  banned_until timestamptz,
  is_sso_user bool NOT NULL DEFAULT false,
  deleted_at timestamptz,
  is_anonymous bool NOT NULL DEFAULT false
);
CREATE UNIQUE INDEX users_email_partial_key ON auth.users (email) WHERE is_sso_user = false;
ALTER TABLE auth.users ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON auth.users TO postgres WITH GRANT OPTION;
GRANT REFERENCES, TRIGGER ON auth.users TO postgres;

-- What a token says of one thing: by itself where the Data API sets it so, else out of all that it says.
CREATE FUNCTION auth.claim(name text) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT coalesce(
    nullif(current_setting('request.jwt.claim.' || name, true), ''),
    nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> name)
$$;
CREATE FUNCTION auth.uid() RETURNS uuid LANGUAGE sql STABLE AS $$ SELECT auth.claim('sub')::uuid $$;
CREATE FUNCTION auth.role() RETURNS text LANGUAGE sql STABLE AS $$ SELECT auth.claim('role') $$;
CREATE FUNCTION auth.email() RETURNS text LANGUAGE sql STABLE AS $$ SELECT auth.claim('email') $$;
CREATE FUNCTION auth.jwt() RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT coalesce(
    nullif(current_setting('request.jwt.claim', true), ''),
    nullif(current_setting('request.jwt.claims', true), '')
  )::jsonb
$$;

INSERT INTO auth.users (id, aud, role, email, email_confirmed_at, created_at, banned_until, is_sso_user, deleted_at,
  is_anonymous, phone)
VALUES
  ('00000000-0000-4000-8000-00000000000a', 'authenticated', 'authenticated', 'ann@example.com', now(), now(), NULL, false, NULL, false, NULL),
  ('00000000-0000-4000-8000-00000000000b', 'authenticated', 'authenticated', 'ben@example.com', now(), now(), NULL, false, NULL, false, NULL),
  ('00000000-0000-4000-8000-0000000000ba', 'authenticated', 'authenticated', 'banned@example.com', now(), now(), now() + '1 day', false, NULL, false, NULL),
  ('00000000-0000-4000-8000-0000000000bb', 'authenticated', 'authenticated', 'free@example.com', now(), now(), now() - '1 day'::interval, false, NULL, false, NULL),
  ('00000000-0000-4000-8000-0000000000de', 'authenticated', 'authenticated', 'deleted@example.com', now(), now(), NULL, false, now(), false, NULL),
  ('00000000-0000-4000-8000-0000000000aa', 'authenticated', 'authenticated', NULL, NULL, now(), NULL, false, NULL, true, NULL),
  ('00000000-0000-4000-8000-0000000000fe', 'authenticated', 'authenticated', NULL, NULL, now(), NULL, false, NULL, false, '15551234567'),
  ('00000000-0000-4000-8000-0000000000e1', 'authenticated', 'authenticated', 'twin@example.com', now(), now(), NULL, true, NULL, false, NULL),
  ('00000000-0000-4000-8000-0000000000e2', 'authenticated', 'authenticated', 'twin@example.com', now(), now(), NULL, true, NULL, false, NULL);

RESET ROLE;
