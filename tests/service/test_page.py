"""The page takes what the library takes, loses nothing of it, and gives the same answers."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings, strategies
from yaoxie import Profile, ProfileError, Rulebook
from yaoxie.messages import LANGS, Lang
from yaoxie.profile.vocabulary import packaged
from yaoxie.render.plan_chart import Bars
from yaoxie.service.options import today
from yaoxie.service.page import files, routes, submission
from yaoxie.service.page.basis import Source
from yaoxie.service.page.form.forms import Forms
from yaoxie.service.page.form.scope import facts_read
from yaoxie.service.page.pages import Pages
from yaoxie.service.page.submission import Submission
from yaoxie.service.page.values import UNITS, Unit, in_words
from yaoxie.service.page.wording import PageWording

from tests.service.conftest import Running
from tests.support import command_line
from tests.support.html_forms import Page
from tests.support.strategies import profiles as random_profiles

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.json"))
RULEBOOK = Rulebook.load()
PAGES = Pages(RULEBOOK)
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture(scope="module")
def pages(rulebook: Rulebook) -> Pages:
    return Pages(rulebook)


def html_of(pages: Pages, filled: Submission) -> str:
    return pages.form(filled).content.decode()


def read_back(html: str) -> Submission:
    return submission.read(Page(html).form("profile").pairs, packaged(), "zh")


def submit(service: Running, data: dict[str, Any], action: str = "answer", **more: str) -> Any:
    filled = Submission(data=data, year=more.pop("year", "2019"), **more)  # type: ignore[arg-type]
    html = html_of(PAGES, filled)
    return service.client.post("/", content=Page(html).form("profile").body(action), headers=FORM)


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_keeps_its_digest_through_the_form(pages: Pages, path: Path, unit: Unit) -> None:
    data = json.loads(path.read_text(encoding="utf-8"))
    back = read_back(html_of(pages, Submission(data=data, unit=unit)))
    assert Profile.from_dict(back.data).digest == Profile.from_dict(data).digest


@settings(max_examples=40)
@given(random_profiles.profiles())
def test_any_profile_keeps_its_digest_through_the_form(data: dict[str, Any]) -> None:
    back = read_back(html_of(PAGES, Submission(data=data)))
    assert Profile.from_dict(back.data).digest == Profile.from_dict(data).digest


@pytest.mark.parametrize(
    ("pointer", "value"),
    [
        ("/company/uscc", "91110114MA00000014"),
        ("/company/region", "nowhere"),
        ("/company/revenue", "many"),
        ("/company/activities", "dancing"),
        ("/drugs/0/milestones/0/date", "2019-02-30"),
        ("/drugs/0/project_investment", "1.00005"),
        ("/drugs/0/registration_class", "化药9类"),
        ("/company/owns_ip", "maybe"),
        ("/company/name", ""),
        ("/awards/0/amount", "0"),
    ],
)
def test_the_page_accepts_what_the_library_accepts_and_no_more(
    service: Running, pointer: str, value: str
) -> None:
    data = json.loads((EXAMPLES[0].parent / "contract.json").read_text(encoding="utf-8"))
    form = Page(html_of(PAGES, Submission(data=data, year="2019"))).form("profile")
    form.pairs = [(name, old) for name, old in form.pairs if name != pointer] + [(pointer, value)]
    handed_in = submission.read(form.pairs, packaged(), "zh").data
    answer = service.client.post("/", content=form.body("answer"), headers=FORM)
    try:
        Profile.from_dict(handed_in)
    except ProfileError:
        assert answer.status_code == 422
        assert 'role="alert"' in answer.text
        assert value in answer.text
    else:
        assert answer.status_code == 200


def test_a_fault_stands_beside_its_question_in_both_languages(service: Running) -> None:
    data = {"company": {"name": "甲", "revenue": "很多"}}
    chinese, english = submit(service, data), submit(service, data, lang="en")
    assert "请填写整数到元的金额，单位为万元" in chinese.text
    assert "an amount in whole yuan, typed in units of 10,000 yuan" in english.text
    for answer in (chinese, english):
        assert 'href="#f-company-revenue"' in answer.text
        assert 'aria-invalid="true"' in answer.text


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_report_of_the_page_is_byte_for_byte_that_of_the_command_line(
    service: Running, path: Path
) -> None:
    data = json.loads(path.read_text(encoding="utf-8"))
    region = data["company"].get("region")
    options = ["--measure", RULEBOOK.library.all_of(region)] if region else []
    printed = command_line.run(
        "evaluate", str(path), "--year", "2025", "--format", "json", *options
    )
    answer = submit(service, data, "report.json", year="2025")
    assert answer.content == printed.stdout_bytes


def test_the_profile_that_is_downloaded_is_the_one_that_was_filled(service: Running) -> None:
    data = json.loads(EXAMPLES[0].read_text(encoding="utf-8"))
    saved = submit(service, data, "profile.json").content
    assert Profile.from_json(saved).digest == Profile.from_dict(data).digest


@pytest.mark.parametrize("lang", LANGS)
def test_an_answer_says_the_totals_of_the_report(service: Running, lang: Lang) -> None:
    data = json.loads((EXAMPLES[0].parent / "biotech.json").read_text(encoding="utf-8"))
    report = RULEBOOK.evaluate(Profile.from_dict(data), 2019)
    text = submit(service, data, lang=lang).text
    assert in_words(report.total_ceiling, lang) in text
    assert in_words(report.potential_ceiling, lang) in text


def test_a_finding_leads_to_its_measure_and_its_documents(service: Running) -> None:
    data = json.loads((EXAMPLES[0].parent / "comparing-places.json").read_text(encoding="utf-8"))
    text = submit(service, data, year="2025").text
    named = set(re.findall(r' href="#([md]-[^"]+)"', text))
    assert named
    assert named <= set(re.findall(r' id="([^"]+)"', text))
    place = data["company"]["region"]
    for name in RULEBOOK.library.at(place, 2025):
        measure = RULEBOOK.library.measures[name]
        shown = [measure.number, measure.dates.last, *(d.title.zh for d in measure.documents)]
        for part in filter(None, shown):
            assert str(part) in text


def test_addresses_in_the_note_of_a_document_are_links() -> None:
    note = "见 a-b.gov.cn/2024/x_1.html?id=2），另见 c.com/news/75352, and e.cn, f.cn …g, 3.5/2"
    parts = list(Source("", "", "M", "", note).note_parts)
    assert "".join(text for text, _ in parts) == note
    assert [address for _, address in parts if address] == [
        "http://a-b.gov.cn/2024/x_1.html?id=2",
        "http://c.com/news/75352",
    ]


def test_no_link_leads_to_the_end_of_another_name() -> None:
    for note in ("www.Nmpa.gov.cn/a", "a@b.cn/c", "x_a.gov.cn/b", "a." * 50_000):
        assert list(Source("", "", "M", "", note).note_parts) == [(note, "")]


@pytest.mark.parametrize("lang", LANGS)
def test_every_control_has_a_label(service: Running, lang: Lang) -> None:
    data = json.loads((EXAMPLES[0].parent / "biotech.json").read_text(encoding="utf-8"))
    for action in ("form", "answer"):
        page = Page(submit(service, data, action, lang=lang).text)
        assert page.unlabelled == []
        assert len(page.controls) > 5


def test_a_missing_answer_is_given_right_there(service: Running) -> None:
    data = {
        "company": {"name": "甲", "park": "haidian", "legal_person": True},
        "platforms": [{"id": "P1", "platform_type": "cro"}],
    }
    page = Page(submit(service, data).text).form("answer")
    page.pairs.append(("/company/activities", "research"))
    settled = service.client.post("/", content=page.body("answer"), headers=FORM)
    assert "可申报 1 项支持，合计最多 1,000万元" in settled.text
    report = service.client.post(
        "/", content=Page(settled.text).form("answer").body("report.json"), headers=FORM
    ).json()
    assert (report["total_ceiling"], report["potential_ceiling"]) == (10_000_000, 10_000_000)


def test_items_come_and_go_by_buttons_alone(service: Running) -> None:
    page = Page(service.client.get("/").text)
    for action in ("add:drugs", "add:drugs", "add:awards"):
        form = page.form("profile")
        answer = service.client.post("/", content=form.body(action), headers=FORM)
        page = Page(answer.text)
    assert {"remove:/drugs/0", "remove:/drugs/1", "remove:/awards/0"} <= {
        *page.form("profile").buttons
    }
    answer = service.client.post(
        "/", content=page.form("profile").body("remove:/drugs/0"), headers=FORM
    )
    assert dict(Page(answer.text).form("profile").pairs)["/drugs/0/id"] == "D2"


def test_another_reading_is_taken_and_kept(service: Running) -> None:
    data = json.loads((EXAMPLES[0].parent / "biotech.json").read_text(encoding="utf-8"))
    page = Page(submit(service, data).text).form("answer")
    assert "reading:cap-scope=company" in page.buttons
    answer = service.client.post("/", content=page.body("reading:cap-scope=company"), headers=FORM)
    report = RULEBOOK.evaluate(Profile.from_dict(data), 2019, readings={"cap-scope": "company"})
    assert in_words(report.total_ceiling, "zh") in answer.text
    form = Page(answer.text).form("answer")
    assert ("reading", "cap-scope=company") in form.pairs
    sent = service.client.post("/", content=form.body("report.json"), headers=FORM)
    assert sent.content == report.to_bytes() + b"\n"


@pytest.mark.parametrize("measure", RULEBOOK.measures)
def test_the_form_reaches_every_requirement_of_a_measure(measure: str) -> None:
    data: dict[str, Any] = {"company": {"name": "甲"}}
    for name in packaged().item_lists.values():
        data[name] = [{"id": name}]
    form = Forms(RULEBOOK.library).form(Submission(data=data, year="2025", measure=measure))
    kinds = {name: kind for kind, name in packaged().item_lists.items()}
    reached: set[str] = {control.name.replace("/", ".").strip(".") for control in form.start}
    for card in (form.company, *(card for items in form.lists for card in items.cards)):
        place = card.name.split("/")[1]
        kind = kinds.get(place, place)
        for group in card.groups:
            reached |= {f"{kind}.{control.name.split('/')[-1]}" for control in group.asked}
        for row in card.milestones:
            if row.is_asked:
                fact = f"{kind}.milestone.{row.milestone}"
                reached |= {fact, *(f"{fact}.{c.name.split('/')[-1]}" for c in row.controls)}
    assert facts_read(RULEBOOK.library, [measure]) - reached == set()


@pytest.mark.parametrize(
    ("text", "unit", "amount"),
    [
        ("6,000", "wan", 60_000_000),
        ("６０００", "wan", 60_000_000),
        ("0.0001", "wan", 1),
        ("1234.5678", "wan", 12_345_678),
        ("1.2亿", "yuan", 120_000_000),
        ("600万元", "yuan", 6_000_000),
        ("0.00001", "wan", "0.00001"),
        ("1.5", "yuan", "1.5"),
        ("-3", "yuan", "-3"),
    ],
)
def test_amounts_are_read_as_people_type_them(text: str, unit: Unit, amount: int | str) -> None:
    filled = submission.read([("/company/revenue", text), ("unit", unit)], packaged(), "zh")
    assert filled.data["company"]["revenue"] == amount


@pytest.mark.parametrize(
    ("amount", "chinese", "english"),
    [
        (0, "0元", "CNY 0"),
        (12_345, "1万2,345元", "CNY 12,345"),
        (65_000_000, "6,500万元", "CNY 65 million"),
        (123_456_789, "1亿2,345万6,789元", "CNY 123,456,789"),
        (1_500_000_000, "15亿元", "CNY 1.5 billion"),
    ],
)
def test_amounts_are_read_back_in_words(amount: int, chinese: str, english: str) -> None:
    assert (in_words(amount, "zh"), in_words(amount, "en")) == (chinese, english)


def test_a_file_that_is_loaded_fills_the_form_and_names_its_faults(service: Running) -> None:
    data = {"company": {"name": "甲公司", "region": "北京"}, "drugs": [{"id": "D1"}]}
    text = json.dumps(data).encode()
    answer = service.client.post("/load", files={"file": ("profile.json", text)})
    assert "甲公司" in answer.text
    assert 'href="#f-company-region"' in answer.text
    broken = service.client.post("/load", files={"file": ("profile.json", b"{")})
    assert "这个文件不是 JSON" in broken.text


def test_a_fault_of_an_item_says_of_which(service: Running) -> None:
    drug = {"id": "D1", "name": "示例片", "category": "新的"}
    answer = submit(service, {"company": {"name": "甲"}, "drugs": [drug], "awards": [{}]})
    faults = answer.text[answer.text.index('id="faults"') :]
    assert ">药品 示例片 · 药品类别</a>" in faults
    assert ">以往资助 · 金额</a>" in faults


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_profile_comes_back_whole_from_its_workbook(path: Path) -> None:
    profile = RULEBOOK.profile(path.read_bytes())
    back = files.from_book(files.profile_book(profile), packaged())
    assert RULEBOOK.profile(back).digest == profile.digest


def test_a_workbook_with_faults_is_not_loaded_and_every_fault_is_named(service: Running) -> None:
    profile = RULEBOOK.profile((EXAMPLES[0].parent / "contract.json").read_bytes())
    book = openpyxl.load_workbook(io.BytesIO(files.profile_book(profile)))
    headings = {str(cell.value).partition("（")[0]: cell.column_letter for cell in book["药品"][1]}
    for heading, wrong in (("药品类别", "新的"), ("项目总投资额", "六千万")):
        book["药品"][f"{headings[heading]}4"] = wrong
    out = io.BytesIO()
    book.save(out)
    answer = service.client.post("/load", files={"file": ("资料.xlsx", out.getvalue())})
    for heading in ("药品类别", "项目总投资额"):
        assert f"药品!{headings[heading]}4" in answer.text
    assert "book.xlsx" not in answer.text
    broken = service.client.post("/load", files={"file": ("a.xlsx", b"PK\x03\x04broken")})
    assert "请改好后再读一次" in broken.text
    empty = service.client.get("/yaoxie.xlsx").content
    assert "企业" in openpyxl.load_workbook(io.BytesIO(empty)).sheetnames


def test_the_answer_is_downloaded_as_a_workbook_too(service: Running) -> None:
    data = json.loads((EXAMPLES[0].parent / "biotech.json").read_text(encoding="utf-8"))
    sent = submit(service, data, "report.xlsx")
    assert sent.headers["content-disposition"] == 'attachment; filename="report.xlsx"'
    book = openpyxl.load_workbook(io.BytesIO(sent.content))
    rows = list(book["支持"].values)
    report = RULEBOOK.evaluate(Profile.from_dict(data), 2019)
    assert len(rows) == len(report.findings) + 1


def test_what_is_missing_is_ranked_and_worded_by_the_engines_own_questions(
    service: Running,
) -> None:
    data = json.loads((EXAMPLES[0].parent / "biotech.json").read_text(encoding="utf-8"))
    advice = RULEBOOK.advise(Profile.from_dict(data), 2019, only=["questions"])
    assert advice.outlook is not None
    assert advice.questions is not None
    text = submit(service, data).text
    ask = text[text.index('id="ask"') :]
    places = [ask.index(f'name="{entry["pointer"]}"') for entry in advice.questions]
    assert places == sorted(places)
    assert in_words(advice.questions[0]["stake"], "zh") in ask
    head = f"{advice.outlook['answers']} 项回答可以改变合计：最少 "
    assert head + in_words(advice.outlook["least"], "zh") in text


def test_a_list_of_milestones_that_is_missing_is_asked_right_there(service: Running) -> None:
    company = {"name": "甲", "park": "haidian", "legal_person": True, "activities": ["research"]}
    drug = {"id": "D1", "category": "innovative", "project_investment": 60_000_000}
    form = Page(submit(service, {"company": company, "drugs": [drug]}).text).form("answer")
    reached = next(name for name, value in form.pairs if value == "phase_2_completed")
    row = reached.removesuffix("/milestone")
    form.pairs += [(row, "+"), (f"{row}/date", "2019-05-20")]
    settled = service.client.post("/", content=form.body("report.json"), headers=FORM).json()
    assert settled["total_ceiling"] == 10_000_000


def test_steps_say_what_the_engine_advises(service: Running) -> None:
    data = json.loads((EXAMPLES[0].parent / "biotech.json").read_text(encoding="utf-8"))
    profile = Profile.from_dict(data)
    plan = RULEBOOK.advise(profile, 2026, only=["plan"], years=3, as_of=today()).plan
    assert plan is not None
    text = submit(service, data, "steps", year="2026").text
    assert text.index('id="h-unlocks"') < text.index('class="plan"') < text.index('id="h-places"')
    words = PageWording.of(RULEBOOK.library, "zh")
    for part in Bars(plan, words).svg(300):  # drawn as a file has it
        assert part in text
    whole = submit(service, data, "next", year="2026").text
    assert "data-steps" not in whole
    assert 'class="plan"' in whole


def test_an_answer_comes_without_the_advice_that_is_late(
    start: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(routes, "_QUESTION_SECONDS", 0.0)
    monkeypatch.setattr(routes, "_STEP_SECONDS", 0.0)
    data = json.loads((EXAMPLES[0].parent / "biotech.json").read_text(encoding="utf-8"))
    answer = submit(start(), data, "next")
    assert answer.status_code == 200
    assert "没有在限定时间内逐一核算" in answer.text
    assert "未列出：可以争取的支持、分年度申报计划、各地比较" in answer.text
    assert "合计最多" in answer.text


def test_what_is_large_is_not_made_in_the_process_that_serves(
    service: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: Any) -> None:
        raise AssertionError("made here")

    data = {"company": {"name": "甲"}, "drugs": [{"id": f"D{n}"} for n in range(60)]}
    html = html_of(PAGES, Submission(data=data, year="2019"))
    monkeypatch.setattr(Pages, "show", never)
    sent = service.client.post("/", content=Page(html).form("profile").body("answer"), headers=FORM)
    assert sent.status_code == 200
    assert sent.text.count('<details class="finding') > 100


def test_more_than_a_page_can_judge_is_refused_with_a_word(service: Running) -> None:
    data = {"company": {"name": "甲"}, "drugs": [{"id": f"D{n}"} for n in range(190)]}
    inputs = {"profile": json.dumps(data), "year": "2025", "measure": "all", "do": "answer"}
    answer = service.client.post("/", data=inputs)
    assert answer.status_code == 422
    assert "请选择一个地区或一项政策" in answer.text


def test_a_company_is_asked_under_all_measures_of_its_place() -> None:
    places = packaged().place.type.words
    for word in places:
        data = {"company": {"name": "甲", "region": word}}
        asked = PAGES.asked(Submission(data=data, year="2025"))
        assert asked.question is not None
        assert asked.question.measure is not None
        names = RULEBOOK.library.named_by(asked.question.measure, 2025)
        assert names == RULEBOOK.library.at(word, 2025)


@settings(max_examples=60)
@given(random_profiles.profiles(), strategies.data())
def test_a_submission_is_accepted_where_the_library_accepts_its_profile(
    data: dict[str, Any], draw: strategies.DataObject
) -> None:
    form = Page(html_of(PAGES, Submission(data=data, year="2025"))).form("profile")
    pointers = sorted({name for name, _ in form.pairs if name.startswith("/")})
    name = draw.draw(strategies.sampled_from(pointers))
    text = draw.draw(
        strategies.sampled_from(["", "-", "+", "true", "0", "1.5", "２０", "甲", "2019-02-30"])
    )
    form.pairs = [(at, old) for at, old in form.pairs if at != name] + [(name, text)]
    handed_in = submission.read(form.pairs, packaged(), "zh")
    try:
        Profile.from_dict(handed_in.data)
        is_profile = True
    except ProfileError:
        is_profile = False
    assert (not PAGES.asked(handed_in).faults) == is_profile


def test_the_page_may_be_left_out(start: Any) -> None:
    assert start(page=False).client.get("/").status_code == 404


def test_places_stand_side_by_side_with_what_they_would_bring(service: Running) -> None:
    data = json.loads((EXAMPLES[0].parent / "comparing-places.json").read_text(encoding="utf-8"))
    text = submit(service, data, "steps", year="2025").text
    compared = RULEBOOK.compare(Profile.from_dict(data), 2025, ended=False).to_dict()
    best = compared["measures"][0]
    section = text[text.index('id="h-places"') :]
    section = section[: section.index("</section>")]
    assert best["title"]["zh"] in section
    assert not best["if_registered"]["unbounded"]["total"]
    assert in_words(best["if_registered"]["total_ceiling"], "zh") in section


def test_a_name_that_is_no_unicode_is_shown_with_its_fault(service: Running) -> None:
    content = rb'{"company":{"name":"\ud800"}}'
    loaded = service.client.post("/load", files={"file": ("a.json", content)})
    assert (loaded.status_code, loaded.headers["content-type"][:9]) == (200, "text/html")
    assert "\\ud800" in loaded.text
    typed = service.client.post("/", data={"profile": content.decode(), "do": "answer"})
    assert typed.status_code == 422
    assert "\\ud800" in typed.text


@pytest.mark.parametrize("name", ["/drugs/{}", "/drugs/{}/name", "/drugs/0/milestones/{}"])
def test_a_place_of_thousands_of_digits_is_a_fault(service: Running, name: str) -> None:
    answer = service.client.post("/", data={name.format("9" * 5000): "+", "do": "answer"})
    assert answer.status_code == 422
    removed = {"/drugs/0": "+", "do": "remove:/drugs/" + "9" * 5000}
    assert service.client.post("/", data=removed).status_code == 200


@pytest.mark.parametrize("kind", ["multipart/form-data", "multipart/form-data; boundary=x"])
def test_a_broken_upload_is_refused_on_the_page(service: Running, kind: str) -> None:
    answer = service.client.post("/load", content=b"x", headers={"Content-Type": kind})
    assert (answer.status_code, answer.headers["content-type"][:9]) == (400, "text/html")


@pytest.mark.parametrize("action", ["form", "answer"])
def test_more_milestones_than_a_page_shows_are_refused_with_a_word(
    service: Running, action: str
) -> None:
    drug = {"id": "D1", "milestones": [{"milestone": f"m{number}"} for number in range(9_000)]}
    profile = json.dumps({"company": {"name": "甲"}, "drugs": [drug]})
    inputs = {"profile": profile, "year": "2019", "do": action}
    answer = service.client.post("/", data=inputs)
    assert 'class="notice bad"' in answer.text
    assert "m8999" not in answer.text


def test_an_answer_asks_first_for_a_few_and_counts_all_that_is_missing(service: Running) -> None:
    drugs = [{"id": f"D{number}", "name": "甲"} for number in range(200)]
    profile = json.dumps({"company": {"name": "甲"}, "drugs": drugs})
    answer = service.client.post("/", data={"profile": profile, "year": "2019", "do": "answer"})
    count = re.search(r'id="h-ask">[^<]*<span class="count">([0-9]+)', answer.text)
    assert count is not None
    assert int(count[1]) > answer.text.count('<div class="question">') > 0
