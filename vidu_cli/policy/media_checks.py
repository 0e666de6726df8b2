"""What the platform would refuse about a file, by what its bytes say."""

from collections.abc import Iterator
from dataclasses import replace

from vidu_cli.errors.catalogue import (
    AUDIO_UNFIT,
    FIELD_INVALID,
    FIELD_LACKING,
    IMAGE_FORMAT_INVALID,
    IMAGE_SIZE_INVALID,
    VIDEO_FORMAT_INVALID,
    Entry,
)
from vidu_cli.policy.addresses import MEDIA_FORMS, is_data, why_no_media
from vidu_cli.policy.formats import spelled
from vidu_cli.policy.headers import Media, MediaFacts
from vidu_cli.policy.phrases import file_words, listed, quoted
from vidu_cli.policy.problems import Problem
from vidu_cli.policy.requests import Body
from vidu_cli.policy.slots import Slot, slots_in
from vidu_cli.schema.kinds.shape import Kind, MediaRule, Medium

_FORMAT_ENTRIES = {
    Medium.IMAGE: IMAGE_FORMAT_INVALID,
    Medium.VIDEO: VIDEO_FORMAT_INVALID,
    Medium.AUDIO: AUDIO_UNFIT,
}


def media_problems(kind: Kind, body: Body, media: Media) -> Iterator[Problem]:
    """A problem for each file that does not keep to the rule of its field, and for each address that is none.

    `media` has what is known of the files whose bytes are at hand; an address without is judged by its looks alone.
    """
    for slot in slots_in(kind, body):
        facts = media.get(slot.address)
        if facts is None:
            reason = why_no_media(slot.address)
            if slot.field.repeated and not slot.address.strip():
                yield _problem(FIELD_LACKING, slot, f"is empty; give a path, {MEDIA_FORMS}.", "")
            elif reason is not None and not _is_lacking(slot):
                yield _problem(FIELD_INVALID, slot, f"{quoted(slot.address)}: {reason}", MEDIA_FORMS)
            continue
        rule = _rule_of(slot, body)
        refused = None if rule is None else _refusal(rule, facts)
        if refused is not None:
            entry, allowed = refused
            yield _problem(entry, slot, f"{file_words(slot.address)}: {in_words(facts)}; {allowed}", _short(allowed))
    yield from _frames_apart(kind, body, media)
    yield from _large_already(kind, body, media)


def media_cautions(kind: Kind, body: Body, media: Media) -> Iterator[str]:
    """A sentence for each file that only the narrower reading of its rule leaves out; such a file is sent."""
    for slot in slots_in(kind, body):
        facts, rule = media.get(slot.address), _rule_of(slot, body)
        if facts is None or rule is None or _refusal(rule, facts) is not None:
            continue
        what = f"{slot.option} {file_words(slot.address)}: {in_words(facts)}"
        if _is_at_widest(rule, facts):
            yield f"{what}; sent as it is, but the shape is at the very limit of {_shapes(rule.widest or 0)}."
        stricter = None if rule.strict is None else _refusal(rule.strict, facts)
        if stricter is not None:
            yield f"{what}; sent as it is, but by another page {stricter[1]}"
    for slot, apart, taken in _far_frames(kind, body, media):
        if len(apart) == 1:
            what = f"the first frame has {apart[0]} of the last"
            yield f"{slot.option}: sent as it is, but {what}; only {taken} times is sure to be taken."


def _is_lacking(slot: Slot) -> bool:
    """Whether the text counts as left out, of which the check of what is missing tells."""
    return not slot.address or (slot.field.required and not slot.address.strip())


def _rule_of(slot: Slot, body: Body) -> MediaRule | None:
    """The rule of a slot; of several files each may be shorter than one alone would be."""
    rule, given = slot.field.rule, body.get(slot.field.name)
    if rule is None or rule.max_s_of_several is None or not isinstance(given, list | tuple) or len(given) < 2:
        return rule
    return replace(rule, max_s=rule.max_s_of_several)


def is_fit(rule: MediaRule, facts: MediaFacts) -> bool:
    """Whether a file keeps to a rule, as far as its bytes tell."""
    return _refusal(rule, facts) is None


def in_words(facts: MediaFacts) -> str:
    """What a file is: `PNG, 127 x 128`, or `MP4, 1,280 x 720, 4.5 s`."""
    sides = f"{facts.width:,} x {facts.height:,}" if facts.width is not None and facts.height is not None else ""
    length = f"{facts.length_s:,.4g} s" if facts.length_s is not None else ""
    return ", ".join(part for part in (spelled(facts.format), sides, length) if part)


def _refusal(rule: MediaRule, facts: MediaFacts) -> tuple[Entry, str] | None:
    """The entry and what is allowed, as the rest of a sentence."""
    if rule.formats and facts.format not in rule.formats:
        return _FORMAT_ENTRIES[rule.medium], f"{listed([spelled(each) for each in rule.formats], last='or')} is taken."
    if not facts.is_whole:
        return _FORMAT_ENTRIES[rule.medium], "the file breaks off; only a whole one is taken."
    reason = _by_size(rule, facts) or _by_shape(rule, facts) or _by_length(rule, facts)
    size_entry = IMAGE_SIZE_INVALID if rule.medium is Medium.IMAGE else _FORMAT_ENTRIES[rule.medium]
    return None if reason is None else (size_entry, reason)


