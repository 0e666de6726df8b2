"""The address of the platform in the one form that the rest of the program uses."""

from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from vidu_cli.schema.routes import PREFIX

BY_REGION = {"global": "https://api.vidu.com", "cn": "https://api.vidu.cn"}
SANDBOX = "https://sandbox.vidu.invalid"


def normal_base_url(text: str) -> str:
    """The address without `/ent/v2` and without a trailing slash; ValueError says what is wrong with it."""
    parts = _split(text)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        suggestion = f" Did you mean https://{text} ?" if "://" not in text and "." in text else ""
        raise ValueError(f"{text!r} is no base URL: it must begin with https:// and name a host.{suggestion}")
    if parts.username is not None or parts.password is not None:
        raise ValueError("a base URL may not hold a user name or password: the key travels in a header of its own.")
    if parts.query or parts.fragment:
        raise ValueError(f"{text!r} is no base URL: it may not hold '?' or '#'.")
    return f"{parts.scheme}:{text.partition(':')[2]}".rstrip("/").removesuffix(PREFIX).rstrip("/")


def check_host(host: str) -> None:
    """Return when a name can be looked up; ValueError for one that no international name has."""
    if not host.isascii() or "xn--" in host:
        host.encode("idna").decode("idna")


def is_unprotected(base_url: str) -> bool:
    """Whether the key would cross a network unencrypted: plain http to another machine than this one."""
    parts = urlsplit(base_url)
    return parts.scheme == "http" and not _is_this_machine(parts.hostname or "")


def region_of(base_url: str) -> str:
    """The region whose prices hold at an address that names none."""
    return "cn" if (urlsplit(base_url).hostname or "").endswith(".cn") else "global"


def _is_this_machine(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _split(text: str) -> SplitResult:
    if any(character.isspace() or not character.isprintable() for character in text):
        raise ValueError(f"{text!r} is no base URL: it holds white space or control characters.")
    try:
        parts = urlsplit(text)
        parts.port  # noqa: B018  # reading it is what checks it
        check_host(parts.hostname or "")
    except ValueError as error:
        raise ValueError(f"{text!r} is no base URL: {error}.") from error
    return parts
