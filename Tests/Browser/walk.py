"""Runs the scenarios one after another on one stage and says how each ended. Started by Tests/Browser/run."""

import argparse
import shutil
import sys
import tempfile
import time
import traceback
from pathlib import Path

import account
import connecting
import front_end
import operating
import reviewing
from chromium import Chromium
from playwright.sync_api import Error as BrowserError
from programs import ProgramEnded
from stage import Stage

HERE = str(Path(__file__).parent)
SCENARIOS = (
    connecting.SCENARIOS + reviewing.SCENARIOS + account.SCENARIOS + operating.SCENARIOS + front_end.SCENARIOS)


def name(scenario):
    return scenario.__name__.replace("_", "-")


def arguments():
    parser = argparse.ArgumentParser(prog="Tests/Browser/run")
    parser.add_argument("--bin", type=Path, required=True)
    parser.add_argument("--root", type=Path, required=True)
    parser.add_argument("--screenshots", type=Path)
    parser.add_argument("--only", action="append", choices=[name(scenario) for scenario in SCENARIOS])
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--keep", action="store_true")
    return parser.parse_args()


def walk(scenario, stage, chromium, failures):
    """Says in one line how the scenario ended; True when it passed."""
    started = time.monotonic()
    problem = None
    try:
        scenario(stage, chromium)
        complaints = [complaint for window in chromium.open_windows for complaint in window.complaints]
        if complaints:
            problem = "expected a silent console, not:\n  " + "\n  ".join(complaints)
    except Exception as error:  # whatever went wrong, the other scenarios still tell something
        place = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.startswith(HERE)][1]
        words = str(error) if isinstance(error, (AssertionError, BrowserError)) else repr(error)
        words = words.partition("Aria snapshot:")[0].strip()  # the photograph shows it better
        problem = f"{words}\n({Path(place.filename).name}, line {place.lineno}: {place.line})"
    print(f"{'FAILED' if problem else 'ok    '}  {name(scenario):32} {time.monotonic() - started:5.1f} s  "
          f"{scenario.__doc__.splitlines()[0]}", flush=True)
    if problem:
        print("        " + problem.replace("\n", "\n        "), flush=True)
        photograph(chromium, failures, name(scenario))
    chromium.close_windows()
    return problem is None


def photograph(chromium, folder, label):
    folder.mkdir(exist_ok=True)
    pages = [page for window in chromium.open_windows for page in window.context.pages]
    for number, page in enumerate(pages):
        path = folder / f"failed-{label}{f'-{number + 1}' if number else ''}.png"
        try:
            page.screenshot(path=path, full_page=True)
            print(f"        {page.url.partition('?')[0]} looked like {path}", flush=True)
        except Exception as error:
            print(f"        {page.url} could not be photographed: {error}", flush=True)


def main():
    options = arguments()
    if options.list:
        print("\n".join(f"{name(scenario):32} {scenario.__doc__.splitlines()[0]}" for scenario in SCENARIOS))
        return 0
    if options.screenshots:
        options.screenshots.mkdir(parents=True, exist_ok=True)
    chosen = [scenario for scenario in SCENARIOS if not options.only or name(scenario) in options.only]
    folder = Path(tempfile.mkdtemp(prefix="secretary-walk-"))
    stage = chromium = None
    passed = 0
    try:
        stage = Stage(options.bin, folder)
        chromium = Chromium(stage.address, options.screenshots)
        for scenario in chosen:
            passed += walk(scenario, stage, chromium, options.root / "screenshots")
        print(f"{len(chromium.judged)} pages judged in both colour schemes at 390 and 1280 px")
    except ProgramEnded as ended:
        print(f"FAILED  {ended}", flush=True)
    finally:
        if chromium:
            chromium.end()
        if stage:
            stage.end()
        if passed == len(chosen) and not options.keep:
            shutil.rmtree(folder)
        else:
            print(f"Store and log are in {folder}")
    print(f"{passed} passed, {len(chosen) - passed} failed")
    return 0 if passed == len(chosen) else 1


if __name__ == "__main__":
    sys.exit(main())
