"""What people see of the prompts that the platform recommends for a picture."""

from collections.abc import Sequence

from rich.console import Group, RenderableType  # noqa: TID253  # views are drawn with rich
from rich.text import Text  # noqa: TID253  # as above

from vidu_cli.render.clean import clean
from vidu_cli.render.drawing import Canvas, heading
from vidu_cli.render.paragraphs import paragraph
from vidu_cli.workflows.answers import RecommendedPrompt


def prompts_view(prompts: Sequence[RecommendedPrompt], canvas: Canvas) -> RenderableType:
    """A numbered paragraph for each prompt, behind what it is for."""
    title = "1 prompt" if len(prompts) == 1 else f"{len(prompts)} prompts"
    return Group(heading(title, canvas), *(_line(number, one, canvas) for number, one in enumerate(prompts, start=1)))


def _line(number: int, prompt: RecommendedPrompt, canvas: Canvas) -> RenderableType:
    beside = ", ".join(clean(word) for word in (prompt.type, prompt.template, prompt.resolution) if word)
    lead = Text(f"  {number:>2}  ").append(f"{beside}: " if beside else "", style="bold")
    return paragraph(
        clean(prompt.prompt or ""), canvas.width, lead=lead if len(lead) < canvas.width // 2 else _above(lead)
    )


def _above(lead: Text) -> Text:
    return lead.append("\n      ")
