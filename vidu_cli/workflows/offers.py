"""What a kind of task offers: its models, their limits, the price of a clip with all defaults."""

from vidu_cli.policy.prices import credits_of
from vidu_cli.schema.kinds.shape import Kind
from vidu_cli.workflows.answers import ModelRow


def offers_of(kind: Kind) -> tuple[ModelRow, ...]:
    """A row for each model of the kind."""
    rows = []
    for model in kind.models:
        price = credits_of(kind, {"model": model.name})
        row = ModelRow(
            kind=kind.name,
            model=model.name,
            durations=model.durations,
            resolutions=model.resolutions,
            aspect_ratios=model.aspect_ratios,
            credits_default=price[0] if price else None,
            default=model.name == kind.default_model,
            source=model.source,
        )
        rows.append(row)
    return tuple(rows)
