"""Where to go, as large as the screen allows: the headline, and words beside or below it."""

from __future__ import annotations

from textual.widget import Widget

from assistant.reply import Answer
from kiosk.headline import ROWS, longest_fitting, width
from kiosk.widgets.frame import Frame
from kiosk.widgets.layout import Gap, Row
from kiosk.widgets.words import BigWords, Words
from kiosk.widgets.wrapping import balanced, fit
from kiosk.wording import headline
from kiosk.wording_routes import window_number
from locales.catalogue import Catalogue

_SIDE_TEXT = 18
"""Columns that words beside the headline need."""
_ROWS_BELOW = 4
"""Rows they need below it, where the headline may then take the whole width."""
_NARROW = 32
"""So narrow that nothing stands beside the headline."""


def where_block(
    answer: Answer, catalogue: Catalogue, words: list[str], frame: Frame, rows: int
) -> list[Widget]:
    """Widgets of exactly `rows` rows: the headline of `answer`, and as many of `words` as fit."""
    plain = headline(answer, catalogue).text
    top = 1 if rows > ROWS else 0
    below = rows - ROWS - top
    room = frame.page_width if below >= _ROWS_BELOW else frame.page_width - _SIDE_TEXT - 2
    big = _big_headline(answer, catalogue, max(room, min(frame.page_width, _NARROW)))
    if not big or below < 0:
        return [Gap(), _sized(_whole(plain, words, frame.text_width, rows - 1), rows - 1)] if rows > 1 else []
    beside = frame.page_width - width(big) - 2
    if big == plain.replace(" ", ""):
        plain, *words = words or [""]
    if beside >= _SIDE_TEXT:
        picture = BigWords(big)
        picture.styles.width = width(big) + 2
        text = Words(*_whole(plain, words, min(beside, frame.text_width), ROWS), classes="-strong")
        above = (rows - ROWS + 1) // 2
        return [Gap(above), Row(picture, text, height=ROWS, gap=0), Gap(rows - ROWS - above)]
    text = _sized(_whole(plain, words, frame.text_width, below - 1), below - 1)
    return [Gap(top), BigWords(big), *([Gap(), text] if below > 1 else [Gap(below)])]


def _big_headline(answer: Answer, catalogue: Catalogue, columns: int) -> str:
    """The longest form that can be drawn: "21号窗口", "21号", "21", "网上办"; empty where none can."""
    if not answer.routes:
        return ""
    route = answer.routes[0]
    number = window_number(route)
    if number is None:
        key = f"headline.{route.__struct_config__.tag}"
        return longest_fitting((catalogue.text(key),), columns) if key in catalogue else ""
    whole = headline(answer, catalogue).text.replace(" ", "")
    return longest_fitting(
        (whole, catalogue.text("headline.short", {"number": number}), str(number)), columns
    )


def _sized(lines: list[str], rows: int) -> Words:
    words = Words(*lines, classes="-strong")
    words.styles.height = max(rows, 1)
    return words


def _whole(first: str, lines: list[str], columns: int, rows: int) -> list[str]:
    """`first`, then as many of `lines` as fit unbroken, a free row between all of them or below `first`.

    What does not fit stands on a page of its own.
    """
    blocks = [fit(first, columns, max(rows, 1))]
    for line in lines:
        wrapped = balanced(line, columns, max(rows, 1))
        if sum(map(len, blocks)) + len(wrapped) > rows:
            break
        blocks.append(wrapped)
    spare = rows - sum(map(len, blocks))
    spaced = len(blocks) - 1 if spare >= len(blocks) - 1 else min(spare, 1)
    blocks[:spaced] = [[*block, ""] for block in blocks[:spaced]]
    return [line for block in blocks for line in block]
