"""Scopes, quota, scripted faults."""

import http.client

import httplib2
from checks_messages import raw
from googleapiclient.errors import HttpError
from simulator import FULL, GMAIL, refused, run


def check_each_scope_opens_its_calls(s):
    body = {"message": {"raw": raw("Subject: s\n\ns")}}
    calls = {
        "profile": (lambda u: u.me.getProfile(userId="me"), "modify readonly metadata compose"),
        "list": (lambda u: u.me.messages().list(userId="me"), "modify readonly metadata"),
        "history": (lambda u: u.me.history().list(userId="me", startHistoryId=_now(s, u)), "modify readonly metadata"),
        "threads": (lambda u: u.me.threads().list(userId="me"), "modify readonly metadata"),
        "drafts": (lambda u: u.me.drafts().list(userId="me"), "modify readonly compose"),
        "create": (lambda u: u.me.drafts().create(userId="me", body=body), "modify compose"),
        "labels": (lambda u: u.me.labels().list(userId="me"), "modify readonly metadata labels"),
        "label": (lambda u: u.me.labels().create(userId="me", body={"name": "n" + u.address}), "modify labels"),
        "sendAs": (lambda u: u.me.settings().sendAs().list(userId="me"), "modify readonly settings.basic"),
        "send": (lambda u: u.me.messages().send(userId="me", body={"raw": raw("To: a@b.org\n\ns")}), "modify compose send"),
        "delete": (lambda u: u.me.messages().batchDelete(userId="me", body={"ids": ["0123456789abcdef"]}), ""),
    }
    for number, scope in enumerate(("modify", "readonly", "metadata", "compose", "send", "labels", "settings.basic")):
        user = s.user(f"scope{number}", scopes=[GMAIL + scope])
        for call, opens in calls.values():
            if scope in opens.split():
                run(call(user))
            else:
                error = refused(call(user), 403, "insufficientPermissions", "insufficient authentication scopes")
                assert error["details"][0]["reason"] == "ACCESS_TOKEN_SCOPE_INSUFFICIENT"
    everything = s.user("scopefull", scopes=[FULL])
    for call, _ in calls.values():
        run(call(everything))


def _now(s, user):
    return s.control("GET", f"users/{user.address}")["historyId"]


def check_the_metadata_scope_poisons(s):
    anna = s.user("poisoned", scopes=[GMAIL + "metadata", GMAIL + "modify"])
    message = anna.deliver(subject="Secret")
    get = anna.me.messages().get
    refused(get(userId="me", id=message), 403, "forbidden", "Metadata scope doesn't allow format FULL")
    refused(get(userId="me", id=message, format="raw"), 403, "forbidden", "RAW")
    refused(anna.me.messages().list(userId="me", q="x"), 403, "forbidden", "Metadata scope does not support 'q' parameter")
    assert "snippet" not in run(get(userId="me", id=message, format="metadata"))


def check_other_mailboxes_are_closed(s):
    bert = s.user("curious")
    refused(bert.me.getProfile(userId="other@example.com"), 403, "forbidden", "Delegation denied for other@example.com")


def check_accounts_without_gmail(s):
    cora = s.user("nomail")
    cora.control("condition", condition="mailServiceNotEnabled")
    refused(cora.me.getProfile(userId="me"), 400, "failedPrecondition", "Mail service not enabled")
    cora.control("condition", condition="domainPolicy")
    refused(cora.me.getProfile(userId="me"), 403, "domainPolicy", "disabled Gmail apps")


def check_quota_is_units_per_user_and_minute(s):
    dora, emil = s.user("quota1"), s.user("quota2")
    s.control("POST", "clock", {"advance": 61})
    s.control("POST", "settings", {"unitsPerMinute": 12})
    try:
        run(dora.me.messages().list(userId="me"))
        run(dora.me.messages().list(userId="me"))
        error = refused(dora.me.messages().list(userId="me"), 403, "rateLimitExceeded", "Units per minute per user")
        assert error["status"] == "PERMISSION_DENIED" and error["errors"][0]["domain"] == "usageLimits"
        run(dora.me.getProfile(userId="me"))
        run(emil.me.messages().list(userId="me"))
        s.control("POST", "clock", {"advance": 61})
        run(dora.me.messages().list(userId="me"))
    finally:
        s.control("POST", "settings", {"unitsPerMinute": 6000})


