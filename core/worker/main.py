"""Start a worker: `python -s -u main.py pytorch|tensorflow`.

Started as a file, in whatever interpreter holds the framework. Python puts this folder in front
of the search path, where a `wire.py` or `errors.py` of ours would shadow other people's modules,
so the folder is taken off the path and registered as the package `worker` instead.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
import sys

PACKAGE = "worker"
SIDES = ("pytorch", "tensorflow")
USAGE_EXIT = 2
# Installed from a wheel, the app lies beside the frameworks, whose folder has to stay.
LIBRARY_FOLDERS = ("site-packages", "dist-packages")


def register(here: str) -> None:
    """Take the app off the search path and make `here` importable as the package `worker`."""
    unwanted = {os.path.realpath(here)}
    # An editable install puts the app's checkout on the path of this interpreter too.
    checkout = os.path.dirname(os.path.dirname(os.path.realpath(here)))
    if os.path.basename(checkout) not in LIBRARY_FOLDERS:
        unwanted.add(checkout)
    sys.path[:] = [entry for entry in sys.path if os.path.realpath(entry) not in unwanted]
    spec = importlib.util.spec_from_file_location(
        PACKAGE, os.path.join(here, "__init__.py"), submodule_search_locations=[here]
    )
    if spec is None or spec.loader is None:
        raise ImportError(f"the worker's own files in {here} cannot be read")
    package = importlib.util.module_from_spec(spec)
    sys.modules[PACKAGE] = package
    spec.loader.exec_module(package)


def main(arguments: list[str]) -> int:
    """Serve one host until it says quit or hangs up; return the exit status."""
    if len(arguments) != 1 or arguments[0] not in SIDES:
        sys.stderr.write(f"usage: main.py {'|'.join(SIDES)}\n")
        return USAGE_EXIT
    register(os.path.dirname(os.path.abspath(__file__)))
    return importlib.import_module(PACKAGE + ".loop").serve(arguments[0])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
