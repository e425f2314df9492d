"""A person on the web without a screen: follows links, fills in forms, keeps cookies. For checks that need no browser."""

import html.parser
import http.cookiejar
import urllib.error
import urllib.parse
import urllib.request


class Form:
    def __init__(self, action, method):
        self.action, self.method, self.fields, self.buttons = action, method, [], []


class Page(html.parser.HTMLParser):
    """What a person could do on a page: its forms and links, and its text."""

    def __init__(self, address, status, text):
        super().__init__()
        self.address, self.status, self.source = address, status, text
        self.forms, self.links, self.boxes, self.words = [], [], [], []
        self._select = self._area = None
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        if tag == "a" and found.get("href"):
            self.links.append(found["href"])
        if tag == "form":
            self.forms.append(Form(found.get("action") or self.address, (found.get("method") or "get").lower()))
        if not self.forms:
            return
        form = self.forms[-1]
        kind = (found.get("type") or "text").lower()
        if tag == "button" or tag == "input" and kind == "submit":
            form.buttons.append(found)
        elif tag == "input" and found.get("name"):
            if kind == "checkbox":
                self.boxes.append(found)
            if kind not in ("checkbox", "radio") or "checked" in found:
                form.fields.append((found["name"], found.get("value", "on" if kind in ("checkbox", "radio") else "")))
        elif tag == "textarea":
            self._area = (found.get("name"), [])
        elif tag == "select":
            self._select = found.get("name")
        elif tag == "option" and self._select and "selected" in found:
            form.fields.append((self._select, found.get("value", "")))

    def handle_endtag(self, tag):
        if tag == "textarea" and self._area:
            # The line break after the opening tag is no part of the text.
            self.forms[-1].fields.append((self._area[0], "".join(self._area[1]).removeprefix("\n")))
            self._area = None
        elif tag == "select":
            self._select = None

    def handle_data(self, data):
        if self._area:
            self._area[1].append(data)
        self.words.append(data)

    @property
    def text(self):
        return " ".join(" ".join(self.words).split())

    def link(self, beginning):
        """The first link that begins so."""
        return next((link for link in self.links if link.startswith(beginning)), None)


class Visitor:
    def __init__(self, site):
        self.site = site
        self.cookies = http.cookiejar.CookieJar(http.cookiejar.DefaultCookiePolicy(
            # Browsers treat this machine as safe without https, Python does not.
            secure_protocols=("https", "http")))
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))

    def open(self, address, fields=None):
        """The page at an address, after all redirects. With `fields` they are posted."""
        address = urllib.parse.urljoin(self.site, address)
        data = None if fields is None else urllib.parse.urlencode(fields).encode()
        try:
            with self.opener.open(urllib.request.Request(address, data=data), timeout=30) as answer:
                return Page(answer.geturl(), answer.status, answer.read().decode())
        except urllib.error.HTTPError as error:
            return Page(error.geturl(), error.code, error.read().decode(errors="replace"))

    def send(self, page, form, button=None, **changes):
        """Sends a form as a browser would, with this button and these fields instead of the ones it shows."""
        fields = [(name, value) for name, value in form.fields if name not in changes]
        fields += [(name, value) for name, value in changes.items() if value is not None]
        action = form.action
        if button:
            action = button.get("formaction") or action
            if button.get("name"):
                fields.append((button["name"], button.get("value", "")))
        action = urllib.parse.urljoin(page.address, action)
        if form.method == "get":
            return self.open(action.partition("?")[0] + "?" + urllib.parse.urlencode(fields))
        return self.open(action, fields)

    def sign_in(self, address):
        """Through the simulated Google's pages: the account, every box ticked, Continue. Gives the page it ends on."""
        page = self.open("/auth/gmail/connect")
        choices = ((form, button) for form in page.forms for button in form.buttons if button.get("value") == address)
        form, button = next(choices, (None, None))
        if form is None:
            raise ValueError(f"the simulated Google does not offer {address}: {page.status} {page.text[:300]}")
        page = self.send(page, form, button)
        button = next((button for form in page.forms for button in form.buttons if button.get("name") == "continue"), None)
        if button is None:
            return page  # this account has consented before
        boxes = [(box["name"], box["value"]) for box in page.boxes]
        return self.send(page, page.forms[0], button, **dict(boxes))

    def cookie(self):
        """All cookies of the site, as a header."""
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.cookies)
