"""What an operator sees, and nobody else."""

import shutil
import subprocess
import urllib.error
import urllib.request

import google
from chromium import shows


def operator_page(stage, chromium):
    """the operator sees the fleet, and nobody else does"""
    operator, other = stage.person("olga"), stage.working_person("paul")
    window = chromium.window()
    page = window.tab()
    google.sign_in(page, other)
    status = page.goto("/operator").status
    assert status == 404, f"expected 404 for somebody who does not operate, not {status}"
    assert not page.get_by_role("link", name="Operator").count(), "expected no link to the operator's page"

    window = chromium.window()
    page = window.tab()
    google.sign_in(page, operator)
    page.get_by_role("link", name="Operator").click()
    shows(page, other.address)
    window.look(page, "operator")


def metrics(stage, chromium):
    """the metrics are for whoever knows the token, and promtool finds no fault"""
    address = f"{stage.address}/metrics"
    try:
        with urllib.request.urlopen(address) as answer:
            raise AssertionError(f"expected no metrics without the token, not {answer.status}")
    except urllib.error.HTTPError as error:
        assert error.code in (401, 403, 404), f"expected 401, 403 or 404 without the token, not {error.code}"
    token = (stage.folder / "metrics-token").read_text().strip()
    with urllib.request.urlopen(
            urllib.request.Request(address, headers={"Authorization": f"Bearer {token}"})) as answer:
        text = answer.read()
    assert b"secretary_" in text, f"expected metrics, not {text[:200]!r}"
    program = shutil.which("promtool")
    assert program, "expected promtool; scripts/bootstrap installs it"
    done = subprocess.run([program, "check", "metrics"], input=text, capture_output=True)
    said = (done.stdout + done.stderr).decode().strip()
    assert done.returncode == 0, f"expected promtool to find no fault, not:\n{said}"


SCENARIOS = [operator_page, metrics]
