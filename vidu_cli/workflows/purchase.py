"""A submit, and where it is wanted the wait and the results: once a task is paid for, nothing may lose it."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace

from vidu_cli.errors.catalogue import SUBMIT_OUTCOME_UNKNOWN, Entry, Retry
from vidu_cli.errors.failure import Failure, ViduError
from vidu_cli.policy.clock import Clock
from vidu_cli.policy.results import failure_of
from vidu_cli.schema.tasks import Task
from vidu_cli.workflows.answers import Answer, Receipt
from vidu_cli.workflows.booking import Booking
from vidu_cli.workflows.once import FIND_OUT
from vidu_cli.workflows.poll import Poller
from vidu_cli.workflows.poll_plan import PollPlan, StopAt
from vidu_cli.workflows.sought import LONGEST_SEND_S
from vidu_cli.workflows.submit import Order, Submitter, look_for, lost_sight, submit
from vidu_cli.workflows.verdict import verdict


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

    def reuse(self, task: Task) -> Receipt:
        """The receipt of a task that an earlier submit bought."""
        self.receipt = Receipt(task=task, estimate=self.order.estimate, reused=True, result=self.order.kind.result)
        return self.receipt

    async def send(self, submitter: Submitter, booking: Booking, *, deadline: float | None) -> Receipt:
        """The receipt, on disk before anybody sees it; `deadline` is for the send and the wait together.

        What was sent and not answered is looked for; found, the run goes on as if it had been answered.
        """
        earlier = await booking.begin(self._patient(deadline))
        if earlier is not None:
            return self.reuse(earlier)
        within_s = self._patient(deadline) - self.clock.monotonic()
        try:
            self.receipt = await submit(self.order, submitter, within_s=within_s, sending=self._in_flight)
        except ViduError as error:
            return await self._unanswered(error.failure, booking, deadline)
        except BaseException:
            booking.cut_off(is_sending=self.is_sending)
            raise
        booking.accepted(self.receipt.task, trace_id=self.receipt.trace_id)
        return self.receipt

    async def _unanswered(self, failure: Failure, booking: Booking, deadline: float | None) -> Receipt:
        """The receipt of a submit that ended with a failure and has bought something all the same."""
        # A refusal settles that nothing was bought, also for whoever was about to stop the run.
        self.is_sending = failure.entry is SUBMIT_OUTCOME_UNKNOWN
        if self.is_sending:
            task = await booking.without_answer(failure, deadline)
            self.is_sending = False
            self.receipt = Receipt(
                task=task, estimate=self.order.estimate, result=self.order.kind.result, trace_id=failure.trace_id
            )
            return self.receipt
        equal = await booking.refused(failure)
        if equal is None:
            raise ViduError(failure)
        return self.reuse(equal)

    def _patient(self, deadline: float | None) -> float:
        return self.clock.monotonic() + LONGEST_SEND_S if deadline is None else deadline

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
        # What the ledger knows of an earlier task lacks its results.
        if self.receipt is not None and self.receipt.task.state.is_final and not self.receipt.reused:
            poller.known[self.receipt.task.id] = self.receipt.task
        if plan.timeout_s is not None:
            plan = replace(plan, timeout_s=max(plan.timeout_s - elapsed_s, 0.0))
        report = await poller.wait(plan)
        seen = self.answer()
        (row,) = poller.rows
        way_on = f"Go on: {poller.unfinished.line([row.id])}"
        failures = (lost_sight(failure, row.id, way_on) for failure in verdict(report, StopAt.ALL))
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
            remedies=(FIND_OUT,),
            cause=cause,
        )
        return Answer(values=(), failures=(failure,))

    def _stopped_with(self, receipt: Receipt, entry: Entry) -> Answer:
        task_id = receipt.task.id
        failure = Failure(
            entry=replace(entry, retry=Retry.NEVER, charged=None),
            message=f"The waiting was stopped; task {task_id} was accepted and goes on.",
            task_id=task_id,
            remedies=self.poller.unfinished.remedies if self.poller else (f"Wait for it: `vidu poll {task_id}`",),
        )
        return replace(self.answer(), failures=(failure,))
