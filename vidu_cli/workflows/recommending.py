"""The prompts that the platform recommends for a picture, out of the receipt that holds them."""

from vidu_cli.schema.wire import ShapeError, decode
from vidu_cli.workflows.answers import Receipt, RecommendedPrompt


def prompts_of(receipt: Receipt) -> tuple[RecommendedPrompt, ...]:
    """A row for each prompt; none where the platform gave none that can be read.

    Source: the vendor's page "prompt-rec": objects of type, content or prompt, template and resolution.
    """
    told = receipt.task.raw.get("prompts")
    rows = (_row(receipt.task.id, one) for one in (told if isinstance(told, list) else ()))
    return tuple(row for row in rows if row is not None)


def _row(request_id: str, told: object) -> RecommendedPrompt | None:
    if not isinstance(told, dict):
        return None
    words = told.get("prompt") or told.get("content")
    try:
        return decode({**told, "id": request_id, "prompt": words}, RecommendedPrompt)
    except ShapeError:
        return None