def _by_size(rule: MediaRule, facts: MediaFacts) -> str | None:
    if rule.max_bytes is None or facts.size_bytes <= rule.max_bytes:
        return None
    return f"it has {facts.size_bytes:,} bytes, at most {rule.max_bytes:,} are taken."


def _by_shape(rule: MediaRule, facts: MediaFacts) -> str | None:
    if not facts.width or not facts.height:
        return None
    shorter, longer = sorted((facts.width, facts.height))
    if rule.min_side is not None and shorter < rule.min_side:
        return f"{_sides(rule)} is taken."
    if rule.max_side is not None and longer > rule.max_side:
        return f"{_sides(rule)} is taken."
    if rule.widest is not None and longer > rule.widest * shorter:
        return f"a shape from {_shapes(rule.widest)} is taken."
    return None


def _by_length(rule: MediaRule, facts: MediaFacts) -> str | None:
    length = facts.length_s
    if length is None or (rule.min_s or 0) <= length <= (length if rule.max_s is None else rule.max_s):
        return None
    return f"{_range('s', rule.min_s, rule.max_s)} is taken."


def _is_at_widest(rule: MediaRule, facts: MediaFacts) -> bool:
    if rule.widest is None or not facts.width or not facts.height:
        return False
    return max(facts.width, facts.height) == rule.widest * min(facts.width, facts.height)


def _sides(rule: MediaRule) -> str:
    least = None if rule.min_side is None else f"{rule.min_side:,} x {rule.min_side:,}"
    most = None if rule.max_side is None else f"{rule.max_side:,} x {rule.max_side:,}"
    return " to ".join(side for side in (least, most) if side) + ("" if most else " or more")


def _range(unit: str, least: float | None, most: float | None) -> str:
    if least is None or most is None:
        return f"at least {least:g} {unit}" if most is None else f"at most {most:g} {unit}"
    return f"{least:g} to {most:g} {unit}"


def _shapes(widest: float) -> str:
    return f"1:{widest:g} to {widest:g}:1"


def _short(allowed: str) -> str:
    """Give what is allowed without the verb; "" for a sentence that says what is wrong instead."""
    return allowed.removesuffix(" is taken.") if allowed.endswith(" is taken.") else ""


def _frames_apart(kind: Kind, body: Body, media: Media) -> Iterator[Problem]:
    for slot, apart, taken in _far_frames(kind, body, media):
        if len(apart) == 2:
            sentence = f"the first frame has {listed(apart)} of the last; {taken} times is taken."
            yield Problem(
                entry=IMAGE_SIZE_INVALID,
                field=slot.field.name,
                option=slot.option,
                message=f"{slot.option}: {sentence}",
                allowed=taken,
            )


def _large_already(kind: Kind, body: Body, media: Media) -> Iterator[Problem]:
    """A clip that is no smaller than what it shall become: such a task fails."""
    wanted, facts = kind.field("upscale_resolution"), media.get(str(body.get("video_url")))
    sides = _sides_of(facts)
    if wanted is None or sides is None or body.get("video_creation_id"):
        return
    word = str(body.get(wanted.name) or wanted.default)
    if min(sides) >= wanted.short_sides.get(word, min(sides) + 1):
        sentence = f"{wanted.option} {word}: the clip is {sides[0]:,} x {sides[1]:,} already; ask for more."
        yield Problem(entry=FIELD_INVALID, field=wanted.name, option=wanted.option, message=sentence, allowed="")


def _far_frames(kind: Kind, body: Body, media: Media) -> Iterator[tuple[Slot, list[str], str]]:
    """The slot of the first frame, each reading of the rule by which the two are too far apart, and what is taken.

    The page does not say whether it means the pixels or the shape, so both must fail for a refusal.
    """
    field = next((field for field in kind.fields if field.first_to_last is not None), None)
    if field is None or field.first_to_last is None:
        return
    least, most = field.first_to_last
    slots = [slot for slot in slots_in(kind, body) if slot.field is field]
    sides = [_sides_of(media.get(slot.address)) for slot in slots]
    if len(sides) != 2 or sides[0] is None or sides[1] is None:
        return
    (width, height), (last_width, last_height) = sides[0], sides[1]
    ratios = {
        "pixels": width * height / (last_width * last_height),
        "width for the same height": width * last_height / (height * last_width),
    }
    far = [f"{ratio:.3g} times the {what}" for what, ratio in ratios.items() if not least <= ratio <= most]
    yield slots[0], far, f"{least:g} to {most:g}"


def _sides_of(facts: MediaFacts | None) -> tuple[int, int] | None:
    return (facts.width, facts.height) if facts is not None and facts.width and facts.height else None


def _problem(entry: Entry, slot: Slot, sentence: str, allowed: str) -> Problem:
    return Problem(
        entry=entry,
        field=slot.field.name,
        option=slot.option,
        message=f"{slot.option} {sentence}",
        allowed=allowed,
        path="" if slot.address == "-" or is_data(slot.address) else slot.address,
    )
