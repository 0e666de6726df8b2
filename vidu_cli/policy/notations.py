"""Objects of a request as one writes them in a word: key frames, cues, and subjects by their names."""

import re
from collections.abc import Iterable

from vidu_cli.policy.phrases import quoted

_HOST = re.compile(r"[a-z][a-z0-9+.-]*://(?:[^/?#@]*@)?(?:\[[^\]]*\]|[^/?#:]*)(?::[0-9]+)?", re.IGNORECASE)
_SECONDS = re.compile(r":([0-9]{1,9}(?:\.[0-9]{1,9})?)(?=:|$)")
_CUE = re.compile(r"\s*([0-9]{1,9}(?:\.[0-9]{1,9})?)\s*-\s*([0-9]{1,9}(?:\.[0-9]{1,9})?)\s*:(.*)", re.DOTALL)


def frame(text: str) -> dict[str, object]:
    """A key frame written `FILE[:SECONDS[:PROMPT]]`, as `key_image` with `duration` and `prompt` where they are given.

    It is split only at a colon and digits that are followed by a colon or the end, and not at the port of an address,
    so that `http://host:8080/a.png` stays whole. ValueError says what is missing.
    """
    host = _HOST.match(text)
    split = _SECONDS.search(text, host.end() if host else 0)
    address = text if split is None else text[: split.start()]
    if not address.strip():
        raise ValueError(f"--frame {quoted(text)}: write FILE, FILE:SECONDS or FILE:SECONDS:PROMPT.")
    read: dict[str, object] = {"key_image": address}
    if split is not None:
        read["duration"] = _number(split[1])
        prompt = text[split.end() + 1 :]
        if prompt:
            read["prompt"] = prompt
    return read


def cue(text: str) -> dict[str, object]:
    """A sound at its time written `FROM-TO:PROMPT`, as `from` and `to` in seconds and `prompt`; else ValueError."""
    read = _CUE.fullmatch(text)
    if read is None or not read[3].strip():
        raise ValueError(f"--cue {quoted(text)}: write FROM-TO:PROMPT with the times in seconds, as in 0-2.5:rain.")
    return {"from": _number(read[1]), "to": _number(read[2]), "prompt": read[3].strip()}


def named(text: str) -> tuple[str, str]:
    """The name and the value of `NAME=VALUE`, split at the first equals sign; ValueError when one is missing."""
    name, equals, value = text.partition("=")
    if not equals or not name.strip() or not value.strip() or "://" in name:
        raise ValueError(f"{quoted(text)}: write NAME=VALUE, with the name that the prompt cites as @NAME.")
    return name.strip(), value


def subjects(
    images: Iterable[str] = (),
    videos: Iterable[str] = (),
    voices: Iterable[str] = (),
    server_ids: Iterable[str] = (),
) -> list[dict[str, object]]:
    """The objects of `subjects` from `NAME=VALUE` texts, one for each name in the order of first mention.

    A name may have several images and videos; ValueError when it has two voices, or two ids of the subject library.
    """
    pictures, clips = _by_name("--subject", images), _by_name("--subject-video", videos)
    spoken, kept = _by_name("--subject-voice", voices, most=1), _by_name("--subject-server-id", server_ids, most=1)
    return [
        {
            "name": name,
            **({"images": pictures[name]} if name in pictures else {}),
            **({"videos": clips[name]} if name in clips else {}),
            **({"voice_id": spoken[name][0]} if name in spoken else {}),
            **({"server_id": kept[name][0]} if name in kept else {}),
        }
        for name in {**pictures, **clips, **spoken, **kept}
    ]


def _by_name(option: str, texts: Iterable[str], *, most: int | None = None) -> dict[str, list[str]]:
    values: dict[str, list[str]] = {}
    for text in texts:
        try:
            name, value = named(text)
        except ValueError as error:
            raise ValueError(f"{option} {error}") from error
        values.setdefault(name, []).append(value)
        if most is not None and len(values[name]) > most:
            raise ValueError(f"{option} {quoted(text)}: {quoted(name)} has one already; give one for each name.")
    return values


def _number(digits: str) -> int | float:
    return float(digits) if "." in digits else int(digits)
