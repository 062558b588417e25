"""The commands for a recorded voice: names, options and help."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer
from typer import Context

from kiosk.commands.setup import Setup

voice_app = typer.Typer(
    help="真人录音：写出要录的话，一句一句录，检查录好的声音。", no_args_is_help=True, rich_markup_mode=None
)


@voice_app.command("script")
def voice_script(
    ctx: Context,
    out: Annotated[Path, typer.Option("--out", help="录音放在这个文件夹。", metavar="文件夹")],
    language: Annotated[
        str, typer.Option("--language", help="用哪种语言念，例如 nan-x-teochew；不写就是界面语言。")
    ] = "",
) -> None:
    """写出要录的话：script.csv 给导办用，script.xlsx 给念的人看。"""
    from kiosk.commands import voice as command  # noqa: PLC0415

    raise typer.Exit(command.write(_setup(ctx), out, language))


@voice_app.command("check")
def voice_check(
    ctx: Context,
    folder: Annotated[Path, typer.Argument(help="放录音的文件夹。", metavar="文件夹")],
    list_all: Annotated[bool, typer.Option("--all", help="同样的问题也全部列出。")] = False,
) -> None:
    """检查录音：缺的、坏的、太长太短、太大声太小声，一次列出。"""
    from kiosk.commands import voice as command  # noqa: PLC0415

    raise typer.Exit(command.check(_setup(ctx), folder, list_all=list_all))


@voice_app.command("record")
def voice_record(
    ctx: Context,
    folder: Annotated[Path, typer.Argument(help="放录音的文件夹，里面有录音稿。", metavar="文件夹")],
    names: Annotated[
        list[str] | None,
        typer.Argument(help="只录这几句，录过的也重录：录音稿里的编号或文件名。", metavar="编号"),
    ] = None,
) -> None:
    """一句一句录：念一句，听一遍，留下或者重录；录到哪里停，下次从哪里接着录。"""
    from kiosk.clips.microphone import DeviceMicrophone  # noqa: PLC0415
    from kiosk.commands import recording as command  # noqa: PLC0415
    from kiosk.speech.players import DevicePlayer  # noqa: PLC0415

    status = command.record(
        _setup(ctx),
        folder,
        names or (),
        microphone=DeviceMicrophone(),
        player=DevicePlayer(),
        lines=iter(sys.stdin),
    )
    raise typer.Exit(status)


def _setup(ctx: Context) -> Setup:
    setup = ctx.obj
    assert isinstance(setup, Setup)
    return setup
