import pytest

from vidu_cli.policy.endpoints import kind_at
from vidu_cli.schema.kinds import KIND_NAMES, kind_named, path_of


@pytest.mark.parametrize("name", KIND_NAMES)
def test_a_request_to_the_path_of_a_kind_is_one_of_that_kind(name: str) -> None:
    assert kind_at(path_of(name), {}) is kind_named(name)


@pytest.mark.parametrize(
    ("path", "page"), [("/template2video", "template"), ("/subjects", "subject-library"), ("/upscale", None)]
)
def test_other_paths_are_what_the_vendors_pages_say_of_them(path: str, page: str | None) -> None:
    kind = kind_at(path, {})

    assert (kind and kind.page) == page


STEPS = ("/ad-one-click", "/one-click/general_one_click/947")


@pytest.mark.parametrize("film", [*STEPS, "/one-click/mv/947"])
def test_a_film_that_is_put_together_again_is_known_by_its_path(film: str) -> None:
    kind = kind_at(f"{film}/compose", {})

    assert (kind and kind.name) == "compose"


@pytest.mark.parametrize("made", ["generate_video", "generate_narration", "generate_bgm"])
@pytest.mark.parametrize("film", STEPS)
def test_an_edit_of_a_film_is_known_by_its_type(film: str, made: str) -> None:
    kind = kind_at(f"{film}/edit", {"type": made})

    assert (kind and kind.name) == made


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/ad-one-click/edit", {}),
        ("/ad-one-click/edit", {"type": "generate_war"}),
        ("/ad-one-click/edit", {"type": ["generate_video"]}),
        ("/ad-one-click/947/compose", {}),
        ("/one-click/mv/947/edit", {"type": "generate_video"}),
        ("/one-click/mv/compose", {}),
        ("/text2video/compose", {}),
    ],
)
def test_what_no_page_names_is_no_step_of_a_film(path: str, body: dict[str, object]) -> None:
    assert kind_at(path, body) is None
