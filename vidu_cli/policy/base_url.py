"""The address of the platform in the one form that the rest of the program uses."""

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
    return text.rstrip("/").removesuffix(PREFIX).rstrip("/")


def is_unprotected(base_url: str) -> bool:
    """Whether the key would cross a network unencrypted: plain http to another machine than this one."""
    parts = urlsplit(base_url)
    host = parts.hostname or ""
    return parts.scheme == "http" and host not in ("localhost", "::1") and not host.startswith("127.")


def region_of(base_url: str) -> str:
    """The region whose prices hold at an address that names none."""
    return "cn" if (urlsplit(base_url).hostname or "").endswith(".cn") else "global"


def _split(text: str) -> SplitResult:
    if any(character.isspace() or not character.isprintable() for character in text):
        raise ValueError(f"{text!r} is no base URL: it holds white space or control characters.")
    try:
        parts = urlsplit(text)
        parts.port  # noqa: B018  # reading it is what checks it
    except ValueError as error:
        raise ValueError(f"{text!r} is no base URL: {error}.") from error
    return parts
