"""What a run found: sentences that should be true, and whether they are."""


class Findings:
    def __init__(self):
        self.passed = 0
        self.failed = []
        self.place = ""

    def check(self, holds, sentence):
        if holds:
            self.passed += 1
        else:
            self.failed.append(f"{self.place}: {sentence}")
            print(f"✘ {self.place}: {sentence}", flush=True)

    @property
    def line(self):
        return f"{self.passed} passed, {len(self.failed)} failed"
