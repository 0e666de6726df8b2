"""The generated tables of the README. `python -m tests.support.readme` writes them anew."""

from collections.abc import Sequence
from pathlib import Path

from vidu_cli.cli.main import COMMANDS
from vidu_cli.errors.catalogue import Category
from vidu_cli.errors.texts import decade_text
from vidu_cli.policy.explaining import TABLE, code_explanation
from vidu_cli.schema.kinds import GROUPS, kind_named

README = Path(__file__).parents[2] / "README.md"


def tables() -> dict[str, str]:
    """Every generated block by its name."""
    return {"commands": _commands(), "kinds": _kinds(), "decades": _decades(), "exits": _exits()}


def with_tables(text: str) -> str:
    """The README with every generated block as it should be."""
    for name, table in tables().items():
        begin, end = f"<!-- {name}:begin -->", f"<!-- {name}:end -->"
        head, _, rest = text.partition(begin)
        text = f"{head}{begin}\n{table}\n{end}{rest.partition(end)[2]}"
    return text


def _table(header: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [header, tuple("---" for _ in header), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines)


def _commands() -> str:
    return _table(("command", ""), [(f"`vidu {name}`", summary) for name, summary in COMMANDS.items()])


def _kinds() -> str:
    rows = [
        (f"`vidu submit {name}`", f"{summary}.", group, kind_named(name).default_model)
        for group, kinds in GROUPS.items()
        for name, summary in kinds.items()
    ]
    return _table(("command", "", "makes", "model, unless `--model`"), rows)


def _decades() -> str:
    words = [decade_text(category) for category in Category if category is not Category.OUTCOME]
    return _table(("exit", ""), [(text.title, text.advice) for text in words])


def _exits() -> str:
    rows = []
    for entry in TABLE:
        told = code_explanation(entry)
        again = "a poll, never a submit" if told.category is Category.WAITING else str(told.retry)
        rows.append((str(told.exit_code), f"`{told.code}`", told.title, again))
    return _table(("exit", "code", "what happened", "run it again?"), rows)


if __name__ == "__main__":
    README.write_text(with_tables(README.read_text(encoding="utf-8")), encoding="utf-8")
