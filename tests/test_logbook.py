"""The operator's log says what happened, in the state folder, and never a key or a question."""

from __future__ import annotations

import logging
from pathlib import Path

from fake_vendors import KEY, FakeGroq, faults
from houses import ask, house

from ragfood.logbook import begin_log


def test_one_line_for_each_question_with_who_answered_and_what_it_cost(tmp_path: Path) -> None:
    with FakeGroq() as groq:
        groq.next(faults.server_error())
        answer = ask(house(tmp_path, groq), "What is pad thai?")
    text = (tmp_path / "state" / "ragfood.log").read_text()
    line = next(line for line in text.splitlines() if "answered mode=auto" in line)
    assert f"provider=groq model={answer.model}" in line and f"cost={answer.cost}" in line
    assert "code=server_fault" in text
    assert KEY not in text and "pad thai" not in text.lower() and "Traceback" not in text


def test_a_folder_that_cannot_be_written_costs_the_log_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file where the folder should be")
    begin_log(tmp_path / "state")
    logging.getLogger("ragfood.test").info("said")
    assert (tmp_path / "state").is_file()


def test_another_folder_takes_the_place_of_the_first(tmp_path: Path) -> None:
    begin_log(tmp_path / "a")
    begin_log(tmp_path / "b")
    begin_log(tmp_path / "b")
    logging.getLogger("ragfood.test").info("said once")
    assert not (tmp_path / "a").exists()
    assert (tmp_path / "b" / "ragfood.log").read_text().count("said once") == 1
