"""What a platform holds whose tasks have a clip each."""

from hashlib import sha256

from tests.support.scripted import Reply
from vidu_cli.sandbox.files import content
from vidu_cli.sandbox.links import ResultFile

CLIP = content(ResultFile.VIDEO)
DIGEST = sha256(CLIP).hexdigest()
VIDEO = Reply(headers={"content-type": "video/mp4", "etag": '"v1"'}, body=CLIP)
SIGNED = "/v.mp4?X-Amz-Signature=ab~_-&file=general%253A1;a=b"
ROW = {"id": "11", "state": "success", "model": "viduq3", "prompt": "a cat", "created_at": "2026-01-20T06:52:02Z"}
