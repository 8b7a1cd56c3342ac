"""Start the command line, even where a file of the user's is called sim, as our package is."""

import os
import sys
from importlib.machinery import PathFinder


def main() -> None:
    """Run the command line of the package beside this file, or of a checkout that is found before it."""
    spec = PathFinder.find_spec("sim")
    places = list(spec.submodule_search_locations or ()) if spec else []
    if not any(os.path.isfile(os.path.join(place, "cli.py")) for place in places):
        sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
    from sim.__main__ import main as run

    run()
