"""A create request: what the platform checks, in its order, and the task that comes of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from vidu_cli.errors.catalogue import (
    AUDIO_UNFIT,
    BAD_REQUEST,
    CODEC,
    CONFLICT,
    CREDIT_INSUFFICIENT,
    FIELD_INVALID,
    FIELD_LACKING,
    IMAGE_DOWNLOAD_FAILURE,
)
from vidu_cli.policy.checks import problems_in
from vidu_cli.policy.prices import credits_of
from vidu_cli.policy.problems import Problem
from vidu_cli.policy.requests import Body, form_of, model_name, model_of
from vidu_cli.sandbox.echoes import printed
from vidu_cli.sandbox.exchange import Refusal, refusal
from vidu_cli.sandbox.faults import Call
from vidu_cli.sandbox.lifecycle import phases_of
from vidu_cli.sandbox.sent_files import SentFiles, sent_files
from vidu_cli.sandbox.wishes import Wishes, wishes_in
from vidu_cli.sandbox.world import Draft, Record, VoiceTaken, World
from vidu_cli.schema.kinds import path_of
from vidu_cli.schema.kinds.shape import Kind, Model
from vidu_cli.schema.routes import GET_TASK

UNKNOWN_PRICE = 40


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """A create request as it was read: its kind, its body and the files in it."""

    kind: Kind
    body: Body
    files: SentFiles
    problems: tuple[Problem, ...]


def asked(kind: Kind, body: Body, world: World) -> Asked:
    """The request with all that is wrong with it, in the platform's order.

    Refusal with CODEC for a value of the wrong JSON type.
    """
    files = sent_files(kind, body, world)
    problems = problems_in(kind, body, files.media)
    if problems and problems[0].entry is CODEC:
        raise refusal(CODEC, f'body unmarshal proto: invalid value for field "{problems[0].field}"')
    return Asked(kind=kind, body=body, files=files, problems=problems)


def wishes_of(body: Body) -> Wishes:
    """What the words of a body ask of the sandbox; Refusal when that cannot be read."""
    try:
        return wishes_in("\n".join(_words_of(body)))
    except ValueError as error:
        raise refusal(BAD_REQUEST, str(error), fields="prompt") from error


def price_of(request: Asked) -> int:
    """The credits that a task is charged."""
    readings = credits_of(request.kind, request.body, request.files.media)
    return UNKNOWN_PRICE if readings is None else readings[0]


def checked(request: Asked) -> Model:
    """The model that makes the task; Refusal with the first problem, the model coming after what is missing."""
    first = request.problems[0] if request.problems else None
    if first is not None and first.entry is FIELD_LACKING:
        raise refusal(FIELD_LACKING, fields=first.field)
    model = _model(request.kind, request.body)
    if model is None:
        raise refusal(FIELD_INVALID, "model is not supported", fields="model")
    if first is not None:
        raise _refused(first, model)
    if request.files.unreadable:
        raise refusal(FIELD_INVALID, fields=request.files.unreadable)
    return model


def accepted(
    request: Asked, model: Model, *, world: World, wishes: Wishes, err_code: str, pace: float, now: float
) -> Record:
    """The task, made and charged; `err_code` is what it will end with, "" for a success."""
    kind, body = request.kind, request.body
    known = printed(kind, model, body, now=now)
    code = err_code or (IMAGE_DOWNLOAD_FAILURE.code if request.files.lacks_upload else "")
    draft = Draft(
        kind=kind.name,
        model=model.name,
        resolution=str(known.get("resolution", "")),
        request=known,
        credits=price_of(request),
        err_code=code,
        phases=phases_of(wishes.seconds, pace=pace),
        template=str(known.get("template", "")),
        faults=wishes.of(Call.GET, Call.CANCEL, Call.DOWNLOAD),
        service="" if kind.status_path == GET_TASK.path else path_of(kind.name),
        voice=str(body["voice_id"]) if kind.name == "audio-clone" and not code else "",
        is_instant=kind.is_synchronous,
    )
    return made(draft, world=world, now=now)


def made(draft: Draft, *, world: World, now: float) -> Record:
    """The task made of a draft; Refusal when the credits do not suffice or the name of its voice is taken."""
    try:
        record = world.add_task(draft, now=now)
    except VoiceTaken:
        raise refusal(CONFLICT) from None
    if record is None:
        raise refusal(CREDIT_INSUFFICIENT)
    return record


def _words_of(body: Body) -> Iterator[str]:
    """The words in which a wish may stand: the prompt, else the text, else those of the single sounds; the payload."""
    cues = body.get("timing_prompts")
    parts = [each.get("prompt") for each in cues if isinstance(each, Mapping)] if isinstance(cues, list) else []
    spoken = body.get("prompt") or body.get("text")
    yield from (word for word in (spoken, *parts, body.get("payload")) if isinstance(word, str))


def _model(kind: Kind, body: Body) -> Model | None:
    form = form_of(kind, body)
    field = form.field("model")
    if model_name(body) is None and field is not None and not field.required:
        return form.model(kind.default_model)
    return model_of(kind, body)


def _refused(problem: Problem, model: Model) -> Refusal:
    if problem.entry is FIELD_INVALID and problem.field == "duration" and model.durations:
        lengths = model.durations
        message = f"duration only support between {lengths[0]} to {lengths[-1]}"
        return refusal(FIELD_INVALID, message, fields="duration")
    # What is wrong with a sound has a code in our own catalogue only.
    return refusal(FIELD_INVALID if problem.entry is AUDIO_UNFIT else problem.entry, fields=problem.field)
