import pytest

from vidu_cli.errors.catalogue import PLATFORM_ENTRIES, Entry
from vidu_cli.sandbox.faults import Call, Fault, FaultBook, FaultRule, Word, parse, rule_named
from vidu_cli.sandbox.wishes import wishes_in


def test_a_text_of_several_rules_is_read_in_order() -> None:
    rules = parse("submit=TooManyRequests:7*2, get=502*3,task=NoFaceDetected")

    assert rules == (
        FaultRule(call=Call.SUBMIT, fault=Fault(code="TooManyRequests", status=429, seconds=7.0), times=2),
        FaultRule(call=Call.GET, fault=Fault(status=502), times=3),
        FaultRule(call=Call.TASK, fault=Fault(code="NoFaceDetected", status=400)),
    )


@pytest.mark.parametrize("entry", PLATFORM_ENTRIES, ids=lambda entry: entry.code)
def test_every_code_of_the_platform_is_known_in_any_case_with_its_status(entry: Entry) -> None:
    rule = rule_named(f"submit={entry.code.lower()}")

    assert (rule.fault.code, rule.fault.status) == (entry.code, entry.http_status or 400)


def test_a_code_that_does_not_exist_yet_can_be_rehearsed_with_any_status() -> None:
    faults = [rule_named(text).fault for text in ("submit=FancyPolicyBreach", "submit=418/FancyPolicyBreach")]

    assert [(fault.code, fault.status) for fault in faults] == [("FancyPolicyBreach", 400), ("FancyPolicyBreach", 418)]


@pytest.mark.parametrize("word", Word)
def test_every_word_is_a_fault(word: Word) -> None:
    assert rule_named(f"list={word}").fault.word is word


@pytest.mark.parametrize("word", ["slow", "lagging"])
def test_a_wait_has_a_length(word: str) -> None:
    assert rule_named(f"list={word}:2.5").fault.seconds == 2.5


@pytest.mark.parametrize(
    "text",
    ["submit=TooManyRequests:7*2", "get=502*3", "task=NoFaceDetected", "list=418/FancyCode", "list=lagging:7"],
)
def test_a_rule_is_written_as_it_was_read(text: str) -> None:
    assert str(rule_named(text)) == text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("submit", "'submit'"),
        ("sumit=502", "'sumit' is no call; allowed are submit, get, list"),
        ("get=99", "an HTTP status from 400 to 599"),
        ("get=200", "an HTTP status from 400 to 599"),
        ("get=502*0", "'0' is no number of times"),
        ("get=502*", "'' is no number of times"),
        ("get=502:soon", "'soon' is no number of seconds"),
        ("get=drop-before:3", "seconds go with a code, a status, slow or lagging"),
        ("get=dropafter", "did you mean drop-after?"),
        ("submit=nofacedetectd", "did you mean NoFaceDetected?"),
        ("submit=request-too-large", "'request-too-large': allowed are"),
        ("submit=200/FancyCode", "'200' is no HTTP status"),
        ("task=502", "a task fails with a code alone"),
        ("task=drop-after", "a task fails with a code alone"),
        ("get=lagging", "lagging is about the list alone"),
        ("submit=payloads", "payloads is about the list alone"),
    ],
)
def test_a_bad_rule_is_refused_with_the_part_that_is_wrong(text: str, told: str) -> None:
    with pytest.raises(ValueError, match="fault ") as refused:
        parse(text)

    assert told in str(refused.value)


def test_a_book_gives_a_fault_as_often_as_its_rule_says() -> None:
    book = FaultBook(parse("get=502*2,get=503*1,submit=429"))

    taken = [book.take(Call.GET) for _ in range(4)]

    assert taken == [Fault(status=502), Fault(status=502), Fault(status=503), None]


def test_a_rule_without_a_number_never_ends() -> None:
    book = FaultBook(parse("get=502"))

    assert [book.take(Call.GET) for _ in range(3)] == [Fault(status=502)] * 3


def test_a_prompt_asks_for_faults_a_length_and_results_anywhere_in_it() -> None:
    wishes = wishes_in("a sandbox:creations=4 cat sandbox:task=NoFaceDetected, sandbox:seconds=2.5. sandbox:get=502*3")

    assert (wishes.rules, wishes.seconds, wishes.creations) == (parse("task=NoFaceDetected,get=502*3"), 2.5, 4)


def test_a_wish_ends_where_another_script_begins() -> None:
    assert wishes_in("一只猫sandbox:task=AuditFailed。海").rules == parse("task=AuditFailed")


@pytest.mark.parametrize(
    ("prompt", "told"),
    [
        ("sandbox:list=502", "allowed are submit, task, get, cancel, download, seconds, creations"),
        ("sandbox:seconds=soon", "sandbox:seconds=soon: 'soon' is no number of seconds"),
        ("sandbox:tusk=AuditFailed", "'tusk' is no call"),
        ("sandbox:creations=0", "sandbox:creations=0: a task has 1 to 9 results"),
    ],
)
def test_a_wish_that_cannot_be_met_is_refused(prompt: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        wishes_in(prompt)
