"""Catalogues from the command line: ``python -m sim.classroom.words`` updates and checks all of them.

With a scenario file and a language, it begins or updates the translation beside the file.
"""

from __future__ import annotations

import sys
from pathlib import Path

from sim.classroom.words.completeness import faults, share
from sim.classroom.words.files import update, update_beside
from sim.classroom.words.languages import LANGUAGES, TRANSLATED


def main(words: list[str]) -> int:
    """Update and check, and return the exit status: 1 if a translation has a fault."""
    if words:
        path, code = Path(words[0]), words[1] if len(words) > 1 else ""
        if not path.is_file() or code not in TRANSLATED:
            print(f"usage: python -m sim.classroom.words [SCENARIO.yaml {'|'.join(TRANSLATED)}]")
            return 2
        print(f"Written: {update_beside(path, code)}")
        return 0
    update()
    found = 0
    for code in TRANSLATED:
        done, every = share(code)
        told = faults(code)
        found += len(told)
        print(f"{LANGUAGES[code].name} ({code}): {done:,} of {every:,} sentences")
        for fault in told:
            print(f"  {fault}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
