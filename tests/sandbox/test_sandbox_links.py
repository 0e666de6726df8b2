import pytest

from vidu_cli.sandbox.links import COVER_LIFE_S, VIDEO_LIFE_S, BadLink, ResultFile, link_to, verified

NOW = 1_795_450_000.0
SECRET = b"a secret of a test"
EVEN, ODD = 947400000000000000 & ~(1 << 22), 947400000000000000 | 1 << 22


def made(task_id: int = EVEN, file: ResultFile = ResultFile.VIDEO) -> str:
    return link_to(file, task_id=task_id, created_at=NOW, ended_at=NOW + 10, now=NOW + 20, secret=SECRET)


def test_half_of_the_links_hold_text_that_was_encoded_twice() -> None:
    assert "attachment%3Bfilename%3Dgeneral-5-2026-11-23T16%253A06%253A50Z.mp4&X-Amz-" in made(EVEN)


def test_the_other_half_hold_raw_semicolons_and_equals_signs() -> None:
    assert "attachment;filename=general-5-" in made(ODD)


@pytest.mark.parametrize("task_id", [EVEN, ODD])
def test_a_link_leads_to_the_file_it_was_signed_for(task_id: int) -> None:
    link = verified(made(task_id, ResultFile.COVER), now=NOW + 21, secret=SECRET)

    assert (link.task_id, link.file) == (str(task_id), ResultFile.COVER)


@pytest.mark.parametrize("task_id", [EVEN, ODD])
def test_a_change_of_any_one_byte_is_noticed(task_id: int) -> None:
    target = made(task_id)
    changed = [f"{target[:at]}!{target[at + 1 :]}" for at in range(len(target))]

    refused = [_is_refused(each) for each in changed]

    assert all(refused)


@pytest.mark.parametrize("task_id", [EVEN, ODD])
@pytest.mark.parametrize(
    ("file", "life_s"),
    [(ResultFile.VIDEO, VIDEO_LIFE_S), (ResultFile.WATERMARKED, VIDEO_LIFE_S), (ResultFile.COVER, COVER_LIFE_S)],
)
def test_a_link_ends_after_its_time(task_id: int, file: ResultFile, life_s: int) -> None:
    target = made(task_id, file)
    verified(target, now=NOW + 20 + life_s - 1, secret=SECRET)

    with pytest.raises(BadLink, match="expired"):
        verified(target, now=NOW + 20 + life_s, secret=SECRET)


def test_a_link_of_another_world_is_refused() -> None:
    with pytest.raises(BadLink, match="does not match"):
        verified(made(), now=NOW + 21, secret=b"another")


def test_a_link_without_a_signature_is_refused() -> None:
    with pytest.raises(BadLink, match="Access Denied"):
        verified(made().partition("?")[0], now=NOW, secret=SECRET)


def _is_refused(target: str) -> bool:
    try:
        verified(target, now=NOW + 21, secret=SECRET)
    except BadLink:
        return True
    return False
