"""Supabase's own client against the simulated project, and the API with what it gives. Started by Tests/API/run."""

import argparse
import shutil
import sys
import tempfile
import traceback
from pathlib import Path

import httpx
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator
from programs import SIMULATED_PROJECT, ProgramEnded, Secretary, Simulator
from supabase import create_client
from supabase_auth.errors import AuthApiError

ANN, PASSWORD = "ann@example.com", "a long password"
APP = "https://app.example.com"


class Installation:
    """The simulator, and the web on a store with one person, who is connected."""

    def __init__(self, programs, folder, log):
        self.simulator = Simulator(programs, log)
        self.secretary = None
        made = self.simulator.call("POST", "supabase/users", {"email": ANN, "password": PASSWORD})
        self.ann, self.key = made["id"], made["key"]
        self.simulator.call("POST", "users", {"address": ANN, "name": "Ann"})
        self.secretary = Secretary(
            programs, folder, self.simulator, log, sign_in=["@example.com"], front_ends=[APP],
            sections=SIMULATED_PROJECT.format(base=self.simulator.base))
        self.secretary.secret("supabase-key", self.key)
        self.secretary.command("user", "add", ANN, "--id", self.ann)
        self.secretary.add_token(ANN)
        self.secretary.start_web()

    def client(self):
        return create_client(self.simulator.base, self.key)

    def sign_in(self):
        """Supabase's client, and one for the API with its token."""
        client = self.client()
        session = client.auth.sign_in_with_password({"email": ANN, "password": PASSWORD}).session
        return client, self.api(session.access_token)

    def api(self, token):
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        return httpx.Client(base_url=f"{self.secretary.address}/api/v1", headers=headers)

    def end(self):
        for program in (self.secretary, self.simulator):
            if program:
                program.stop()


def check_the_description_is_openapi(here):
    """the served document is OpenAPI 3.1"""
    document = here.api(None).get("/openapi.json").json()
    problems = list(OpenAPIV31SpecValidator(document).iter_errors())
    assert not problems, problems[0]


def check_supabases_client_signs_in_and_reads(here):
    """Supabase's client signs in, verifies its own token, and reads through the API"""
    client, api = here.sign_in()
    claims = client.auth.get_claims()["claims"]
    assert claims["sub"] == here.ann and client.auth.get_user().user.id == here.ann
    document = api.get("/openapi.json").json()
    assert api.get("/session").json() == {"user_id": here.ann, "email_address": ANN, "form_token": None}
    for path, schema in (
            ("session", "Session"), ("connection", "Connection"), ("settings", "Settings"), ("drafts", "DraftPage"),
            ("ledger", "LedgerPage"), ("status", "Status")):
        answer = api.get("/" + path)
        assert answer.status_code == 200, (path, answer.text)
        validator = Draft202012Validator({**document, "$ref": f"#/components/schemas/{schema}"})
        problems = list(validator.iter_errors(answer.json()))
        assert not problems, (path, problems[0].message)
    assert api.get("/connection").json()["is_connected"] is True


def check_settings_are_changed(here):
    """settings are changed by the version that was read, and by no other"""
    _, api = here.sign_in()
    before = api.get("/settings").json()
    change = {"version": before["version"], "signature": "Ann", "active_agents": ["email_secretary"]}
    after = api.patch("/settings", json=change)
    assert after.status_code == 200 and after.json()["signature"] == "Ann", after.text
    again = api.patch("/settings", json=change)
    assert again.status_code == 409 and again.headers["content-type"] == "application/problem+json", again.text
    assert again.json()["settings"] == after.json()


def check_a_refreshed_session_goes_on(here):
    """a refreshed session works, whichever key signed it"""
    client, _ = here.sign_in()
    for algorithm in ("RS256", "ES256"):
        here.simulator.call("POST", "supabase/rotate-keys", {"algorithm": algorithm})
        token = client.auth.refresh_session().session.access_token
        answer = here.api(token).get("/session")
        # A key that appears while another was looked for waits up to half a minute for the next look.
        assert answer.status_code == 200 or answer.json()["reason"] == "unknown-key", answer.text


def check_signing_out_ends_it(here):
    """whoever signs out connects, disconnects and approves nothing more with the old token"""
    client, api = here.sign_in()
    assert api.post("/connection", json={"return_to": f"{APP}/settings"}).status_code in (200, 401)
    client.auth.sign_out()
    refused = api.post("/connection", json={})
    assert refused.status_code == 401 and refused.json()["type"] == "urn:secretary:problem:token-refused", refused.text


def check_the_refusals_are_supabases(here):
    """the Auth server's refusals are understood by its own client"""
    client, api = here.sign_in()
    try:
        here.client().auth.sign_in_with_password({"email": ANN, "password": "wrong"})
        raise RuntimeError("signed in")
    except AuthApiError as error:
        assert error.code == "invalid_credentials", error.code
    token = client.auth.get_session().access_token
    for condition, code in (("banned", "user_banned"), ("deleted", "user_not_found")):
        here.simulator.call("POST", "supabase/condition", {"email": ANN, "condition": condition})
        try:
            client.auth.get_user(token)
            raise RuntimeError(f"known although {condition}")
        except AuthApiError as error:
            assert (error.status, error.code) == (403, code), (error.status, error.code)
    here.simulator.call("POST", "supabase/condition", {"email": ANN, "condition": "well"})
    no_key = httpx.get(f"{here.simulator.base}/auth/v1/user", headers={"Authorization": f"Bearer {token}"})
    assert no_key.status_code == 401 and "error_code" not in no_key.json()
    no_token = httpx.get(f"{here.simulator.base}/auth/v1/user", headers={"apikey": here.key})
    assert no_token.status_code == 401 and no_token.json()["error_code"] == "no_authorization"


def check_other_origins(here):
    """a browser lets the configured origin in, and no other"""
    api = here.api(None)
    asking = {"Access-Control-Request-Method": "PATCH", "Access-Control-Request-Headers": "authorization"}
    allowed = api.options("/settings", headers={"Origin": APP, **asking})
    assert allowed.status_code == 204 and allowed.headers["access-control-allow-origin"] == APP
    assert "access-control-allow-credentials" not in allowed.headers
    refused = api.options("/settings", headers={"Origin": "https://evil.example", **asking})
    assert "access-control-allow-origin" not in refused.headers


CHECKS = [value for name, value in list(globals().items()) if name.startswith("check_")]


def main():
    parser = argparse.ArgumentParser(prog="Tests/API/run")
    parser.add_argument("--bin", type=Path, required=True)
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="secretary-api-"))
    passed, here = 0, None
    try:
        with open(folder / "log", "ab") as log:
            here = Installation(options.bin, folder, log)
            for check in CHECKS:
                try:
                    check(here)
                    passed += 1
                    print(f"ok      {check.__doc__}", flush=True)
                except Exception:
                    print(f"FAILED  {check.__doc__}\n{traceback.format_exc()}", flush=True)
    except ProgramEnded as ended:
        print(f"FAILED  {ended}", flush=True)
    finally:
        if here:
            here.end()
    if passed == len(CHECKS):
        shutil.rmtree(folder)
    else:
        print(f"Store and log are in {folder}")
    print(f"{passed} passed, {len(CHECKS) - passed} failed")
    return 0 if passed == len(CHECKS) else 1


if __name__ == "__main__":
    sys.exit(main())
