import re
from urllib.parse import unquote_to_bytes

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidu_cli.policy.links import Link, LinkError, expires_at, link_of, next_link, redacted

NOW = 1_795_450_000.0
ON_RECORD = (
    "https://store.test/infer/tasks/26/0120/06/911088422699962368/creation-01/video.mp4"
    "?response-content-disposition=attachment%3Bfilename%3Dgeneral-5-2026-01-20T06%253A52%253A02Z.mp4"
    "&X-Amz-Expires=86400&X-Amz-Signature=ab~_-"
)
FOLDER_ON_RECORD = b"/infer/tasks/26/0120/06/911088422699962368/creation-01/"
# What an ASCII request target may hold, but for the # that ends it.
VISIBLE = st.text(st.characters(min_codepoint=33, max_codepoint=126, exclude_characters="#"), max_size=60)


@given(rest=VISIBLE)
def test_what_http_can_carry_is_kept_byte_for_byte(rest: str) -> None:
    link = link_of(f"https://store.test/{rest}")

    assert link == Link(origin="https://store.test", target=f"/{rest}".encode())


@given(rest=st.text(st.characters(min_codepoint=160, exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1))
def test_what_http_cannot_carry_is_percent_encoded_and_nothing_else(rest: str) -> None:
    target = link_of(f"https://store.test/a%2F{rest}").target

    assert (unquote_to_bytes(target), bool(re.fullmatch(rb"/a%2F(%[0-9A-F]{2})+", target))) == (
        f"/a/{rest}".encode(),
        True,
    )


@given(url=st.text() | st.text().map("https://{}".format) | st.text("[]:/@?#x1", max_size=12).map("http://{}".format))
def test_any_text_is_a_link_that_http_can_carry_or_an_error_of_the_link(url: str) -> None:
    try:
        target = link_of(url).target
    except LinkError:
        target = b"/refused"

    assert re.fullmatch(rb"/[!-~]*", target)


@pytest.mark.parametrize(
    ("url", "link"),
    [
        (ON_RECORD, Link(origin="https://store.test", target=ON_RECORD.removeprefix("https://store.test").encode())),
        ("http://store.test:81", Link(origin="http://store.test:81", target=b"/")),
        ("https://store.test?a=1", Link(origin="https://store.test", target=b"/?a=1")),
        ("https://store.test/a b?c d#e", Link(origin="https://store.test", target=b"/a%20b?c%20d")),
        ("https://store.test//a/../b", Link(origin="https://store.test", target=b"//a/../b")),
    ],
)
def test_a_link_is_its_origin_and_the_rest(url: str, link: Link) -> None:
    assert link_of(url) == link


@pytest.mark.parametrize(
    ("location", "link"),
    [
        ("https://other.test/a%253A", Link(origin="https://other.test", target=b"/a%253A")),
        ("//other.test/a", Link(origin="https://other.test", target=b"/a")),
        ("/a;b=%7e", Link(origin="https://store.test", target=b"/a;b=%7e")),
        ("b.mp4?x=%3A", Link(origin="https://store.test", target=FOLDER_ON_RECORD + b"b.mp4?x=%3A")),
        ("?x=1", Link(origin="https://store.test", target=FOLDER_ON_RECORD + b"video.mp4?x=1")),
    ],
)
def test_a_redirect_is_followed_byte_for_byte(location: str, link: Link) -> None:
    assert next_link(link_of(ON_RECORD), location) == link


@pytest.mark.parametrize("location", ["file:///etc/passwd", "javascript:alert(1)", "", "https://user@other.test/"])
def test_a_redirect_to_nowhere_is_an_error_of_the_link(location: str) -> None:
    with pytest.raises(LinkError):
        next_link(link_of(ON_RECORD), location)


def test_a_redirect_to_nowhere_is_told_with_where_it_leads() -> None:
    with pytest.raises(LinkError, match=r"redirects to 'https://other.test/a': the link holds a user name"):
        next_link(link_of(ON_RECORD), "https://me:secret@other.test/a?sig=1")


@pytest.mark.parametrize(
    ("link", "told"),
    [
        ("https://s.test/a/video.mp4?sig=1", "https://s.test/a/video.mp4"),
        ("https://me:secret@s.test/a@b?sig=1", "https://s.test/a@b"),
        ("https://me:secret@s.test", "https://s.test"),
        ("file:///a@b", "file:///a@b"),
        ("@", "@"),
    ],
)
def test_a_link_is_told_without_its_signature_and_password(link: str, told: str) -> None:
    assert redacted(link) == told


@pytest.mark.parametrize(
    ("urls", "when"),
    [
        (("https://s.test/a?X-Amz-Date=20261123T150640Z&X-Amz-Expires=3600",), "2026-11-23T16:06:40Z"),
        (("https://s.test/a?X-Amz-Expires=3600",), "2026-11-23T17:06:40Z"),
        (("https://s.test/a?X-Amz-Date=today&X-Amz-Expires=0",), "2026-11-23T16:06:40Z"),
        (("https://s.test/a?Expires=1795446400",), "2026-11-23T15:06:40Z"),
        (("https://s.test/a?Expires=1795446401", "https://s.test/b?Expires=1795446400", "c"), "2026-11-23T15:06:40Z"),
        (("https://s.test/a?sig=1",), None),
        (("https://s.test/a?Expires=never&X-Amz-Expires=-1",), None),
        (("https://s.test/a?X-Amz-Date=99991231T235959Z&X-Amz-Expires=86400",), None),
        ((), None),
    ],
    ids=str,
)
def test_the_first_link_to_die_says_when(urls: tuple[str, ...], when: str | None) -> None:
    assert expires_at(urls, NOW) == when


@given(
    urls=st.lists(
        st.builds(
            "https://s.test/a?X-Amz-Date={}&X-Amz-Expires={}&Expires={}".format,
            st.text("0123456789TZ", max_size=16),
            st.text("0123456789", max_size=12),
            st.text("0123456789", max_size=12),
        )
        | st.text()
    )
)
def test_any_links_have_an_end_or_none(urls: list[str]) -> None:
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", expires_at(urls, NOW) or "0000-00-00T00:00:00Z")


@pytest.mark.parametrize(
    ("location", "target"),
    [
        ("../ok/./v.mp4?y=../%2F", b"/f/ok/v.mp4?y=../%2F"),
        ("..", b"/f/"),
        (".", b"/f/g/"),
        ("../../../v//w.mp4", b"/v//w.mp4"),
        ("v.mp4", b"/f/g/v.mp4"),
    ],
)
def test_a_redirect_may_say_its_way_by_dots(location: str, target: bytes) -> None:
    assert next_link(link_of("https://a.test/f/g/h?x=1"), location).target == target
