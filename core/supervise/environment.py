"""What a worker sees of the person's environment: a list of names, not a copy."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

COOKIE = "FORKWISE_COOKIE"

PASSED_ON = frozenset(
    {
        "PATH", "HOME", "USER", "LOGNAME", "USERNAME", "USERPROFILE", "LANG", "LC_ALL", "LC_CTYPE",
        "TZ", "TMPDIR", "TEMP", "TMP", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR",
        "SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "COMSPEC", "PATHEXT", "APPDATA", "LOCALAPPDATA",
        "PROGRAMDATA", "NUMBER_OF_PROCESSORS", "PROCESSOR_ARCHITECTURE",
        "CC", "CXX",
        "CUDA_VISIBLE_DEVICES", "CUDA_HOME", "CUDA_PATH", "ROCR_VISIBLE_DEVICES",
        "HIP_VISIBLE_DEVICES", "ROCM_PATH", "ONEAPI_DEVICE_SELECTOR",
    }
)  # fmt: skip

FIXED = {
    "CUDA_DEVICE_ORDER": "PCI_BUS_ID",  # the order of the driver's own list
    "PYTHONDONTWRITEBYTECODE": "1",  # leave the person's environments as they are
    "PYTHONHASHSEED": "0",  # the same order of sets and dicts in every launch
    "PYTHONIOENCODING": "utf-8",
    "PYTHONNOUSERSITE": "1",
    "TF_CPP_MIN_LOG_LEVEL": "1",  # not 3: errors must reach the log
    "TF_FORCE_GPU_ALLOW_GROWTH": "true",  # else the first process takes all of the card
}

# Variables that would change a measurement or what is imported. A person who has set one should
# hear that it does not reach the workers.
_NOTED = frozenset(
    {"PYTHONPATH", "PYTHONHOME", "PYTHONSTARTUP", "VIRTUAL_ENV", "CONDA_PREFIX", "LD_PRELOAD",
     "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "DYLD_INSERT_LIBRARIES", "MASTER_ADDR", "MASTER_PORT",
     "RANK", "WORLD_SIZE", "LOCAL_RANK"}
)  # fmt: skip
_NOTED_PREFIXES = ("OMP_", "MKL_", "OPENBLAS_", "VECLIB_", "NUMEXPR_", "KMP_", "GOMP_", "TF_",
                   "XLA_", "TORCH", "PYTORCH_", "KERAS_", "NCCL_", "CUBLAS_", "DNNL_",
                   "ONEDNN_")  # fmt: skip


def worker_environment(
    environ: Mapping[str, str],
    cookie: str,
    interpreter: str,
    extra: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """Return the environment of a worker.

    Args:
        environ: the person's.
        cookie: marks the worker and everything it starts, so that all of it can be found.
        interpreter: on Windows a conda environment's own folders of libraries are put on PATH.
        extra: settings of the measurement, such as thread counts; they win.
    """
    passed = {
        name: value
        for name, value in environ.items()
        if (name.upper() if sys.platform == "win32" else name) in PASSED_ON
    }
    if sys.platform == "win32":
        root = Path(interpreter).parent
        if (root / "conda-meta").is_dir():
            folders = (root, root / "Library" / "bin", root / "Scripts")
            passed["PATH"] = ";".join([*map(str, folders), passed.get("PATH", "")])
    return {**passed, **FIXED, **(extra or {}), COOKIE: cookie}


def ignored_variables(environ: Mapping[str, str]) -> tuple[str, ...]:
    """Return the names of set variables that matter to frameworks and do not reach a worker."""
    return tuple(
        sorted(
            name
            for name in environ
            if name not in PASSED_ON and (name in _NOTED or name.startswith(_NOTED_PREFIXES))
        )
    )
