import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from itertools import product

import pytest

from vidu_cli.schema.kinds import KIND_NAMES, kind_named, kinds_beside
from vidu_cli.schema.kinds.price import Measure
from vidu_cli.schema.kinds.shape import Field, FieldType, Kind, MediaRule, Model

KINDS = tuple(kind_named(name) for name in KIND_NAMES)
SHAPES = (*KINDS, *(form for kind in KINDS for form in kind.forms.values()))
MODELS = tuple((kind, model) for kind in SHAPES for model in kind.models)

# Words for how many are taken, as help says them.
_NUMBERS = {1: ("1", "one"), 2: ("2", "two")}

kinds = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
shapes = pytest.mark.parametrize("kind", SHAPES, ids=lambda kind: f"{kind.name}-{len(kind.fields)}")
models = pytest.mark.parametrize(
    ("kind", "model"), MODELS, ids=[f"{kind.name}-{len(kind.fields)}-{model.name}" for kind, model in MODELS]
)


def test_the_video_kinds_are_spelled_as_their_endpoints() -> None:
    answers = [(kind.name, kind.path, kind.type, kind.default_model) for kind in KINDS[:12]]

    assert answers == [
        ("text2video", "/text2video", "text2video", "viduq3-turbo"),
        ("img2video", "/img2video", "img2video", "viduq3-turbo"),
        ("start-end2video", "/start-end2video", "headtailimg2video", "viduq3-turbo"),
        ("reference2video", "/reference2video", "character2video", "viduq3"),
        ("multiframe", "/multiframe", "multiframe", "viduq2-turbo"),
        ("template", "/template", "template", ""),
        ("template-story", "/template-story", "template-story", ""),
        ("extend", "/extend", "extend", "viduq2-turbo"),
        ("upscale-new", "/upscale-new", "upscale-new", ""),
        ("lip-sync", "/lip-sync", "lip-sync", ""),
        ("digital-human", "/digital-human", "digital-human", "viduq2-turbo"),
        ("image2dance", "/image2dance", "image2dance", ""),
    ]


def test_a_kind_that_does_not_exist_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        kind_named("text3video")


def test_asking_for_one_kind_leaves_the_other_kinds_unread() -> None:
    program = (
        "import sys; from vidu_cli.schema.kinds import kind_named; kind_named('img2video');"
        "print([name.rsplit('.')[-1] for name, module in sys.modules.items() if hasattr(module, 'KIND')])"
    )

    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert run.stdout.strip() == "['img2video']"


def test_the_kinds_beside_one_are_all_the_others() -> None:
    names = [kind.name for kind in kinds_beside("img2video")]

    assert (len(names), set(KIND_NAMES) - set(names)) == (len(KIND_NAMES) - 1, {"img2video"})


@shapes
def test_no_field_and_no_option_stands_twice_in_a_kind(kind: Kind) -> None:
    names = [field.name for field in kind.fields]
    options = [field.option for field in kind.fields]

    assert (len(set(names)), len(set(options))) == (len(names), len(options))


@shapes
def test_an_option_is_its_field_with_dashes_and_in_the_singular(kind: Kind) -> None:
    odd = {field.name: field.option for field in kind.fields if field.option != f"--{field.name.replace('_', '-')}"}

    assert (
        odd.items()
        <= {
            "prompt": "PROMPT",
            "images": "--image",
            "videos": "--video",
            "image_settings": "--frame",
            "timing_prompts": "--cue",
            "subjects": "--subject",
        }.items()
    )


@shapes
def test_the_help_of_a_field_is_one_sentence_that_fits_on_two_lines(kind: Kind) -> None:
    unfit = [field.name for field in _fields_and_parts(kind) if not field.help.endswith(".") or len(field.help) > 160]

    assert unfit == []


@shapes
def test_help_does_not_say_how_an_address_is_written(kind: Kind) -> None:
    wordy = [field.name for field in _fields_and_parts(kind) if "data:" in field.help or "as a URL" in field.help]

    assert wordy == []


@shapes
def test_help_names_every_choice_that_the_model_does_not_decide(kind: Kind) -> None:
    unsaid = [
        (field.name, choice)
        for field in _fields_and_parts(kind)
        for choice in field.choices
        if not field.by_model and str(choice) not in field.help
    ]

    assert unsaid == []


