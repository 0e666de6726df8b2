from vidu_cli.policy.keeping import differences, kept, prompt_in, without_words
from vidu_cli.schema.kinds import kind_named

IMG = kind_named("img2video")
REFERENCE = kind_named("reference2video")


def absolute(path: str) -> str:
    return f"/home/me/{path}"


def test_a_path_is_kept_so_that_it_leads_there_from_every_folder() -> None:
    assert kept(IMG, {"images": ["photo.jpg"]}, absolute=absolute) == {"images": ["/home/me/photo.jpg"]}


def test_no_bytes_of_a_file_are_kept() -> None:
    assert kept(IMG, {"images": ["data:image/png;base64,AAAA"]}, absolute=absolute) == {
        "images": ["data:image/png;base64,"]
    }


def test_no_bytes_are_kept_of_a_field_that_no_kind_describes() -> None:
    address = "data:image/png;base64,AAAA"
    body = {"new": {"pictures": [address, 7]}, "prompt": "data: boats, and the sea"}

    assert kept(IMG, body, absolute=absolute) == {**body, "new": {"pictures": ["data:image/png;base64,", 7]}}


def test_what_the_platform_fetches_and_standard_input_are_kept_as_they_were_given() -> None:
    images = ["https://ex.test/a.png", "ssupload:?id=7", "-"]

    assert kept(REFERENCE, {"images": images}, absolute=absolute) == {"images": images}


def test_files_within_objects_are_kept_in_the_same_way() -> None:
    subjects = [{"name": "cat", "images": ["cat.png", "data:image/png;base64,AAAA"]}]

    assert kept(REFERENCE, {"subjects": subjects}, absolute=absolute) == {
        "subjects": [{"name": "cat", "images": ["/home/me/cat.png", "data:image/png;base64,"]}]
    }


def test_of_a_private_request_choices_numbers_and_flags_are_left() -> None:
    body = {
        "model": "viduq3-turbo",
        "prompt": "my secret",
        "images": ["https://ex.test/secret.png"],
        "duration": 5,
        "resolution": "720p",
        "off_peak": True,
        "seed": 7,
        "payload": "mine",
        "callback_url": "https://ex.test/secret",
        "unheard_of": "secret",
    }

    assert without_words(IMG, body) == {
        "model": "viduq3-turbo",
        "duration": 5,
        "resolution": "720p",
        "off_peak": True,
        "seed": 7,
    }


def test_a_private_subject_leaves_nothing() -> None:
    assert without_words(REFERENCE, {"subjects": [{"name": "Ann", "images": ["ann.png"]}]}) == {}


def test_the_words_of_a_request_are_its_prompt_or_its_text() -> None:
    assert [prompt_in({"prompt": "a"}), prompt_in({"text": "b"}), prompt_in({"prompt": ""}), prompt_in({})] == [
        "a",
        "b",
        None,
        None,
    ]


def test_requests_differ_in_the_fields_that_one_of_them_lacks_too() -> None:
    kept, new = {"prompt": "a", "seed": 1}, {"prompt": "a", "duration": 5}

    assert differences(kept, new, among={*kept, *new}) == ("duration", "seed")
