"""A person with a browser without script: follows the authorization URL, reads the forms, presses buttons."""

import html.parser
import urllib.error
import urllib.parse
import urllib.request


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


class Page(html.parser.HTMLParser):
    """What a page offers: its main id, its one form, the text of it."""

    def __init__(self, url, status, headers, body):
        super().__init__()
        self.url, self.status, self.headers = url, status, headers
        self.id, self.action, self.hidden, self.boxes, self.buttons, self.links, self.text = "", None, [], {}, [], {}, ""
        self.feed(body)

    def handle_starttag(self, tag, attributes):
        a = dict(attributes)
        if tag == "main":
            self.id = a["id"]
        elif tag == "script":
            raise AssertionError("a page with script")
        elif tag == "form":
            assert a["method"] == "post"
            self.action = a["action"]
        elif tag == "input" and a["type"] == "hidden":
            self.hidden.append((a["name"], a["value"]))
        elif tag == "input" and a["type"] == "checkbox":
            self.boxes[a["value"]] = "checked" in a
        elif tag == "button":
            self.buttons.append((a["name"], a["value"]))
        elif tag == "a" and "id" in a:
            self.links[a["id"]] = a["href"]

    def handle_data(self, data):
        self.text += data


class Visitor:
    """`visit` and `press` end at a page, or at the address the browser was sent back to."""

    def __init__(self):
        self.opener = urllib.request.build_opener(_NoRedirects)

    def visit(self, url, fields=None):
        data = None if fields is None else urllib.parse.urlencode(fields).encode()
        try:
            with self.opener.open(urllib.request.Request(url, data=data), timeout=10) as answer:
                return Page(url, answer.status, answer.headers, answer.read().decode())
        except urllib.error.HTTPError as answer:
            if answer.code in (302, 303):
                assert answer.code == (302 if data is None else 303)
                return answer.headers["Location"]
            return Page(url, answer.code, answer.headers, answer.read().decode())

    def press(self, page, name, value="yes", ticking=()):
        assert (name, value) in page.buttons, page.buttons
        fields = page.hidden + [("scope", scope) for scope in ticking] + [(name, value)]
        return self.visit(urllib.parse.urljoin(page.url, page.action), fields)

    def follow(self, page, link):
        return self.visit(urllib.parse.urljoin(page.url, page.links[link]))

    def consent(self, url, address, ticking=None):
        """Chooses the account where asked, ticks every box unless told which, continues."""
        page = self.visit(url)
        if not isinstance(page, str) and page.id == "account-chooser":
            page = self.press(page, "choose", address)
        if isinstance(page, str):
            return page
        assert page.id == "consent", page.text
        return self.press(page, "continue", ticking=list(page.boxes) if ticking is None else ticking)


def callback(address):
    """The fields of the query of an address the browser was sent back to."""
    return dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(address).query, strict_parsing=True))