@shapes
def test_help_names_every_end_of_a_range_that_is_not_nought(kind: Kind) -> None:
    ends = [(field, end) for field in _fields_and_parts(kind) for end in (field.minimum, field.maximum)]
    unsaid = [(field.name, end) for field, end in ends if end and f"{end:g}" not in field.help]

    assert unsaid == []


@shapes
def test_help_names_how_many_are_taken(kind: Kind) -> None:
    counts = [(field, field.count[1]) for field in _fields_and_parts(kind) if field.count is not None]
    unsaid = [field.name for field, most in counts if not _says(field.help, most)]

    assert unsaid == []


@shapes
def test_the_default_of_a_field_is_one_of_its_choices(kind: Kind) -> None:
    unfit = [field.name for field in kind.fields if field.choices and field.default not in (None, *field.choices)]

    assert unfit == []


@shapes
def test_a_field_has_a_media_rule_exactly_when_it_takes_a_file(kind: Kind) -> None:
    odd = [
        field.name
        for field in _fields_and_parts(kind)
        if (field.type is FieldType.MEDIA) is not (field.rule is not None)
    ]

    assert odd == []


@shapes
def test_a_field_has_parts_and_a_notation_exactly_when_it_takes_objects(kind: Kind) -> None:
    odd = [
        field.name
        for field in kind.fields
        if {field.type is FieldType.OBJECT, bool(field.parts), field.notation is not None} not in ({True}, {False})
    ]

    assert odd == []


@shapes
def test_a_stricter_media_rule_takes_nothing_that_the_other_does_not(kind: Kind) -> None:
    rules = [field.rule for field in _fields_and_parts(kind) if field.rule is not None]
    wider = [rule.source for rule in rules if rule.strict is not None and not _is_within(rule.strict, rule)]

    assert wider == []


@shapes
def test_what_a_field_has_no_effect_without_is_a_field_and_one_of_its_choices(kind: Kind) -> None:
    conditions = [condition.partition("=") for field in kind.fields for condition in field.only_with]
    strange = [name for name, _, value in conditions if not _allows(kind.field(name), value)]

    assert strange == []


@shapes
def test_alternatives_are_fields_that_are_not_required_by_themselves(kind: Kind) -> None:
    fields = [kind.field(name) for each in kind.alternatives for name in (*each.fields, *filter(None, [each.winner]))]
    odd = [field for field in fields if field is None or field.required]

    assert odd == []


@shapes
def test_a_kind_names_what_it_is_priced_by_exactly_when_it_counts_texts_or_files(kind: Kind) -> None:
    fields = [kind.field(name) for name in kind.measured]

    counted = {Measure.SOURCE: {FieldType.MEDIA}, Measure.CHARACTERS: {FieldType.TEXT}}
    assert {field.type for field in fields if field} == counted.get(kind.measure, set())


@shapes
def test_a_kind_has_models_with_names_exactly_when_it_has_a_field_for_them(kind: Kind) -> None:
    names = [model.name for model in kind.models]

    assert (names == [""]) is (kind.field("model") is None)
    assert len(set(names)) == len(names)


@shapes
def test_the_default_model_is_one_that_the_kind_lists(kind: Kind) -> None:
    model = kind.model(kind.default_model)

    assert model is not None


@shapes
def test_help_of_the_model_lists_every_model_that_is_not_retired(kind: Kind) -> None:
    field = kind.field("model")
    unsaid = [
        model.name for model in kind.models if field is not None and not model.note and model.name not in field.help
    ]

    assert unsaid == []


@shapes
def test_the_example_submits_this_kind_on_the_sandbox_and_ends_with_its_result(kind: Kind) -> None:
    words = shlex.split(kind.example)

    assert (words[:4], {"--wait", "-o"} & set(words[-2:]) != set()) == (
        ["vidu", "--sandbox", "submit", kind.name],
        True,
    )


@shapes
def test_the_example_uses_options_of_the_kind_alone(kind: Kind) -> None:
    used = {word for word in shlex.split(kind.example)[4:] if word.startswith("-")}

    assert used <= {*(field.option for field in _fields_and_parts(kind)), "--wait", "-o"}


