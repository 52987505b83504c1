"""Real processes of emndir on the offscreen platform, watched from a test.

The window's process runs the real command line; only a probe is put in, which says on stdout what the
window shows. Second starts are `python -m emndir`, with nothing put in.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "tests" / "files" / "data"
PATIENCE = 30.0
OFFSCREEN = "This plugin does not support "
"""What the offscreen platform says of many harmless things."""
CLOSE = "close this window"
"""Words that make the probe close the window, as a person does."""

PROBE = """
import json, sys
from emndir.ui import application

class Probed(application.Application):
    def __init__(self, core, asked=None):
        super().__init__(core, asked)
        search = self.window.search
        self.say("made")
        search.answered.connect(self.answered)
        self.messages.told.connect(self.told)
        self.context.cleared.connect(lambda: self.say("cleared"))
        listen = self.outside.listen
        def listening(claim):
            listen(claim)
            if claim.can_listen:
                self.outside._server.asked.connect(lambda asked: self.say("taken", words=asked.query))
            self.say("listening", can=claim.can_listen)
        self.outside.listen = listening

    def say(self, what, **more):
        print(json.dumps({"what": what, **more}), flush=True)

    def answered(self, answer):
        criteria = answer.criteria
        chosen = [code for _facet, codes in criteria.chosen for code in codes]
        self.say("answered", words=criteria.words, near=criteria.near, chosen=chosen,
                 title=self.window.windowTitle(), box=self.window.search_panel.search_box.text)

        if criteria.words == "close this window":
            self.window.close()

    def told(self, message):
        self.say("told", topic=message.topic, text=message.text, hint=message.hint)

application.Application = Probed
from emndir.cli.main import run
sys.exit(run(sys.argv[1:]))
"""


class Place:
    """A home, and a short folder for what is temporary: a socket's path must not be long."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self._temporary = tempfile.TemporaryDirectory(prefix="em-")
        self.temporary = Path(self._temporary.name)
        self.windows: list[Window] = []

    @property
    def environment(self) -> dict[str, str]:
        hidden = ("DISPLAY", "WAYLAND_DISPLAY", "EMNDIR_HOME")
        kept = {name: value for name, value in os.environ.items() if name not in hidden}
        return kept | {
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONPATH": str(ROOT),
            "PYTHONIOENCODING": "utf-8",
            "TMPDIR": str(self.temporary),
        }

    @property
    def options(self) -> list[str]:
        return ["--home", str(self.home), "--data", str(SAMPLE)]

    def window(self, *arguments: str) -> Window:
        made = Window(self, arguments)
        self.windows.append(made)
        return made

    def start(self, *arguments: str, code: str = "") -> subprocess.CompletedProcess[str]:
        """Run a second start to its end."""
        program = ["-c", code] if code else ["-m", "emndir"]
        return subprocess.run(
            [sys.executable, *program, *self.options, *arguments],
            cwd=self.home,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )

    @property
    def sockets(self) -> list[Path]:
        return [one for one in self.temporary.iterdir() if one.name.startswith("emndir-")]

    def close(self) -> None:
        for window in self.windows:
            window.kill()
        self._temporary.cleanup()


class Window:
    """One process with a window; `lines` is what its probe has said."""

    def __init__(self, place: Place, arguments: tuple[str, ...]) -> None:
        self.lines: list[dict[str, object]] = []
        self._held = b""
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - closed by kill
        self.process = subprocess.Popen(
            [sys.executable, "-c", PROBE, *place.options, *arguments],
            cwd=place.home,
            env=place.environment,
            stdout=subprocess.PIPE,
            stderr=self._errors,
        )
        assert self.process.stdout is not None
        os.set_blocking(self.process.stdout.fileno(), False)

    def read(self) -> None:
        assert self.process.stdout is not None
        received = self.process.stdout.read()
        *whole, self._held = (self._held + (received or b"")).split(b"\n")
        self.lines += [json.loads(line) for line in whole]

    def wait(self, what: str, **more: object) -> dict[str, object]:
        """Return the first line that says so, when it comes."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            self.read()
            for line in self.lines:
                if line["what"] == what and more.items() <= line.items():
                    return line
            if self.process.poll() is not None:
                break
            time.sleep(0.02)
        raise AssertionError(f"no {what} {more} in {self.lines}, {self.errors}")

    def wait_ready(self) -> None:
        self.wait("listening")
        self.wait("answered")

    @property
    def errors(self) -> str:
        self._errors.seek(0)
        lines = self._errors.read().decode("utf-8").splitlines(keepends=True)
        return "".join(line for line in lines if not line.startswith(OFFSCREEN))

    def said(self, what: str) -> list[dict[str, object]]:
        self.read()
        return [line for line in self.lines if line["what"] == what]

    def send(self, number: signal.Signals) -> None:
        self.process.send_signal(number)

    def kill(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(10)
        if self.process.stdout is not None:
            self.process.stdout.close()
        self._errors.close()
