from dataclasses import replace

import pytest

from tests.support.samples import FAILURES, QUEUED
from vidu_cli.errors import catalogue
from vidu_cli.errors.catalogue import SUBMIT_OUTCOME_UNKNOWN
from vidu_cli.errors.failure import Failure, task_failure
from vidu_cli.render.failure import Voice, cost_of, explanation_of, remedies_of, title_of

VOICE = Voice()


def test_a_title_holds_the_code_the_number_and_a_few_words() -> None:
    assert title_of(FAILURES["error-of-a-task"], VOICE) == "NoFaceDetected (exit 66): No face could be detected"


def test_a_failure_without_a_code_has_a_title_too() -> None:
    failure = task_failure("", task_id=QUEUED)

    assert title_of(failure, VOICE).startswith("no code (exit 99): ")


def test_what_is_known_of_this_time_comes_before_what_is_known_of_the_code() -> None:
    words = explanation_of(FAILURES["error-with-a-cause"], VOICE)

    assert words.startswith("If the platform took it, the task carries the payload 'vidu-5e5ec4b331e76c0'. The request")


def test_of_remedies_that_say_the_same_the_one_of_this_time_stands() -> None:
    remedies = remedies_of(FAILURES["error-calm"], VOICE)

    assert [one for one in remedies if one.startswith("Go on")] == [f"Go on: `vidu poll {QUEUED} -o clip.mp4`"]


def test_commands_begin_as_this_run_did() -> None:
    remedies = remedies_of(FAILURES["error-calm"], Voice(command="vidu --profile work"))

    assert remedies[0] == f"Go on: `vidu --profile work poll {QUEUED} -o clip.mp4`"


def test_a_rehearsal_is_sent_to_no_other_account_however_it_was_begun() -> None:
    failure = Failure(entry=catalogue.TASK_NOT_FOUND, task_id="11")

    told = [" ".join(remedies_of(failure, Voice(is_rehearsal=is_rehearsal))) for is_rehearsal in (False, True)]

    assert ["--region" in words or "--sandbox" in words for words in told] == [True, False]


def test_commands_in_what_is_known_of_this_time_begin_as_this_run_did_too() -> None:
    failure = Failure(entry=SUBMIT_OUTCOME_UNKNOWN, explanation="Look with `vidu list`.")

    told = explanation_of(failure, Voice(command="vidu --sandbox"))

    assert told.startswith("Look with `vidu --sandbox list`.")


def test_a_command_that_leads_to_the_sandbox_stays_as_it_is() -> None:
    remedies = remedies_of(FAILURES["error-no-key"], Voice(command="vidu --profile work"))

    assert '`vidu --sandbox submit text2video "a paper boat" --wait`' in remedies[-1]


def test_a_name_with_a_space_is_quoted_in_a_command() -> None:
    failure = Failure(entry=catalogue.OUTPUT_EXISTS, names={"path": "my clips/a b.mp4"})

    assert any("'my clips/a b.mp4'" in remedy for remedy in remedies_of(failure, VOICE))


@pytest.mark.parametrize(
    ("charged", "words"),
    [
        (True, "Credits were spent on this task."),
        (False, "No credits were spent."),
        (None, "Whether credits were spent is not known here."),
    ],
)
def test_the_cost_is_told_in_a_sentence(charged: bool | None, words: str) -> None:  # noqa: FBT001  # a case
    failure = Failure(entry=replace(catalogue.UNKNOWN, charged=charged))

    assert cost_of(failure) == words


def test_of_several_tasks_the_cost_differs() -> None:
    assert cost_of(Failure(entry=catalogue.SOME_FAILED)) == "Whether credits were spent differs from task to task."
