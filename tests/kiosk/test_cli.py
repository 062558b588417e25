"""The command line: help, content commands, errors told plainly, output that no code page breaks."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from typer.main import get_command
from typer.testing import CliRunner, Result

from assistant.flow import UNSURE, shipped_flow
from assistant.reply import Answer, Plan
from assistant.routes import HomeVisitRoute
from kiosk.cli import app
from kiosk.commands.ask import Asked
from kiosk.commands.doctor import screen
from kiosk.commands.loading import load_assistant
from kiosk.commands.setup import Setup
from kiosk.settings import LEAST_CELLS
from knowledge.problems import KnowledgeError
from knowledge.reading import SHIPPED, read
from locales.catalogue import load

ROOT = Path(__file__).parents[2]
SOUND_GUIDE = """
name = "居民身份证补领"
owner = "公安部门"
status = "sample"
[source]
title = "示例"
[[channels]]
kind = "online"
platform = "某网"
"""

OPEN, CLOSED = "2026-12-01T10:00:00", "2026-12-05T10:00:00"
"""A Tuesday and a Saturday."""


def daoban(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments], prog_name="daoban")


def daoban_process(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "kiosk", *arguments]
    env = {**os.environ, **environment}
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, timeout=60, check=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A knowledge folder with one sound guide."""
    guide = tmp_path / "knowledge" / "guides" / "police" / "id-card.toml"
    guide.parent.mkdir(parents=True)
    guide.write_text(SOUND_GUIDE, encoding="utf-8")
    return tmp_path / "knowledge"


def test_every_command_and_option_has_help() -> None:
    commands = get_command(app).commands  # type: ignore[attr-defined]  # a group, as `app` has callbacks
    assert {"ask", "check", "import", "train", "doctor", "kiosk", "launch", "evaluate"} <= commands.keys()
    for name, command in commands.items():
        assert command.help, name
        for parameter in command.params:
            assert getattr(parameter, "help", None), (name, parameter.name)


def test_help_loads_no_heavy_library() -> None:
    code = (
        "import sys; from kiosk.cli import app\n"
        "try: app(['--help'])\n"
        "except SystemExit: pass\n"
        "print(sorted({'textual', 'numpy', 'rich', 'torch', 'pypinyin'} & sys.modules.keys()))"
    )
    output = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert output.stdout.splitlines()[-1] == "[]"


def test_python_m_kiosk_is_the_command() -> None:
    shown = daoban_process("--help", PYTHONIOENCODING="utf-8")
    assert shown.returncode == 0
    assert "daoban" in shown.stdout.decode().splitlines()[0]


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "cp1252", "ascii"])
def test_output_survives_any_code_page(encoding: str) -> None:
    checked = daoban_process("check", PYTHONIOENCODING=encoding)
    assert checked.returncode == 0, checked.stderr
    assert "没有发现问题" in checked.stdout.decode("gbk" if encoding == "gbk" else "utf-8")


def test_shipped_content_is_sound() -> None:
    result = daoban("check")
    assert result.exit_code == 0, result.output
    assert "没有发现问题" in result.output


def test_check_lists_every_problem_at_once(folder: Path) -> None:
    guides = folder / "guides" / "police"
    (guides / "one.toml").write_text(SOUND_GUIDE + "nmae = 1\n", encoding="utf-8")
    (guides / "two.toml").write_text("name = ", encoding="utf-8")
    result = daoban("check", folder)
    assert result.exit_code == 1
    assert "one.toml" in result.output
    assert "two.toml" in result.output
    assert "1 个指南" in result.output


def test_the_knowledge_option_names_the_folder_to_check(folder: Path) -> None:
    assert "1 个指南" in daoban("--knowledge", folder, "check").output


def test_missing_folder_is_told_without_a_traceback(tmp_path: Path) -> None:
    result = daoban("check", tmp_path / "nowhere")
    assert result.exit_code == 1
    assert "没有这个知识库文件夹" in result.stderr
    assert "Traceback" not in result.output


def test_unknown_language_lists_those_there_are() -> None:
    result = daoban("--language", "xx", "check")
    assert result.exit_code == 2
    assert "zh-CN、en" in result.stderr


