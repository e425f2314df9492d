"""Google's discovery document of the Gmail API, and whether an answer keeps to it."""

import base64
import json
import re
from pathlib import Path

import googleapiclient

DOCUMENT = json.loads(
    (Path(googleapiclient.__file__).parent / "discovery_cache/documents/gmail.v1.json").read_text()
)


def _methods(resource):
    for method in resource.get("methods", {}).values():
        yield method["id"], method
    for inner in resource.get("resources", {}).values():
        yield from _methods(inner)


METHODS = dict(_methods(DOCUMENT))


def problems(method_id, answer):
    """What in the answer of a method is not as its schema says."""
    response = METHODS[method_id].get("response")
    if response is None:
        return [] if answer in ("", b"") else [f"{method_id}: a body where none belongs"]
    return list(_check(answer, {"$ref": response["$ref"]}, response["$ref"]))


def _check(value, schema, where):
    if "$ref" in schema:
        schema = DOCUMENT["schemas"][schema["$ref"]]
    kind = schema.get("type")
    if kind == "object":
        if not isinstance(value, dict):
            yield f"{where}: not an object"
            return
        known = schema.get("properties", {})
        for name, inner in value.items():
            if name in known:
                yield from _check(inner, known[name], f"{where}.{name}")
            elif "additionalProperties" not in schema:
                yield f"{where}.{name}: unknown property"
    elif kind == "array":
        if not isinstance(value, list):
            yield f"{where}: not a list"
            return
        if not value:
            yield f"{where}: an empty list, which Gmail omits"
        for index, inner in enumerate(value):
            yield from _check(inner, schema["items"], f"{where}[{index}]")
    elif kind == "string":
        if not isinstance(value, str):
            yield f"{where}: {type(value).__name__} instead of a string"
        else:
            yield from _check_string(value, schema, where)
    elif kind == "integer":
        if not isinstance(value, int) or isinstance(value, bool):
            yield f"{where}: {type(value).__name__} instead of a number"
        elif schema.get("format") == "uint32" and not 0 <= value < 2**32:
            yield f"{where}: out of range"
        elif schema.get("format") == "int32" and not -(2**31) <= value < 2**31:
            yield f"{where}: out of range"
    elif kind == "boolean":
        if not isinstance(value, bool):
            yield f"{where}: {type(value).__name__} instead of a flag"


def _check_string(value, schema, where):
    form = schema.get("format")
    if form == "uint64" and not (re.fullmatch(r"\d+", value) and int(value) < 2**64):
        yield f"{where}: not a 64-bit number in a string"
    if form == "int64" and not re.fullmatch(r"-?\d+", value):
        yield f"{where}: not a 64-bit number in a string"
    if form == "byte":
        try:
            base64.b64decode(value, altchars=b"-_", validate=True)
        except ValueError:
            yield f"{where}: not padded base64url"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{where}: {value!r} is not one of {schema['enum']}"
