"""Says what is installed beside it: run as a script by any Python from 3.9 on.

Reads the metadata of packages and looks for their files; imports none of them.
"""

import json
import platform
import sys
import sysconfig
from pathlib import Path

PACKAGES = (
    "torch",
    "tensorflow",
    "tensorflow-cpu",
    "tensorflow-macos",
    "tensorflow-intel",
    "tensorflow-rocm",
    "intel-tensorflow",
    "tf-nightly",
    "keras",
    "numpy",
)
MODULES = ("torch", "tensorflow")


def architecture():  # noqa: ANN201 - as below
    """Return what this Python was built for, which decides the wheels that fit it."""
    # On Windows `platform` names the processor: an x64 Python on ARM would pass for ARM64.
    built = {"win-amd64": "AMD64", "win-arm64": "ARM64", "win32": "x86"}
    return built.get(sysconfig.get_platform()) or platform.machine()


def describe():  # noqa: ANN201 - a dictionary for JSON, in words that old Pythons know
    """Return what is installed, as a dictionary for JSON; nothing where Python is too old."""
    found = {
        "python": platform.python_version(),
        "architecture": architecture(),
        "packages": {},
        "modules": {},
        "headers": False,
    }
    if sys.version_info >= (3, 9):  # noqa: UP036 - any Python may run this file
        # Here, because a Python that is too old to have them must still be able to say so.
        from importlib import machinery, metadata

        for name in PACKAGES:
            try:
                found["packages"][name] = str(metadata.version(name))
            except metadata.PackageNotFoundError:
                continue
        for name in MODULES:
            found["modules"][name] = machinery.PathFinder.find_spec(name) is not None
        include = sysconfig.get_path("include")
        found["headers"] = bool(include) and (Path(include) / "Python.h").is_file()
    return found


if __name__ == "__main__":
    sys.stdout.write("\nFORKWISE-PROBE " + json.dumps(describe()) + "\n")
