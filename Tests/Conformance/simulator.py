"""A running simulator, its control verbs, and Google's client pointed at it."""

import json
import re
import subprocess
import urllib.error
import urllib.request

import discovery
import google_auth_httplib2
import httplib2
from google.oauth2.credentials import Credentials
from googleapiclient.discovery import build
from googleapiclient.errors import HttpError

FULL = "https://mail.google.com/"
GMAIL = "https://www.googleapis.com/auth/gmail."


class Simulator:
    def __init__(self, program):
        self.process = subprocess.Popen(
            [program, "--port", "0", "--search-lag", "5"], stdout=subprocess.PIPE, text=True, bufsize=1
        )
        for line in self.process.stdout:
            match = re.match(r"Listening on (http://\S+)", line)
            if match:
                self.base = match.group(1)
                return
        raise SystemExit("the simulator did not start")

    def stop(self):
        self.process.terminate()
        return self.process.wait(timeout=2)

    def control(self, method, path, body=None):
        request = urllib.request.Request(
            f"{self.base}/control/{path}", method=method,
            data=None if body is None else json.dumps(body).encode(),
        )
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.load(answer)

    def fault(self, kind, **options):
        return self.control("POST", "faults", {"kind": kind, **options})

    def post_form(self, path, fields):
        """Status, headers and JSON of a form post."""
        data = urllib.parse.urlencode(fields).encode()
        request = urllib.request.Request(self.base + path, data=data)
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return answer.status, answer.headers, json.load(answer)
        except urllib.error.HTTPError as error:
            return error.code, error.headers, json.load(error)

    def user(self, who, /, scopes=(GMAIL + "modify",), **fields):
        token = self.control("POST", "users", {"address": who, "scopes": list(scopes), **fields})
        return User(self, f"{who}@example.com", token)


class User:
    def __init__(self, simulator, address, token):
        self.simulator, self.address, self.token = simulator, address, token
        self.credentials = Credentials(
            token["token"], refresh_token=token["refresh_token"], token_uri=token["token_uri"],
            client_id=token["client_id"], client_secret=token["client_secret"],
        )
        http = google_auth_httplib2.AuthorizedHttp(self.credentials, http=httplib2.Http(timeout=10))
        self.gmail = build(
            "gmail", "v1", http=http, static_discovery=True, client_options={"api_endpoint": simulator.base + "/"}
        )
        self.me = self.gmail.users()

    def control(self, verb, **body):
        return self.simulator.control("POST", f"users/{self.address}/{verb}", body)

    def deliver(self, **mail):
        return self.control("deliver", **mail)["id"]


def run(request):
    """Executes a request of Google's client and holds the answer against the discovery document."""
    answer = request.execute(num_retries=0)
    found = discovery.problems(request.methodId, answer)
    assert not found, f"{request.methodId}: " + "; ".join(found)
    return answer


def refused(request, status, reason, message=None):
    """Executes a request that must fail, with this status and reason."""
    try:
        request.execute(num_retries=0)
    except HttpError as error:
        body = json.loads(error.content)["error"]
        assert error.resp.status == status, f"{error.resp.status} instead of {status}: {body}"
        assert body["errors"][0]["reason"] == reason, f"{body['errors'][0]['reason']} instead of {reason}"
        assert message is None or message in body["message"], body["message"]
        assert body["code"] == status and body["status"], body
        return body
    raise AssertionError(f"{request.methodId} was not refused")
