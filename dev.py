#!/usr/bin/env python3
"""Surefoot's one door for people who run or change it. Needs only Python 3.11+ with pip.

python3 dev.py run                     make the environment, start Surefoot, print its address
python3 dev.py run -- ARGUMENTS        the command line, e.g. run -- measure walk.csv
python3 dev.py test [PYTEST ARGUMENTS] every check; with arguments only those tests
python3 dev.py validate                accuracy against reference data, into docs/validation.md
python3 dev.py bench                   timings on this machine
python3 dev.py prove                   the long forms: fuzzing, kills
python3 dev.py fmt                     format and mend what can be mended
python3 dev.py lock                    renew the locked requirements
python3 dev.py messages                renew the catalogue of words to translate
python3 dev.py contract                renew the JSON Schemas in contract/
python3 dev.py knowledge               renew docs/knowledge.md from the facts
"""

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = str(BIN / "python")
RUN_LOCK, TEST_LOCK = "requirements.lock", "requirements-dev.lock"


def main(arguments: Sequence[str]) -> int:
    if sys.version_info < (3, 11):
        print("Surefoot needs Python 3.11 or newer; this is", sys.version.split()[0])
        return 2
    if not arguments or arguments[0] not in COMMANDS:
        print(__doc__)
        return 0 if arguments[:1] in ([], ["-h"], ["--help"], ["help"]) else 2
    return COMMANDS[arguments[0]](arguments[1:])


# --- the environment -----------------------------------------------------------------------------


def ensure(lock: str) -> None:
    """Make ``.venv`` hold exactly what ``lock`` names, with everything compiled."""
    wanted = digest(ROOT / lock, ROOT / "pyproject.toml")
    if read_stamp(lock) != wanted:
        print(
            f"Preparing the environment in {VENV.name} (the first time takes a minute or two) ..."
        )
        install(lock)
        write_stamp(lock, wanted)
        if lock == TEST_LOCK:
            write_stamp(RUN_LOCK, digest(ROOT / RUN_LOCK, ROOT / "pyproject.toml"))
    sources = digest(*sorted((ROOT / "src").rglob("*.py")))
    if read_stamp("sources") != sources:
        call(PYTHON, "-m", "compileall", "-q", str(ROOT / "src"))
        call(PYTHON, "-m", "surefoot", "warm")
        write_stamp("sources", sources)


def install(lock: str) -> None:
    if not Path(PYTHON).exists():
        make_venv()
    pip("--require-hashes", "-r", str(ROOT / lock))
    pip("--no-deps", "--no-build-isolation", "-e", str(ROOT))


def make_venv() -> None:
    """Make the environment; where ensurepip is left out, this Python's own pip serves it."""
    try:
        venv.create(VENV, with_pip=True)
    except subprocess.CalledProcessError:
        venv.create(VENV, with_pip=False, clear=True)


def read_stamp(name: str) -> str:
    stamp = VENV / f".stamp-{name}"
    return stamp.read_text() if stamp.exists() else ""


def write_stamp(name: str, text: str) -> None:
    (VENV / f".stamp-{name}").write_text(text)


def digest(*files: Path) -> str:
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def pip(*arguments: str) -> None:
    inside = any(BIN.glob("pip*"))
    installer = (
        [PYTHON, "-m", "pip"] if inside else [sys.executable, "-m", "pip", "--python", PYTHON]
    )
    call(*installer, "install", "-q", "--disable-pip-version-check", *arguments)


def call(*command: str) -> None:
    subprocess.check_call(command, cwd=ROOT)


def status(*command: str) -> int:
    print(
        "$", " ".join(Path(word).name if word == PYTHON else word for word in command), flush=True
    )
    return subprocess.call(command, cwd=ROOT)


# --- what tests need from the machine ------------------------------------------------------------

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge")


