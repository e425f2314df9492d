"""A language model of one's own, served by scripts/local-model: started, measured, and tried in both dialects."""

import json
import re
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

from programs import ProgramEnded, free_port, start, stop

SCRIPT = Path(__file__).with_name("local-model")

# An answer takes seconds where two cores have nothing else to do; minutes are for those that have.
SECTION = """drafting:
  provider: {provider}
  base_url: {base}/v1
  model: local
  timeout: 2m
  max_tokens: {limit}
  steps: two
"""
JUDGING = """  judging:
    provider: {provider}
    base_url: {base}/v1
    model: local
    timeout: 2m
    max_tokens: {limit}
"""
LIMIT = 300  # tokens of an answer
VERDICTS = ("needs reply", "waiting", "information", "done")

# As the server tells of each request: milliseconds, and tokens.
TOTAL = re.compile(r"\btotal time = +([\d.]+) ms")
PART = re.compile(r"(prompt eval| eval) time = +([\d.]+) ms / +(\d+) tokens")


class LocalModel:
    def __init__(self, folder):
        self.folder, self.log = folder, folder / "model.log"
        port = free_port()
        self.base = f"http://127.0.0.1:{port}"
        with open(self.log, "wb") as log:
            self.process = start([SCRIPT, "--serve", port], stdout=log, stderr=log)
        deadline = time.monotonic() + 60
        while not self.is_ready():
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.stop()
                raise ProgramEnded("the local model does not start:\n" + "\n".join(self.log.read_text().splitlines()[-5:]))
            time.sleep(0.1)

    def is_ready(self):
        try:
            with urllib.request.urlopen(f"{self.base}/health", timeout=10) as answer:
                return answer.status == 200
        except OSError:
            return False

    def section(self, provider="openai-compatible"):
        """The section of a configuration by which this model writes."""
        return SECTION.format(provider=provider, base=self.base, limit=LIMIT)

    def figures(self):
        """What the requests so far took: seconds of one, on average and of the slowest twentieth, and tokens per second."""
        log = self.log.read_text(errors="replace")
        seconds = sorted(float(time) / 1_000 for time in TOTAL.findall(log))
        parts = {name: [0.0, 0] for name in ("prompt eval", "eval")}
        for name, time_, tokens in PART.findall(log):
            parts[name.strip()][0] += float(time_) / 1_000
            parts[name.strip()][1] += int(tokens)
        rate = {name: round(tokens / took, 1) if took else None for name, (took, tokens) in parts.items()}
        if not seconds:
            return {"calls": 0}
        return {
            "calls": len(seconds), "seconds_mean": round(sum(seconds) / len(seconds), 2),
            "seconds_p95": round(seconds[-(-len(seconds) * 95 // 100) - 1], 2),
            "read_per_second": rate["prompt eval"], "written_per_second": rate["eval"]}

    def trial(self, program):
        """What `try-model` makes of its judgement in either dialect: a verdict, or why there is none. The server holds its
        answers to a form in OpenAI's dialect only, and in Anthropic's passes over it without a word."""
        return {provider: self.judgement(program, provider) for provider in ("openai-compatible", "anthropic")}

    def judgement(self, program, provider):
        configuration = self.folder / f"try-{provider}.yaml"
        configuration.write_text(
            "store: sqlite:secretary.db\n" + self.section(provider)
            + JUDGING.format(provider=provider, base=self.base, limit=LIMIT))
        done = subprocess.run(
            [program, "try-model", "--json", "--config", configuration], capture_output=True, text=True, timeout=600)
        try:
            told = {outcome["place"]: outcome for outcome in json.loads(done.stdout)}["judging"]
        except (ValueError, KeyError):
            raise ProgramEnded(done.stderr.strip() or "try-model said nothing of judging") from None
        problem = told.get("problem")
        # What was cut off was an answer, too, whose tokens nobody counted.
        answered = "prompt_tokens" in told or "not usable" in (problem or "")
        return {"verdict": told.get("verdict"), "problem": problem, "answered": answered}

    def stop(self):
        stop(self.process)


def trial_complaints(trial):
    """What is wrong with a trial's outcome, in words."""
    chat, messages = trial["openai-compatible"], trial["anthropic"]
    if chat["verdict"] is None and chat["problem"] is None or chat["verdict"] not in (None, *VERDICTS):
        yield "a judgement over chat is neither of the form nor a failure"
    if messages["verdict"] is not None:
        yield "prose over the Messages API became a verdict"
    if not messages["answered"]:
        yield f"no answer over the Messages API: {messages['problem']}"
