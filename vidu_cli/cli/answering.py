"""The end of a command: its answer printed, its failures told, whatever stdout and signals do meanwhile."""

from dataclasses import replace
from typing import TYPE_CHECKING

from vidu_cli.cli.signals import Stopped
from vidu_cli.errors.catalogue import BY_EXIT_CODE, INTERRUPTED, Entry, Retry
from vidu_cli.errors.failure import Failure, ViduError, failed
from vidu_cli.workflows.answers import Answer

if TYPE_CHECKING:
    from vidu_cli.render.output import Output


def give(answer: Answer, output: "Output") -> None:
    """Print an answer, then raise the failures it tells of.

    A broken stdout changes no number but 0, a signal every one; the id of what was bought is not lost by either.
    """
    broken = None
    if answer.values:
        try:
            output.show(answer.values)
        except ViduError as error:
            broken = _unprinted(answer, error)
        except Stopped as signalled:
            raise _cut_short(answer, signalled) from signalled
    if answer.failures:
        _keep_ids(answer, output, broken)
        raise ViduError(answer.failures[-1], earlier=answer.failures[:-1])
    if broken is not None:
        raise broken


class Rows:
    """The rows of an answer, each printed as soon as it is done where the output is read so.

    Where nobody can read them (`is_broken`), they wait for the end as all others do: nothing is broken off for it.
    """

    def __init__(self, output: "Output") -> None:
        self._output = output
        self._printed: dict[int, object] = {}
        self.is_broken = False

    def done(self, row: object) -> None:
        """Print the row if it is not to wait for the others."""
        if not self._output.is_streamed or self.is_broken:
            return
        try:
            self._output.emit(row)
        except ViduError:
            self.is_broken = True
        else:
            self._printed[id(row)] = row

    def rest_of(self, answer: Answer) -> Answer:
        """The answer with what is still to be printed."""
        return replace(answer, values=tuple(row for row in answer.values if id(row) not in self._printed))


def entry_of(signalled: BaseException) -> Entry:
    """What a run ends with that a signal ended."""
    return BY_EXIT_CODE[128 + signalled.number] if isinstance(signalled, Stopped) else INTERRUPTED


def overruled(failure: Failure, entry: Entry) -> ViduError:
    """The end of a run that failed while a signal waited for it: the signal gives the number, the failure the facts."""
    told = replace(entry, charged=failure.entry.charged)
    return failed(told, f"Stopped; before that it had failed: {failure.message}", cause=failure)


def _keep_ids(answer: Answer, output: "Output", broken: ViduError | None) -> None:
    told = {failure.task_id for failure in answer.failures}
    if broken is not None and answer.bought is not None and answer.bought not in told:
        output.insist(f"Task {answer.bought} was accepted; its id could not be printed on stdout.")


def _unprinted(answer: Answer, broken: ViduError) -> ViduError:
    """Give the failure of an answer that nobody can read: what was bought stays bought, and is named."""
    bought = answer.bought
    if bought is None:
        # The tasks that it tells of may have been paid for.
        return ViduError(replace(broken.failure, entry=replace(broken.failure.entry, charged=None)))
    entry = replace(broken.failure.entry, retry=Retry.NEVER, charged=True)
    message = (
        f"Task {bought} was accepted; its id could not be printed on stdout ({broken.failure.message.rstrip('.')})."
    )
    return failed(entry, message, task_id=bought, remedies=(f"Follow the task: `vidu poll {bought}`",))


def _cut_short(answer: Answer, signalled: Stopped) -> ViduError:
    """Give the failure of an answer that a signal kept from being printed: what was bought stays bought."""
    entry = entry_of(signalled)
    bought = answer.bought
    if bought is None:
        return failed(entry, "Stopped while the answer was printed.")
    remedy = f"Wait for it: `vidu poll {bought}`"
    message = f"Stopped while the answer was printed; task {bought} was accepted and goes on."
    return failed(replace(entry, retry=Retry.NEVER), message, task_id=bought, remedies=(remedy,))
