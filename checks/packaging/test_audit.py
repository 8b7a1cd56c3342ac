"""What the audit says: the problems that a database knows, and that none was reached where none was."""

from typing import Any

import pytest

from checks.packaging.audit import CLEAN, PROBLEMS, UNKNOWN, Ask, audited

PINS = ["a==1", "b==2"]
SKIPPED = {"name": "a", "skip_reason": "not found"}
SOUND = {"name": "a", "version": "1", "vulns": []}
WRONG = {"name": "b", "version": "2", "vulns": [{"id": "X-1", "fix_versions": ["2.1", "3"], "aliases": []}]}
OPEN = {"name": "b", "version": "2", "vulns": [{"id": "X-2", "fix_versions": [], "aliases": []}]}


def answers(**by_service: Any) -> tuple[Ask, list[tuple[str, int]]]:
    """Return services that answer so, and the list of what they are asked."""
    asked: list[tuple[str, int]] = []

    def ask(service: str, pins: list[str]) -> Any:
        asked.append((service, len(pins)))
        found = by_service[service]
        return found if isinstance(found, str) else found[: len(pins)]

    return ask, asked


@pytest.mark.parametrize(
    ("rows", "status", "said"),
    [
        ([SOUND, {**SOUND, "name": "b"}], CLEAN, "2 packages looked up, 0 with known problems"),
        ([SOUND, WRONG], PROBLEMS, "b 2: X-1, mended in 2.1, 3"),
        ([SOUND, OPEN], PROBLEMS, "b 2: X-2, mended in no version yet"),
        ([SOUND, {**SKIPPED, "name": "b"}], UNKNOWN, "b: not looked up: not found"),
    ],
)
def test_a_database_that_answers_is_believed_as_far_as_it_knows(
    rows: list[dict[str, Any]], status: int, said: str
) -> None:
    ask, asked = answers(pypi=rows, osv="never asked")
    told, found = audited(PINS, ask)
    assert found == status
    assert said in "\n".join(told)
    assert asked == [("pypi", 1), ("pypi", 2)]


def test_the_next_database_is_asked_where_the_first_cannot_be() -> None:
    ask, asked = answers(pypi=[SKIPPED, SKIPPED], osv=[SOUND, WRONG])
    assert audited(PINS, ask)[1] == PROBLEMS
    assert asked == [("pypi", 1), ("osv", 1), ("osv", 2)]


def test_where_none_can_be_reached_it_says_so_and_does_not_pass() -> None:
    """pip-audit itself says "no known vulnerabilities" where the index knows none of the packages."""
    ask, asked = answers(pypi=[SKIPPED, SKIPPED], osv="no such host")
    told, status = audited(PINS, ask)
    assert status == UNKNOWN
    assert told[-1].startswith("No database of known problems could be reached")
    assert "OSV cannot be asked: no such host" in told
    assert asked == [("pypi", 1), ("osv", 1)]