def test_the_language_option_changes_the_words() -> None:
    assert "No problem found" in daoban("--language", "en", "check").output


def test_import_takes_good_rows_and_says_where_the_others_lie(tmp_path: Path) -> None:
    export = tmp_path / "items.csv"
    export.write_text("事项名称,实施编码\n甲事,A1\n,A2\n甲事,A1\n", encoding="utf-8")
    into = tmp_path / "hall"
    result = daoban("import", export, "--into", into)
    assert result.exit_code == 0, result.output
    assert "读了 3 行：采用 1，重复 1，没有采用 1" in result.stdout
    rejects = next(into.glob("rejects-*"))
    assert str(rejects) in result.stdout
    assert not result.stderr
    assert "1 个指南" in daoban("check", into).output


def test_dry_run_writes_nothing(tmp_path: Path) -> None:
    export = tmp_path / "items.csv"
    export.write_text("事项名称\n甲事\n", encoding="utf-8")
    result = daoban("import", export, "--into", tmp_path / "hall", "--dry-run")
    assert result.exit_code == 0
    assert "什么都没有写" in result.output
    assert not (tmp_path / "hall").exists()


def test_import_that_can_take_nothing_fails(tmp_path: Path) -> None:
    export = tmp_path / "items.csv"
    export.write_text("事项名称,实施编码\n,A1\n", encoding="utf-8")
    assert daoban("import", export, "--into", tmp_path / "hall").exit_code == 1


def test_import_of_an_unknown_format_says_what_can_be_imported(tmp_path: Path) -> None:
    document = tmp_path / "items.docx"
    document.write_bytes(b"x")
    result = daoban("import", document, "--into", tmp_path / "hall")
    assert result.exit_code == 1
    assert ".xlsx" in result.stderr


def test_import_into_a_file_is_told_plainly(tmp_path: Path) -> None:
    export = tmp_path / "items.csv"
    export.write_text("事项名称\n甲事\n", encoding="utf-8")
    result = daoban("import", export, "--into", export)
    assert result.exit_code == 1
    assert f"{export} 的路径里有一段不是文件夹" in result.stderr


def test_train_without_its_extra_says_what_to_install(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "torch", None)
    result = daoban("--knowledge", folder, "train", "--out", tmp_path / "model")
    assert result.exit_code == 1
    assert 'pip install "daoban[train]"' in result.stderr
    assert not (tmp_path / "model").exists()


def test_train_never_replaces_a_folder_that_is_no_model(tmp_path: Path) -> None:
    (tmp_path / "letters.txt").write_text("keep me", encoding="utf-8")
    result = daoban("train", "--out", tmp_path)
    assert result.exit_code == 2
    assert str(tmp_path) in result.stderr
    assert (tmp_path / "letters.txt").exists()


def test_doctor_reports_every_check() -> None:
    result = daoban("doctor")
    for name in ("版本", "内容", "语义模型", "语音", "软件包", "屏幕"):
        assert f"{name}：" in result.output
    assert "textual" in result.output
    assert result.exit_code == 0, result.output


def test_doctor_finds_a_broken_knowledge_folder_and_model(tmp_path: Path) -> None:
    result = daoban("--knowledge", tmp_path / "nowhere", "doctor")
    assert result.exit_code == 1
    assert "[坏] 内容" in result.output


@pytest.mark.parametrize(("columns", "rows", "good"), [(40, 18, True), (39, 20, False), (40, 17, False)])
def test_doctor_knows_the_smallest_screen_as_the_launcher_does(columns: int, rows: int, good: bool) -> None:
    assert LEAST_CELLS == (40, 18)
    found = screen(Setup(load("zh-CN")), columns, rows)
    assert found.good is good
    assert good or "40 列 18 行" in found.text


def test_doctor_in_a_pipe_invents_no_screen() -> None:
    (line,) = (line for line in daoban("doctor").output.splitlines() if "屏幕：" in line)
    assert "没有接到终端" in line
    assert not re.search(r"\d", line)


def test_ask_leads_to_a_window_number_first() -> None:
    result = daoban("ask", "居民身份证补领")
    assert result.exit_code == 0, result.output
    assert re.fullmatch(r"\d+ 号窗口", result.stdout.splitlines()[0])
    assert "示例数据，以窗口答复为准。" in result.stdout


