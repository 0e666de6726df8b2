"""A picture brought to the platform: it names a place, the bytes go there without the key, and it is told of the end.

Source: the vendor's page "image-upload".
"""

import re
from dataclasses import dataclass, replace

from vidu_cli.api.calls import Call
from vidu_cli.api.decoding import decoded
from vidu_cli.api.download import Depositor
from vidu_cli.api.transport import Transport
from vidu_cli.errors.catalogue import BAD_GATEWAY, NETWORK_UNREACHABLE, REPLY_NOT_UNDERSTOOD, TLS_OR_PROXY
from vidu_cli.errors.failure import Failure, ViduError, failed
from vidu_cli.policy.backoff import SAFE, Patience
from vidu_cli.policy.links import LinkError
from vidu_cli.schema.routes import FINISH_UPLOAD, START_UPLOAD

# From the first step anew: what is half there is of no use. The time is that of three files of 10 MB on a slow line.
ANEW = Patience(attempts=3, total_s=900)


# What may stand in a path and in a reference without meaning something else there.
_ID = re.compile(r"[A-Za-z0-9_-]{1,128}")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Place:
    id: str
    put_url: str


@dataclass(frozen=True, kw_only=True, slots=True)
class _Finished:
    uri: str


async def uploaded(content: bytes, *, mime: str, transport: Transport, depositor: Depositor) -> str:
    """The `ssupload:` reference of the picture; ViduError when it could not be brought there. Nothing is bought."""
    started = transport.clock.monotonic()
    attempt = 1
    while True:
        place = await _place(transport)
        try:
            etag = await depositor.put(place.put_url, content, mime=mime)
        except LinkError as error:
            attempt += 1
            failure = _failure_of(error)
            elapsed_s = transport.clock.monotonic() - started
            pause = transport.pause_before(attempt, ANEW, failure, elapsed_s=elapsed_s)
            if pause is None:
                raise ViduError(failure) from error
            await transport.clock.sleep(pause)
            continue
        await _finish(place, etag, transport)
        return f"ssupload:?id={place.id}"


async def _place(transport: Transport) -> _Place:
    call = Call(method=START_UPLOAD.method, path=START_UPLOAD.path, body={"scene": "vidu"})
    place = decoded(await transport.look(call, patience=SAFE), _Place)
    if not _ID.fullmatch(place.id):
        raise failed(REPLY_NOT_UNDERSTOOD, "The answer names no place for the picture: its id is none.")
    if transport.base_url.startswith("https") and not place.put_url.lower().startswith("https"):
        message = "The platform wants the picture over a line that is not encrypted; it was not sent."
        raise failed(TLS_OR_PROXY, message)
    return place


async def _finish(place: _Place, etag: str, transport: Transport) -> None:
    call = Call(method=FINISH_UPLOAD.method, path=FINISH_UPLOAD.at(place.id), body={"etag": etag})
    finished = decoded(await transport.look(call, patience=SAFE), _Finished)
    if not finished.uri.endswith(place.id):
        raise failed(REPLY_NOT_UNDERSTOOD, "The platform took the picture and named another one.")


def _failure_of(error: LinkError) -> Failure:
    entry = NETWORK_UNREACHABLE if error.status is None else replace(BAD_GATEWAY, http_status=error.status)
    return Failure(entry=entry, message=f"The storage did not take the file: {error}.")
