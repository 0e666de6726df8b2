import subprocess
import sys

import pytest

from vidu_cli.schema.kinds import KIND_NAMES, kind_named, kinds_beside
from vidu_cli.schema.kinds.shape import FieldType, Kind, Model

KINDS = tuple(kind_named(name) for name in KIND_NAMES)
MODELS = tuple((kind, model) for kind in KINDS for model in kind.models)

SHARED = (
    "off_peak",
    "watermark",
    "wm_position",
    "wm_url",
    "meta_data",
    "payload",
    "callback_url",
    "seed",
    "bgm",
    "movement_amplitude",
    "model",
    "prompt",
    "duration",
    "resolution",
    "audio",
)

# The vendor's pages "text-to-video", "image-to-video", "start-end-to-video", "reference-to-video".
OWN_FIELDS = {
    "text2video": {"style", "aspect_ratio"},
    "img2video": {"images", "audio_type", "voice_id", "is_rec"},
    "start-end2video": {"images", "is_rec"},
    "reference2video": {"images", "videos", "aspect_ratio", "audio_type"},
}

kinds = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
models = pytest.mark.parametrize(("kind", "model"), MODELS, ids=[f"{kind.name}-{model.name}" for kind, model in MODELS])


def test_the_kinds_are_spelled_as_their_endpoints() -> None:
    answers = [(kind.name, kind.path, kind.type, kind.default_model) for kind in KINDS]

    assert answers == [
        ("text2video", "/text2video", "text2video", "viduq3-turbo"),
        ("img2video", "/img2video", "img2video", "viduq3-turbo"),
        ("start-end2video", "/start-end2video", "headtailimg2video", "viduq3-turbo"),
        ("reference2video", "/reference2video", "character2video", "viduq3"),
    ]


def test_a_kind_that_does_not_exist_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        kind_named("text3video")


def test_asking_for_one_kind_leaves_the_other_kinds_unread() -> None:
    program = (
        "import sys; from vidu_cli.schema.kinds import kind_named; kind_named('img2video');"
        "print(sorted(name.rsplit('.')[-1] for name in sys.modules if name.endswith('2video')))"
    )

    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert run.stdout.strip() == "['img2video']"


def test_the_kinds_beside_one_are_all_the_others() -> None:
    names = [kind.name for kind in kinds_beside("img2video")]

    assert names == ["text2video", "start-end2video", "reference2video"]


@kinds
def test_a_kind_has_the_fields_of_its_page(kind: Kind) -> None:
    names = {field.name for field in kind.fields}

    assert names == {*SHARED, *OWN_FIELDS[kind.name]}


@kinds
def test_no_field_and_no_option_stands_twice_in_a_kind(kind: Kind) -> None:
    names = [field.name for field in kind.fields]
    options = [field.option for field in kind.fields]

    assert (len(set(names)), len(set(options))) == (len(names), len(options))


@kinds
def test_an_option_is_its_field_with_dashes_and_in_the_singular(kind: Kind) -> None:
    odd = {field.name: field.option for field in kind.fields if field.option != f"--{field.name.replace('_', '-')}"}

    assert odd.items() <= {"prompt": "PROMPT", "images": "--image", "videos": "--video"}.items()


@kinds
def test_the_help_of_a_field_is_one_sentence_that_fits_on_two_lines(kind: Kind) -> None:
    unfit = [field.name for field in kind.fields if not field.help.endswith(".") or len(field.help) > 160]

    assert unfit == []


@kinds
def test_the_default_of_a_field_is_one_of_its_choices(kind: Kind) -> None:
    unfit = [field.name for field in kind.fields if field.choices and field.default not in (None, *field.choices)]

    assert unfit == []


@kinds
def test_the_default_model_is_one_that_the_kind_lists(kind: Kind) -> None:
    model = kind.model(kind.default_model)

    assert model is not None


@kinds
def test_the_example_submits_this_kind_on_the_sandbox(kind: Kind) -> None:
    example = kind.example

    assert example.startswith(f"vidu --sandbox submit {kind.name} ")


@kinds
def test_only_the_fields_that_a_clip_cannot_do_without_are_required(kind: Kind) -> None:
    required = {field.name for field in kind.fields if field.required}

    assert required == {
        "text2video": {"model", "prompt"},
        "img2video": {"model", "images"},
        "start-end2video": {"model", "images"},
        "reference2video": {"model", "prompt", "images"},
    }.get(kind.name)


@kinds
def test_the_choices_of_the_resolution_are_those_of_its_models_together(kind: Kind) -> None:
    field = kind.field("resolution")

    assert field is not None
    assert set(field.choices) == {resolution for model in kind.models for resolution in model.resolutions}


@models
def test_the_defaults_of_a_model_are_among_what_it_makes(kind: Kind, model: Model) -> None:
    resolutions = model.resolutions_at.get(model.duration, model.resolutions)
    has_ratio = kind.field("aspect_ratio") is not None

    assert (
        model.duration in model.durations,
        model.resolution in resolutions,
        model.aspect_ratio in model.aspect_ratios,
    ) == (True, True, has_ratio)


@models
def test_a_model_has_no_price_for_a_resolution_that_it_does_not_make(kind: Kind, model: Model) -> None:
    strange = set(model.prices) - set(model.resolutions)

    assert strange == set(), kind.name


@models
def test_a_surcharge_belongs_to_a_flag_of_the_kind(kind: Kind, model: Model) -> None:
    types = {field.type for flag in model.surcharges if (field := kind.field(flag)) is not None}

    assert types <= {FieldType.FLAG}, model.name


@models
def test_a_doubt_is_about_a_field_of_the_kind(kind: Kind, model: Model) -> None:
    strange = [doubt.field for doubt in model.doubts if kind.field(doubt.field) is None]

    assert strange == []