def test_words_need_no_quotation_marks() -> None:
    assert daoban("ask", "居民身份证", "补领").exit_code == 0


@pytest.mark.parametrize(
    ("question", "status"),
    [("今天天气怎么样", 3), (" \u200b ", 2), ("身份证" * 3334, 2), ("\udcff", 2)],
    ids=["weather", "invisible", "too-long", "broken-bytes"],
)
def test_ask_tells_in_its_exit_status_that_no_service_was_named(question: str, status: int) -> None:
    result = daoban("ask", question)
    assert result.exit_code == status, result.output
    assert "12345" in result.stdout
    assert "Traceback" not in result.output


def test_ask_nothing_says_how_to_ask() -> None:
    result = daoban("ask")
    assert result.exit_code == 2
    assert "daoban ask 身份证丢了" in result.stderr


def test_json_is_utf8_in_any_code_page_and_names_the_guide() -> None:
    asked = daoban_process("ask", "--json", "居民身份证补领", PYTHONIOENCODING="cp1252")
    assert asked.returncode == 0, asked.stderr
    printed = msgspec.json.decode(asked.stdout, type=Asked)
    assert printed.question == "居民身份证补领"
    assert isinstance(printed.result, Answer)
    assert printed.result.guide.id == "police/id-card-reissue"


def test_explanation_never_mixes_with_the_json() -> None:
    result = daoban("ask", "--json", "--explain", "居民身份证补领")
    msgspec.json.decode(result.stdout, type=Asked)
    assert "police/id-card-reissue" in result.stderr
    assert "police/id-card-reissue" in daoban("ask", "--explain", "居民身份证补领").stdout


def test_ask_with_a_missing_model_is_told_without_a_traceback(tmp_path: Path) -> None:
    result = daoban("--model", tmp_path / "nowhere", "ask", "身份证丢了")
    assert result.exit_code == 1
    assert "nowhere" in result.stderr
    assert "Traceback" not in result.output


def test_kiosk_needs_a_terminal() -> None:
    result = daoban("kiosk")
    assert result.exit_code == 2
    assert "daoban ask" in result.stderr


@pytest.mark.parametrize("event", ["出生一件事", "家里添了孩子"], ids=["name", "words"])
def test_a_plan_tells_trips_stops_and_things(event: str) -> None:
    result = daoban("plan", event, "--now", OPEN)
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert lines[0] == "出生一件事"
    for heading in ("按顺序办这几件", "要跑几趟", "到这些地方办", "一共要带这些"):
        assert heading in lines
    assert re.search(r"一起办跑 \d+ 趟；一件一件办要跑 \d+ 趟。", result.stdout)
    assert "示例数据，以窗口答复为准。" in result.stdout


def test_the_words_of_a_plan_need_no_quotation_marks() -> None:
    assert daoban("plan", "出生", "一件事", "--now", OPEN).stdout.startswith("出生一件事\n")


def test_a_plan_as_json_has_the_whole_journey() -> None:
    result = daoban("plan", "--json", "出生一件事", "--now", OPEN)
    assert result.exit_code == 0, result.output
    printed = msgspec.json.decode(result.stdout, type=Asked)
    assert printed.question == "出生一件事"
    assert isinstance(printed.result, Plan)
    journey = printed.result.journey
    assert journey is not None
    services = [option.label.data["text"] for option in printed.result.options]
    assert sorted(name for stop in journey.stops for name in stop.services) == sorted(services)
    assert journey.trips < journey.trips_apart
    assert journey.checklist


@pytest.mark.parametrize("flags", [[], ["--json"]], ids=["text", "json"])
def test_what_is_no_event_of_life_lists_those_there_are(flags: list[str]) -> None:
    result = daoban("plan", *flags, "asdfgh")
    assert result.exit_code == 3
    assert not result.stdout
    assert "“asdfgh”" in result.stderr
    for theme in read(SHIPPED).knowledge.themes:
        assert theme.name in result.stderr


@pytest.mark.parametrize("event", ["今天天气", "没有的大事", "我想吃饭"])
def test_what_is_not_for_the_hall_has_no_plan(event: str) -> None:
    result = daoban("plan", event)
    assert (result.exit_code, result.stdout) == (3, "")
    assert "不是一件事计划" in result.stderr


