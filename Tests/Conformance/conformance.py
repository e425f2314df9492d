"""Every check, one after the other, against one simulator. Usage: conformance.py PROGRAM"""

import sys
import time
import traceback

import checks_drafts
import checks_errors
import checks_lieer
import checks_mailbox
import checks_messages
import checks_signin
import checks_tokens
from simulator import Simulator


def main():
    simulator = Simulator(sys.argv[1])
    passed, failed = 0, 0
    try:
        for module in (
            checks_signin, checks_mailbox, checks_messages, checks_drafts, checks_errors, checks_tokens, checks_lieer,
        ):
            for name, check in list(vars(module).items()):
                if not name.startswith("check_"):
                    continue
                simulator.control("DELETE", "faults")
                try:
                    check(simulator)
                    passed += 1
                except Exception:
                    failed += 1
                    print(f"failed: {module.__name__}.{name}")
                    traceback.print_exc(limit=-3)
    finally:
        began = time.monotonic()
        status = simulator.stop()
        if status != 0 or time.monotonic() - began > 1:
            failed += 1
            print(f"failed: the simulator ended with {status} after {time.monotonic() - began:.1f} s")
        else:
            passed += 1
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
