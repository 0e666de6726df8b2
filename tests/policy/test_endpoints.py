import pytest

from vidu_cli.policy.endpoints import kind_at
from vidu_cli.schema.kinds import KIND_NAMES, kind_named, path_of


@pytest.mark.parametrize("name", KIND_NAMES)
def test_a_request_to_the_path_of_a_kind_is_one_of_that_kind(name: str) -> None:
    assert kind_at(path_of(name)) is kind_named(name)


@pytest.mark.parametrize(
    ("path", "page"), [("/template2video", "template"), ("/subjects", "subject-library"), ("/upscale", None)]
)
def test_other_paths_are_what_the_vendors_pages_say_of_them(path: str, page: str | None) -> None:
    kind = kind_at(path)

    assert (kind and kind.page) == page
