"""Fills in the shipped configuration as the README asks: python3 fill_in.py FILE. Google is the simulator on port 8025."""

import sys
from pathlib import Path

# What stands there → what a person writes. Each must stand there once, or the README asks for what does not exist.
WRITTEN = {
    "client_id: 000000000000-replace-me.apps.googleusercontent.com":
        "client_id: 407408718192-simulated.apps.googleusercontent.com",
    "public_url: https://secretary.example.com": "public_url: http://127.0.0.1:8300",
    "sign_in: []": 'sign_in: ["@example.com"]',
}
SIMULATOR = """google:
  api_url: http://127.0.0.1:8025
  token_url: http://127.0.0.1:8025/token
  revoke_url: http://127.0.0.1:8025/revoke
  authorize_url: http://127.0.0.1:8025/o/oauth2/v2/auth
  issuer: http://127.0.0.1:8025
"""

file = Path(sys.argv[1])
text = file.read_text()
for before, after in [*WRITTEN.items(), ("google:\n", SIMULATOR)]:
    if text.count(before) != 1:
        sys.exit(f"{file.name} has {text.count(before)} times “{before.strip()}”, which the README says to fill in")
    text = text.replace(before, after)
file.write_text(text)
