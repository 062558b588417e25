"""Catalogues of UI words: what is shown, and what is said instead where it differs.

A language is a folder of TOML files here.  An entry is a text, or a table
``{text = "…", speech = "…"}``; tables nest, so ``[button] back = "返回"`` is the
key ``button.back``.  Gaps are written ``{name}``.  zh-CN is the reference: every
language has its keys and its gaps, no more and no less.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import tomli
from msgspec import Struct

REFERENCE = "zh-CN"
SHIPPED = Path(__file__).parent

_GAP = re.compile(r"\{([a-z_]+)\}")
_ENTRY_KEYS = {"text", "speech"}
_NOTHING: Mapping[str, str | int] = {}

Fields = dict[str, Any]


class CatalogueError(Exception):
    """A catalogue that cannot be used, or a message it lacks; `problems` names every fault."""

    def __init__(self, *problems: str) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


class Entry(Struct, frozen=True):
    """One message: both forms of it, and the file it was read from."""

    file: str
    text: str
    speech: str

    @property
    def gaps(self) -> tuple[frozenset[str], frozenset[str]]:
        """Names of the gaps in the shown and in the spoken form."""
        return frozenset(_GAP.findall(self.text)), frozenset(_GAP.findall(self.speech))


class Catalogue(Struct, frozen=True):
    """The messages of one language."""

    language: str
    """BCP 47 tag, such as ``zh-CN``: the name of the folder."""
    entries: dict[str, Entry]

    def text(self, key: str, data: Mapping[str, str | int] = _NOTHING) -> str:
        """Return what is shown for `key`, `data` inserted as it is, braces and all.

        Raises `CatalogueError` where the key or the value of a gap is missing.
        """
        return self._fill(key, self._entry(key).text, data)

    def speech(self, key: str, data: Mapping[str, str | int] = _NOTHING) -> str:
        """Return what is spoken for `key`; else like `text`."""
        return self._fill(key, self._entry(key).speech, data)

    def __contains__(self, key: str) -> bool:
        return key in self.entries

    def _entry(self, key: str) -> Entry:
        try:
            return self.entries[key]
        except KeyError:
            message = f"{self.language} · {key}：没有这个词条，请在 locales/{self.language}/ 里补上"
            raise CatalogueError(message) from None

    def _fill(self, key: str, form: str, data: Mapping[str, str | int]) -> str:
        try:
            return _GAP.sub(lambda gap: str(data[gap[1]]), form)
        except KeyError as missing:
            message = f"{self.language} · {key}：没有给出 {{{missing.args[0]}}} 的内容"
            raise CatalogueError(message) from None


def languages(folder: Path = SHIPPED) -> tuple[str, ...]:
    """Return the tags of the languages in `folder`, the reference first."""
    tags = sorted(path.parent.name for path in folder.glob("*/screen.toml"))
    return tuple(sorted(tags, key=lambda tag: tag != REFERENCE))


def load(language: str, folder: Path = SHIPPED) -> Catalogue:
    """Return the catalogue of `language`.

    Raises `CatalogueError` naming every fault: unreadable files, malformed
    entries, and differences from the reference language.
    """
    if language not in (known := languages(folder)):
        message = f"没有“{language}”这种语言，可以用的有：{'、'.join(known) or '（没有）'}"
        raise CatalogueError(message)
    problems: list[str] = []
    entries = _read(folder / language, problems)
    if language != REFERENCE:
        problems += _differences(language, entries, _read(folder / REFERENCE, problems))
    if problems:
        raise CatalogueError(*problems)
    return Catalogue(language, entries)


def _read(folder: Path, problems: list[str]) -> dict[str, Entry]:
    entries: dict[str, Entry] = {}
    for path in sorted(folder.glob("*.toml")):
        file = f"{folder.name}/{path.name}"
        try:
            tables = tomli.loads(path.read_text(encoding="utf-8"))
        except (tomli.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
            problems.append(f"{file}：读不出来，请改正（{error}）")
            continue
        for key, value in _flatten(tables):
            fault = _fault(value)
            if key in entries:
                fault = f"{entries[key].file} 里已经有了，请删掉一处"
            if fault:
                problems.append(f"{file} · {key}：{fault}")
            else:
                forms = {"text": value} if isinstance(value, str) else value
                entries[key] = Entry(file, forms["text"], forms.get("speech", forms["text"]))
    return entries


def _flatten(table: Fields, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Yield (dotted key, value) of every entry, well formed or not."""
    for name, value in table.items():
        key = f"{prefix}{name}"
        if isinstance(value, dict) and "text" not in value:
            yield from _flatten(value, f"{key}.")
        else:
            yield key, value


def _fault(value: Any) -> str:
    """What is wrong with the value of an entry; empty where nothing is."""
    forms = {"text": value} if isinstance(value, str) else value
    if not isinstance(forms, dict):
        return "应当是文字，或者 {text = …, speech = …}"
    if extra := forms.keys() - _ENTRY_KEYS:
        return f"词条里只能有 text 和 speech，请删掉 {'、'.join(sorted(extra))}"
    for form in forms.values():
        if not isinstance(form, str) or not form.strip():
            return "不能是空的，也不能是数字"
        if not form.isprintable():
            return "有看不见的控制字符或换行，请删掉"
        if set(_GAP.sub("", form)) & set("{}"):
            return "花括号只能用来写空位，例如 {text}"
    return ""


def _differences(language: str, entries: dict[str, Entry], reference: dict[str, Entry]) -> Iterator[str]:
    for key, wanted in reference.items():
        found = entries.get(key)
        if found is None:
            yield f"{language}/{Path(wanted.file).name} · {key}：缺少这个词条，请照 {wanted.file} 补上"
        elif found.gaps != wanted.gaps:
            names = "、".join(f"{{{gap}}}" for gap in sorted(frozenset().union(*wanted.gaps))) or "（没有）"
            yield f"{found.file} · {key}：空位和 {wanted.file} 不一样，那里的空位是：{names}"
    for key, found in entries.items():
        if key not in reference:
            yield f"{found.file} · {key}：{REFERENCE} 里没有这个词条，请删掉或改名"
