"""The command `daoban`: names, options and help; the work is in `kiosk.commands`.

Each command imports what it needs when it runs, so that help comes at once and
the kiosk starts with nothing but its first screen.
"""

from __future__ import annotations

import datetime as dt
import io
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from kiosk.cli_kiosk import Paper, add_kiosk_commands
from kiosk.cli_voice import voice_app
from kiosk.commands.faults import words_for
from kiosk.commands.setup import Setup
from kiosk.exits import BAD_USAGE, FAILED
from kiosk.operator import SettingsError
from kiosk.usage import MISUSED, is_help, misuse
from knowledge.problems import KnowledgeError
from locales.catalogue import REFERENCE, Catalogue, CatalogueError, languages, load

_HELP = "导办：带着来办事的人找到窗口。不联网，字大，能读出来。"
_EPILOG = "退出码：0 办成了；1 内容或机器有问题；2 用法不对；3 这里不办，或者没找到。"


class _Group(TyperGroup):
    """Says what is wrong with the line, with content or files, problem by problem, instead of a traceback."""

    def make_context(self, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().make_context(*args, **kwargs)
        except MISUSED as error:
            _tell_misuse(error, load(REFERENCE))
            raise typer.Exit(BAD_USAGE) from None

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except MISUSED as error:
            _tell_misuse(error, _words(ctx))
            status = BAD_USAGE
        except (KnowledgeError, CatalogueError, SettingsError) as error:
            for problem in error.problems:
                typer.echo(str(problem), err=True)
            status = BAD_USAGE if _misnamed(error) else FAILED
        except BrokenPipeError:
            raise
        except OSError as error:
            typer.echo(words_for(error, _words(ctx)), err=True)
            status = FAILED
        raise typer.Exit(status)


def _words(ctx: Any) -> Catalogue:
    """The words of the language that was asked for, as far as that is known."""
    if isinstance(ctx.obj, Setup):
        return ctx.obj.catalogue
    language = ctx.params.get("language")
    return load(language if language in languages() else REFERENCE)


def _tell_misuse(error: Any, words: Catalogue) -> None:
    """Say what is wrong with the line; a command that was typed alone gets its help, as ever."""
    if is_help(error):
        raise error
    typer.echo(misuse(error, words), err=True)


def _misnamed(error: Exception) -> bool:
    """Whether only the place that the command line names is at fault."""
    return isinstance(error, KnowledgeError) and {problem.code for problem in error.problems} == {"no-place"}


app = typer.Typer(
    cls=_Group,
    help=_HELP,
    epilog=_EPILOG,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,  # importing rich for help alone would double its time
    pretty_exceptions_enable=False,  # it prints locals: a citizen's words
)


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        _accept_chinese(stream)
    app(prog_name="daoban")


def _accept_chinese(stream: object) -> None:
    """Turn to UTF-8 where the code page has no Hanzi (Windows pipes); never fail for one rare character."""
    if isinstance(stream, io.TextIOWrapper):
        try:
            "导办".encode(stream.encoding)
        except UnicodeEncodeError:
            stream.reconfigure(encoding="utf-8")
        stream.reconfigure(errors="replace")


guides_app = typer.Typer(
    help="看知识库里有什么，用表格改知识库。", no_args_is_help=True, rich_markup_mode=None
)
app.add_typer(guides_app, name="guides")
app.add_typer(voice_app, name="voice")


@app.callback()
def options(
    ctx: typer.Context,
    knowledge: Annotated[
        Path | None,
        typer.Option(
            help="知识库文件夹或知识包；不写就用自带的示例。", envvar="DAOBAN_KNOWLEDGE", metavar="路径"
        ),
    ] = None,
    model: Annotated[
        Path | None,
        typer.Option(
            help="自选的 SentenceTransformer 模型文件夹；不写就用自带的。",
            envvar="DAOBAN_MODEL",
            metavar="文件夹",
        ),
    ] = None,
    language: Annotated[
        str,
        typer.Option(
            help="界面语言：zh-CN 普通话、nan-x-teochew 潮州话、en 英语。",
            envvar="DAOBAN_LANGUAGE",
            metavar="语言",
        ),
    ] = REFERENCE,
    at: Annotated[
        str,
        typer.Option(
            help="机器放在哪里：镇、街道的编号，或者“编号/服务站名”；不写就是大厅。",
            envvar="DAOBAN_AT",
            metavar="地点",
        ),
    ] = "",
    *,
    settings: Annotated[
        Path | None,
        typer.Option(
            help="管机器的人写的设置文件，给 kiosk、launch、pin 用；不写就在用户的设置文件夹里找。",
            envvar="DAOBAN_SETTINGS",
            metavar="文件",
        ),
    ] = None,
) -> None:
    """Keep what all commands share."""
    if language not in (known := languages()):
        told = {"language": language, "known": "、".join(known)}
        typer.echo(load(REFERENCE).text("command.no_language", told), err=True)
        raise typer.Exit(BAD_USAGE)
    ctx.obj = Setup(load(language), knowledge, model, at, settings)


def _checked_tells(ctx: typer.Context, tells: list[str] | None) -> list[str] | None:
    """Let through what answers a question about the person; refuse the rest, with what can be told."""
    if tells:
        from assistant.flow import shipped_flow  # noqa: PLC0415  most commands tell nothing
        from kiosk.commands.telling import tellable  # noqa: PLC0415

        flow = shipped_flow()
        if wrong := [tell for tell in tells if tell not in flow.tells()]:
            words = _setup(ctx).catalogue
            typer.echo(words.text("command.wrong_tell", {"wrong": "、".join(wrong)}), err=True)
            typer.echo("\n".join(tellable(flow, words)), err=True)
            raise typer.Exit(BAD_USAGE)
    return tells


_Tell = Annotated[
    list[str] | None,
    typer.Option(
        "--tell",
        help="先说清来办事的人，例如 who=other、come=no；可以写几次。",
        metavar="问题=答案",
        callback=_checked_tells,
    ),
]
_Paper = Annotated[Paper, typer.Option("--paper", help="小票纸宽，毫米。")]
_Font = Annotated[
    str, typer.Option("--font", help="印小票的字体文件；不写就用机器里有汉字的。", metavar="文件")
]
_Now = Annotated[
    dt.datetime | None,
    typer.Option("--now", help="当作这个时候来问，例如 2026-12-05T10:00:00；不写就是现在。", metavar="时间"),
]


@app.command()
def ask(
    ctx: typer.Context,
    text: Annotated[list[str] | None, typer.Argument(help="要问的事。", metavar="要问的事")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON，格式见 docs/ask-json.md。")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="再列出每个候选是怎么算分的。")] = False,
    schema: Annotated[bool, typer.Option("--schema", help="只输出 --json 的 JSON Schema。")] = False,
    *,
    tell: _Tell = None,
    now: _Now = None,
) -> None:
    """问一件事，例如：daoban ask 身份证丢了。"""
    from kiosk.commands import ask as command  # noqa: PLC0415

    if schema:
        typer.echo(command.schema())
        return
    if not text:
        typer.echo(_setup(ctx).catalogue.text("command.empty_question"), err=True)
        raise typer.Exit(BAD_USAGE)
    told = tuple(tell or ())
    raise typer.Exit(
        command.ask(_setup(ctx), " ".join(text), as_json=as_json, explain=explain, tells=told, now=now)
    )


@app.command()
def plan(
    ctx: typer.Context,
    text: Annotated[list[str], typer.Argument(help="家里的一件大事。", metavar="一件事")],
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON，格式见 docs/ask-json.md。")] = False,
    *,
    tell: _Tell = None,
    now: _Now = None,
) -> None:
    """把一件大事排成一份计划，例如：daoban plan 家里添了孩子。"""
    from kiosk.commands import plan as command  # noqa: PLC0415

    told = tuple(tell or ())
    raise typer.Exit(command.plan(_setup(ctx), " ".join(text), as_json=as_json, tells=told, now=now))


@app.command("print")
def print_(
    ctx: typer.Context,
    text: Annotated[list[str], typer.Argument(help="要问的事。", metavar="问题")],
    *,
    to: Annotated[
        str,
        typer.Option(
            "--to",
            help="小票打印机，例如 192.168.1.50:9100、usb:04b8:0202、serial:COM3、file:out.bin。",
            metavar="打印机",
        ),
    ] = "",
    pdf: Annotated[Path | None, typer.Option(help="写成这个 PDF，一般的打印机能印。", metavar="文件")] = None,
    png: Annotated[Path | None, typer.Option(help="写成这个 PNG 图片。", metavar="文件")] = None,
    as_text: Annotated[bool, typer.Option("--text", help="只印文字。")] = False,
    paper: _Paper = Paper.NARROW,
    font: _Font = "",
    tell: _Tell = None,
    now: _Now = None,
) -> None:
    """把答案印成带得走的纸条，例如：daoban print 老人优待证怎么办 --pdf 纸条.pdf。"""
    from kiosk.commands import slips as command  # noqa: PLC0415

    target = command.Target(to=to, pdf=pdf, png=png, text=as_text, paper_mm=int(paper), font=font)
    told = tuple(tell or ())
    raise typer.Exit(command.print_(_setup(ctx), " ".join(text), target, tells=told, now=now))


@app.command()
def flow() -> None:
    """画出给答案之前会问哪些话（Mermaid 图，给人审查用）。"""
    from assistant.flow import shipped_flow  # noqa: PLC0415

    typer.echo(shipped_flow().mermaid())


@app.command()
def check(
    ctx: typer.Context,
    folder: Annotated[Path | None, typer.Argument(help="知识库文件夹。", metavar="文件夹")] = None,
    *,
    list_all: Annotated[bool, typer.Option("--all", help="同一文件里同样的问题也全部列出。")] = False,
    rules: Annotated[bool, typer.Option("--rules", help="只列出所有规则：为什么有、依据是什么。")] = False,
) -> None:
    """检查知识库，一次列出所有问题。"""
    from kiosk.commands import check as command  # noqa: PLC0415

    if rules:
        typer.echo(command.rules(_setup(ctx)))
        return
    raise typer.Exit(command.check(_setup(ctx), folder, list_all=list_all))


@guides_app.command("stats")
def guides_stats(ctx: typer.Context) -> None:
    """数一数各领域、各渠道有多少指南，和大厅公开的数字放在一起。"""
    from kiosk.commands import guides as command  # noqa: PLC0415

    raise typer.Exit(command.show_stats(_setup(ctx)))


@guides_app.command("export")
def guides_export(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(help="写成这个工作簿，以 .xlsx 结尾。", metavar="文件")],
) -> None:
    """把知识库写成工作簿，可以在 Excel、WPS 里改。"""
    from kiosk.commands import guides as command  # noqa: PLC0415

    raise typer.Exit(command.export_workbook(_setup(ctx), file))


@guides_app.command("apply")
def guides_apply(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(help="改好的工作簿。", metavar="文件")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只看改了什么，什么都不写。")] = False,
) -> None:
    """把改好的工作簿写回知识库，先列出改了什么。"""
    from kiosk.commands import guides as command  # noqa: PLC0415

    raise typer.Exit(command.apply_workbook(_setup(ctx), file, dry_run=dry_run))


@app.command("import")
def import_(
    ctx: typer.Context,
    file: Annotated[
        Path | None, typer.Argument(help="JSONL、CSV、XLSX、XLS、ODS、网页，或网页的文件夹。", metavar="文件")
    ] = None,
    *,
    into: Annotated[Path | None, typer.Option(help="写到这个知识库文件夹。", metavar="文件夹")] = None,
    mapping: Annotated[
        Path | None, typer.Option(help="列标题不一样时，用这个文件说明哪一列是什么。", metavar="文件")
    ] = None,
    columns: Annotated[bool, typer.Option("--columns", help="只列出认得的字段和列标题。")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只看改了什么，什么都不写。")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="不再问，直接写。")] = False,
) -> None:
    """导入官方导出的事项清单，先列出改了什么，问过再写。"""
    from kiosk.commands import importing as command  # noqa: PLC0415

    if columns:
        raise typer.Exit(command.show_columns(_setup(ctx)))
    if file is None or into is None:
        typer.echo(_setup(ctx).catalogue.text("command.import.incomplete"), err=True)
        raise typer.Exit(BAD_USAGE)
    raise typer.Exit(command.import_(_setup(ctx), file, into, mapping=mapping, dry_run=dry_run, yes=yes))


@app.command()
def build(
    ctx: typer.Context,
    pack: Annotated[Path, typer.Argument(help="写成这个文件，以 .daoban 结尾。", metavar="知识包")],
) -> None:
    """把知识库做成一个知识包：打开快，方便拷到别的电脑。"""
    from kiosk.commands import packing as command  # noqa: PLC0415

    raise typer.Exit(command.build(_setup(ctx), pack))


@app.command()
def install(
    ctx: typer.Context,
    pack: Annotated[Path, typer.Argument(help="拷来的知识包。", metavar="知识包")],
    to: Annotated[Path, typer.Argument(help="换掉这一个；旧的留在旁边。", metavar="位置")],
) -> None:
    """检查拷来的知识包，没有损坏才换上。"""
    from kiosk.commands import packing as command  # noqa: PLC0415

    raise typer.Exit(command.install(_setup(ctx), pack, to))


@app.command()
def train(
    ctx: typer.Context,
    out: Annotated[Path, typer.Option(help="模型写到这个文件夹。", metavar="文件夹")] = Path("daoban-model"),
) -> None:
    """用知识库训练语义模型（要先装 daoban[train]）。"""
    from kiosk.commands import training as command  # noqa: PLC0415

    raise typer.Exit(command.train(_setup(ctx), out))


@app.command()
def tune(
    ctx: typer.Context,
    questions: Annotated[Path, typer.Argument(help="题目，每行一个 JSON 对象。", metavar="文件")],
    out: Annotated[Path, typer.Option(help="权重写到这个文件。", metavar="文件")] = Path("weights.toml"),
) -> None:
    """用有答案的题目学习搜索的权重（要先装 daoban[train]）。"""
    from kiosk.commands import tuning as command  # noqa: PLC0415

    raise typer.Exit(command.tune(_setup(ctx), questions, out))


@app.command()
def evaluate(
    ctx: typer.Context,
    questions: Annotated[
        Path | None, typer.Argument(help="题目，每行一个 JSON 对象。", metavar="文件")
    ] = None,
    *,
    terms: Annotated[
        Path | None, typer.Option(help="不用题目，用这份官方导出里的日常用语测。", metavar="文件")
    ] = None,
    against: Annotated[
        Path | None, typer.Option(help="和以前用 --json 写下的这份报告比。", metavar="文件")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON，里面没有题目的文字。")] = False,
) -> None:
    """用一批有答案的题目测搜索得怎么样。"""
    from kiosk.commands import evaluating as command  # noqa: PLC0415

    if (questions is None) == (terms is None):
        typer.echo(_setup(ctx).catalogue.text("command.evaluate.incomplete"), err=True)
        raise typer.Exit(BAD_USAGE)
    raise typer.Exit(command.evaluate(_setup(ctx), questions, terms, against=against, as_json=as_json))


add_kiosk_commands(app)


@app.command()
def doctor(ctx: typer.Context) -> None:
    """检查这台机器：版本、内容、模型、语音、屏幕。"""
    from kiosk.commands import doctor as command  # noqa: PLC0415

    raise typer.Exit(command.doctor(_setup(ctx)))


def _setup(ctx: typer.Context) -> Setup:
    setup = ctx.obj
    assert isinstance(setup, Setup)
    return setup
