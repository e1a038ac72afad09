"""What only lint reports."""

from __future__ import annotations

from collections.abc import Callable

Files = dict[str, str]
Faults = Callable[[Files], list[str]]


def test_two_standards_with_one_title(files: Files, linted: Faults, wrong: Faults) -> None:
    files["book/more.yaml"] = files["book/ticket.yaml"].replace("quick-answer", "other")
    assert wrong(files) == []
    assert linted(files) == [
        "p/book/ticket.yaml:4:15: the title is that of book.1.1.other too; say what differs",
        "p/book/ticket.yaml:4:29: the title is that of book.1.1.other too; say what differs",
    ]


def test_a_standard_without_examples(files: Files, linted: Faults, wrong: Faults) -> None:
    files["book/ticket.yaml"] = files["book/ticket.yaml"].split("  examples:")[0]
    assert wrong(files) == []
    assert linted(files) == ["p/book/ticket.yaml:1:3: book.1.1.quick-answer has no examples; give a row for each verdict it can reach"]


def test_an_unused_parameter(files: Files, linted: Faults, wrong: Faults) -> None:
    files["book/ticket.yaml"] = files["book/ticket.yaml"].replace("  check:", "    most: {value: 3, source: default}\n  check:")
    assert wrong(files) == []
    assert linted(files) == ["p/book/ticket.yaml:10:5: the parameter 'most' is not used; use it in the check, or remove it"]


def test_a_parameter_without_a_title(files: Files, linted: Faults, wrong: Faults) -> None:
    first = files["book/ticket.yaml"]
    files["book/ticket.yaml"] = first.replace("limit:", "quick_limit:").replace("within: limit", "within: quick_limit")
    assert wrong(files) == []
    said = "p/book/ticket.yaml:9:5: the parameter 'quick_limit' has no title for the report; give it a 'title'"
    assert [fault for fault in linted(files) if "title" in fault] == [said]
    files["book/ticket.yaml"] = files["book/ticket.yaml"].replace("{value: 24", "{title: {zh: 时限, en: limit}, value: 24")
    assert not [fault for fault in linted(files) if "title" in fault]


def test_an_override_of_what_is_not_in_force(files: Files, linted: Faults) -> None:
    files["other/handbook.yaml"] = files["book/handbook.yaml"].replace("handbook: book", "handbook: other")
    files["profiles/default.yaml"] = files["profiles/default.yaml"].replace("[book]", "[other]")
    files["other/handbook.yaml"] = (
        files["other/handbook.yaml"].replace("yes}", "no, why_not: {zh: 无。, en: None.}}").replace("partly", "no")
    )
    files["profiles/default.yaml"] += "overrides: [{standard: book.1.1.quick-answer, parameter: limit, value: 2 days, reason: r}]\n"
    assert linted(files) == ["p/profiles/default.yaml:8:13: book.1.1.quick-answer is not in force in this profile; remove the override"]


def test_lint_reports_what_is_wrong_as_well(files: Files, linted: Faults) -> None:
    files["book/ticket.yaml"] = (
        files["book/ticket.yaml"].replace("en: Add staff.", "en: Add staff").replace("force: mandatory", "force: must")
    )
    files["book/more.yaml"] = files["book/ticket.yaml"].replace("quick-answer", "other").replace("force: must", "force: derived")
    assert [fault.split(": ", 1)[0] for fault in linted(files)] == ["p/book/more.yaml:16:31", "p/book/ticket.yaml:5:10"]


def test_files_called_otherwise(files: Files, linted: Faults) -> None:
    files["vocabulary/tickets.yaml"] = files.pop("vocabulary/ticket.yaml")
    files["calendars/office.yaml"] = files.pop("calendars/default.yaml")
    assert linted(files) == [
        "p/calendars/office.yaml:1:11: 'default' stands in a file called 'office.yaml'; call the file default.yaml",
        "p/vocabulary/tickets.yaml:1:6: 'ticket' stands in a file called 'tickets.yaml'; call the file ticket.yaml",
    ]
