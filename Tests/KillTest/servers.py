"""Private PostgreSQL servers and poolers, those that the tests of the store have."""

import importlib.machinery
import importlib.util
import pathlib

PROGRAM = pathlib.Path(__file__).resolve().parents[1] / "PostgreSQL" / "servers"


def loaded():
    loader = importlib.machinery.SourceFileLoader("private_servers", str(PROGRAM))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(loader.name, loader))
    loader.exec_module(module)
    return module


Server, Pooler, SETTINGS = (getattr(loaded(), name) for name in ("Server", "Pooler", "SETTINGS"))
