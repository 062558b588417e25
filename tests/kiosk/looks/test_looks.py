"""Every screen in every size, language and colour: where each word stands, and on which ground.

Pictures as text, one file for a step and a language or for a step: a change can be read as a change of lines.
"""

from __future__ import annotations

import asyncio
import importlib
import pkgutil
from collections.abc import Callable, Sequence
from inspect import isfunction
from threading import Event
from typing import NamedTuple

import pytest
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from textual.app import App
from textual.pilot import Pilot

import kiosk.screens
from kiosk.desk.app import DeskApp
from kiosk.palette import PALETTES, SENIOR
from kiosk.screens.choices import ChoicesView
from kiosk.screens.paged import PagedView
from kiosk.screens.view import View
from locales.catalogue import REFERENCE, languages, load
from tests.kiosk.looks.drawing import colours, words
from tests.kiosk.looks.fixed import FixedAtDesk
from tests.kiosk.looks.walks import DESK_NAMES, NAMES, SIZES, kiosk_with, walk_desk, walk_kiosk

USUAL = (64, 18)
AT_DESK = (80, 24)
FAULTS = 1
"""The walk meets one on purpose."""


class Seen(NamedTuple):
    """What a walk has shown."""

    pictures: dict[str, str]
    views: set[type[View]]


class Lines(SingleFileSnapshotExtension):
    """A text file for each picture."""

    _file_extension = "txt"
    _write_mode = WriteMode.TEXT


@pytest.fixture
def lines(snapshot):
    return snapshot.use_extension(Lines)


def _each_in_one_process(names: tuple[str, ...], walk: str) -> list[object]:
    """So that processes that share the tests need not walk twice."""
    return [pytest.param(name, marks=pytest.mark.xdist_group(f"{walk}-{name}")) for name in names]


@pytest.fixture(scope="module", params=_each_in_one_process(languages(), "words"))
def kiosk_words(request) -> dict[str, str]:
    """Words of every step in one language, at all sizes."""
    return asyncio.run(_kiosk_at_all_sizes(request.param))


@pytest.fixture(scope="module", params=_each_in_one_process(languages(), "desk"))
def desk_words(request) -> dict[str, str]:
    """The same of the desk."""
    return asyncio.run(_desk_at_all_sizes(request.param))


@pytest.fixture(scope="module")
def kiosk_colours() -> Seen:
    """Colours of every step in all themes, at the usual size."""
    return asyncio.run(_kiosk_in_all_themes())


@pytest.fixture(scope="module")
def desk_colours() -> dict[str, str]:
    """Colours of the desk."""
    return asyncio.run(_desk_colours())


@pytest.mark.parametrize("name", NAMES)
def test_words_stand_where_they_stood(lines, kiosk_words, name) -> None:
    assert kiosk_words[name] == lines


@pytest.mark.parametrize("name", DESK_NAMES)
def test_words_of_the_desk_stand_where_they_stood(lines, desk_words, name) -> None:
    assert desk_words[name] == lines


@pytest.mark.xdist_group("looks-colours")
@pytest.mark.parametrize("name", NAMES)
def test_each_cell_has_the_colours_it_had(lines, kiosk_colours, name) -> None:
    assert kiosk_colours.pictures[name] == lines


@pytest.mark.xdist_group("looks-colours")
@pytest.mark.parametrize("name", DESK_NAMES)
def test_each_cell_of_the_desk_has_the_colours_it_had(lines, desk_colours, name) -> None:
    assert desk_colours[name] == lines


@pytest.mark.xdist_group("looks-colours")
def test_every_screen_is_in_the_walk(kiosk_colours) -> None:
    for module in pkgutil.iter_modules(kiosk.screens.__path__):
        importlib.import_module(f"kiosk.screens.{module.name}")
    whole = {view for view in _all_below(View) if _is_whole(view)}
    assert ChoicesView in whole
    assert PagedView not in whole
    assert not whole - kiosk_colours.views, "add a step that shows it to tests/kiosk/looks/walks.py"


def _all_below(kind: type[View]) -> set[type[View]]:
    return {kind}.union(*map(_all_below, kind.__subclasses__()))


def _is_whole(view: type[View]) -> bool:
    """Whether it leaves nothing to subclasses."""
    methods = (getattr(view, name) for name in dir(view))
    return not any(
        "NotImplementedError" in method.__code__.co_names for method in methods if isfunction(method)
    )


async def _kiosk_at_all_sizes(language: str) -> dict[str, str]:
    loaded = Event()
    app = kiosk_with(SENIOR.name, language, loaded)
    async with app.run_test(size=SIZES[0]) as pilot:
        found = {name: await _at_all_sizes(pilot, SIZES) async for name in walk_kiosk(pilot, loaded)}
    assert app.troubles == FAULTS
    return found


async def _desk_at_all_sizes(language: str) -> dict[str, str]:
    app = DeskApp(FixedAtDesk, load(language))
    async with app.run_test(size=SIZES[0]) as pilot:
        found = {name: await _at_all_sizes(pilot, SIZES) async for name in walk_desk(pilot)}
    assert app.troubles == 0
    return found


async def _at_all_sizes(pilot: Pilot[int], sizes: Sequence[tuple[int, int]]) -> str:
    """The words at each size, the first of which is the present one and is so again at the end."""
    pictures = []
    for width, height in sizes:
        await pilot.resize_terminal(width, height)
        pictures.append(f"=== {width} × {height} ===\n{await _still(pilot, words)}")
    await pilot.resize_terminal(*sizes[0])
    return "\n".join(pictures) + "\n"


async def _still(pilot: Pilot[int], look: Callable[[App[int]], str]) -> str:
    """What is shown once it changes no more: a busy machine takes its time to lay a screen out."""
    before, seen = "", look(pilot.app)
    while seen != before:
        await pilot.pause(0.02)
        before, seen = seen, look(pilot.app)
    return seen


async def _kiosk_in_all_themes() -> Seen:
    pictures: dict[str, str] = {}
    views: set[type[View]] = set()
    loaded = Event()
    app = kiosk_with(SENIOR.name, REFERENCE, loaded)
    async with app.run_test(size=USUAL) as pilot:
        async for name in walk_kiosk(pilot, loaded):
            views.add(type(app.view))
            pictures[name] = await _in_all_themes(pilot)
    assert app.troubles == FAULTS
    return Seen(pictures, views)


async def _in_all_themes(pilot: Pilot[int]) -> str:
    pictures = []
    for theme in PALETTES:
        await _paint(pilot, theme)
        pictures.append(f"=== {theme} ===\n{await _still(pilot, colours)}")
    await _paint(pilot, SENIOR.name)
    return "\n".join(pictures) + "\n"


async def _paint(pilot: Pilot[int], theme: str) -> None:
    pilot.app.theme = theme
    pilot.app.refresh_view()
    await pilot.pause()


async def _desk_colours() -> dict[str, str]:
    app = DeskApp(FixedAtDesk, load(REFERENCE))
    async with app.run_test(size=AT_DESK) as pilot:
        return {name: f"{await _still(pilot, colours)}\n" async for name in walk_desk(pilot)}
