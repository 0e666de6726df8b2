"""What the platform would refuse about the subjects of a request, and which of them the prompt cites.

Source: the vendor's pages "reference-to-video" and "subject-library"; a subject is cited as `@name` or `[@name]`.
"""

import re
from collections.abc import Iterator

from vidu_cli.errors.catalogue import FIELD_INVALID, FIELD_ITEM_COUNT, FIELD_LACKING, FIELD_UNWANTED
from vidu_cli.policy.phrases import listed, quoted
from vidu_cli.policy.places import Thing, things_in
from vidu_cli.policy.problems import Problem, problem, problem_at
from vidu_cli.policy.requests import Body, is_on
from vidu_cli.schema.kinds.shape import Kind, Model, Notation

_CITED = re.compile(r"(?<![A-Za-z0-9_.])@(?=[^\s@])")
_WORD = re.compile(r"\w[\w-]*")


def subjects_in(kind: Kind, body: Body) -> list[Thing]:
    """The subjects of a request, in order."""
    return [thing for thing in things_in(kind, body) if thing.field.notation is Notation.SUBJECT]


def bare_subjects(kind: Kind, body: Body) -> Iterator[Problem]:
    """A problem for each subject that nothing stands for; the platform finds some itself with `auto_subjects`."""
    if is_on(body, "auto_subjects"):
        return
    for thing in subjects_in(kind, body):
        if not any(thing.parts.get(name) for name in ("images", "videos", "server_id")):
            sentence = f" {thing.label} has no picture, no clip and no id of the subject library; give one of them."
            yield problem(FIELD_LACKING, thing.field, sentence, "a picture, a clip or an id")


def shared_names(kind: Kind, body: Body) -> Iterator[Problem]:
    """A problem for each subject whose name an earlier one has."""
    seen: set[str] = set()
    for thing in subjects_in(kind, body):
        name = thing.parts.get("name")
        if not isinstance(name, str) or not name.strip():
            continue
        if name in seen:
            sentence = f" {thing.label}: an earlier subject has this name; give each its own."
            yield problem(FIELD_INVALID, thing.field, sentence, "")
        seen.add(name)


def subject_counts(kind: Kind, model: Model | None, body: Body) -> Iterator[Problem]:
    """A problem where one subject holds too many files, or where there are too many subjects for the model."""
    subjects = subjects_in(kind, body)
    for thing in subjects:
        images, videos = (_amount(thing.parts.get(name)) for name in ("images", "videos"))
        most = thing.field.most_files
        if most is not None and images <= most < images + videos:
            sentence = f" {thing.label}: {images + videos} pictures and clips given; {most} at most are taken."
            yield problem(FIELD_ITEM_COUNT, thing.field, sentence, f"at most {most}")
    if model is None or not subjects:
        return
    filmed = sum(1 for thing in subjects if thing.parts.get("videos"))
    for word, amount, count in (("without", len(subjects) - filmed, model.stills), ("with", filmed, model.videos)):
        if count is not None and amount > count[1]:
            sentence = f": {amount} subjects {word} a clip given; {model.name} takes {count[1]} at most."
            yield problem(FIELD_ITEM_COUNT, subjects[0].field, sentence, f"at most {count[1]}")


def filmed_here(kind: Kind, body: Body) -> Iterator[str]:
    """A sentence where several subjects bring clips of their own: one page takes one, the others from the library."""
    filmed = [
        thing for thing in subjects_in(kind, body) if thing.parts.get("videos") and not thing.parts.get("server_id")
    ]
    if len(filmed) > 1:
        labels = listed([thing.label for thing in filmed])
        advice = "one page takes one such clip; keep the others in the library."
        yield f"--subject-video {labels}: sent as they are, but {advice}"


def unwanted_clips(kind: Kind, model: Model | None, body: Body) -> Iterator[Problem]:
    """A problem for each subject with clips on a model that takes none."""
    if model is None or model.videos is not None:
        return
    takers = listed([taker.name for taker in kind.models if taker.videos is not None])
    for thing in subjects_in(kind, body):
        for part in thing.field.parts:
            if part.name == "videos" and thing.parts.get("videos"):
                sentence = f": {model.name} takes no clips of subjects; only {takers} does."
                yield problem_at(FIELD_UNWANTED, thing.place(part), sentence, "")


def citations(kind: Kind, body: Body) -> Iterator[str]:
    """A sentence for each name that the prompt cites and no subject has, and for each that it never cites.

    Where the kind takes subjects a name is cited in vain also when none is given.
    """
    names = [name for thing in subjects_in(kind, body) if isinstance(name := thing.parts.get("name"), str) and name]
    prompt = body.get("prompt")
    if not isinstance(prompt, str) or all(field.notation is not Notation.SUBJECT for field in kind.fields):
        return
    cited = [_name_at(prompt[found.end() :], names) for found in _CITED.finditer(prompt)]
    if not is_on(body, "auto_subjects"):
        for name in dict.fromkeys(name for name in cited if name and name not in names):
            yield f"PROMPT cites @{quoted(name)}, which no --subject has; the platform may not know who is meant."
    for name in dict.fromkeys(name for name in names if name not in cited):
        yield f"--subject {quoted(name)}: the prompt never cites it; write @{quoted(name)} where it shall be seen."


def _name_at(text: str, names: list[str]) -> str:
    """The name that a citation begins with: a given one, the longest that fits, else the word as it stands."""
    fitting = [name for name in names if text.startswith(name) and not _goes_on(name, text[len(name) : len(name) + 1])]
    if fitting:
        return max(fitting, key=len)
    word = _WORD.match(text)
    return word[0] if word else ""


def _goes_on(name: str, after: str) -> bool:
    """Whether a word goes on after the name; languages without blanks go on at once, so only ASCII tells."""
    return _is_ascii_word(name[-1]) and _is_ascii_word(after)


def _is_ascii_word(character: str) -> bool:
    return character.isascii() and (character.isalnum() or character == "_")


def _amount(value: object) -> int:
    return len(value) if isinstance(value, list | tuple) else 0
