"""The three steps of an upload: a link to put a picture at, the picture, and the end, where it is looked at.

Source: the vendor's page "image-upload".
"""

import hashlib
from dataclasses import replace
from io import BytesIO

from vidu_cli.errors.catalogue import BAD_REQUEST, IMAGE_FORMAT_INVALID, IMAGE_SIZE_INVALID, NOT_FOUND
from vidu_cli.policy.headers import MediaFacts, facts_of
from vidu_cli.policy.media_checks import is_fit
from vidu_cli.sandbox import decoding, files
from vidu_cli.sandbox.exchange import Refusal, Reply, json_reply, refusal, refusal_reply
from vidu_cli.sandbox.faults import Call
from vidu_cli.sandbox.links import UPLOAD_LIFE_S, BadLink, upload_behind, upload_link
from vidu_cli.sandbox.rehearsal import acted_out
from vidu_cli.sandbox.routing import Visit, at
from vidu_cli.sandbox.shelves import Upload
from vidu_cli.sandbox.views import timestamp
from vidu_cli.schema.kinds.media_rules import UPLOADED_IMAGE
from vidu_cli.schema.routes import FINISH_UPLOAD, START_UPLOAD


def received(visit: Visit, trace_id: str) -> Reply:
    """The answer of the storage to the bytes of an upload: its tag, or an error in XML."""
    request = visit.request
    if request.method != "PUT":
        return Reply(status=405, headers={"allow": "PUT"})
    try:
        files.refuse_key(request)
        number = upload_behind(request.target, now=visit.now, secret=visit.world.secret)
        return acted_out(visit.fault(Call.UPLOAD), lambda: _kept(visit, number))
    except BadLink as bad:
        return files.refused(bad, trace_id)
    except Refusal as refused:
        return refusal_reply(refused, trace_id)


def _start(visit: Visit, _: str) -> Reply:
    decoding.content(visit.request)
    visit.authorise()

    def perform() -> Reply:
        number = visit.world.add_upload(now=visit.now)
        link = upload_link(number, now=visit.now, secret=visit.world.secret)
        expires_at = timestamp(int(visit.now) + UPLOAD_LIFE_S)
        return json_reply({"id": str(number), "put_url": visit.request.origin + link, "expires_at": expires_at})

    return acted_out(visit.fault(Call.UPLOAD), perform)


def _kept(visit: Visit, number: int) -> Reply:
    content = visit.request.body
    etag = hashlib.sha256(content).hexdigest()[:32]
    facts = facts_of(BytesIO(content), size_bytes=len(content))
    visit.world.keep_upload(number, Upload(etag=etag, facts=facts))
    expiry = 'expiry-date="in 7 days", rule-id="delete-for-7-days"'
    return Reply(status=200, headers={"etag": f'"{etag}"', "x-amz-expiration": expiry})


def _finish(visit: Visit, upload_id: str) -> Reply:
    number = decoding.task_number(upload_id)
    body = decoding.content(visit.request)
    visit.authorise()

    def perform() -> Reply:
        upload = visit.world.upload(number)
        if upload is None:
            raise refusal(NOT_FOUND)
        if upload.facts is None or str(body.get("etag", "")).strip('"') != upload.etag:
            raise refusal(BAD_REQUEST, "the etag is not that of the file that was put")
        _refuse_unfit(upload.facts)
        visit.world.keep_upload(number, replace(upload, is_finished=True))
        return json_reply({"uri": f"ssupload:?id={number}"})

    return acted_out(visit.fault(Call.UPLOAD), perform)


def _refuse_unfit(facts: MediaFacts) -> None:
    if facts.format not in UPLOADED_IMAGE.formats:
        raise refusal(IMAGE_FORMAT_INVALID)
    if not is_fit(UPLOADED_IMAGE, facts):
        raise refusal(IMAGE_SIZE_INVALID)


CALLS = (at(START_UPLOAD, _start), at(FINISH_UPLOAD, _finish))
