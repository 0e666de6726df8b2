"""Fields that the platform would refuse where they stand: fields of other kinds, and those that exclude each other."""

from collections.abc import Iterator

from vidu_cli.errors.catalogue import FIELD_UNWANTED
from vidu_cli.policy.phrases import listed, some
from vidu_cli.policy.problems import Problem, problem
from vidu_cli.policy.requests import Body, model_of
from vidu_cli.policy.subject_checks import unwanted_clips
from vidu_cli.schema.kinds import kinds_beside
from vidu_cli.schema.kinds.shape import Kind


def unwanted_fields(kind: Kind, form: Kind, body: Body) -> Iterator[Problem]:
    """A problem for each field that may not stand in the request; `form` is the shape of it that the body has."""
    for name, value in body.items():
        # The decoder cannot tell 0, false, "" and [] from a field that is absent.
        if not value or form.field(name) is not None or name in form.unchecked:
            continue
        yield from _of_another_form(kind, form, name) if kind.field(name) is not None else _of_others(kind, name)
    yield from _videos(form, body)
    yield from _together(form, body)


def _of_another_form(kind: Kind, form: Kind, name: str) -> Iterator[Problem]:
    field = kind.field(name)
    given = next((form.field(of) for of, each in kind.forms.items() if each is form), None)
    if field is not None and given is not None:
        sentence = f": it does not stand beside {given.option}; leave one out."
        yield problem(FIELD_UNWANTED, field, sentence, "")


def _of_others(kind: Kind, name: str) -> Iterator[Problem]:
    owners = [(other.name, field) for other in kinds_beside(kind.name) if (field := other.field(name)) is not None]
    if owners:
        do = f"{some([owner for owner, _ in owners])} {'do' if len(owners) > 1 else 'does'}"
        sentence = f": {kind.name} does not take it ({do}); leave it out."
        yield problem(FIELD_UNWANTED, owners[0][1], sentence, "")


def _videos(kind: Kind, body: Body) -> Iterator[Problem]:
    model, videos = model_of(kind, body), kind.field("videos")
    if model is not None and videos is not None and model.videos is None and body.get("videos"):
        takers = listed([taker.name for taker in kind.models if taker.videos is not None])
        # A kind for which no model is known to take clips takes them with all.
        if takers:
            yield problem(FIELD_UNWANTED, videos, f": {model.name} takes no videos; only {takers} does.", "")
    yield from unwanted_clips(kind, model, body)


def _together(kind: Kind, body: Body) -> Iterator[Problem]:
    for alternative in kind.alternatives:
        given = [field for name in alternative.fields if body.get(name) and (field := kind.field(name)) is not None]
        if len(given) > 1 and not alternative.winner:
            sentence = f": it does not stand beside {given[0].option}; leave one out."
            yield problem(FIELD_UNWANTED, given[1], sentence, "")
