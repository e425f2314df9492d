"""Reads the commands of a chapter out of a Markdown page: python3 commands.py PAGE CHAPTER FOLDER.

Every block marked `sh` below the heading "## CHAPTER", up to the next heading of that rank, becomes a file of FOLDER: 1.sh,
2.sh, … in their order. Ends with 1 when there are none.
"""

import re
import sys
import textwrap
from pathlib import Path


def blocks(text, chapter):
    """The commands of the chapter, block by block."""
    found = re.search(rf"^## {re.escape(chapter)}$(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    if not found:
        return []
    fence = re.compile(r"^( *)```sh\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
    return [textwrap.dedent(block) for _, block in fence.findall(found.group(1))]


def main():
    page, chapter, folder = sys.argv[1:]
    commands = blocks(Path(page).read_text(), chapter)
    if not commands:
        sys.exit(f"{page} has no commands below “{chapter}”")
    for number, block in enumerate(commands, 1):
        (Path(folder) / f"{number}.sh").write_text(block)


if __name__ == "__main__":
    main()
