from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest

from tests.support.clock import FakeClock
from tests.support.outcomes import failure_in_driving
from vidu_cli.errors.catalogue import MEDIA_UNREADABLE, NETWORK_UNREACHABLE
from vidu_cli.errors.failure import Failure, ViduError
from vidu_cli.policy.headers import MediaFacts
from vidu_cli.policy.packing import Packing
from vidu_cli.schema.kinds.reference2video import KIND
from vidu_cli.workflows.shipping import UPLOADS_AT_ONCE, UploadCount, shipped

OFFLINE = Failure(entry=NETWORK_UNREACHABLE, message="store.test: no answer in time")
CHANGED = Failure(entry=MEDIA_UNREADABLE, message="b.png changed while it was read.")


@dataclass
class File:
    """A picture of these bytes; `read_at` is when they were read."""

    content: bytes
    trouble: Failure | None = None
    clock: FakeClock = field(default_factory=FakeClock)
    read_at: list[float] = field(default_factory=list)

    @property
    def facts(self) -> MediaFacts:
        return MediaFacts(format="png", size_bytes=len(self.content))

    def read(self) -> bytes:
        self.read_at.append(self.clock.monotonic())
        if self.trouble:
            raise ViduError(self.trouble)
        return self.content


@dataclass
class Storage:
    """Takes a second for each file, and refuses those that it is told; `most` is how many came at once."""

    clock: FakeClock
    refused: Mapping[bytes, Failure] = field(default_factory=dict)
    names: Mapping[bytes, str] = field(default_factory=dict)
    taken: list[bytes] = field(default_factory=list)
    running: int = 0
    most: int = 0

    async def upload(self, content: bytes, *, mime: str) -> str:
        assert mime == "image/png"
        self.running += 1
        self.most = max(self.most, self.running)
        if content not in self.refused:
            await self.clock.sleep(1)
        self.running -= 1
        if content in self.refused:
            raise ViduError(self.refused[content])
        self.taken.append(content)
        return f"ssupload:?id={self.names.get(content, content.decode())}"


@dataclass
class Seen:
    """A watcher that writes down what it is told."""

    counts: list[UploadCount] = field(default_factory=list)
    files: list[tuple[str, int]] = field(default_factory=list)

    def begun(self, so_far: UploadCount) -> None:
        self.counts.append(so_far)

    def uploaded(self, address: str, size_bytes: int, so_far: UploadCount) -> None:
        self.files.append((address, size_bytes))
        self.counts.append(so_far)


@pytest.fixture
def storage(clock: FakeClock) -> Storage:
    return Storage(clock)


@pytest.fixture
def seen() -> Seen:
    return Seen()


async def images_of(
    files: Mapping[str, File], storage: Storage, seen: Seen, *, inline: tuple[str, ...] = (), images: object = None
) -> object:
    """What stands in the field `images` when these files were brought along."""
    uploads = tuple(address for address in files if address not in inline)
    body = {"model": "viduq3", "images": images or list(files), "prompt": "a.png"}
    sent = await shipped(KIND, body, Packing(inline=inline, uploads=uploads), files, uploader=storage, watcher=seen)
    assert (list(sent), sent["prompt"]) == (list(body), "a.png")
    return sent["images"]


def test_a_file_stands_in_the_body_as_its_bytes(storage: Storage, seen: Seen, clock: FakeClock) -> None:
    images = clock.drive(images_of({"a.png": File(b"abc")}, storage, seen, inline=("a.png",)))

    assert (images, storage.taken, seen.counts) == (["data:image/png;base64,YWJj"], [], [])


def test_a_file_that_is_uploaded_is_referred_to_in_its_place(storage: Storage, seen: Seen, clock: FakeClock) -> None:
    files = {"a.png": File(b"a"), "b.png": File(b"b"), "c.png": File(b"c")}
    images = ["https://ex.test/1.png", "c.png", "a.png", "b.png"]

    sent = clock.drive(images_of(files, storage, seen, inline=("b.png",), images=images))

    assert sent == ["https://ex.test/1.png", "ssupload:?id=c", "ssupload:?id=a", "data:image/png;base64,Yg=="]


