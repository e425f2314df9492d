"""What a letter must not show, looked for without any of the product's own code: it judges what the product lets pass."""

import re

GREETING = re.compile(
    r"(hi|hello|hey|dear|good (morning|afternoon|evening)|greetings|hallo|liebe[rs]?|sehr geehrte[r]?|guten tag|bonjour|cher|"
    r"chère|hola|estimad[oa]|querid[oa]|buongiorno|ciao|gentile|car[oa]|kedves)\b", re.IGNORECASE)
REFUSAL = re.compile(
    r"\bas an? (ai|artificial|language model)|\blanguage model\b|\bi('m| am) (just )?an? (ai|assistant)\b|"
    r"\bi('m| am) sorry,? (but )?i (can't|cannot|can not)\b|\bi (can't|cannot) (assist|help) with\b", re.IGNORECASE)
PREAMBLE = re.compile(
    r"(sure|certainly|of course|absolutely)[,!.:]? (here|i)\b|here('s| is| are)\b.*:$|subject:|re:|(draft|reply|response|email):|"
    r"<|```|\*\*", re.IGNORECASE)
# A named gap, [[price?]], is the product's own: such a draft cannot be approved before it is filled.
PLACEHOLDER = re.compile(
    r"(?<!\[)\[(?!\[)[^\]\n]*\](?!\])|\{\{?[^}\n]*\}|<[^>\n]*>|_{3,}|\bX{3,}\b|\bTBD\b|\blorem ipsum\b",
    re.IGNORECASE)


def words(text):
    return set(re.findall(r"\w+", text.lower()))


def faults(letter, owner, addressee):
    """What is wrong with a letter that `owner` is to send to `addressee`, names both; empty when nothing is."""
    lines = [line.strip() for line in letter.splitlines() if line.strip()]
    if not lines:
        return ["empty"]
    own, others = words(owner) - words(addressee), words(addressee) - words(owner)
    found = []
    # The name a greeting ends in: "Hi Ann," and "Dear Ann Miller!".
    greeting = re.split(r"[,!:.]", lines[0])[0]
    if GREETING.match(greeting) and len(greeting.split()) <= 6 and own & words(greeting):
        found.append("greets the user")
    if any(words(line) and words(line) <= others for line in lines[1:][-3:]):
        found.append("signed by the sender")
    for name, pattern in (("placeholder", PLACEHOLDER), ("refusal", REFUSAL)):
        if pattern.search(letter):
            found.append(name)
    if PREAMBLE.match(lines[0]):
        found.append("preamble")
    return found
