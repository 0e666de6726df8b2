import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidu_cli.policy.base_url import is_unprotected, normal_base_url, region_of


@pytest.mark.parametrize("tail", ["", "/", "/ent/v2", "/ent/v2/", "/ent/v2//"])
@pytest.mark.parametrize(
    "base", ["https://api.vidu.com", "http://127.0.0.1:8787", "https://proxy.test/vidu", "http://[::1]:1"]
)
def test_a_base_url_is_one_with_and_without_the_prefix_and_a_slash(base: str, tail: str) -> None:
    assert normal_base_url(base + tail) == base


def test_the_scheme_is_the_same_however_it_is_spelled() -> None:
    assert normal_base_url("HTTPS://api.vidu.com") == "https://api.vidu.com"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "api.vidu.com",
        "ftp://api.vidu.com",
        "https://",
        "https:///ent/v2",
        "https://user:secret@api.vidu.com",
        "https://@api.vidu.com",
        "https://api.vidu.com/?a=1",
        "https://api.vidu.com/#a",
        "https://api.vidu.com:port",
        "https://api.vidu.com:99999",
        "https://[::1",
        "https://api vidu.com",
        "https://api.vidu.com\n",
        "https://api.vidu.com\x00",
        "https://xn--",
        "https://a\u2028b",
        "file:///etc/passwd",
    ],
    ids=ascii,
)
def test_what_is_no_base_url_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*[.?]$"):
        normal_base_url(text)


def test_a_host_alone_is_refused_with_what_was_meant() -> None:
    with pytest.raises(ValueError, match=r"Did you mean https://api\.vidu\.cn \?"):
        normal_base_url("api.vidu.cn")


@given(
    text=st.text() | st.text().map("https://{}".format) | st.text("abc.:/@?#[]%1", max_size=12).map("http://{}".format)
)
def test_any_text_is_a_base_url_or_no_base_url(text: str) -> None:
    try:
        normal = normal_base_url(text)
    except ValueError:
        normal = "https://refused"

    assert normal_base_url(normal) == normal


@pytest.mark.parametrize(
    "base_url",
    ["https://api.vidu.com", "http://localhost:1", "http://127.0.0.1", "http://127.9.9.9:1", "http://[::1]:1"],
)
def test_tls_or_this_machine_protects_the_key(base_url: str) -> None:
    assert not is_unprotected(base_url)


@pytest.mark.parametrize(
    "base_url", ["http://api.vidu.com", "http://10.0.0.1", "http://127.0.0.1.evil.test", "http://localhost.evil.test"]
)
def test_plain_http_to_another_machine_does_not_protect_the_key(base_url: str) -> None:
    assert is_unprotected(base_url)


@pytest.mark.parametrize(
    ("base_url", "region"),
    [
        ("https://api.vidu.cn", "cn"),
        ("https://api.vidu.com", "global"),
        ("https://cn.test", "global"),
        ("http://[::1]", "global"),
    ],
)
def test_the_region_of_an_address_is_read_off_its_end(base_url: str, region: str) -> None:
    assert region_of(base_url) == region
