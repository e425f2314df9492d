"""Finds what can be changed in a Swift file: one operator, constant, case or guard at a time."""

import re
from dataclasses import dataclass

SWAPS = {
    "<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "==", "&&": "||", "||": "&&",
    "+": "-", "-": "+", "..<": "...", "...": "..<",
    "true": "false", "false": "true", "min": "max", "max": "min", "first": "last", "last": "first",
    "prefix": "suffix", "suffix": "prefix",
}
# Comments, texts and regular expressions are skipped; operators and words are told apart from what only looks like them.
TOKEN = re.compile(
    r'(?P<skip>//[^\n]*|/\*.*?\*/|"""(?:\\.|.)*?"""|#*"(?:\\.|[^"\\\n])*"#*|#/.*?/#|->|\.\.\.\)|&[a-zA-Z(])'
    r"|(?P<operator>(?<=\s)(?<!func )(?:<=|>=|==|!=|&&|\|\||<|>|\+|-)(?=\s)|\.\.<|(?<=[\w)])\.\.\.(?=[\w(]))"
    r"|(?P<word>\b(?:true|false)\b|\b(?:min|max)(?=\()|(?<=\.)(?:first|last|prefix|suffix)\b)"
    r"|(?P<number>(?<![\w.$])\d[\d_]*(?![\w.]))"
    r"|(?P<guard>\b(?:guard|if|while)\s+(?=[^{\n]*\{|[^{\n]*\belse))"
    r"|(?P<case>(?<=case )(?:\.\w+, )(?=\.))",
    re.DOTALL)


@dataclass(frozen=True)
class Mutant:
    path: str
    start: int
    end: int
    line: int
    before: str
    after: str
    # The group of TOKEN it comes from.
    kind: str
    # The whole line as it stands, by which a mutant is known again when lines move.
    code: str

    @property
    def name(self):
        return f"{self.path}: {self.code} [{self.before.strip()} → {self.after.strip() or 'nothing'}]"

    def applied(self, text):
        return text[:self.start] + self.after + text[self.end:]


def changes(match, text):
    """What a token may become, and where: (start, end, after)."""
    start, end = match.span()
    token = match.group()
    if match["operator"] or match["word"]:
        yield start, end, SWAPS[token]
    elif match["number"]:
        number = int(token.replace("_", ""))
        yield start, end, str(number + 1)
        if number > 1:
            yield start, end, str(number - 1)
    elif match["guard"]:
        # Only a condition that is one plain expression can be turned round.
        condition = re.match(r"[^,{]+?(?= \{| else\b)", text[end:])
        if condition and not re.search(r"\b(?:let|var|case|try|await)\b|#available", condition.group()):
            yield end, end + len(condition.group()), f"!({condition.group()})"
    elif match["case"]:
        yield start, end, ""


def mutants(path, text):
    found = []
    for match in TOKEN.finditer(text):
        if match["skip"]:
            continue
        line = text.count("\n", 0, match.start()) + 1
        code = text.split("\n")[line - 1].strip()
        if code.startswith(("import", "package import", "@")):
            continue
        for start, end, after in changes(match, text):
            found.append(Mutant(path, start, end, line, text[start:end], after, match.lastgroup, code))
    return found
