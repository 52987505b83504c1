"""Set emndir up in this folder and run, test or build it. Needs nothing but Python itself.

Say `python3 dev.py run` (on Windows `py dev.py run`); `python3 dev.py help` lists the rest, and
`make` does the same by shorter names. Whatever is missing is installed first: Qt's system libraries
where apt is at hand, then the parts listed in `requirements/`, into `.venv`. A second time nothing is
missing and the command starts at once, with or without a network.
"""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import importlib.util
import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "emndir-installed"
UNFINISHED = VENV / "emndir-unfinished"
LOCK = ROOT / ".dev.lock"

PYTHONS = ((3, 11), (3, 12), (3, 13), (3, 14))


class Stop(Exception):  # noqa: N818  it is what happens, not an error in dev.py
    """Something that dev.py cannot put right; the message says it in one sentence."""


def say(sentence: str) -> None:
    """Tell the person at the terminal what is going on."""
    print(f"emndir: {sentence}", flush=True)


# --- Qt's system libraries -------------------------------------------------------------------------


class Library(NamedTuple):
    """A shared library that Qt loads, and the Debian or Ubuntu packages that may carry it."""

    file: str
    packages: tuple[str, ...]


# Newer releases carry some under a t64 name; the first name that apt knows is taken.
DRAWING = (
    Library("libglib-2.0.so.0", ("libglib2.0-0t64", "libglib2.0-0")),
    Library("libEGL.so.1", ("libegl1",)),
    Library("libGL.so.1", ("libgl1",)),
    Library("libdbus-1.so.3", ("libdbus-1-3",)),
    Library("libfontconfig.so.1", ("libfontconfig1",)),
    Library("libxkbcommon.so.0", ("libxkbcommon0",)),
    Library("libbrotlidec.so.1", ("libbrotli1",)),
)
SCREEN = (
    Library("libxcb-cursor.so.0", ("libxcb-cursor0",)),
    Library("libxcb-icccm.so.4", ("libxcb-icccm4",)),
    Library("libxcb-image.so.0", ("libxcb-image0",)),
    Library("libxcb-keysyms.so.1", ("libxcb-keysyms1",)),
    Library("libxcb-render-util.so.0", ("libxcb-render-util0",)),
    Library("libxcb-shape.so.0", ("libxcb-shape0",)),
    Library("libxcb-xkb.so.1", ("libxcb-xkb1",)),
    Library("libxkbcommon-x11.so.0", ("libxkbcommon-x11-0",)),
    Library("libwayland-cursor.so.0", ("libwayland-cursor0",)),
    Library("libwayland-egl.so.1", ("libwayland-egl1",)),
    Library("libcups.so.2", ("libcups2t64", "libcups2")),
)


def can_load(file: str) -> bool:
    """Ask the dynamic loader itself, since it is what Qt will ask."""
    try:
        ctypes.CDLL(file)
    except OSError:
        return False
    return True


def missing_libraries(libraries: Iterable[Library]) -> list[Library]:
    """Return those that cannot be loaded. Only Linux leaves them to the system."""
    if not sys.platform.startswith("linux"):
        return []
    return [library for library in libraries if not can_load(library.file)]


def known_packages(policy: str) -> set[str]:
    """Read from `apt-cache policy` which packages can be installed."""
    known: set[str] = set()
    name = ""
    for line in policy.splitlines():
        if line and not line.startswith(" "):
            name = line.rstrip(":")
        elif line.strip().startswith("Candidate:") and "(none)" not in line:
            known.add(name)
    return known


def packages_for(libraries: Iterable[Library], known: Collection[str]) -> list[str]:
    """Choose one package a library: the first that apt knows, else the plain name."""
    chosen = [
        next((name for name in library.packages if name in known), library.packages[-1])
        for library in libraries
    ]
    return list(dict.fromkeys(chosen))


def as_administrator() -> list[str] | None:
    """Return what to put before a command to run it as root, or None where we may not."""
    if sys.platform == "win32" or shutil.which("apt-get") is None:
        return None
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    allowed = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
    return ["sudo", "-n"] if allowed.returncode == 0 else None


