"""From the words of a submit to the body of its request."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

from vidu_cli.cli.app import App
from vidu_cli.cli.arguments import text_of
from vidu_cli.cli.kind_options import FILE_SUFFIX, WORDS_SUFFIX, part_name
from vidu_cli.errors.catalogue import USAGE_ERROR
from vidu_cli.errors.failure import failed
from vidu_cli.schema.kinds.shape import Field, FieldType, Kind, Notation

if TYPE_CHECKING:
    from vidu_cli.cli.ordering import Words
    from vidu_cli.policy.reruns import Stored

T = TypeVar("T")
Given = Mapping[str, object]

_STDIN = "-"


def body_of(app: App, kind: Kind, given: Given, words: "Words") -> dict[str, object]:
    """The body that the words ask for; ViduError 2 or 40 for words that cannot be read."""
    from vidu_cli.policy.assembly import assembled, document

    _refuse_two_readers(kind, given, words)
    start: Mapping[str, object] = {}
    if words.body is not None:
        text = text_of(words.body, option="--body", stdin=app.stdin)
        start = _read("--body", f"--body {words.body}: ", lambda: document(text))
    options = _fields(app, kind, given, words)
    if words.stored is not None:
        start = {**_earlier(words.stored, kind, (options, start), words.set), **start}
    body = _read("--set", "", lambda: assembled(kind, options=options, sets=words.set, body=start))
    if words.stored is not None:
        _refuse_gaps(words.stored, kind, body)
    return body


def _earlier(stored: "Stored", kind: Kind, told: Sequence[Given], sets: Sequence[str]) -> dict[str, object]:
    """What of an earlier request stands, where options, `--body` and `--set` give some of its fields anew."""
    from vidu_cli.policy.reruns import start

    named = {name for fields in told for name, value in fields.items() if value is not None}
    return start(stored, kind, named | {one.partition("=")[0].partition(".")[0].strip() for one in sets})


def _refuse_gaps(stored: "Stored", kind: Kind, body: Given) -> None:
    """Return when nothing of the earlier request is lacking that the ledger did not keep; else ViduError 2."""
    from vidu_cli.policy.reruns import in_words, missing

    lost = missing(stored, kind, body)
    if lost:
        message = f"The earlier request cannot be repeated from the ledger alone. {in_words(lost)}"
        raise failed(USAGE_ERROR, message, option=lost[0].options[0])


def _fields(app: App, kind: Kind, given: Given, words: "Words") -> dict[str, object]:
    fields = {field.name: given.get(field.name) for field in kind.fields if field.type is not FieldType.OBJECT}
    for field in kind.fields:
        if field.type is FieldType.OBJECT:
            fields[field.name] = _objects(app, field, given)
    if "prompt" in fields:
        fields["prompt"] = _prompt(app, given, words)
    elif "text" in fields:
        fields["text"] = _text(app, given)
    return fields


def _prompt(app: App, given: Given, words: "Words") -> object:
    prompt = given.get("prompt")
    if prompt is not None and words.prompt_file is not None:
        raise failed(USAGE_ERROR, "Give PROMPT or --prompt-file, not both.", option="--prompt-file")
    source = words.prompt_file if words.prompt_file is not None else _STDIN if prompt == _STDIN else None
    return prompt if source is None else _whole(app, source, "--prompt-file")


def _text(app: App, given: Given) -> object:
    option, words = given.get("text"), given.get(f"text{WORDS_SUFFIX}")
    if option is not None and words is not None:
        raise failed(USAGE_ERROR, "Give TEXT or --text, not both.", option="--text")
    text = words if option is None else option
    return _whole(app, _STDIN, "--text") if text == _STDIN else text


def _whole(app: App, source: str, option: str) -> str:
    return text_of(source, option=option, stdin=app.stdin).removesuffix("\n")


def _objects(app: App, field: Field, given: Given) -> object:
    from vidu_cli.policy import notations

    file = given.get(field.name + FILE_SUFFIX)
    texts = _texts(given.get(field.name))
    if isinstance(file, str):
        if texts:
            raise failed(USAGE_ERROR, f"Give {field.option} or {field.option}s, not both.", option=field.option)
        return _from_file(app, f"{field.option}s", file)
    match field.notation:
        case Notation.FRAME:
            return _read(field.option, "", lambda: [notations.frame(text) for text in texts]) or None
        case Notation.CUE:
            return _read(field.option, "", lambda: [notations.cue(text) for text in texts]) or None
        case Notation.SUBJECT:
            told = {part.name: _texts(given.get(part_name(field, part))) for part in field.parts}
            return _read(field.option, "", lambda: notations.subjects(
                told["images"], told["videos"], told["voice_id"], told["server_id"]
            )) or None  # fmt: skip
    return None


def _texts(given: object) -> tuple[str, ...]:
    return tuple(str(each) for each in given) if isinstance(given, list | tuple) else ()


def _from_file(app: App, option: str, path: str) -> object:
    from vidu_cli.policy.assembly import json_or_text

    found = json_or_text(text_of(path, option=option, stdin=app.stdin))
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        sentence = f"{option} {path}: it must be a JSON list of objects, as [{{...}}, ...]."
        raise failed(USAGE_ERROR, sentence, option=option)
    return found


def _read(option: str, before: str, read: Callable[[], T]) -> T:
    try:
        return read()
    except ValueError as error:
        sentence = f"{before}{str(error).rstrip('.')}."
        raise failed(USAGE_ERROR, sentence, option=option) from error


def _refuse_two_readers(kind: Kind, given: Given, words: "Words") -> None:
    """Standard input can be read once, and pictures from it are counted as one reader."""
    readers = [
        *(["PROMPT"] if given.get("prompt") == _STDIN else []),
        *(["--prompt-file"] if words.prompt_file == _STDIN else []),
        *(["--text"] if _STDIN in (given.get("text"), given.get(f"text{WORDS_SUFFIX}")) else []),
        *(["--body"] if words.body == _STDIN else []),
        *[f"{field.option}s" for field in kind.fields if given.get(field.name + FILE_SUFFIX) == _STDIN],
        *[field.option for field in kind.fields if field.type is FieldType.MEDIA and _reads_stdin(given, field)],
    ]
    if len(readers) > 1:
        sentence = f"Standard input can be read once: {' and '.join(readers)} both ask for it."
        raise failed(USAGE_ERROR, sentence, option=readers[-1])


def _reads_stdin(given: Given, field: Field) -> bool:
    value = given.get(field.name)
    return value == _STDIN or (isinstance(value, list) and _STDIN in value)
