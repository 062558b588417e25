"""The operator's settings: typed, every fault told, and the command line wins."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import tomli

from kiosk.cli_kiosk import _Theme
from kiosk.commands.running import offered, settings_of
from kiosk.commands.setup import Setup
from kiosk.operator import KEYS, Operator, SettingsError, read_operator
from kiosk.palette import PALETTES
from kiosk.pin import hashed
from knowledge.reading import SHIPPED
from locales.catalogue import languages, load

ROOT = Path(__file__).parents[2]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "kiosk.toml"


def faults(file: Path, text: str) -> tuple[str, ...]:
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        read_operator(file)
    return caught.value.problems


def run(*arguments: str, home: Path) -> subprocess.CompletedProcess[str]:
    environment = {"XDG_CONFIG_HOME": str(home), "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8", "PATH": ""}
    command = [sys.executable, "-m", "kiosk", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_what_is_set_is_read_and_the_rest_has_its_default(file: Path) -> None:
    stored = hashed("384756")
    text = 'at = "lianxia"\nlanguage = "en"\nidle = 60\nsize = "large"\n'
    text += f'knowledge = "hall"\npin = "{stored}"\npaper = 80\n'
    file.write_text(text, encoding="utf-8")
    (file.parent / "hall" / "guides").mkdir(parents=True)
    (file.parent / "hall" / "guides.jsonl").touch()
    shutil.copytree(SHIPPED / "sites", file.parent / "hall" / "sites")
    found = read_operator(file)
    assert (found.at, found.language, found.idle, found.size, found.pin) == (
        "lianxia",
        "en",
        60,
        "large",
        stored,
    )
    assert found.knowledge == str(file.parent / "hall")
    assert found.paper == 80
    assert (found.warning, found.theme, found.mute) == (20, "senior", False)


def test_every_fault_is_told_at_once_with_what_is_wanted(file: Path) -> None:
    text = 'idle = 3\nthem = "x"\ntheme = "blue"\nlanguages = ["zh-CN", "fr"]\n'
    text += 'mute = 1\nsize = 2\npin = "1234"\npaper = 70\n'
    told = faults(file, text)
    assert len(told) == 8
    for key in ("idle", "them", "theme", "languages", "mute", "size", "pin", "paper"):
        assert sum(f" · {key}：" in line for line in told) == 1, key
    assert all(str(file) in line for line in told)
    assert any("white-on-black" in line for line in told)
    assert not any("1234" in line for line in told)


NAMED = """
at = "nowhere"
knowledge = "{knowledge}"
model = "no-model"
clips = "no-clips"
printer = "usb:x"
font = "kiosk.toml"
idle = 3
"""


def test_what_is_named_but_not_there_is_told_with_the_rest(file: Path) -> None:
    told = faults(file, NAMED.format(knowledge=""))
    assert len(told) == 6
    for key, word in {
        "at": "chenghua（",
        "model": "no-model",
        "clips": "no-clips",
        "printer": "usb:04b8:0202",
        "font": "不是字体",
        "idle": "15",
    }.items():
        assert any(line.startswith(f"{file} · {key}：") and word in line for line in told), key
    told = faults(file, NAMED.format(knowledge="no-hall"))
    assert any(" · knowledge：" in line and "no-hall" in line for line in told)
    assert not any(" · at：" in line for line in told)  # of places that are not there nobody can tell


@pytest.mark.parametrize("content", [b"", b"no pack"])
def test_a_file_that_is_no_pack_is_told(file: Path, content: bytes) -> None:
    (file.parent / "hall.daoban").write_bytes(content)
    (told,) = faults(file, 'knowledge = "hall.daoban"\n')
    assert " · knowledge：" in told
    assert "知识包" in told


def test_a_place_is_looked_for_in_the_content_of_the_command_line(tmp_path: Path, file: Path) -> None:
    file.write_text('at = "lianxia"\n', encoding="utf-8")
    assert read_operator(file).at == "lianxia"
    (tmp_path / "guides.jsonl").touch()
    with pytest.raises(SettingsError, match=" · at："):
        read_operator(file, tmp_path)


def test_a_file_that_is_no_toml_is_told_with_its_line(file: Path) -> None:
    (told,) = faults(file, "mute = true\nidle = = 3\n")
    assert "line 2" in told
    file.write_bytes(b"at = \xff\n")
    with pytest.raises(SettingsError):
        read_operator(file)


def test_a_file_that_was_named_must_be_there_the_usual_one_need_not(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_operator(tmp_path / "none.toml")
    done = run("settings", home=tmp_path)
    assert done.returncode == 0
    assert "还没有设置文件" in done.stdout


@pytest.mark.parametrize("language", languages())
def test_every_key_is_explained(language: str) -> None:
    words = load(language)
    for key in KEYS:
        assert words.text(f"command.settings.wants.{key}", {"names": "x"})
    page = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
    assert all(f"| `{key}` |" in page for key in KEYS)


def test_what_daoban_settings_prints_is_such_a_file(tmp_path: Path) -> None:
    place = tmp_path / "daoban"
    place.mkdir()
    (place / "kiosk.toml").write_text('theme = "compact"\n', encoding="utf-8")
    done = run("settings", home=tmp_path)
    assert tuple(tomli.loads(done.stdout)) == KEYS
    copy = tmp_path / "copy.toml"
    copy.write_text(done.stdout, encoding="utf-8")
    assert read_operator(copy) == Operator(theme="compact")


def test_faults_are_told_by_the_command_line_and_nothing_starts(tmp_path: Path) -> None:
    place = tmp_path / "daoban"
    place.mkdir()
    (place / "kiosk.toml").write_text('at = "nowhere"\nidle = 1\n', encoding="utf-8")
    for command in ("kiosk", "launch", "settings", "pin"):
        done = run(command, home=tmp_path)
        assert done.returncode == 1, command
        assert len(done.stderr.splitlines()) == 2, done.stderr
        assert "kiosk.toml · at：" in done.stderr


def test_content_and_place_of_the_command_line_are_checked_before_the_screen_is_taken(
    tmp_path: Path, open_terminal
) -> None:
    for named, status in ((("--at", "nowhere"), 2), (("--knowledge", "no-hall"), 1)):
        file = tmp_path / "kiosk.toml"
        file.touch()
        terminal = open_terminal("--settings", str(file), *named, "kiosk", "--mute")
        assert terminal.ends(15) == status
        assert terminal.output.count(named[1].encode()) == 1
        assert b"\x1b[?1049h" not in terminal.output


def test_the_command_line_wins() -> None:
    operator = Operator(at="lianxia", language="en", knowledge="/hall", theme="compact", idle=90)
    plain = Setup(load("zh-CN"))
    filled = plain.filled(operator, set())
    assert (filled.at, filled.catalogue.language, filled.knowledge) == ("lianxia", "en", Path("/hall"))
    kept = plain.filled(operator, {"at", "language", "knowledge"})
    assert (kept.at, kept.catalogue.language, kept.knowledge) == ("", "zh-CN", None)
    assert settings_of(operator).theme == "compact"
    assert settings_of(operator).idle_s == 90
    assert settings_of(operator, theme="white-on-black").theme == "white-on-black"


def test_the_usual_language_is_offered_first_and_a_single_one_is_no_choice() -> None:
    usual = load("en")
    assert [words.language for words in offered(("zh-CN", "en"), usual)] == ["en", "zh-CN"]
    assert offered(("en",), usual) == ()
    assert offered((), usual) == ()


def test_the_command_line_knows_every_theme() -> None:
    assert [theme.value for theme in _Theme] == list(PALETTES)