def test_a_data_uri_stays_as_it_was_given(storage: Storage, seen: Seen, clock: FakeClock) -> None:
    given = "data:image/png;base64,YWJj"

    images = clock.drive(images_of({given: File(b"other")}, storage, seen, inline=(given,)))

    assert images == [given]


def test_a_data_uri_that_is_uploaded_is_referred_to_like_a_file(storage: Storage, seen: Seen, clock: FakeClock) -> None:
    given = "data:image/png;base64,YWJj"

    images = clock.drive(images_of({given: File(b"abc")}, storage, seen))

    assert (images, storage.taken) == (["ssupload:?id=abc"], [b"abc"])


def test_the_same_content_is_uploaded_once_whatever_its_names_are(
    storage: Storage, seen: Seen, clock: FakeClock
) -> None:
    files = {"a.png": File(b"a"), "copy.png": File(b"a"), "b.png": File(b"b")}

    images = clock.drive(images_of(files, storage, seen, images=["a.png", "copy.png", "a.png", "b.png"]))

    assert (sorted(storage.taken), images) == (
        [b"a", b"b"],
        ["ssupload:?id=a", "ssupload:?id=a", "ssupload:?id=a", "ssupload:?id=b"],
    )


def test_a_few_uploads_run_at_once(storage: Storage, seen: Seen, clock: FakeClock) -> None:
    files = {f"{number}.png": File(str(number).encode()) for number in range(10)}

    clock.drive(images_of(files, storage, seen))

    assert (storage.most, clock.monotonic()) == (UPLOADS_AT_ONCE, 3.0)


def test_a_file_is_read_when_its_turn_comes(storage: Storage, seen: Seen, clock: FakeClock) -> None:
    files = {f"{number}.png": File(str(number).encode(), clock=clock) for number in range(6)}

    clock.drive(images_of(files, storage, seen))

    assert [file.read_at for file in files.values()] == [[0.0], [0.0], [0.0], [0.0], [1.0], [1.0]]


def test_the_watcher_is_told_of_every_file_and_of_all_that_is_there(
    storage: Storage, seen: Seen, clock: FakeClock
) -> None:
    clock.drive(images_of({"a.png": File(b"a"), "b.png": File(b"bbb")}, storage, seen))

    whole = UploadCount(total_files=2, total_bytes=4)
    assert (seen.files, seen.counts[0], seen.counts[-1]) == (
        [("a.png", 1), ("b.png", 3)],
        whole,
        UploadCount(done_files=2, total_files=2, done_bytes=4, total_bytes=4),
    )


def test_a_file_that_cannot_be_uploaded_is_named_and_nothing_was_spent(
    storage: Storage, seen: Seen, clock: FakeClock
) -> None:
    storage.refused = {b"b": OFFLINE}

    failure = failure_in_driving(clock, images_of({"a.png": File(b"a"), "b.png": File(b"b")}, storage, seen))

    assert (failure.exit_code, failure.entry.charged, failure.message) == (
        57,
        False,
        "b.png could not be uploaded: store.test: no answer in time. Nothing was submitted, nothing was spent.",
    )


def test_the_first_failure_ends_the_other_uploads(storage: Storage, seen: Seen, clock: FakeClock) -> None:
    storage.refused = {b"b": OFFLINE}

    failure_in_driving(clock, images_of({"a.png": File(b"a"), "b.png": File(b"b")}, storage, seen))

    assert (storage.taken, clock.monotonic()) == ([], 0.0)


@pytest.mark.parametrize("inline", [(), ("b.png",)], ids=["uploaded", "inline"])
def test_a_file_that_cannot_be_read_any_more_ends_the_shipment_in_its_own_words(
    inline: tuple[str, ...], storage: Storage, seen: Seen, clock: FakeClock
) -> None:
    failure = failure_in_driving(clock, images_of({"b.png": File(b"b", CHANGED)}, storage, seen, inline=inline))

    assert failure == CHANGED


def test_one_reference_for_two_pictures_is_not_bought_with(storage: Storage, seen: Seen, clock: FakeClock) -> None:
    storage.names = {b"a": "7", b"b": "7"}

    failure = failure_in_driving(clock, images_of({"a.png": File(b"a"), "b.png": File(b"b")}, storage, seen))

    assert (failure.exit_code, "Nothing was submitted" in failure.message) == (96, True)
