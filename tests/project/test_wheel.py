"""What is shipped: the wheel holds our packages with all their data, and nothing else."""

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("assistant", "kiosk", "knowledge", "locales")
NOT_SHIPPED = {".pyc"}


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Names of the files in the wheel, its own metadata left out."""
    out = tmp_path_factory.mktemp("wheel")
    build = "import sys; from hatchling.build import build_wheel; build_wheel(sys.argv[1])"
    subprocess.run([sys.executable, "-c", build, str(out)], cwd=ROOT, check=True, capture_output=True)
    (wheel,) = out.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return {name for name in archive.namelist() if ".dist-info/" not in name}


def test_wheel_holds_exactly_our_packages(shipped: set[str]) -> None:
    assert {name.partition("/")[0] for name in shipped} == set(PACKAGES)


def test_wheel_holds_every_file_of_the_packages(shipped: set[str]) -> None:
    """TOML, TCSS, glyphs and the model are as needed at run time as the code is."""
    there = {
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file() and path.suffix not in NOT_SHIPPED
    }
    assert there - shipped == set()
    for needed in ("assistant/model/model.safetensors", "locales/zh-CN/screen.toml", "kiosk/kiosk.tcss"):
        assert needed in shipped


def test_source_distribution_holds_what_make_needs(tmp_path: Path) -> None:
    build = "import sys; from hatchling.build import build_sdist; build_sdist(sys.argv[1])"
    subprocess.run([sys.executable, "-c", build, str(tmp_path)], cwd=ROOT, check=True, capture_output=True)
    (sdist,) = tmp_path.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        there = {name.partition("/")[2] for name in archive.getnames()}
    assert {
        "Makefile",
        "pyproject.toml",
        "requirements.lock",
        "docs/content.md",
        "tests/questions/dev.jsonl",
    } <= there
