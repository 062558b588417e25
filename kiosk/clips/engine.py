"""Playing recordings: an engine that says what was recorded and nothing else."""

from __future__ import annotations

from pathlib import Path

from kiosk.clips.script import read_script, recorded
from kiosk.clips.wording import clauses, key_of
from kiosk.speech.protocol import Language
from kiosk.speech.sound import Sound, from_array, silence, to_array

_EDGE_S = 0.04
"""Silence that stays at the ends of a recording."""
_COMMA_S = 0.12
_STOP_S = 0.24
"""Pauses after a clause and after a sentence: those of the synthesiser."""
_LOUDEST = 0.98


class Clips:
    """The recordings of a folder, as loud as the voice whatever they were recorded with.

    A sentence is found by its words.  One that was not recorded as a whole is
    put together from clauses that were; if one is lacking, another voice says
    all of it, as two voices in a sentence are hard to follow.
    """

    def __init__(self, folder: Path) -> None:
        """Read the script of `folder`.  Raises `KnowledgeError`, `OSError`."""
        files = recorded(folder)
        rows = read_script(folder)
        self._files = {
            (row.language, key_of(row.text)): files[row.stem][0] for row in rows if row.stem in files
        }

    def say(self, sentence: str, language: Language, rate: int) -> Sound | None:
        """Return the recording of `sentence` at `rate` percent of its speed; None where there is none."""
        found = self._cover(sentence, language)
        if not found:
            return None
        parts: list[bytes] = []
        for path in found:
            sound = _levelled(path)
            if sound is None:
                return None
            parts += (_at_rate(sound, rate).samples, silence(_COMMA_S * 100 / rate).samples)
        parts[-1] = silence(_STOP_S * 100 / rate).samples
        return Sound(b"".join(parts))

    def _cover(self, sentence: str, language: Language) -> list[Path]:
        """The recordings that say `sentence` together, each as long as possible; empty where they do not."""
        words = [key_of(clause) for clause in clauses(sentence)]
        found: list[Path] = []
        start = 0
        while start < len(words):
            ends = range(len(words), start, -1)
            known = ((end, self._files.get((language, "".join(words[start:end])))) for end in ends)
            start, path = next(((end, path) for end, path in known if path), (start, None))
            if path is None:
                return []
            found.append(path)
        return found


def _levelled(path: Path) -> Sound | None:
    """The recording as loud as the voice; None where it cannot be played."""
    from kiosk.clips.measuring import VOICE_DB, RecordingError, decode, measure, without_silence  # noqa: PLC0415

    try:
        sound = without_silence(decode(path), _EDGE_S)
    except (RecordingError, OSError):
        return None  # it was taken away or damaged since the start: the synthesiser says it
    if not sound.samples:
        return None
    found = measure(sound)
    gain = min(10 ** ((VOICE_DB - found.level_db) / 20), _LOUDEST / found.peak)
    return from_array(to_array(sound) * gain)


def _at_rate(sound: Sound, rate: int) -> Sound:
    if rate == 100:
        return sound
    from kiosk.speech.stretch import stretched  # noqa: PLC0415  most people keep the normal rate

    return stretched(sound, rate)
