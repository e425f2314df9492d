"""Signing in through a browser, by Google's own flow; identities, by Google's own verification."""

import json
import os
import urllib.request

import google.auth.exceptions
import google.auth.transport.requests
import google_auth_oauthlib.flow
import jwt.exceptions
import requests
from google.oauth2 import id_token
from simulator import GMAIL, User, run
from visitor import Visitor, callback

# The client insists on https unless told otherwise; the simulator has none.
os.environ["OAUTHLIB_INSECURE_TRANSPORT"] = "1"

MODIFY = GMAIL + "modify"
SIGN_IN = ["openid", "https://www.googleapis.com/auth/userinfo.email"]
BACK = "http://localhost:8300/auth/gmail/callback"


def flow(s, scopes=(*SIGN_IN, MODIFY), **options):
    made = google_auth_oauthlib.flow.Flow.from_client_config(
        s.control("GET", "web-credentials.json"), scopes=list(scopes), **options)
    made.redirect_uri = BACK
    return made


def sign_in(s, name, scopes=(*SIGN_IN, MODIFY), ticking=None, **parameters):
    """A flow that has fetched its token."""
    made = flow(s, scopes)
    url, state = made.authorization_url(**parameters)
    back = Visitor().consent(url, f"{name}@example.com", ticking)
    assert back.startswith(BACK + "?") and callback(back)["state"] == state
    made.fetch_token(authorization_response=back)
    return made


def check_googles_flow_signs_in(s):
    anna = s.user("signin1", name="Anna Arnold")
    made = sign_in(s, "signin1", nonce="n-0S6_WzA2Mj")
    credentials = made.credentials
    assert credentials.refresh_token and credentials.valid and set(credentials.granted_scopes) == {*SIGN_IN, MODIFY}
    profile = User(s, anna.address, {
        "token": credentials.token, "refresh_token": credentials.refresh_token, "token_uri": credentials.token_uri,
        "client_id": credentials.client_id, "client_secret": credentials.client_secret}).me.getProfile(userId="me")
    assert run(profile)["emailAddress"] == anna.address
    credentials.refresh(google.auth.transport.requests.Request())
    assert id_token.verify_token(
        credentials.id_token, google.auth.transport.requests.Request(), made.client_config["client_id"],
        s.base + "/oauth2/v1/certs")["email"] == anna.address


def check_a_second_sign_in_is_silent_and_gives_no_refresh_token(s):
    s.user("signin2")
    first = sign_in(s, "signin2")
    made = flow(s)
    url, _ = made.authorization_url(login_hint="signin2@example.com")
    back = Visitor().visit(url)
    assert isinstance(back, str) and callback(back)["prompt"] == "none"
    made.fetch_token(authorization_response=back)
    assert made.credentials.refresh_token is None
    again = sign_in(s, "signin2", prompt="consent")
    assert again.credentials.refresh_token not in (None, first.credentials.refresh_token)


def check_an_unticked_box_is_a_scope_less(s):
    s.user("signin3")
    made = flow(s)
    url, _ = made.authorization_url()
    back = Visitor().consent(url, "signin3@example.com", ticking=[])
    assert MODIFY not in callback(back)["scope"].split()
    try:
        made.fetch_token(authorization_response=back)
        raise AssertionError("oauthlib did not see that a scope is missing")
    except Warning as warning:
        assert "Scope has changed" in str(warning)
        assert set(warning.token["scope"]) == set(SIGN_IN)


def check_short_scope_names_come_back_long(s):
    s.user("signin4")
    made = flow(s, ["email"])
    url, _ = made.authorization_url()
    back = Visitor().consent(url, "signin4@example.com")
    try:
        made.fetch_token(authorization_response=back)
        raise AssertionError("the scope came back as it was asked for")
    except Warning as warning:
        assert set(warning.token["scope"]) == set(SIGN_IN)


def check_the_wrong_account_can_be_left(s):
    s.user("signin5")
    visitor = Visitor()
    page = visitor.visit(flow(s).authorization_url(login_hint="signin1@example.com", prompt="consent")[0])
    assert page.id == "consent" and "signin1@example.com" in page.text and page.boxes == {MODIFY: True}
    page = visitor.follow(page, "switch-account")
    assert page.id == "account-chooser"
    page = visitor.press(page, "choose", "signin5@example.com")
    assert page.id == "consent" and "signin5@example.com" in page.text and page.boxes == {MODIFY: False}
    back = callback(visitor.press(page, "cancel"))
    assert back["error"] == "access_denied" and back["state"] and "code" not in back


def check_mistakes_are_shown_and_never_sent_back(s):
    good, _ = flow(s).authorization_url()
    visitor = Visitor()
    s.control("POST", "client", {"redirectURIs": [BACK]})
    try:
        for old, new, error in (
            ("callback", "callback%2F", "Error 400: redirect_uri_mismatch"),
            ("localhost", "LOCALHOST", "Error 400: redirect_uri_mismatch"),
            ("gmail.modify", "gmail.everything", "Error 400: invalid_scope"),
            ("response_type=code", "response_type=", "Error 400: invalid_request"),
            ("code_challenge_method=S256", "code_challenge_method=S512", "Error 400: invalid_request"),
            ("client_id=4", "client_id=5", "Error 401: invalid_client"),
        ):
            assert old in good
            page = visitor.visit(good.replace(old, new))
            assert page.id == "authorization-error" and error in page.text, page.text
            assert f"Error {page.status}" in page.text
        assert visitor.visit(good).id == "account-chooser"
    finally:
        s.control("POST", "client", {"redirectURIs": []})


