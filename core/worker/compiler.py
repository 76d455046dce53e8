"""Whether torch.compile can work on the CPU here: it builds C++ that includes Python.h."""

from __future__ import annotations

import os
import shutil
import sys
import sysconfig
from typing import Optional

from .errors import MISSING_COMPILER, CommandError

CANDIDATES = ("cl",) if sys.platform == "win32" else ("g++", "clang++")


def find_compiler() -> Optional[str]:
    """Return the path of the C++ compiler torch.compile would take; None if there is none.

    Like torch: $CXX when it is set, else the platform's usual names.
    """
    chosen = os.environ.get("CXX")
    names = (chosen.split()[0],) if chosen and chosen.split() else CANDIDATES
    return next((path for path in map(shutil.which, names) if path), None)


def has_headers() -> bool:
    """Return whether this interpreter's Python.h is there."""
    folders = (sysconfig.get_path("include"), sysconfig.get_path("platinclude"))
    return any(os.path.isfile(os.path.join(folder, "Python.h")) for folder in folders if folder)


def require_compiler() -> None:
    """Make sure that torch.compile can build code.

    Raises:
        CommandError: `missing_compiler`, naming what is missing.
    """
    missing = []
    if find_compiler() is None:
        chosen = os.environ.get("CXX")
        missing.append(
            f"the C++ compiler named in CXX ({chosen})"
            if chosen
            else f"a C++ compiler ({' or '.join(CANDIDATES)})"
        )
    if not has_headers():
        missing.append(f"Python.h of Python {sys.version_info[0]}.{sys.version_info[1]}")
    if missing:
        raise CommandError(
            MISSING_COMPILER,
            "torch.compile on the CPU builds C++ code and does not find " + " and ".join(missing),
        )
