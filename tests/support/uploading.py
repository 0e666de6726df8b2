"""A platform that takes tasks and uploads, and what it was brought."""

from tests.support.answers import accepted
from tests.support.scripted import Reply, Scripted, says

CREATE = "POST /ent/v2/"


def take_uploads(platform: Scripted) -> None:
    """Take every task and up to nine uploads: `u1`, `u2`, ..."""
    platform.answers(CREATE, accepted())
    names = [f"u{number}" for number in range(1, 10)]
    starts = [
        says({"id": name, "put_url": f"{platform.origin}/put/{name}?sig=a%2Fb", "expires_at": "2099-01-01T00:00:00Z"})
        for name in names
    ]
    platform.answers("POST /tools/v2/files/uploads", *starts)
    platform.answers("PUT /put/", Reply(headers={"etag": '"e7a9"'}))
    for name in names:
        platform.answers(f"PUT /tools/v2/files/uploads/{name}/finish", says({"uri": f"ssupload:?id={name}"}))


def bought(platform: Scripted) -> list[str]:
    """The requests that cost money."""
    return [line for line in platform.lines if line.startswith(CREATE)]


def uploaded(platform: Scripted) -> dict[str, bytes]:
    """The files that were put, by the reference to them."""
    return {
        f"ssupload:?id={request.target.removeprefix('/put/').partition('?')[0]}": request.body
        for request in platform.requests
        if request.line.startswith("PUT /put/")
    }


def addresses_in(value: object) -> list[str]:
    """The addresses in a body, in order."""
    if isinstance(value, dict):
        return [address for each in value.values() for address in addresses_in(each)]
    if isinstance(value, list):
        return [address for each in value for address in addresses_in(each)]
    return [value] if isinstance(value, str) and value.startswith(("data:", "ssupload:")) else []
