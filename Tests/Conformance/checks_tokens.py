"""The token endpoint, by google.oauth2.credentials and by hand."""

import google.auth.exceptions
import google_auth_httplib2
import httplib2
from simulator import GMAIL, refused, run


def refresh(user):
    user.credentials.refresh(google_auth_httplib2.Request(httplib2.Http()))


def fails(user, *words):
    try:
        refresh(user)
    except google.auth.exceptions.RefreshError as error:
        assert all(word in str(error) for word in words), error
        return error
    raise AssertionError("the refresh succeeded")


def check_google_auth_refreshes(s):
    anna = s.user("token1", scopes=[GMAIL + "modify", GMAIL + "settings.basic"])
    old = anna.credentials.token
    refresh(anna)
    assert anna.credentials.token != old and anna.credentials.valid
    run(anna.me.getProfile(userId="me"))
    anna.control("expire-tokens")
    run(anna.me.getProfile(userId="me"))  # the client sees 401 and refreshes by itself


def check_tokens_expire_with_the_clock(s):
    bert = s.user("token2")
    request = bert.me.getProfile(userId="me")
    run(request)
    bert.credentials.refresh = lambda request: None
    s.control("POST", "clock", {"advance": 3700})
    error = refused(bert.me.getProfile(userId="me"), 401, "authError", "invalid authentication credentials")
    assert error["status"] == "UNAUTHENTICATED"


def form(user, **changes):
    fields = {
        "grant_type": "refresh_token", "refresh_token": user.token["refresh_token"],
        "client_id": user.token["client_id"], "client_secret": user.token["client_secret"],
    }
    return {name: value for name, value in {**fields, **changes}.items() if value is not None}


def check_the_answer_of_a_refresh(s):
    cora = s.user("token3")
    status, headers, body = s.post_form("/token", form(cora))
    assert status == 200 and headers["Cache-Control"] == "no-store" and headers["Pragma"] == "no-cache"
    assert body["expires_in"] == 3599 and body["token_type"] == "Bearer" and "refresh_token" not in body
    assert body["scope"] == GMAIL + "modify"


def check_rotation(s):
    dora = s.user("token4")
    old = dora.token["refresh_token"]
    s.control("POST", "settings", {"rotatesRefreshTokens": True})
    try:
        refresh(dora)
        assert dora.credentials.refresh_token != old, "the client takes the new refresh token"
        assert s.post_form("/token", form(dora))[2]["error"] == "invalid_grant", "the old one is dead"
        refresh(dora)
    finally:
        s.control("POST", "settings", {"rotatesRefreshTokens": False})


def check_mistakes_of_the_client(s):
    emil = s.user("token5")
    for changes, status, error, description in (
        ({"client_id": "x"}, 401, "invalid_client", "The OAuth client was not found."),
        ({"client_secret": "x"}, 401, "invalid_client", "Unauthorized"),
        ({"refresh_token": "1//0unknown"}, 400, "invalid_grant", "Bad Request"),
        ({"refresh_token": None}, 400, "invalid_request", "refresh_token"),
        ({"grant_type": "password"}, 400, "unsupported_grant_type", "password"),
    ):
        got, _, body = s.post_form("/token", form(emil, **changes))
        assert (got, body["error"]) == (status, error) and description in body["error_description"], body
    s.control("POST", "client", {"deleted": True})
    try:
        assert s.post_form("/token", form(emil))[2]["error"] == "deleted_client"
    finally:
        s.control("POST", "client", {"deleted": False})


def check_dead_refresh_tokens(s):
    fred = s.user("token6")
    fred.control("revoke")
    fails(fred, "invalid_grant", "Token has been expired or revoked.")
    gerd = s.user("token7")
    s.control("POST", "clock", {"advance": 190 * 86400})
    fails(gerd, "Token has been expired or revoked.")
    s.control("POST", "settings", {"isTestingProject": True})
    hans = s.user("token8")
    s.control("POST", "settings", {"isTestingProject": False})
    assert s.post_form("/token", form(hans))[2]["refresh_token_expires_in"] == 604799
    s.control("POST", "clock", {"advance": 7 * 86400})
    fails(hans, "invalid_grant")


def check_a_hundred_live_tokens(s):
    first = s.user("token9")
    for _ in range(100):
        last = s.user("token9")
    fails(first, "invalid_grant")
    refresh(last)


def check_revocation(s):
    ida = s.user("token10")
    assert s.post_form("/revoke", {"token": ida.credentials.token})[0] == 200
    fails(ida, "invalid_grant")
    status, _, body = s.post_form("/revoke", {"token": ida.credentials.token})
    assert status == 400 and body == {"error": "invalid_token", "error_description": "Token expired or revoked"}


def check_scripted_token_errors(s):
    jan = s.user("token11")
    for kind, status, error in (
        ("invalid_grant", 400, "invalid_grant"), ("invalid_grant_bad_request", 400, "invalid_grant"),
        ("invalid_client", 401, "invalid_client"), ("admin_policy_enforced", 400, "admin_policy_enforced"),
        ("internal_failure", 500, "internal_failure"), ("temporarily_unavailable", 503, "temporarily_unavailable"),
    ):
        s.fault(kind, path="/token", user="token11")
        got, _, body = s.post_form("/token", form(jan))
        assert (got, body["error"]) == (status, error), body
    for subtype in ("invalid_rapt", "rapt_required"):
        s.fault(subtype, path="/token")
        body = s.post_form("/token", form(jan))[2]
        assert (body["error"], body["error_subtype"]) == ("invalid_grant", subtype)
    s.fault("internal_failure", path="/token")
    refresh(jan)  # google-auth tries again by itself


def check_changed_scopes(s):
    kurt = s.user("token12")
    kurt.control("scopes", scopes=[GMAIL + "readonly"])
    assert s.post_form("/token", form(kurt))[2]["scope"] == GMAIL + "readonly"
    refused(kurt.me.drafts().create(userId="me", body={"message": {"raw": ""}}), 403, "insufficientPermissions")