def check_prices(s):
    fred = s.user("prices", scopes=[FULL])
    message = fred.deliver(subject="Price")
    draft = run(fred.me.drafts().create(userId="me", body={"message": {"raw": raw("To: a@b.org\n\nx")}}))
    prices = [
        (10, None), (1, fred.me.getProfile(userId="me")), (5, fred.me.messages().list(userId="me")),
        (20, fred.me.messages().get(userId="me", id=message, format="minimal")),
        (40, fred.me.threads().get(userId="me", id=message)), (10, fred.me.threads().list(userId="me")),
        (2, fred.me.history().list(userId="me", startHistoryId=_now(s, fred))), (1, fred.me.labels().list(userId="me")),
        (15, fred.me.drafts().update(userId="me", id=draft["id"], body={"message": {"raw": raw("To: a@b.org\n\nx")}})),
        (20, fred.me.drafts().get(userId="me", id=draft["id"])), (5, fred.me.drafts().list(userId="me")),
        (100, fred.me.drafts().send(userId="me", body={"id": draft["id"]})),
        (5, fred.me.messages().modify(userId="me", id=message, body={"addLabelIds": ["STARRED"]})),
        (1, fred.me.settings().sendAs().list(userId="me")),
    ]
    for _, request in prices[1:]:
        run(request)
    entries = s.control("GET", "log?user=prices")["entries"]
    assert [e["units"] for e in entries] == [units for units, _ in prices], [(e["call"], e["units"]) for e in entries]


def check_scripted_refusals(s):
    gerd = s.user("faults")

    def request():
        return gerd.me.getProfile(userId="me")

    for kind, status, reason in (
        ("quota", 403, "rateLimitExceeded"), ("retry-after", 403, "userRateLimitExceeded"),
        ("concurrent", 429, "rateLimitExceeded"), ("sending-limit", 429, "rateLimitExceeded"),
        ("daily-limit", 403, "dailyLimitExceeded"), ("backend-error", 500, "backendError"),
        ("unavailable-json", 503, "backendError"), ("access-not-configured", 403, "accessNotConfigured"),
        ("not-found", 404, "notFound"), ("precondition-failed", 400, "failedPrecondition"),
    ):
        s.fault(kind, user="faults", path="/gmail/*")
        error = refused(request(), status, reason)
        if kind == "retry-after":
            assert "User-rate limit exceeded.  Retry after 20" in error["message"], error
        run(request())
    for kind, status in (("bad-gateway", 502), ("unavailable", 503)):
        s.fault(kind, user="faults", method="GET", path="/gmail/v1/users/*/profile")
        try:
            request().execute(num_retries=0)
            raise AssertionError("not refused")
        except HttpError as error:
            assert error.resp.status == status and error.content.startswith(b"<!DOCTYPE html>")


def check_resets_before_and_after_acting(s):
    hans = s.user("resets")
    body = {"message": {"raw": raw("Subject: once\n\nx")}}
    for when, expected in (("before", 0), ("after", 1)):
        s.fault("reset", when=when, user="resets", method="POST")
        try:
            hans.me.drafts().create(userId="me", body=body).execute(num_retries=0, http=_plain(hans))
            raise AssertionError("the connection was not reset")
        except (OSError, ConnectionError, http.client.HTTPException, httplib2.HttpLib2Error):
            pass
        assert len(s.control("GET", "users/resets/drafts")["drafts"]) == expected, when


def _plain(user):
    """httplib2 sends a request again when its connection breaks; this one does it once."""
    import google_auth_httplib2

    class Once(httplib2.Http):
        def _conn_request(self, conn, request_uri, method, body, headers):
            conn.request(method, request_uri, body, headers)
            response = conn.getresponse()
            content = response.read()
            return httplib2.Response(response), content

    return google_auth_httplib2.AuthorizedHttp(user.credentials, http=Once(timeout=10))


def check_slow_and_cut_off_bodies(s):
    ida = s.user("slow")
    s.fault("slow-body", seconds=0.2, user="slow")
    run(ida.me.getProfile(userId="me"))
    s.fault("late", seconds=0.2, user="slow")
    run(ida.me.getProfile(userId="me"))
    s.fault("cut-off", user="slow")
    try:
        ida.me.getProfile(userId="me").execute(num_retries=0, http=_plain(ida))
        raise AssertionError("the body was whole")
    except (OSError, ConnectionError, http.client.HTTPException):
        pass


def check_unknown_names_are_refused(s):
    jan = s.user("unknown")
    request = jan.me.getProfile(userId="me")
    request.uri += "&maxresults=1"
    refused(request, 400, "badRequest", "maxresults")
    request = jan.me.messages().list(userId="me")
    request.uri += "&maxResults=many"
    refused(request, 400, "badRequest", "max_results")