def apt(administrator: list[str], *arguments: str) -> bool:
    """Run apt-get without questions; return whether it went well."""
    surround = "env DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8".split()
    get = "apt-get -q -y -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0".split()
    done = subprocess.run(
        [*administrator, *surround, *get, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        sys.stderr.write(done.stdout[-3000:])
    return done.returncode == 0


def need_libraries(libraries: Sequence[Library]) -> None:
    """Install what Qt lacks, or say in one sentence what somebody else must install."""
    missing = missing_libraries(libraries)
    if not missing:
        return
    administrator = as_administrator()
    if administrator is None:
        raise Stop(
            f"Qt needs system libraries that are not here ({', '.join(each.file for each in missing)}) "
            "and that only an administrator can install: on Debian or Ubuntu by sudo apt-get install "
            f"{' '.join(packages_for(missing, ()))}."
        )
    say(f"Installing {len(missing)} system libraries for Qt, once. This may take a minute.")
    if not apt(administrator, "update"):
        say("apt could not fetch new package lists, so it goes on with those it has.")
    names = [name for library in missing for name in library.packages]
    policy = subprocess.run(
        ["apt-cache", "policy", *names],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "LC_ALL": "C"},
    )
    packages_now = packages_for(missing, known_packages(policy.stdout))
    installed = apt(administrator, "install", "--no-install-recommends", *packages_now)
    if not installed or missing_libraries(missing):
        raise Stop(f"apt could not install {' '.join(packages_now)}, which the window needs.")


# --- The virtual environment -----------------------------------------------------------------------


def requirements_list(name: str) -> Path:
    """Return the hashed list of that name: `run` or `test`."""
    return ROOT / "requirements" / f"{name}.txt"


def stamp_for(requirements: bytes, root: Path) -> str:
    """Say what an environment holds: which list, and for which folder."""
    return f"{hashlib.sha256(requirements).hexdigest()} {root}\n"


def good_stamps(name: str) -> list[str]:
    """Return the stamps that satisfy `name`; what tests need includes what running needs."""
    names = ["test"] if name == "test" else [name, "test"]
    return [stamp_for(requirements_list(each).read_bytes(), ROOT) for each in names]


def venv_python() -> Path:
    """Return the environment's own Python."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


class Found(NamedTuple):
    """What a look into the environment told."""

    version: tuple[int, ...]
    packages: Path


def look_into_venv() -> Found | None:
    """Start the environment's Python and ask it; None if there is none or it is broken."""
    question = (
        "import sys, sysconfig; print(*sys.version_info[:2]); print(sysconfig.get_path('purelib'))"
    )
    try:
        answer = subprocess.run(
            [str(venv_python()), "-I", "-c", question], capture_output=True, text=True, check=True
        ).stdout.splitlines()
        return Found(tuple(int(part) for part in answer[0].split()), Path(answer[1]))
    except (OSError, subprocess.CalledProcessError, IndexError, ValueError):
        return None


def read_text(path: Path) -> str:
    """Return a file's text, or nothing if there is no file."""
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""


def write_whole(path: Path, text: str) -> None:
    """Write a file so that it is there whole or not at all."""
    beside = path.with_name(path.name + ".new")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Let one set-up at a time work in this folder."""
    if sys.platform == "win32":
        yield
        return
    import fcntl

    with LOCK.open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another set-up is running in this folder. Waiting for it to finish.")
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def make_venv() -> None:
    """Make `.venv` anew, getting Debian's venv package first where it was left out."""
    if VENV.exists():
        shutil.rmtree(VENV)
    if importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None:
        package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
        administrator = as_administrator()
        if administrator is None:
            raise Stop(
                f"this Python cannot make virtual environments: install {package} "
                f"(on Debian or Ubuntu by sudo apt-get install {package})."
            )
        say(f"Installing {package}, which this Python needs to make a virtual environment.")
        apt(administrator, "update")
        if not apt(administrator, "install", "--no-install-recommends", package):
            raise Stop(f"apt could not install {package}.")
    say("Making a virtual environment in .venv.")
    python = getattr(sys, "_base_executable", sys.executable)  # not the one just removed with .venv
    made = subprocess.run([python, "-m", "venv", str(VENV)], check=False)
    if made.returncode:
        raise Stop("Python could not make a virtual environment in .venv.")


def has_pip() -> bool:
    """Tell whether the environment got as far as having pip."""
    question = [str(venv_python()), "-m", "pip", "--version"]
    return subprocess.run(question, capture_output=True, check=False).returncode == 0


def pip(*arguments: str) -> bool:
    """Run the environment's pip without questions; return whether it went well."""
    command = [str(venv_python()), *"-m pip --disable-pip-version-check --no-input".split()]
    done = subprocess.run([*command, *arguments], stdin=subprocess.DEVNULL, check=False)
    return done.returncode == 0


def put_tree_on_path(packages: Path) -> None:
    """Let the environment find this folder's `emndir`, and give it an `emndir` command."""
    write_whole(packages / "emndir-tree.pth", f"{ROOT}\n")
    if os.name == "nt":
        write_whole(VENV / "Scripts/emndir.cmd", '@"%~dp0python.exe" -m emndir %*\n')
    else:
        command = VENV / "bin/emndir"
        write_whole(command, '#!/bin/sh\nexec "$(dirname -- "$0")/python" -m emndir "$@"\n')
        command.chmod(0o755)


def need_venv(name: str) -> None:
    """Make sure that `.venv` holds what the list of that name asks for, exactly as hashed.

    The stamp is taken away before anything changes and written when all is done, so an
    interrupted installation is seen the next time, and started afresh.
    """
    if _is_ready(name):
        return
    with alone():
        if _is_ready(name):
            return
        found = look_into_venv()
        if found is None or found.version not in PYTHONS or UNFINISHED.exists() or not has_pip():
            make_venv()
            found = look_into_venv()
        if found is None:
            raise Stop("the virtual environment in .venv does not start; remove it and try again.")
        _install(name, found)


def _is_ready(name: str) -> bool:
    found = look_into_venv()
    return found is not None and found.version in PYTHONS and read_text(STAMP) in good_stamps(name)


def _install(name: str, found: Found) -> None:
    requirements = requirements_list(name)
    count = sum(1 for line in read_text(requirements).splitlines() if line[:1].isalnum())
    say(f"Installing up to {count} packages into .venv, once (a few hundred megabytes).")
    STAMP.unlink(missing_ok=True)
    UNFINISHED.touch()
    quiet = [] if sys.stdout.isatty() else ["-qq"]
    began = time.monotonic()
    exactly = ["--require-hashes", "--only-binary=:all:", "-r", str(requirements)]
    installed = pip("install", *quiet, *exactly)
    # pip fetches everything before it changes anything, so a failure (no network) leaves .venv sound.
    UNFINISHED.unlink()
    if not installed:
        raise Stop(
            "the packages could not be installed. Is there a network? pip's words are above."
        )
    put_tree_on_path(found.packages)
    write_whole(STAMP, stamp_for(requirements.read_bytes(), ROOT))
    say(f"Installed in {time.monotonic() - began:.0f} seconds.")


# --- Surroundings ----------------------------------------------------------------------------------


def has_screen(environ: Mapping[str, str], platform: str = sys.platform) -> bool:
    """Tell whether a window can open here. Only Linux can be without a screen."""
    wanted = environ.get("QT_QPA_PLATFORM", "").partition(":")[0]
    if wanted:
        return wanted not in {"offscreen", "minimal"}
    if not platform.startswith("linux"):
        return True
    return wayland_answers(environ) or x_answers(environ.get("DISPLAY", ""))


def wayland_answers(environ: Mapping[str, str]) -> bool:
    """Tell whether the Wayland compositor that the environment names is there."""
    name = environ.get("WAYLAND_DISPLAY", "")
    return bool(name) and answers(str(Path(environ.get("XDG_RUNTIME_DIR", "/run")) / name))


def x_answers(display: str) -> bool:
    """Tell whether the X server named by DISPLAY takes connections: Qt aborts if it does not."""
    host, colon, rest = display.rpartition(":")
    number = rest.partition(".")[0]
    if not colon or not number.isdigit():
        return False
    if host in {"", "unix"}:
        path = f"/tmp/.X11-unix/X{number}"  # noqa: S108  X's own place
        return answers(path) or answers("\0" + path)
    try:
        socket.create_connection((host.strip("[]"), 6000 + int(number)), timeout=2).close()
    except OSError:
        return False
    return True


def answers(path: str) -> bool:
    """Tell whether somebody listens on a Unix socket."""
    if sys.platform == "win32":
        return False
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        try:
            connection.connect(path)
        except OSError:
            return False
    return True


def surroundings(environ: Mapping[str, str], *, screen: bool) -> dict[str, str]:
    """Return the environment for a program: a UTF-8 locale where none is set, no window without a screen."""
    result = dict(environ)
    if os.name != "nt" and not any(environ.get(name) for name in ("LC_ALL", "LC_CTYPE", "LANG")):
        result["LANG"] = "C.UTF-8"
    if not screen:
        result["QT_QPA_PLATFORM"] = "offscreen"
    return result


def exit_code(returncode: int) -> int:
    """Turn what subprocess tells into what a shell expects: 128 + n for a death by signal n."""
    return 128 - returncode if returncode < 0 else returncode


def start(arguments: Sequence[str], *, screen: bool = False) -> int:
    """Run the environment's Python with these arguments in the project's folder."""
    command = [str(venv_python()), *arguments]
    environment = surroundings(os.environ, screen=screen)
    done = subprocess.run(command, cwd=ROOT, env=environment, check=False)
    return exit_code(done.returncode)


# --- Commands --------------------------------------------------------------------------------------

# import-linter has no `python -m` form.
LINT_IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"
FLOORS = ["-c", LINT_IMPORTS, "--no-logo"]
LINT = (
    ("ruff check", ["-m", "ruff", "check"]),
    ("ruff format", ["-m", "ruff", "format", "--check"]),
)


def run(arguments: list[str]) -> int:
    """Start emndir."""
    screen = has_screen(os.environ)
    need_libraries(DRAWING + SCREEN if screen else DRAWING)
    need_venv("run")
    if screen:
        return start(["main.py", *arguments], screen=True)
    say("There is no screen here, so emndir draws its window and a sheet into out/ instead.")
    return start(["main.py", "--no-screen", *arguments])


def ready_for_tests() -> None:
    """Install what every command but `run` needs."""
    need_libraries(DRAWING)
    need_venv("test")


def pytest_arguments(cores: int, given: Sequence[str] = ()) -> list[str]:
    """Say how to call pytest: on all cores for the whole suite, plainly for what somebody names."""
    if given:
        return ["-m", "pytest", *given]
    spread = ["-n", str(min(cores, 8)), "--dist", "worksteal"] if cores > 1 else []
    return ["-m", "pytest", "--ignore=tests/benchmarks", *spread]


def run_steps(steps: Sequence[tuple[str, list[str]]]) -> int:
    """Run every step, so that one look shows all that is wrong, and end with what failed."""
    failed = []
    for name, arguments in steps:
        say(f"{name} ...")
        code = start(arguments)
        if code >= 128:  # stopped from outside: don't start the next
            return code
        if code:
            failed.append(name)
    if failed:
        say(f"FAILED: {', '.join(failed)}.")
        return 1
    say(f"All is well: {', '.join(name for name, _ in steps)}.")
    return 0


def test(arguments: list[str]) -> int:
    """Run every check: rules, layout, types, floors, tests (with arguments: pytest alone)."""
    ready_for_tests()
    tests = ("pytest", pytest_arguments(os.cpu_count() or 1, arguments))
    if arguments:
        return run_steps([tests])
    return run_steps([*LINT, ("mypy", ["-m", "mypy"]), ("lint-imports", FLOORS), tests])


def lint(arguments: list[str]) -> int:
    """Check the code against ruff's rules and layout."""
    ready_for_tests()
    return run_steps([(name, [*command, *arguments]) for name, command in LINT])


def tidy(arguments: list[str]) -> int:
    """Lay the code out, and put right what ruff can."""
    ready_for_tests()
    fix = ("ruff check", ["-m", "ruff", "check", "--fix", *arguments])
    return run_steps([fix, ("ruff format", ["-m", "ruff", "format", *arguments])])


def types(arguments: list[str]) -> int:
    """Check the types with mypy."""
    ready_for_tests()
    return run_steps([("mypy", ["-m", "mypy", *arguments])])


def floors(arguments: list[str]) -> int:
    """Check that imports only go down the floors."""
    ready_for_tests()
    return run_steps([("lint-imports", [*FLOORS, *arguments])])


def bench(arguments: list[str]) -> int:
    """Measure the budgets, one benchmark at a time."""
    if not (ROOT / "tests/benchmarks").is_dir():
        raise Stop("there are no benchmarks yet: they belong into tests/benchmarks.")
    ready_for_tests()
    pytest = ["-m", "pytest", "-s", "-o", "python_files=bench_*.py", "tests/benchmarks"]
    return run_steps([("benchmarks", [*pytest, *arguments])])


def screenshots(arguments: list[str]) -> int:
    """Draw the pictures in docs/screenshots from the program itself."""
    script = "docs/screenshots/take.py"
    if not (ROOT / script).is_file():
        raise Stop(f"there is no {script} yet to draw them.")
    ready_for_tests()
    return run_steps([("screenshots", [script, *arguments])])


def wheel(arguments: list[str]) -> int:
    """Build the wheel and the source archive into dist/."""
    ready_for_tests()
    return run_steps([("build", ["-m", "build", "--no-isolation", "--outdir", "dist", *arguments])])


HEADER = """\
# Written by `make requirements`; edit pyproject.toml instead. Every package with its hashes, for Python
# 3.11 to 3.14 on every system. Names no host: packages come from wherever your pip is set to look.
"""


def requirements(arguments: list[str]) -> int:
    """Renew the hashed lists in requirements/ (with --upgrade: newest versions)."""
    ready_for_tests()
    settings = "--universal --python-version 3.11 --generate-hashes --no-header -q".split()
    extras = {"run": [], "test": "--extra dev --constraint requirements/run.txt".split()}
    for name, extra in extras.items():
        output = f"requirements/{name}.txt"
        compile_to = ["-m", "uv", "pip", "compile", "pyproject.toml", "-o", output]
        if code := start([*compile_to, *settings, *extra, *arguments]):
            return code
        text = read_text(ROOT / output)
        if "://" in text:
            raise Stop(f"{output} names a host. Mend your uv settings, or take it out by hand.")
        write_whole(ROOT / output, HEADER + text)
    say("The lists in requirements/ are renewed. The next command installs what changed.")
    return 0


LEFT_BEHIND = (
    *(".venv", "out", "dist", "build", ".pytest_cache", ".mypy_cache", ".ruff_cache"),
    *(".import_linter_cache", ".hypothesis", ".dev.lock"),
)


def clean(arguments: list[str]) -> int:
    """Remove .venv, out/ and everything else that commands here have made."""
    folders = ("emndir", "tests", "docs", "__pycache__")
    caches = [cache for folder in folders for cache in (ROOT / folder).rglob("__pycache__")]
    for path in [*(ROOT / name for name in LEFT_BEHIND), *caches, ROOT / "__pycache__"]:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    say("Clean: only the project's own files are left.")
    return 0


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "run": run,
    "test": test,
    "lint": lint,
    "format": tidy,
    "types": types,
    "floors": floors,
    "bench": bench,
    "screenshots": screenshots,
    "requirements": requirements,
    "wheel": wheel,
    "clean": clean,
}


def usage() -> str:
    """List the commands with what each does."""
    lines = [f"  {name:<13} {command.__doc__}" for name, command in COMMANDS.items()]
    return "\n".join(["usage: python3 dev.py COMMAND [ARGUMENTS]", "", *lines])


def fitting_python() -> str | None:
    """Find another Python on the path that emndir runs on."""
    for major, minor in reversed(PYTHONS):
        if found := shutil.which(f"python{major}.{minor}"):
            return found
    return None


def main(arguments: list[str]) -> int:
    """Do what the first word says."""
    name, *rest = arguments or ["help"]
    if name not in COMMANDS:
        print(usage())
        return 0 if name in {"help", "-h", "--help"} else 2
    if sys.version_info[:2] not in PYTHONS:
        other = fitting_python()
        if other is None:
            raise Stop(
                f"this is Python {sys.version_info[0]}.{sys.version_info[1]}, and emndir needs 3.11 to 3.14; "
                "install one and start dev.py with it."
            )
        return exit_code(subprocess.run([other, __file__, *arguments], check=False).returncode)
    return COMMANDS[name](rest)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Stop as problem:
        print(f"emndir: {problem}", file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