def check_a_code_is_good_once_and_only_with_its_verifier(s):
    s.user("signin6")
    url, _ = flow(s, code_verifier="v" * 43).authorization_url()
    for changes, error, description in (
        ({"code_verifier": None}, "invalid_grant", "Missing code verifier."),
        ({"code_verifier": "w" * 43}, "invalid_grant", "Invalid code verifier."),
        ({"redirect_uri": BACK + "/"}, "redirect_uri_mismatch", "Bad Request"),
        ({"code": "4%2F0Aabc"}, "invalid_grant", "Malformed auth code."),
        ({}, None, None),
    ):
        code = callback(Visitor().consent(url, "signin6@example.com"))["code"]
        installed = s.control("GET", "web-credentials.json")["web"]
        fields = {
            "grant_type": "authorization_code", "code": code, "client_id": installed["client_id"],
            "client_secret": installed["client_secret"], "redirect_uri": BACK, "code_verifier": "v" * 43, **changes}
        fields = {name: value for name, value in fields.items() if value is not None}
        status, headers, body = s.post_form("/token", fields)
        assert headers["Cache-Control"] == "no-store"
        if error:
            assert (status, body["error"], body["error_description"]) == (400, error, description), body
        else:
            assert status == 200 and body["expires_in"] == 3599, body
            status, _, body = s.post_form("/token", fields)
            assert (status, body["error_description"]) == (400, "Bad Request"), "a code is good once"


def check_identities_verify_by_both_key_forms_and_after_a_rotation(s):
    s.user("signin7", name="Gina Gold")
    made = sign_in(s, "signin7", nonce="the-nonce", prompt="consent")
    client, request = made.client_config["client_id"], google.auth.transport.requests.Request()
    claims = {}
    for form in ("v1", "v3"):
        claims = id_token.verify_token(made.credentials.id_token, request, client, f"{s.base}/oauth2/{form}/certs")
    assert claims["iss"] == s.base and claims["aud"] == claims["azp"] == client and claims["nonce"] == "the-nonce"
    assert claims["email"] == "signin7@example.com" and claims["email_verified"] is True and claims["hd"] == "example.com"
    assert claims["sub"].isdigit() and claims["exp"] - claims["iat"] == 3600 and "name" not in claims
    before = made.credentials.id_token
    s.control("POST", "rotate-keys")
    after = sign_in(s, "signin7", prompt="consent").credentials.id_token
    keys = requests.get(f"{s.base}/oauth2/v3/certs", timeout=10)
    assert len(keys.json()["keys"]) == 2 and "max-age=" in keys.headers["Cache-Control"]
    assert jwt.get_unverified_header(before)["kid"] != jwt.get_unverified_header(after)["kid"]
    for token in (before, after):
        for form in ("v1", "v3"):
            id_token.verify_token(token, request, client, f"{s.base}/oauth2/{form}/certs")
    head, body, signature = after.split(".")
    forged = ".".join((head, body, signature[:-6] + ("AAAAAA" if signature[-6:] != "AAAAAA" else "BBBBBB")))
    for form, error in (("v1", google.auth.exceptions.GoogleAuthError), ("v3", jwt.exceptions.InvalidTokenError)):
        try:
            id_token.verify_token(forged, request, client, f"{s.base}/oauth2/{form}/certs")
            raise AssertionError("a forged signature was taken")
        except (error, ValueError):
            pass


def check_googles_own_verification_end_to_end(s):
    """`verify_oauth2_token` knows only Google's issuer and address: the simulator speaks as the one, the transport goes
    to it instead of the other."""
    s.user("signin8")
    s.control("POST", "settings", {"issuer": "https://accounts.google.com"})
    try:
        made = sign_in(s, "signin8")
    finally:
        s.control("POST", "settings", {"issuer": ""})
    plain = google.auth.transport.requests.Request()

    def transport(url, **options):
        return plain(url.replace("https://www.googleapis.com", s.base), **options)

    claims = id_token.verify_oauth2_token(made.credentials.id_token, transport, made.client_config["client_id"])
    assert claims["iss"] == "https://accounts.google.com" and claims["email"] == "signin8@example.com"
    try:
        id_token.verify_oauth2_token(made.credentials.id_token, transport, "somebody-else")
        raise AssertionError("a token for somebody else was taken")
    except (google.auth.exceptions.GoogleAuthError, ValueError):
        pass


def check_discovery_and_userinfo(s):
    with urllib.request.urlopen(s.base + "/.well-known/openid-configuration", timeout=10) as answer:
        found = json.load(answer)
    assert found["issuer"] == s.base and found["code_challenge_methods_supported"] == ["plain", "S256"]
    s.user("signin9", name="Ida Ink")
    made = sign_in(s, "signin9", ["openid", *SIGN_IN[1:], "https://www.googleapis.com/auth/userinfo.profile"])
    claims = id_token.verify_token(
        made.credentials.id_token, google.auth.transport.requests.Request(), made.client_config["client_id"],
        found["jwks_uri"])
    info = made.authorized_session().get(found["userinfo_endpoint"]).json()
    assert info["sub"] == claims["sub"] and info["name"] == claims["name"] == "Ida Ink"
    assert info["given_name"] == "Ida" and info["family_name"] == "Ink" and info["email_verified"] is True
    assert requests.post(found["revocation_endpoint"], {"token": made.credentials.token}, timeout=10).status_code == 200
    bearer = {"Authorization": f"Bearer {made.credentials.token}"}
    assert requests.get(found["userinfo_endpoint"], headers=bearer, timeout=10).status_code == 401