def ensure_debian(present: Callable[[], bool], *packages: str) -> None:
    """Install Debian packages when root on Debian and they are missing; otherwise leave it be."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    if present() or not is_root or not shutil.which("apt-get"):
        return
    print("Installing", ", ".join(packages), "for the tests ...", flush=True)
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.call(["apt-get", "update", "-qq"], **quiet)
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    subprocess.call(command, env=environment, **quiet)


def has_browser() -> bool:
    return any(shutil.which(name) for name in BROWSERS)


def has_postgres() -> bool:
    return bool(shutil.which("initdb")) or any(Path("/usr/lib/postgresql").glob("*/bin/initdb"))


# --- the commands --------------------------------------------------------------------------------


def run(arguments: Sequence[str]) -> int:
    ensure(RUN_LOCK)
    words = list(arguments[1:] if arguments[:1] == ["--"] else arguments) or ["serve"]
    try:
        return subprocess.call([PYTHON, "-m", "surefoot", *words])
    except KeyboardInterrupt:
        return 0


def test(arguments: Sequence[str]) -> int:
    ensure(TEST_LOCK)
    ensure_debian(has_browser, "chromium")
    ensure_debian(has_postgres, "postgresql")
    if arguments:
        return status(PYTHON, "-m", "pytest", *arguments)
    checks = [
        status(PYTHON, "-m", "ruff", "format", "--check", "."),
        status(PYTHON, "-m", "ruff", "check", "."),
        status(PYTHON, "-m", "mypy"),
        status(PYTHON, "-m", "tests.cluster", "--", PYTHON, "-m", "pytest", "-q", "tests/pages"),
        status(PYTHON, "-m", "pytest", "-n", "2", "--dist", "loadgroup"),
    ]
    failed = sum(code != 0 for code in checks)
    if failed:
        print(f"{failed} of {len(checks)} checks failed; the first lines above say which.")
    return 1 if failed else 0


def validate(arguments: Sequence[str]) -> int:
    ensure(TEST_LOCK)
    return status(PYTHON, "-m", "validation", *arguments)


def bench(arguments: Sequence[str]) -> int:
    ensure(TEST_LOCK)
    return status(PYTHON, "-m", "benchmarks", *arguments)


def prove(arguments: Sequence[str]) -> int:
    ensure(TEST_LOCK)
    os.environ.setdefault("SUREFOOT_KILLS", "100")
    os.environ.setdefault("SUREFOOT_FUZZ_SECONDS", "600")
    os.environ.setdefault("SUREFOOT_LOOKS", "all")
    long_forms = ["tests/house/test_durability.py", "tests/unit/readers"]
    long_forms += ["tests/browser/test_pages_axe.py"]
    chosen = list(arguments) or [*long_forms, "tests/unit/measures/test_fuzz.py"]
    return status(PYTHON, "-m", "pytest", *chosen)


def fmt(_: Sequence[str]) -> int:
    ensure(TEST_LOCK)
    mended = status(PYTHON, "-m", "ruff", "check", "--fix", ".")
    return status(PYTHON, "-m", "ruff", "format", ".") or mended


def lock(arguments: Sequence[str]) -> int:
    """Renew both locks; no registry's name may stand in them, so they carry hashes alone."""
    if not Path(PYTHON).exists():
        make_venv()
    pip("uv")
    compiler = [PYTHON, "-m", "uv", "pip", "compile", "--universal", "--generate-hashes", "--quiet"]
    compiler += ["--no-emit-index-url", "--no-emit-find-links", "--no-header", *arguments]
    extras = ["--extra", "build", "--extra", "postgres"]
    return status(*compiler, *extras, "pyproject.toml", "-o", RUN_LOCK) or status(
        *compiler, "--all-extras", "pyproject.toml", "-o", TEST_LOCK
    )


def messages(_: Sequence[str]) -> int:
    ensure(TEST_LOCK)
    return status(PYTHON, "-m", "tools.messages", "extract")


def contract(_: Sequence[str]) -> int:
    ensure(TEST_LOCK)
    return status(PYTHON, "-m", "surefoot.app.contract", "write")


def knowledge(_: Sequence[str]) -> int:
    ensure(TEST_LOCK)
    return status(PYTHON, "-m", "tools.knowledge_page", "write")


COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    "run": run,
    "test": test,
    "validate": validate,
    "bench": bench,
    "prove": prove,
    "fmt": fmt,
    "lock": lock,
    "messages": messages,
    "contract": contract,
    "knowledge": knowledge,
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
