"""The commands that open the kiosk and set it up: names, options and help.

What the operator has set (`kiosk.operator`) counts where the command line says nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from typer import Context

from kiosk.commands.printer import printer_flags, slip_printer
from kiosk.commands.setup import Setup
from kiosk.exits import BAD_USAGE
from kiosk.named import check_content
from kiosk.operator import Operator, read_operator
from kiosk.palette import BLACK_ON_WHITE, COMPACT, SENIOR, WHITE_ON_BLACK
from kiosk.slips.address import SlipPrinter


class _Theme(StrEnum):
    SENIOR = SENIOR.name
    BLACK_ON_WHITE = BLACK_ON_WHITE.name
    WHITE_ON_BLACK = WHITE_ON_BLACK.name
    COMPACT = COMPACT.name


class _Size(StrEnum):
    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"


class Paper(StrEnum):
    """How many mm wide a roll is."""

    NARROW = "58"
    WIDE = "80"


_Mute = Annotated[bool | None, typer.Option("--mute/--aloud", help="不读出来，或者读出来。")]
_AllowExit = Annotated[bool, typer.Option("--allow-exit", help="试用：按 Ctrl+Q 退出。")]
_Printer = Annotated[
    str, typer.Option("--printer", help="小票打印机，写法和 daoban print --to 一样。", metavar="打印机")
]
_Paper = Annotated[Paper | None, typer.Option("--paper", help="小票纸宽，毫米；不写就是 58。")]
_Font = Annotated[
    str, typer.Option("--font", help="印小票的字体文件；不写就用机器里有汉字的。", metavar="文件")
]
_Colours = Annotated[
    _Theme | None,
    typer.Option("--theme", help="颜色：平常、白底黑字、黑底白字，或者给工作人员用的小而密。"),
]


_Clips = Annotated[
    Path | None,
    typer.Option("--clips", help="真人录音的文件夹，见 daoban voice；没有录的话由机器念。", metavar="文件夹"),
]
_KeepSpeech = Annotated[
    bool,
    typer.Option("--voice-cache/--no-voice-cache", help="每个人都一样的话，念过的声音留着下次用，或者不留。"),
]


def add_kiosk_commands(app: typer.Typer) -> None:
    """Add the commands to `app`, whose context holds a `Setup`."""
    for command in (kiosk, plain, desk, launch, serve, pin, settings):
        app.command()(command)


def kiosk(
    ctx: Context,
    mute: _Mute = None,
    allow_exit: _AllowExit = False,
    theme: _Colours = None,
    *,
    printer: _Printer = "",
    paper: _Paper = None,
    font: _Font = "",
    clips: _Clips = None,
    voice_cache: _KeepSpeech = True,
    supervised: Annotated[bool, typer.Option("--supervised", help="停了、坏了就马上再打开。")] = False,
    launched: Annotated[
        int | None, typer.Option("--launched", help="由启动器启动，字是第几种大小。", hidden=True)
    ] = None,
    served: Annotated[bool, typer.Option("--served", help="在浏览器里。", hidden=True)] = False,
) -> None:
    """在这个终端里运行导办。"""
    from kiosk.commands import running as command  # noqa: PLC0415

    setup, operator = _configured(ctx)
    recordings = _recordings(clips, operator)
    if supervised:
        raise typer.Exit(command.supervised_kiosk(setup))
    slips = _slips(setup, operator, printer, paper, font)
    chosen = command.settings_of(
        operator,
        theme=theme,
        printer=slips,
        clips=recordings,
        keep_speech=voice_cache,
        allow_exit=allow_exit,
        letters=launched,
    )
    aloud = not (operator.mute if mute is None else mute)
    status = command.kiosk(setup, settings=chosen, aloud=aloud, languages=operator.languages, served=served)
    raise typer.Exit(status)


def desk(
    ctx: Context,
    keys: Annotated[bool, typer.Option("--keys", help="只列出按键，可以打印出来放在键盘旁边。")] = False,
    *,
    printer: _Printer = "",
    paper: _Paper = None,
    font: _Font = "",
) -> None:
    """咨询台用的：打字就查，答案全在一屏上，只用键盘。"""
    from kiosk.commands import desk as command  # noqa: PLC0415

    setup, operator = _configured(ctx)
    if keys:
        raise typer.Exit(command.keys(setup))
    slips = _slips(setup, operator, printer, paper, font)
    raise typer.Exit(command.desk(setup, slips))


def launch(
    ctx: Context,
    size: Annotated[_Size | None, typer.Option(help="字的大小：4.8、6.4、8.5 毫米；不写就是小的。")] = None,
    distance: Annotated[
        int | None, typer.Option(help="人离屏幕多远，厘米；不写就是 50。", min=20, max=500)
    ] = None,
    mute: _Mute = None,
    allow_exit: _AllowExit = False,
    *,
    theme: _Colours = None,
    printer: _Printer = "",
    paper: _Paper = None,
    font: _Font = "",
    clips: _Clips = None,
    voice_cache: _KeepSpeech = True,
) -> None:
    """用大字在全屏终端里打开导办，停了就马上再打开；没有 xterm 就在这个终端里。"""
    from kiosk.commands import launching as command  # noqa: PLC0415

    setup, operator = _configured(ctx)
    _recordings(clips, operator)
    flags = [
        *_flags(mute=mute, allow_exit=allow_exit, theme=theme),
        *printer_flags(printer, paper, font),
        *_voice_flags(clips, voice_cache),
    ]
    status = command.launch_kiosk(
        setup,
        size=size or operator.size,
        distance_cm=distance or operator.distance,
        theme=theme or operator.theme,
        flags=flags,
    )
    raise typer.Exit(status)


def serve(
    ctx: Context,
    host: Annotated[str, typer.Option(help="在哪个地址上；不写就是这台机器自己。", metavar="地址")] = "",
    port: Annotated[int, typer.Option(help="端口；0 是随便哪个空着的。", min=0, max=65535)] = 8000,
    *,
    anywhere: Annotated[
        bool, typer.Option("--anywhere", help="让别的电脑也能打开：没有密码，不加密，也不读出来。")
    ] = False,
    size: Annotated[_Size | None, typer.Option(help="字的大小：4.8、6.4、8.5 毫米；不写就是小的。")] = None,
    distance: Annotated[
        int | None, typer.Option(help="人离屏幕多远，厘米；不写就是 50。", min=20, max=500)
    ] = None,
    mute: _Mute = None,
    theme: _Colours = None,
    printer: _Printer = "",
    paper: _Paper = None,
    font: _Font = "",
    clips: _Clips = None,
    voice_cache: _KeepSpeech = True,
) -> None:
    """在浏览器里打开导办：触摸屏、平板、Windows 都能用。"""
    from kiosk.commands import serve as command  # noqa: PLC0415

    setup, operator = _configured(ctx)
    flags = [
        *_flags(mute=mute, allow_exit=False, theme=theme),
        *printer_flags(printer, paper, font),
        *_voice_flags(clips, voice_cache),
    ]
    status = command.serve(
        setup,
        host=host,
        port=port,
        anywhere=anywhere,
        size=size or operator.size,
        distance_cm=distance or operator.distance,
        theme=theme or operator.theme,
        flags=flags,
    )
    raise typer.Exit(status)


def plain(
    ctx: Context,
    speak: Annotated[bool, typer.Option("--speak", help="也读出来。")] = False,
    stay: Annotated[
        bool, typer.Option("--stay", help="放在大厅里：一个人用完，等下一个人；按什么键都退不出来。")
    ] = False,
    *,
    clips: _Clips = None,
    now: Annotated[
        dt.datetime | None,
        typer.Option(
            "--now", help="当作这个时候来问，例如 2026-12-05T10:00:00；不写就是现在。", metavar="时间"
        ),
    ] = None,
) -> None:
    """一行一行地问和答：给读屏软件、盲文点显器和老终端用。"""
    from kiosk.commands import plain as command  # noqa: PLC0415

    setup, operator = _configured(ctx)
    recordings = _recordings(clips, operator) if speak else None
    raise typer.Exit(command.plain(setup, aloud=speak, clips=recordings, stay=stay, now=now))


def pin(ctx: Context) -> None:
    """设置工作人员离开导办时输的密码：问两次，只存算出来的一串字。"""
    from kiosk.commands import pin as command  # noqa: PLC0415

    raise typer.Exit(command.set_pin(_setup(ctx)))


def settings(ctx: Context) -> None:
    """列出现在的设置：每一项、它的值、可以写什么。"""
    from kiosk.commands import settings as command  # noqa: PLC0415

    raise typer.Exit(command.show_settings(_setup(ctx)))


def _slips(
    setup: Setup, operator: Operator, printer: str, paper: Paper | None, font: str
) -> SlipPrinter | None:
    """Return the printer in use, or None; end the command where one is named that cannot be."""
    address = printer or operator.printer
    found = slip_printer(setup, address, int(paper or operator.paper), font or operator.font)
    if found is None and address:
        raise typer.Exit(BAD_USAGE)
    return found


def _flags(*, mute: bool | None, allow_exit: bool, theme: str | None) -> Iterator[str]:
    """What was said on the command line, for the kiosk that is started; it reads the settings itself."""
    if mute is not None:
        yield "--mute" if mute else "--aloud"
    if allow_exit:
        yield "--allow-exit"
    if theme:
        yield from ("--theme", theme)


def _recordings(clips: Path | None, operator: Operator) -> Path | None:
    """Return the folder of recordings in use.

    Raises `KnowledgeError` where it has no script: that is told before the screen is taken.
    """
    folder = clips or (Path(operator.clips) if operator.clips else None)
    if folder is not None:
        from kiosk.clips.script import read_script  # noqa: PLC0415  most kiosks have no recordings

        read_script(folder)
    return folder


def _voice_flags(clips: Path | None, voice_cache: bool) -> Iterator[str]:
    if clips is not None:
        yield from ("--clips", str(clips.absolute()))
    if not voice_cache:
        yield "--no-voice-cache"


def _configured(ctx: Context) -> tuple[Setup, Operator]:
    """Return what the command line says, filled up with what the operator has set; and all of the latter.

    Raises `KnowledgeError` where the content or the place that the command line names is not there.
    """
    setup = _setup(ctx)
    operator = read_operator(setup.settings, setup.knowledge)
    assert ctx.parent is not None
    given = {
        name
        for name in ("language", "knowledge", "model", "at")
        if (source := ctx.parent.get_parameter_source(name)) and source.name not in ("DEFAULT", "DEFAULT_MAP")
    }
    filled = setup.filled(operator, given)
    if given & {"knowledge", "at"}:  # what the operator has set is checked already
        check_content(filled.knowledge_folder, filled.at)
    return filled, operator


def _setup(ctx: Context) -> Setup:
    setup = ctx.obj
    assert isinstance(setup, Setup)
    return setup