def test_words_for_several_plans_get_their_names_and_for_one_that_plan() -> None:
    result = daoban("plan", "我要开店")
    assert (result.exit_code, result.stdout) == (3, "")
    assert "开便利店一件事" in result.stderr
    assert "开餐饮店一件事" in result.stderr
    assert "出生一件事" not in result.stderr
    assert daoban("plan", "我阿嬷过身了", "--now", OPEN).stdout.startswith("身后一件事\n")


def test_what_is_told_of_the_person_changes_a_plan() -> None:
    told = ("--tell", "who=other", "--tell", "come=no")
    lines = daoban("plan", "残疾人服务一件事", "--now", OPEN).stdout
    at_home = daoban("plan", "残疾人服务一件事", "--now", OPEN, *told).stdout
    assert "18 号窗口" in lines
    assert "号窗口" not in at_home
    assert "一起办跑 0 趟" in at_home


def test_what_is_told_of_the_person_changes_the_first_way() -> None:
    told = ("--tell", "who=other", "--tell", "come=no")
    assert daoban("ask", "残疾人证新办", "--now", OPEN).stdout.splitlines()[0] == "18 号窗口"
    assert daoban("ask", "残疾人证新办", "--now", OPEN, *told).stdout.splitlines()[0] == "上门办"
    printed = msgspec.json.decode(daoban("ask", "--json", "残疾人证新办", *told).stdout, type=Asked)
    assert isinstance(printed.result, Answer)
    assert isinstance(printed.result.routes[0], HomeVisitRoute)


def test_an_answer_on_paper_tells_what_may_still_be_told() -> None:
    asked = daoban("ask", "残疾人证新办", "--now", OPEN).stdout.splitlines()
    question = asked.index("说清楚这个，答案可能会变")
    assert asked[question + 1 : question + 5] == [
        "  您是给自己办，还是帮别人办？",
        "  who=self：给自己办",
        "  who=other：帮家里人、帮别人办",
        f"  who={UNSURE}：不知道，先看看",
    ]
    assert "  who=self：给自己办" not in daoban("ask", "残疾人证新办", "--tell", "who=unsure").stdout


def test_when_it_is_asked_decides_whether_the_counter_is_open() -> None:
    assert "现在开着，中午 12:00 关门。" in daoban("ask", "居民身份证补领", "--now", OPEN).stdout
    closed = daoban("ask", "居民身份证补领", "--now", CLOSED).stdout
    assert "现在没开门，12 月 7 日（星期一）上午 8:30 开门。" in closed
    assert "现在开着" not in closed


@pytest.mark.parametrize("command", ["ask", "plan", "print"])
@pytest.mark.parametrize("now", ["yesterday", "2026-13-05T10:00:00", ""])
def test_a_time_that_is_none_is_told_plainly(command: str, now: str) -> None:
    result = daoban(command, "出生一件事", "--now", now)
    assert result.exit_code == 2
    assert "--now" in result.stderr
    assert not result.stdout
    assert "Traceback" not in result.output


def test_a_terminal_in_a_town_or_a_village_leads_to_where_it_stands() -> None:
    town = next(site for site in read(SHIPPED).knowledge.sites if site.id == "lianxia")
    question = ("ask", "残疾人证换领", "--now", OPEN)
    assert daoban(*question).stdout.splitlines()[0] == "18 号窗口"
    for place in ("lianxia", f"lianxia/{town.stations[0]}"):
        result = daoban("--at", place, *question)
        assert result.exit_code == 0, result.output
        assert result.stdout.splitlines()[0] == "就在这里办"


def test_the_environment_tells_where_the_terminal_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DAOBAN_AT", "lianxia")
    assert daoban("ask", "残疾人证换领", "--now", OPEN).stdout.startswith("就在这里办\n")


@pytest.mark.parametrize(
    ("place", "names"),
    [("nowhere", "、dongli（"), ("lianxia/nowhere", "莲下镇示例村 1 便民服务站、")],
    ids=["town", "station"],
)
def test_a_place_that_is_none_lists_those_there_are(place: str, names: str) -> None:
    for command in ("ask", "plan"):
        result = daoban("--at", place, command, "出生一件事")
        assert result.exit_code == 2
        assert result.stderr.count("nowhere") == 1
        assert names in result.stderr
        assert not result.stdout
        assert "Traceback" not in result.output


