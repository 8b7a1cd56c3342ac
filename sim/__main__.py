"""Run the command line, as ``gge-sim`` does, with ``python -m sim``."""

import gc
import os
import sys


def main() -> None:
    """Run the command line; say so if a file of the user's is taken for a library."""
    from sim.commands.surroundings import shadowed_library

    # Hardly anything is garbage before a command ends: to look for it as usual takes a tenth of a run.
    gc.set_threshold(50_000, 20, 20)
    try:
        from sim.cli import main as run

        run()
    except Exception:
        if shadowed := shadowed_library():
            print(f"gge-sim: {shadowed}", file=sys.stderr)
            sys.exit(2)
        raise


def _leave_folder() -> None:
    """Import nothing from the folder that one works in, where Python looks first, unless we lie there."""
    home = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    if not sys.flags.safe_path and os.path.realpath(sys.path[0] or ".") != os.path.realpath(home):
        del sys.path[0]


if __name__ == "__main__":
    _leave_folder()
    main()
