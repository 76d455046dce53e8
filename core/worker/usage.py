"""What the kernel counted for this process: switches and faults."""

from __future__ import annotations

import sys

if sys.platform == "win32":

    def usage() -> dict[str, int]:
        """Return nothing: Windows does not count these for a process."""
        return {}

else:
    import resource

    def usage() -> dict[str, int]:
        """Return voluntary and involuntary switches and major page faults so far."""
        now = resource.getrusage(resource.RUSAGE_SELF)
        return {"nvcsw": now.ru_nvcsw, "nivcsw": now.ru_nivcsw, "majflt": now.ru_majflt}