def test_the_kiosk_itself_stands_where_it_is_told() -> None:
    assistant = load_assistant(Setup(load("zh-CN"), at="lianxia"), print)
    reply = assistant.ask("残疾人证换领")
    assert isinstance(reply, Answer)
    assert getattr(reply.routes[0], "here", None) is True
    with pytest.raises(KnowledgeError, match="nowhere"):
        load_assistant(Setup(load("zh-CN"), at="nowhere"), print)


def test_the_flow_is_drawn_with_every_question_and_answer() -> None:
    result = daoban("flow")
    assert result.exit_code == 0
    assert result.stdout.startswith("flowchart TD\n")
    for question in shipped_flow().question:
        assert f'{question.id}{{"{question.id}: {question.asks}"}}' in result.stdout
        for answer in question.answer:
            assert f"{question.id} -->|{answer.id}| {answer.next or 'END'}\n" in result.stdout
        assert f"{question.id} -.->|{UNSURE}| {question.unsure or 'END'}\n" in result.stdout


@pytest.mark.skipif(os.name == "nt", reason="a script is a program by its first line")
def test_the_launcher_passes_on_where_the_terminal_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran, program = tmp_path / "ran", tmp_path / "python"
    program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > "{ran}"\n', encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.setattr(sys, "executable", str(program))
    assert daoban("--at", "lianxia/莲下镇示例村 1 便民服务站", "launch", "--mute").exit_code == 0
    passed = ran.read_text(encoding="utf-8").splitlines()
    assert passed[:2] == ["-m", "kiosk"]
    assert passed[passed.index("--at") + 1] == "lianxia/莲下镇示例村 1 便民服务站"
    assert "--mute" in passed[passed.index("kiosk", 2) :]
    assert passed.index("--at") < passed.index("kiosk", 2)
    daoban("launch")
    assert "--at" not in ran.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("command", ["ask", "plan", "print"])
@pytest.mark.parametrize("tell", ["nonsense", "who=xyz", "nope=self", "who="])
def test_what_answers_no_question_is_refused_with_what_can_be_told(command: str, tell: str) -> None:
    done = daoban(command, "老人走了", "--tell", "who=self", "--tell", tell)
    assert done.exit_code == 2
    assert tell in done.stderr.splitlines()[0]
    assert "  who=other  帮家里人、帮别人办" in done.stderr.splitlines()
    assert "  phone=unsure  不知道，先看看" in done.stderr.splitlines()


@pytest.mark.parametrize(
    ("line", "zh", "en"),
    [
        (("aks",), "daoban --help", "What follows “daoban”"),
        (("kiosk", "--foo"), "没有 --foo 这个选项。看写法：daoban kiosk --help", "There is no option --foo"),
        (("print",), "少写了问题", "问题 is missing"),
        (("ask", "x", "--now", "x"), "--now 写得不对", "The value of --now"),
        (("kiosk", "--paper", "70"), "--paper 写得不对", "The value of --paper"),
        (("print", "x", "--paper", "70"), "--paper 写得不对", "The value of --paper"),
        (("kiosk", "--theme", "blue"), "--theme 写得不对", "The value of --theme"),
        (("build", "a", "b"), "daoban build --help", "What follows “daoban build”"),
        (("guides", "nope"), "daoban guides --help", "What follows “daoban guides”"),
    ],
)
def test_a_misused_command_is_told_so_in_the_language_asked_for(
    line: tuple[str, ...], zh: str, en: str
) -> None:
    for language, told in (("zh-CN", zh), ("en", en)):
        done = daoban("--language", language, *line)
        assert done.exit_code == 2
        assert told in done.stderr
        assert len(done.stderr.splitlines()) == 1, "nothing of the library's own"


def test_misuse_before_a_command_is_told_too_and_a_command_alone_is_explained() -> None:
    done = daoban("--foo", "ask")
    assert (done.exit_code, done.stderr) == (2, "没有 --foo 这个选项。看写法：daoban --help\n")
    assert "Usage" in daoban("guides").output
