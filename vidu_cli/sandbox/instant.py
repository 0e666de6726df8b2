"""The answers of the kinds that end at once: speech, a cloned voice, prompts for a picture.

Source: the vendor's pages "text-to-speech", "voice-clone", "prompt-rec".
"""

from collections.abc import Callable, Mapping
from itertools import product

from vidu_cli.sandbox.results import RECOMMENDATION, Signer
from vidu_cli.sandbox.views import timestamp
from vidu_cli.sandbox.world import Record

_MOTIONS = (
    "She turns her head slowly and smiles",
    "A light wind moves hair and leaves",
    "The water glitters as a boat passes",
    "Everything stands still but the clouds",
    "A hand reaches into the picture",
)
_CAMERAS = ("the camera moves in", "the camera circles to the left")
_TEMPLATES = ("hugging", "kissing", "subject_3", "pubg_winner_hit", "exotic_princess")


def answered(record: Record, signer: Signer) -> dict[str, object]:
    """The answer to a create request of a kind that ends at once."""
    told = _ANSWERS[record.kind](record, signer)
    return {**told, "err_code": record.err_code} if record.err_code else told


def _speech(record: Record, signer: Signer) -> dict[str, object]:
    return {
        "task_id": str(record.id),
        "state": record.state,
        "file_url": signer.result(record),
        "credits": record.credits,
        "payload": record.request["payload"],
        "created_at": timestamp(record.created_at),
    }


def _voice(record: Record, signer: Signer) -> dict[str, object]:
    return {
        "task_id": str(record.id),
        "state": record.state,
        "voice_id": record.request["voice_id"],
        "demo_audio": signer.result(record),
        "payload": record.request["payload"],
        "created_at": timestamp(record.created_at),
    }


def _prompts(record: Record, _: Signer) -> dict[str, object]:
    count, types = record.request["count"], record.request["type"]
    assert isinstance(count, int)
    assert isinstance(types, list)
    wanted = list(dict.fromkeys(types)) if not record.err_code else []
    return {
        "id": str(record.id),
        "images": record.request["images"],
        "count": count,
        "prompts": [_prompt(each, place, record.request) for each in wanted for place in range(count)],
        "created_at": timestamp(record.created_at),
        **({"state": record.state} if record.err_code else {}),
    }


def _prompt(purpose: str, place: int, request: Mapping[str, object]) -> dict[str, object]:
    words = [f"{motion}, {camera}." for camera, motion in product(_CAMERAS, _MOTIONS)]
    prompt: dict[str, object] = {"type": purpose, "content": words[place % len(words)]}
    if purpose != "template":
        return prompt
    return {**prompt, "template": _TEMPLATES[place % len(_TEMPLATES)], "resolution": request["resolution"]}


_ANSWERS: Mapping[str, Callable[[Record, Signer], dict[str, object]]] = {
    "audio-tts": _speech,
    "audio-clone": _voice,
    RECOMMENDATION: _prompts,
}
