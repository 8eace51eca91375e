"""A message is worded when it is read, in the reader's language."""

from __future__ import annotations

import json
import pickle

import pytest
from yaoxie import Fault, Message, Profile, ProfileError, Title
from yaoxie.errors import ABSENT

ONE_OF = Message("sources.one-of", words=("a", "b"))
NESTED = Message("sources.with-hint", expected=ONE_OF, hint=Message("sources.curly-quotes"))
TITLED = Message(
    "profile.award-subject", kinds=(Title(zh="药品", en="drug"),), last=Title(zh="事项", en="event")
)


def test_a_message_is_its_english_sentence() -> None:
    assert (ONE_OF, ONE_OF.text("en")) == ("one of a, b", "one of a, b")
    assert type(ONE_OF.text("en")) is str


def test_a_message_is_worded_in_chinese_with_all_that_stands_in_it() -> None:
    assert ONE_OF.text("zh") == "应为以下之一：a、b"
    assert NESTED.text("zh").startswith("应为以下之一：a、b；这是中文引号")
    assert "（药品或事项）" in TITLED.text("zh")


@pytest.mark.parametrize("message", [ONE_OF, NESTED, TITLED])
def test_a_message_stays_itself_when_it_is_sent(message: Message) -> None:
    plain = json.loads(json.dumps(message.to_dict()))
    for copy in (pickle.loads(pickle.dumps(message)), Message.from_dict(plain)):  # noqa: S301
        assert (copy, copy.code, copy.text("zh")) == (message, message.code, message.text("zh"))


@pytest.mark.parametrize(
    "fault",
    [
        Fault("/a", 1, ONE_OF, "b", "/c", "f.yaml", 1, 2, Title(zh="乙", en="B")),
        Fault("", Message("sources.the-end"), NESTED),
        Fault("/a", None, Message("sources.required")),
    ],
)
def test_a_fault_stays_itself_when_it_is_sent(fault: Fault) -> None:
    copy = Fault.from_dict(json.loads(json.dumps(fault.to_dict())))
    assert copy == fault
    assert copy.text("zh") == fault.text("zh")


def test_a_value_that_json_lacks_is_sent_as_text() -> None:
    assert Fault("/a", ABSENT, ONE_OF).to_dict()["value"] == "absent"


def test_a_code_that_the_catalogue_lacks_is_an_error() -> None:
    for code in ("sources.nothing", "nothing.sources", "nothing"):
        with pytest.raises(KeyError):
            Message(code)


def test_the_nearest_word_is_named_with_its_title() -> None:
    data = {"company": {"name": "甲", "region": "苏州"}, "drugs": [{"id": "D", "milestones": [{}]}]}
    data["drugs"][0]["milestones"] = [{"milestone": "二期临床完成"}]  # type: ignore[index]
    with pytest.raises(ProfileError) as refused:
        Profile.from_dict(data)
    region, _ = refused.value.faults
    assert region.text("zh").endswith("；是否应为 'suzhou'（苏州）？")
    assert str(region).endswith("; did you mean 'suzhou' (Suzhou)?")


def test_faults_of_a_profile_are_worded_in_either_language() -> None:
    data = {"company": {"name": "甲", "park": "苏州", "legal_person": "是"}}
    with pytest.raises(ProfileError) as refused:
        Profile.from_dict(data)
    park, legal = refused.value.faults
    assert str(legal) == "/company/legal_person: '是'; expected true or false"
    assert legal.text("zh") == "/company/legal_person：'是'；应为 true（是）或 false（否）"
    assert (park.code, park.parameters["words"][0]) == ("sources.one-of", "haidian")
    assert refused.value.text("zh").splitlines() == [park.text("zh"), legal.text("zh")]