@kinds
def test_a_further_form_is_the_same_call_and_adds_no_option(kind: Kind) -> None:
    options = {field.option for field in kind.fields}
    alike = [
        (form.name, form.path, form.type) == (kind.name, kind.path, kind.type)
        and {field.option for field in form.fields} <= options
        and (field := form.field(name)) is not None
        and field.required
        for name, form in kind.forms.items()
    ]

    assert all(alike)


@shapes
def test_the_choices_of_what_models_decide_are_those_of_the_models_together(kind: Kind) -> None:
    resolutions = {resolution for model in kind.models for resolution in model.resolutions}
    ratios = {ratio for model in kind.models for ratio in model.aspect_ratios}

    assert (_choices(kind.field("resolution")), _choices(kind.field("aspect_ratio"))) == (resolutions, ratios)


@models
def test_the_defaults_of_a_model_are_among_what_it_makes(kind: Kind, model: Model) -> None:
    resolutions = model.resolutions_at.get(model.duration, model.resolutions)
    length = kind.field("duration")
    lengths = (0,) if length is None or length.required else model.durations

    assert (
        model.duration in lengths,
        model.resolution in (resolutions or ("",)),
        model.aspect_ratio in (model.aspect_ratios or ("",)),
    ) == (True, True, True), kind.name


@models
def test_a_model_has_lengths_and_ratios_only_where_the_kind_has_a_field_for_them(kind: Kind, model: Model) -> None:
    fields = [kind.field(name) is not None for name in ("duration", "aspect_ratio")]

    assert [bool(model.durations), bool(model.aspect_ratios)] == fields


@models
def test_a_model_has_no_price_that_no_request_can_reach(kind: Kind, model: Model) -> None:
    strange = set(model.prices) - {" ".join(filter(None, key)) for key in product(*_values_that_price(kind, model))}

    assert strange == set(), kind.name


@models
def test_every_price_says_where_it_was_read(kind: Kind, model: Model) -> None:
    unfounded = [key for key, price in model.prices.items() if not price.source]

    assert unfounded == [], kind.name


@models
def test_a_surcharge_belongs_to_a_flag_of_the_kind(kind: Kind, model: Model) -> None:
    types = {field.type for flag in model.surcharges if (field := kind.field(flag)) is not None}

    assert types <= {FieldType.FLAG}, model.name


@models
def test_a_doubt_is_about_a_field_of_the_kind(kind: Kind, model: Model) -> None:
    strange = [doubt.field for doubt in model.doubts if kind.field(doubt.field) is None]

    assert strange == []


def _fields_and_parts(kind: Kind) -> Iterator[Field]:
    for field in kind.fields:
        yield field
        yield from field.parts


def _says(text: str, number: int) -> bool:
    words = _NUMBERS.get(number, (str(number),))
    return re.search(rf"\b({'|'.join(words)})\b", text, re.IGNORECASE) is not None


def _choices(field: Field | None) -> set[object]:
    return set() if field is None or not field.by_model else set(field.choices)


def _allows(field: Field | None, value: str) -> bool:
    return field is not None and (not value or not field.choices or value in field.choices)


def _is_within(strict: MediaRule, rule: MediaRule) -> bool:
    upper = [(strict.max_bytes, rule.max_bytes), (strict.max_side, rule.max_side), (strict.max_s, rule.max_s)]
    lower = [(rule.min_side, strict.min_side), (rule.min_s, strict.min_s), (strict.widest, rule.widest)]
    return (
        strict.medium is rule.medium
        and set(strict.formats) <= set(rule.formats)
        and all(least is None or most is None or least <= most for least, most in (*upper, *lower))
    )


def _values_that_price(kind: Kind, model: Model) -> Iterator[tuple[str, ...]]:
    for name in kind.priced_by:
        field = kind.field(name)
        assert field is not None, f"{kind.name} is priced by {name}, which is no field of it"
        if field.type is FieldType.FLAG:
            yield ("", name)
        else:
            yield model.resolutions if name == "resolution" else tuple(map(str, field.choices))
