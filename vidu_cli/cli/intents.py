"""What the ledger keeps of an order before it leaves."""

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

from vidu_cli.cli.app import App
from vidu_cli.schema.kinds.shape import Kind

if TYPE_CHECKING:
    from vidu_cli.cli.ordering import Words
    from vidu_cli.policy.entries import Intent
    from vidu_cli.policy.prices import Estimate


def intent_of(
    app: App,
    kind: Kind,
    body: Mapping[str, object],
    digests: Mapping[str, str],
    *,
    words: "Words",
    price: "Estimate",
) -> "Intent":
    """The intent of an order, its marker made; `digests` are those of its files by their addresses in the body."""
    from vidu_cli.policy import fingerprints
    from vidu_cli.policy.entries import Intent
    from vidu_cli.policy.keeping import kept, prompt_in, without_words

    fingerprint = fingerprints.fingerprint(kind, body, digests)
    key = f"{fingerprints.AUTO}:{fingerprint}" if words.once == fingerprints.AUTO else words.once
    own_payload = body.get("payload")
    takes_marker = kind.field("payload") is not None and not own_payload
    chance = app.chance.getrandbits(60)
    is_private = words.private or app.settings.private.value
    prompt = prompt_in(body)
    whole = kept(kind, body, absolute=os.path.abspath)
    return Intent(
        kind=kind.name,
        path=kind.path,
        body=without_words(kind, whole) if is_private else whole,
        fingerprint=fingerprint,
        marker=fingerprints.marker(chance, key=key, fingerprint=fingerprint) if takes_marker else None,
        payload_digest=fingerprints.digest(own_payload) if isinstance(own_payload, str) and own_payload else None,
        prompt_digest=None if prompt is None else fingerprints.digest(prompt),
        once=words.once,
        once_hash=None if key is None else fingerprints.once_hash(key),
        credits=price.credits,
        credits_max=price.credits_max,
        is_private=is_private,
    )
