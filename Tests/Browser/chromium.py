"""Debian's Chromium, watched: what it complains about fails the walk, and every page it shows is judged."""

import os
import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect, sync_playwright

WIDTHS = {390: 844, 1280: 800}
SCHEMES = ("light", "dark")


def shows(page, text, patience=20):
    """Waits until a page shows a text where a person sees it."""
    expect(page.get_by_text(text).filter(visible=True).first).to_be_visible(timeout=patience * 1000)


class Chromium:
    """`screenshots` is a folder, or None. `site` is the address of the web under test: other pages are not judged."""

    def __init__(self, site, screenshots):
        self.site, self.screenshots = site, screenshots
        self.playwright = sync_playwright().start()
        self.browser = self.playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"),
            # The tests run as root in CI, where Chromium's sandbox cannot.
            chromium_sandbox=os.geteuid() != 0,
            args=["--disable-background-networking", "--disable-component-update", "--disable-gpu"])
        self.axe = Axe()
        expect.set_options(timeout=10_000)
        self.judged = set()
        self.open_windows = []

    def end(self):
        self.browser.close()
        self.playwright.stop()

    def window(self, scripts=True, time_zone=None):
        """A window of a browser nobody has used: no cookies."""
        window = Window(self, self.browser.new_context(
            base_url=self.site, viewport={"width": 1280, "height": WIDTHS[1280]}, reduced_motion="reduce",
            java_script_enabled=scripts, timezone_id=time_zone), scripts)
        self.open_windows.append(window)
        return window

    def close_windows(self):
        for window in self.open_windows:
            window.context.close()
        self.open_windows.clear()


class Window:
    """A browser context, and what its pages complained about."""

    def __init__(self, chromium, context, runs_scripts):
        self.chromium, self.context, self.runs_scripts = chromium, context, runs_scripts
        self.complaints, self.forgiven = [], set()
        # Whether the web is down on purpose: then nothing that fails is a complaint.
        self.is_cut_off = False
        context.set_default_timeout(20_000)
        context.set_default_navigation_timeout(30_000)
        context.on("console", self._console)
        context.on("weberror", lambda error: self._complain(f"a script failed: {error.error}"))
        context.on("requestfailed", self._failed)

    def forgive(self, path, status):
        """A script will be answered so, and knows what to do; Chromium complains all the same."""
        self.forgiven.add((path, status))

    def tab(self):
        return self.context.new_page()

    def look(self, page, name):
        """Judges what a page shows, in both colour schemes and two widths, and photographs it. Leaves the page as it was."""
        chromium = self.chromium
        assert page.url.startswith(chromium.site), f"expected a page of ours, not {page.url}"
        found = []
        for width, height in WIDTHS.items():
            page.set_viewport_size({"width": width, "height": height})
            for scheme in SCHEMES:
                page.emulate_media(color_scheme=scheme)
                found += [f"{name}, {scheme}, {width} px: {problem}" for problem in self._problems(page, width)]
                if chromium.screenshots:
                    page.screenshot(path=chromium.screenshots / f"{name}-{scheme}-{width}.png", full_page=True)
        page.emulate_media(color_scheme="light")
        chromium.judged.add(name)
        assert not found, "expected no violation:\n  " + "\n  ".join(found)

    def _problems(self, page, width):
        # axe is a script and cannot run where none may.
        violations = self.chromium.axe.run(page).response["violations"] if self.runs_scripts else []
        for violation in violations:
            places = "; ".join(
                f"{' '.join(map(str, node['target']))}: {node['failureSummary'].splitlines()[-1].strip()}"
                for node in violation["nodes"][:3])
            yield f"{violation['id']}: {violation['help']} ({places})"
        unseen = page.evaluate("""[...document.querySelectorAll('nav a')].filter(link => {
            const place = link.getBoundingClientRect()
            return place.left < 0 || place.right > innerWidth
        }).map(link => link.textContent)""")
        if unseen:
            yield f"one has to scroll sideways to {', '.join(unseen)}"
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            yield f"the page is {wide} px wide and must be scrolled sideways"

    def _complain(self, text):
        self.complaints.append(text)

    def _console(self, message):
        if message.type != "error" or self.is_cut_off and "net::ERR_" in message.text:
            return
        where = message.location.get("url", "")
        if not where.startswith(self.chromium.site) and "Content Security Policy" not in message.text:
            return
        refused = re.match(r"Failed to load resource: the server responded with a status of (\d+)", message.text)
        if refused:
            # A page that is itself an error page is no surprise: the scenario says which one it expects.
            is_part = "/assets/" in where or "/live/" in where
            if not is_part or any(path in where and status == int(refused[1]) for path, status in self.forgiven):
                return
        self._complain(f"{message.text} ({where})")

    def _failed(self, request):
        # A page that is left cancels what it was still fetching.
        if not self.is_cut_off and request.failure != "net::ERR_ABORTED" and request.url.startswith(self.chromium.site):
            self._complain(f"{request.method} {request.url}: {request.failure}")
