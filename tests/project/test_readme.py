"""Every command that README.md tells a user to type is typed here."""

import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import ProxyHandler, build_opener

import pytest

from locales.catalogue import load

pytestmark = pytest.mark.xdist_group("readme")
"""The commands follow on one another, so one process runs them all."""

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [
    line.partition("#")[0].strip()
    for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    for line in block.splitlines()
    if line.strip()
]
SERVE = "daoban serve"
"""The only one that does not end by itself."""
DAOBAN = [command for command in COMMANDS if "daoban " in command and command != SERVE]
CTRL_Q = b"\x11"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the user stands: with an export to import."""
    place = tmp_path_factory.mktemp("readme")
    rows = "事项名称,实施主体,承诺办结时限\n食品经营许可（新办）,区市场监督管理局,5(工作日)\n"
    (place / "事项清单.csv").write_text(rows, encoding="utf-8")
    return place


@pytest.fixture(scope="module")
def environment() -> dict[str, str]:
    """Our own `daoban` first on the path; no screen, so that everything runs in the terminal."""
    return {
        **{key: value for key, value in os.environ.items() if key not in {"DISPLAY", "WAYLAND_DISPLAY"}},
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "TERM": "xterm-256color",
    }


def test_the_readme_tells_of_commands() -> None:
    assert len(DAOBAN) >= 8
    assert {"make kiosk", "make test", SERVE} <= set(COMMANDS)
    assert all(command.startswith("make ") or "daoban " in command for command in COMMANDS)
    assert "```text" not in README  # nobody would run what stands there


@pytest.mark.parametrize("command", DAOBAN)
def test_command(command: str, folder: Path, environment: dict[str, str]) -> None:
    done = subprocess.run(
        command,
        shell=True,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


def test_daoban_serve_shows_the_page(environment: dict[str, str]) -> None:
    any_port = [*SERVE.split(), "--port", "0"]  # the usual one may be taken here
    with subprocess.Popen(any_port, env=environment, stdout=subprocess.PIPE, text=True) as program:
        try:
            assert program.stdout is not None
            address = re.search(r"http://\S+:\d+/", program.stdout.readline())
            assert address
            with build_opener(ProxyHandler({})).open(address[0], timeout=30) as page:
                assert load("zh-CN").text("start.title") in page.read().decode()
        finally:
            program.terminate()
    assert program.returncode == 0


def test_make_test_runs_everything(environment: dict[str, str]) -> None:
    """`make test` is what runs this; it must not leave anything out."""
    said = subprocess.run(
        ["make", "--dry-run", "test"], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    for tool in ("ruff check", "ruff format --check", "mypy", "lint-imports", "pytest"):
        assert tool in said.stdout


@pytest.mark.skipif(not hasattr(os, "forkpty"), reason="needs a pseudo-terminal, which this system has not")
def test_make_kiosk_opens_the_kiosk(environment: dict[str, str]) -> None:
    if not (ROOT / ".venv" / "ready-kiosk").exists():
        pytest.skip("the tests do not run in the environment that `make` sets up")
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(ROOT)
        os.execvpe("make", ["make", "kiosk"], environment)
    try:
        assert "随便按一个键" in _screen(terminal, until="随便按一个键")
        os.write(terminal, CTRL_Q)
        _screen(terminal, until=None)
    except BaseException:
        os.killpg(child, signal.SIGKILL)  # a kiosk that does not leave would be waited for without end
        raise
    finally:
        _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0


def _screen(terminal: int, *, until: str | None, within_s: float = 60) -> str:
    """What the terminal printed until `until`, or until it closed."""
    printed = b""
    deadline = time.monotonic() + within_s
    while time.monotonic() < deadline:
        if not select.select([terminal], [], [], 0.5)[0]:
            continue
        try:
            printed += os.read(terminal, 65536)
        except OSError:  # the other end has closed
            break
        if until and until in printed.decode(errors="ignore"):
            break
    return printed.decode(errors="ignore")
