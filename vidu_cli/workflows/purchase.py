"""A submit, and where it is wanted the wait and the results: once a task is paid for, nothing may lose it."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace

from vidu_cli.errors.catalogue import SUBMIT_OUTCOME_UNKNOWN, Entry, Retry
from vidu_cli.errors.failure import Failure, ViduError
from vidu_cli.policy.clock import Clock
from vidu_cli.policy.results import failure_of
from vidu_cli.workflows.answers import Answer, Receipt
from vidu_cli.workflows.poll import Poller, PollPlan, StopAt
from vidu_cli.workflows.submit import Order, Submitter, look_for, looking_command, lost_sight, submit
from vidu_cli.workflows.verdict import verdict

# Without --timeout: as long as a throttled platform may ask to wait, and then one large body on a slow line.
LONGEST_SEND_S = 660.0


@dataclass(slots=True)
class Purchase:
    """One order on its way. `receipt` and `poller` can be read at any time, also after it was cancelled."""

    order: Order
    clock: Clock
    sending: Callable[[], AbstractContextManager[None]]
    is_waited_for: bool
    is_sending: bool = False
    receipt: Receipt | None = None
    poller: Poller | None = None

    async def send(self, submitter: Submitter, plan: PollPlan) -> Receipt:
        """The receipt; `plan.timeout_s` is for the send and the wait together."""
        within_s = LONGEST_SEND_S if plan.timeout_s is None else plan.timeout_s
        try:
            self.receipt = await submit(self.order, submitter, within_s=within_s, sending=self._in_flight)
        except ViduError as error:
            # A refusal settles that nothing was bought, also for whoever was about to stop the run.
            self.is_sending = error.failure.entry is SUBMIT_OUTCOME_UNKNOWN
            raise
        return self.receipt

    @contextmanager
    def _in_flight(self) -> Iterator[None]:
        with self.sending():
            self.is_sending = True
            yield
            # Not reached when the attempt was cut off: then nobody knows what became of it.
            self.is_sending = False

    async def wait(self, poller: Poller, plan: PollPlan, *, elapsed_s: float) -> Answer:
        """The task as it ended, by the poller that watches it; `elapsed_s` of the plan are over.

        A task that had ended when it was accepted is not asked for.
        """
        self.poller = poller
        poller.status_path = self.order.kind.status_path or None
        if self.receipt is not None and self.receipt.task.state.is_final:
            poller.known[self.receipt.task.id] = self.receipt.task
        if plan.timeout_s is not None:
            plan = replace(plan, timeout_s=max(plan.timeout_s - elapsed_s, 0.0))
        report = await poller.wait(plan)
        seen = self.answer()
        failures = (lost_sight(failure, poller.rows[0].id) for failure in verdict(report, StopAt.ALL))
        return replace(seen, failures=tuple(failures))

    def answer(self) -> Answer:
        """The receipt, its task as last seen, and why it ended badly; what only the submit said is kept."""
        if self.receipt is None:
            return Answer(values=())
        seen = self.poller.rows[0].task if self.poller else None
        task = self.receipt.task.updated_by(seen) if seen else self.receipt.task
        failure = failure_of(task)
        receipt = replace(self.receipt, task=task)
        return Answer(values=(receipt,), failures=(failure,) if failure else (), bought=task.id)

    def stopped(self, entry: Entry) -> Answer:
        """What is known when a signal ended the run."""
        if self.receipt is not None:
            return self._stopped_with(self.receipt, entry)
        if not self.is_sending:
            return Answer(
                values=(), failures=(Failure(entry=replace(entry, charged=False), message="Nothing was sent."),)
            )
        cause = Failure(entry=SUBMIT_OUTCOME_UNKNOWN, message="stopped while the submit was under way")
        failure = Failure(
            entry=replace(entry, retry=Retry.NEVER, charged=None),
            message="Stopped while the submit was under way: the platform may have taken it.",
            explanation=look_for(self.order),
            remedies=(f"Look before you submit again: `{looking_command(self.order)}`",),
            cause=cause,
        )
        return Answer(values=(), failures=(failure,))

    def _stopped_with(self, receipt: Receipt, entry: Entry) -> Answer:
        task_id = receipt.task.id
        failure = Failure(
            entry=replace(entry, retry=Retry.NEVER, charged=None),
            message=f"The waiting was stopped; task {task_id} was accepted and goes on.",
            task_id=task_id,
            remedies=self.poller.remedies if self.poller else (f"Wait for it: `vidu poll {task_id}`",),
        )
        return replace(self.answer(), failures=(failure,))
