# SPDX-License-Identifier: MIT
"""The team's own names are known once they are learnt; ids are made of them and read as them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.desk.queries import OwnWords, Why
from leaddesk.domain.outcome import Next, Outcome
from leaddesk.words import outcomes, own_words, why
from leaddesk.words.rule_fields import ladder_title
from tests.words.samples import NOW


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    own_words.forget()
    yield
    own_words.forget()


def test_what_is_learnt_is_said_and_forgotten() -> None:
    words = OwnWords({"busy": "Engaged", "sent": "Sent NDA"}, {"slow": "Slow and kind"})
    assert own_words.learn(words)
    assert not own_words.learn(words)
    assert (outcomes.name("busy"), outcomes.name("sent")) == ("Engaged", "Sent NDA")
    assert outcomes.named()["sent"] == "Sent NDA"
    assert outcomes.button(Outcome("sent", 1, "", 1, Next.LADDER, title="Sent it")) == "Sent it"
    assert [outcomes.id_of(one) for one in ("sent nda", "Engaged", "busy", "x")] == [
        "sent", "busy", "busy", "x",
    ]  # fmt: skip
    assert ladder_title("slow") == "Slow and kind"
    assert why.line(Why("sent"), NOW, "UTC") == "Sent NDA"
    own_words.forget()
    assert (outcomes.name("busy"), ladder_title("inbound")) == ("Busy", "Inbound ladder")
    assert why.line(Why("sent"), NOW, "UTC") == ""


@pytest.mark.parametrize(
    "words,made",
    [
        ("Sent the brochure", "sent_the_brochure"),
        ("Rückruf später!", "rückruf_später"),
        ("2nd call", "n_2nd_call"),
        ("A name that goes on and on", "a_name_that_goes_on"),
        ("busy", "busy_2"),
        ("???", ""),
        ("", ""),
    ],
)
def test_an_id_reads_as_the_words_it_is_made_of(words: str, made: str) -> None:
    assert own_words.made_id(words, {"busy"}, 20) == made


@given(st.text(max_size=60), st.sets(st.sampled_from(["a", "a_2", "busy"])))
def test_an_id_is_short_new_and_one_word(words: str, taken: set[str]) -> None:
    made = own_words.made_id(words, taken, 20)
    assert made == "" or (made.isidentifier() and len(made) <= 20 and made not in taken)
