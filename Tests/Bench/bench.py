"""Runs the benchmark and prints one line of JSON per figure; what it is doing goes to standard error. See scripts/bench."""

import argparse
import json
import shutil
import sys
import tempfile
import time
from itertools import chain
from pathlib import Path

from figures import figures, supervisor_memory
from scale import scale
from simulator import Simulator


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bin", type=Path, required=True, help="folder of the built programs")
    parser.add_argument("--workers", type=int, default=20, help="workers per side (default 20)")
    parser.add_argument("--children", type=int, default=100, help="children for the supervisor's memory (default 100)")
    parser.add_argument("--scale", type=int, metavar="N", help="only the scale run, with N workers")
    parser.add_argument("--keep", action="store_true", help="keep the folder with stores and logs")
    arguments = parser.parse_args()
    started = time.monotonic()

    def say(words):
        print(f"[{time.monotonic() - started:6.1f} s] {words}", file=sys.stderr, flush=True)

    python = Path(sys.executable)
    folder = Path(tempfile.mkdtemp(prefix="secretary-bench."))
    kept = True
    try:
        with Simulator(arguments.bin / "gmail-simulator", folder) as simulator:
            if arguments.scale:
                lines = scale(arguments.bin, simulator, folder, arguments.scale, say)
            else:
                lines = chain(
                    figures(arguments.bin, python, simulator, folder, arguments.workers, say),
                    supervisor_memory(arguments.bin, python, simulator, folder, arguments.children, say))
            for figure in lines:
                print(json.dumps(figure.json(), separators=(",", ":")), flush=True)
        kept = arguments.keep
    finally:
        if kept:
            say(f"stores and logs are in {folder}")
        else:
            shutil.rmtree(folder)


main()
