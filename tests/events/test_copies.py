"""Which articles carry another one's text, and which is the first."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence, Set
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.events import copies, sketches
from briefgen.events.copies import Found, Sketch, Text, find, packed, sketch, unpacked
from briefgen.text import sentences

ICE = "The ferry to Lund Island left the quay at Marn behind an ice-breaker after ten days of ice, the harbour office of Marn said."
SALT = "The salt works at Brae will close in October after a hundred and forty years because a cheaper mine opened across the border."

BRIDGE = """The old bridge at Tollen was closed to lorries on Monday after divers found a crack as long as a man in its third pier.

Engineer Asta Rehn of the Oderin Road Office said the stone had been washed out by the floods of 2019 and again by those of March. "It has \
stood since 1788 and it will stand until we mend it," she told a meeting in Tollen. The work will take 14 weeks and cost 3.2 million crowns, \
of which the town pays 400,000.

Lorries will have to cross at Hask, 31 kilometres upstream. Jorun Vell, who carries milk from 26 farms around Sorby to the dairy in Tollen, said \
the detour would cost him two hours a day and a tank of fuel a week. The dairy's director, Pim Osterhus, promised to share the bill until \
Easter.

Mayor Ketil Brandes asked the ministry in Oderin for a pontoon bridge, such as the army laid at Varn in 1996. A spokesman for Defence Minister \
Lida Marr said that the army had two, that one was in Kestrel Bay and that the other one leaked.

Buses of line 7 go on running over the bridge, one at a time, with their passengers walking behind. On Tuesday 83 people did so in the rain, and \
Rehn counted them herself."""

SPUN = """The ancient span at Tollen was shut for trucks on Monday once frogmen discovered a fissure as lengthy as a person within its next column.

Engineer Asta Rehn from the Oderin Road Office stated the rock was rinsed away through the deluges of 2019 plus anew through them of March. "This \
has remained from 1788 so this shall remain till folks repair this," she informed an assembly around Tollen. That labour shall last 14 months yet \
charge 3.2 million coins, whereof that city spends 400,000.

Trucks shall be forced to traverse by Hask, 31 kilometres upriver. Jorun Vell, which hauls cream out of 26 ranches near Sorby towards that creamery \
at Tollen, mentioned this diversion may charge themselves double moments every morning plus one reservoir of gas every month. This creamery's head, \
Pim Osterhus, vowed towards splitting that invoice till Easter.

Mayor Ketil Brandes begged that department at Oderin about some floating crossing, like those troops placed by Varn during 1996. One speaker of \
Defence Minister Lida Marr remarked how those troops owned a pair, how the first lay within Kestrel Bay while how that second dripped.

Coaches on route 7 keep on travelling across this span, singly, having those riders strolling after. Upon Tuesday 83 folks acted thus under \
drizzle, while Rehn tallied those personally."""

OTHER = """Milk reached the dairy in Tollen four hours late on Tuesday, the first day on which lorries had to take the road by Hask.

"My cows do not know that there is a crack," said Jorun Vell of Sorby, who had got up at 2. He is one of 26 farmers who bring their milk to \
Pim Osterhus, the director, and who fear for the 14 weeks that the Oderin Road Office wants to work on the pier.

The bridge, built in 1788, was shut to anything over 3.5 tonnes on Monday. Ketil Brandes, the mayor, said he had learned of it from the radio. \
"I rang Oderin, and Oderin rang me back to ask where Tollen was," he said. He wants Lida Marr, the Defence Minister, to send a pontoon.

Asta Rehn, the engineer in charge, defended the closure. Divers had put an arm into the crack up to the shoulder, she said, and the floods of March \
had taken stones that those of 2019 left. In 1996 the army bridged the river at Varn within a day.

The repair will cost 3.2 million crowns. Tollen's share is 400,000, about what it spends on its swimming bath in Kestrel Street. The council meets \
on Thursday, and the 7 bus will take those who want to come as far as the bridge."""

FICTION = (
    *("harbour", "the", "of", "quay", "winter", "council", "and", "said", "boats", "a", "lantern", "would", "to", "bread", "in", "stone", "road"),
    *("that", "weather", "market", "on", "keeper", "had", "bell", "for", "river", "not", "mill", "with", "snow", "goats", "was", "their", "wool"),
    *("evening", "from", "tide", "clock", "orchard", "by", "paper", "school", "at", "choir", "ferry", "salt", "bridge", "under", "lamp", "song"),
)


def prose(seed: int, length: int) -> str:
    """So many words in an order that only this seed gives."""
    chance = random.Random(seed)
    return " ".join(chance.choice(FICTION) for _ in range(length))


def text(slug: str, body: str, outlet: str = "", date: str = "2023-02-03", credit: str = "", **more: str | bool) -> Text:
    known = {"via": "", "source": ""} | {name: value for name, value in more.items() if isinstance(value, str)}
    return Text(slug, date, outlet, credit, head=body[:300], sketch=sketch(body), new=bool(more.get("new", True)), **known)


def sources(*texts: Text) -> dict[str, str]:
    return {slug: found.of for slug, found in find(texts).items()}


def kinds(*texts: Text) -> dict[str, tuple[str, bool]]:
    return {slug: (found.kind, found.sure) for slug, found in find(texts).items()}


def test_reprints_are_copies_of_the_agencys_own_text() -> None:
    """The outlet whom the others credit is the original, whatever their order and length."""
    texts = [text("a", ICE + " More words here.", "Echo", credit="Northwire"), text("b", ICE, "Northwire"), text("c", SALT)]
    assert find(texts) == {"a": Found("b", "copy", 1.0, sure=True)}


def test_an_agency_is_known_by_its_initials_in_a_dateline() -> None:
    """As agencies are named in print."""
    assert sources(text("a", "MARN (NWS) - " + ICE, "Echo"), text("b", ICE, "North Wire Service")) == {"a": "b"}


def test_a_dateline_of_its_own_makes_a_text_the_original() -> None:
    """An agency's text names the agency at its beginning, also where the reprint that cut it names nobody."""
    wire = text("b", "MARN, Feb 3 (Northwire) - " + ICE, "Northwire")
    assert sources(text("a", ICE + " More words here.", "Echo"), wire) == {"a": "b"}


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("2023-02-03", "2023-02-04"),
        ("2023-02-03T09:00:00Z", "2023-02-03T10:00:00Z"),
        ("2023-02-03T10:30:00+02:00", "2023-02-03T09:00:00Z"),
        ("2023-02-03T23:00:00", "2023-02-04"),
    ],
)
def test_the_earliest_of_equal_texts_is_the_original(earlier: str, later: str) -> None:
    """Where nobody is credited; an hour earlier is earlier, wherever the clock stands."""
    assert find([text("a", ICE, date=later), text("b", ICE, date=earlier)]) == {"a": Found("b", "copy", 1.0, sure=True)}


def test_which_of_two_was_first_is_unsure_where_dates_do_not_say() -> None:
    """The longer one is taken for the original, and a person asked; one whose outlet is unknown comes after one with a name."""
    assert kinds(text("a", BRIDGE, "Echo"), text("b", BRIDGE + " " + ICE, "Courier")) == {"a": ("copy", False)}
    assert sources(text("a", BRIDGE, "Echo", date=""), text("b", BRIDGE + " " + ICE, date="")) == {"b": "a"}


def test_what_is_filed_is_never_declared_a_copy() -> None:
    """Only new articles are; a copy of a copy whose source is not there copies that source."""
    assert find([text("a", ICE, date="2023-02-04", new=False), text("b", ICE, "Northwire")]) == {}
    filed = replace(text("a", ICE, new=False), copy_of="original")
    assert sources(filed, text("b", ICE)) == {"b": "original"}


@pytest.mark.parametrize(("copy_of", "version_of"), [("b", ""), ("", "b")])
def test_what_a_person_recorded_is_left_alone(copy_of: str, version_of: str) -> None:
    """It is not answered, nor made a circle by what is found."""
    recorded = replace(text("a", ICE, date="2023-02-03"), copy_of=copy_of, version_of=version_of)
    assert find([recorded, text("b", ICE, date="2023-02-04")]) == {}
    assert sources(recorded, text("b", ICE, date="2023-02-04"), text("c", ICE, date="2023-02-01")) == {"b": "c"}


def test_records_that_go_round_in_a_circle_end_the_search() -> None:
    """A person may err; nothing is added to the circle."""
    circle = [replace(text(one, ICE, new=False), copy_of=other) for one, other in (("a", "b"), ("b", "a"))]
    assert find([*circle, text("c", ICE, date="2023-02-05")]) == {}


def test_a_text_within_another_is_a_copy_or_its_source() -> None:
    """By their dates, whichever is the longer one."""
    long = prose(1, 300) + " " + BRIDGE + " " + prose(2, 600)
    assert kinds(text("a", BRIDGE, "Echo", date="2023-02-04"), text("b", long, "Courier")) == {"a": ("copy", True)}
    assert kinds(text("a", BRIDGE, "Echo"), text("b", long, "Courier", date="2023-02-04")) == {"b": ("copy", True)}


def test_a_paraphrase_that_keeps_no_words_is_found_by_its_names_and_numbers() -> None:
    """Where another word stands for nearly every word; also where it stands within another text."""
    one, other = sketch(BRIDGE), sketch(SPUN)
    assert sketches.shared(one, other).word_share < 0.05
    original, spun = text("a", BRIDGE, "Echo"), text("b", SPUN, "Daily Digest", date="2023-02-04")
    found = find([original, spun])["b"]
    assert (found.of, found.kind, found.sure) == ("a", "paraphrase", True)
    assert found.share > 0.8
    assert kinds(original, replace(spun, sketch=sketch(prose(3, 200) + ".\n\n" + SPUN))) == {"b": ("paraphrase", True)}


def test_a_paraphrase_in_another_order_is_for_a_person_to_confirm() -> None:
    """All its names and numbers are there, but few stand as they stood."""
    shuffled = " ".join(random.Random(2).sample(sentences(SPUN), len(sentences(SPUN))))
    assert kinds(text("a", BRIDGE, "Echo"), text("b", shuffled, "Digest", date="2023-02-04")) == {"b": ("paraphrase", False)}


def test_a_paraphrase_that_changes_names_too_is_for_a_person_to_confirm() -> None:
    """What it leaves stands in the same order."""
    changed = SPUN
    for name, mistaken in (
        ("Osterhus", "Easterhouse"),
        ("Vell", "Veal"),
        ("Hask", "Hack"),
        ("Brandes", "Brands"),
        ("Varn", "Warn"),
        ("26", "twenty-six"),
    ):
        changed = changed.replace(name, mistaken)
    assert kinds(text("a", BRIDGE, "Echo"), text("b", changed, "Digest", date="2023-02-04")) == {"b": ("paraphrase", False)}


def test_reports_of_one_event_that_name_the_same_people_are_not_copies() -> None:
    """They name them in an order of their own."""
    assert find([text("a", BRIDGE, "Echo"), text("b", OTHER, "Courier", date="2023-02-04")]) == {}


def test_a_list_of_names_that_two_reports_share_makes_neither_a_copy() -> None:
    """What is shared has to be spread over the text."""
    names = ", ".join(
        f"{first} {last}"
        for first, last in zip(("Ada", "Bo", "Cai", "Dov", "Eli", "Fay", "Gus", "Hal"), "Arn Bek Cal Dun Eik Fro Gil Hov".split(), strict=True)
    )
    dead = f" The council named the dead as {names} and two children from Lund, Ivo Marsh, Jan Kell, Kai Lorne, Len Mott and Mia Noll."
    assert find([text("a", BRIDGE + dead, "Echo"), text("b", OTHER + dead, "Courier", date="2023-02-04")]) == {}


def test_an_agencys_legal_notice_makes_no_copy_of_a_brief() -> None:
    """Though it is half of it."""
    notice = " Copyright 2023 Northwire. All rights reserved. No part of this report may be printed, broadcast or handed on without leave."
    assert (
        find([text("a", "Goats cross the ice to Lund and are fetched back by boat." + notice, "Echo"), text("b", prose(4, 90) + notice, "Courier")])
        == {}
    )


def test_words_that_stand_in_two_reports_do_not_make_a_copy() -> None:
    """A quotation of a third of the shorter one is not enough; of nearly half, a person is asked."""
    quoted = prose(5, 100)
    assert find([text("a", quoted + prose(6, 220), "Echo"), text("b", quoted + prose(7, 220), "Courier", date="2023-02-04")]) == {}
    longer = prose(5, 120)
    found = kinds(text("a", longer + prose(6, 140), "Echo"), text("b", longer + prose(7, 140), "Courier", date="2023-02-04"))
    assert found == {"b": ("copy", False)}


def lineage() -> list[Text]:
    """A wire story, a paper that prints it with paragraphs of its own, an aggregator that carries that, and a paraphrase of this."""
    own = "\n\nIn the market of Tollen the bridge was the talk of Monday. Baker Oda Lunn sold 200 rolls to stranded drivers, Ruben Ask of the \
Anchor Inn let 11 of them sleep on his benches, and Father Emil Tarr rang the bell of Saint Brannoc at 6 to wake them. Nobody, said Lunn, had \
asked the drivers of Sorby or of Varn what they thought."
    spun = "\n\nWithin the bazaar at Tollen this span became that chatter upon Monday. Baker Oda Lunn vended 200 buns towards marooned motorists, \
Ruben Ask from the Anchor Inn allowed 11 among those slumber over some pews, while Father Emil Tarr pealed this chime in Saint Brannoc near 6 \
towards rousing those. None, mentioned Lunn, inquired those motorists around Sorby nor around Varn how those felt."
    return [
        text("wire", "TOLLEN, Feb 3 (Northwire) - " + BRIDGE, "Northwire", "2023-02-03T08:00:00Z"),
        text("paper", BRIDGE + own, "Echo", "2023-02-03T11:00:00Z", credit="Northwire"),
        text("aggregator", BRIDGE + own + "\n\nRead on.", "Echo", "2023-02-03T12:00:00Z", via="Newsheap"),
        text("paraphrase", SPUN + spun, "Daily Digest", "2023-02-04"),
        text("other", OTHER, "Courier", "2023-02-04"),
    ]


def test_a_line_of_copies_is_followed_from_wire_to_paraphrase() -> None:
    """Each points at the one that it was taken from, where what it has beyond the first shows that."""
    found = find(lineage())
    assert {slug: (one.of, one.kind) for slug, one in found.items()} == {
        "paper": ("wire", "copy"),
        "aggregator": ("paper", "copy"),
        "paraphrase": ("paper", "paraphrase"),
    }


def test_a_long_line_of_stated_copies_is_looked_along_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not with a look at the whole archive for each of its links."""
    story = prose(8, 800)
    line = [text(f"c{number}", story, f"Outlet {number}", copy_of=f"c{number - 1}" if number else "") for number in range(20)]
    texts = [*line, *(text(f"x{number}", prose(number + 20, 800), "Echo") for number in range(5)), text("new", story, "Courier", "2023-03-01")]
    looks: list[int] = []
    likely = sketches.likely

    def noted(drawn: Sequence[Sketch], addresses: Sequence[str], asking: Sequence[bool], about: Set[int]) -> Iterable[tuple[int, int]]:
        looks.append(len(about))
        return likely(drawn, addresses, asking, about)

    monkeypatch.setattr(sketches, "likely", noted)
    assert find(texts, {"new"})["new"] == find(texts)["new"]
    assert len(looks) <= 4


def test_a_paraphrase_names_the_reprint_that_it_was_made_of() -> None:
    """What it credits goes before what is earlier."""
    *others, paraphrase, _ = lineage()
    assert sources(*others, replace(paraphrase, credit="via Newsheap"))["paraphrase"] == "aggregator"


def test_papers_that_cut_a_story_from_its_end_copy_the_story_and_not_one_another() -> None:
    """Though they share more with one another."""
    story = prose(8, 800)
    texts = [text("wire", story, "Northwire"), text("a", story[:2200], "Echo", "2023-02-04"), text("b", story[:2300], "Courier", "2023-02-05")]
    assert sources(*texts) == {"a": "wire", "b": "wire"}


@pytest.mark.parametrize("address", ["http://www.echo.example/bridge/?page=2", "https://echo.example/bridge#end", "echo.example/bridge"])
def test_a_later_text_from_the_same_address_is_a_version_of_the_first(address: str) -> None:
    """However the address is written; the first is the earliest, and none is a copy."""
    first = text("a", BRIDGE[:900], "Echo", "2023-02-03T08:00:00Z", source="https://echo.example/bridge")
    second = text("b", BRIDGE, "Echo", "2023-02-03T10:00:00Z", source=address)
    third = text("c", BRIDGE + " " + ICE, "", "2023-02-04", source=address)
    assert sources(first, second, third) == {"b": "a", "c": "a"}
    assert kinds(first, second, third) == {"b": ("version", True), "c": ("version", True)}


def test_an_earlier_text_than_the_filed_one_is_no_version_of_it() -> None:
    """And what is filed stays as it is."""
    filed = text("a", BRIDGE, "Echo", "2023-02-04", source="https://echo.example/bridge", new=False)
    assert find([filed, text("b", BRIDGE[:900], "Echo", "2023-02-03", source="https://echo.example/bridge")]) == {}


def test_what_has_nothing_in_common_but_its_address_is_no_version() -> None:
    """A page that shows another story every day, or an address whose query told its stories apart."""
    address = "https://echo.example/story.php?id="
    assert find([text("a", BRIDGE, "Echo", source=address + "1"), text("b", OTHER, "Echo", "2023-02-04", source=address + "2")]) == {}


def test_an_outlet_does_not_copy_itself() -> None:
    """Nearly the same words are a version of them, unsure at another address; a part of them is neither."""
    again = text("b", BRIDGE + " " + ICE, "ECHO", "2023-02-04")
    assert kinds(text("a", BRIDGE, "Echo"), again) == {"b": ("version", True)}
    elsewhere = replace(again, source="https://echo.example/bridge-2")
    assert kinds(text("a", BRIDGE, "Echo", source="https://echo.example/bridge"), elsewhere) == {"b": ("version", False)}
    background = prose(9, 200)
    assert find([text("a", background + prose(10, 120), "Echo"), text("b", background + prose(11, 120), "Echo", "2023-02-04")]) == {}


def test_an_aggregator_copies_the_publisher_that_it_names() -> None:
    """Though its date is earlier by the day; a contradiction that a person should see."""
    carried = text("a", BRIDGE, "Echo", "2023-02-02", via="Newsheap")
    assert find([carried, text("b", BRIDGE, "Echo", "2023-02-03")]) == {"a": Found("b", "copy", 1.0, sure=False)}


def test_texts_of_a_few_words_are_copies_only_of_the_same_text() -> None:
    """And empty ones never, nor is that sure."""
    assert (
        find([text("a", "Goats at sea.", "Echo"), text("b", "Goats at sea, again.", "Courier"), text("c", "", "Echo"), text("d", "", "Courier")])
        == {}
    )
    assert kinds(text("a", "Goats at sea.", "Echo"), text("b", "Goats at sea!", "Courier", "2023-02-04")) == {"b": ("copy", False)}


CHINESE = (
    "马恩港务局周五表示，开往伦德岛的渡轮在冰封十天之后跟随一艘破冰船离开码头，"
    "船上载有四十名乘客、两只山羊和一批面粉，岛上的面包师说他已经三天没有开炉了。"
)
ARABIC = (
    "قال مكتب ميناء مارن يوم الجمعة إن العبارة المتجهة إلى جزيرة لوند غادرت الرصيف خلف كاسحة جليد "
    "بعد عشرة أيام من الجليد وعلى متنها أربعون راكبا وعنزتان"
)


@pytest.mark.parametrize("body", [CHINESE, ARABIC])
def test_scripts_without_capitals_are_compared_by_their_words(body: str) -> None:
    """Their skeleton is empty, and two texts without one have no names in common."""
    assert sketch(body).skeleton == b""
    other = (
        ICE
        if body is ARABIC
        else CHINESE[30:] + "塔恩镇的铁匠铺昨夜失火，两匹马跑进了教堂，敲钟人以为是婚礼，钟声一直响到了天亮，镇长表示将在下周召开会议讨论此事。"
    )
    assert kinds(text("a", body, "Echo"), text("b", body, "Courier", "2023-02-04")) == {"b": ("copy", True)}
    assert find([text("a", body, "Echo"), text("b", other, "Courier", "2023-02-04")]) == {}


def test_the_order_of_texts_changes_nothing() -> None:
    """However they are shuffled."""
    texts = [*lineage(), text("a", ICE, "Echo"), text("b", ICE, "Courier"), text("c", ICE, "Herald"), text("d", ICE + " Goats were aboard.", "Echo")]
    wanted = find(texts)
    assert len(wanted) > 5
    for seed in range(6):
        assert find(random.Random(seed).sample(texts, len(texts))) == wanted


def test_no_line_of_copies_comes_back_to_where_it_began() -> None:
    """Whoever credits whom."""
    outlets = ("Echo", "Courier", "Herald", "Northwire")
    for seed in range(30):
        chance = random.Random(seed)
        texts = [
            text(
                f"t{number}",
                BRIDGE[: chance.choice((900, 1200, 2000))],
                chance.choice(outlets),
                f"2023-02-0{chance.randint(1, 3)}",
                chance.choice(("", *outlets)),
                via=chance.choice(("", "Newsheap")),
                source=chance.choice(("", "https://echo.example/bridge")),
                new=chance.random() < 0.8,
            )
            for number in range(8)
        ]
        texts[0] = replace(texts[0], copy_of="t1", new=False)
        lines = {one.slug: one.copy_of for one in texts if one.copy_of} | sources(*texts)
        for slug in lines:
            passed: list[str] = []
            while slug and slug not in passed:
                passed.append(slug)
                slug = lines.get(slug, "")
            assert not slug, (seed, passed)


def bodies_of(chance: random.Random, size: int) -> list[str]:
    """Texts of a few stories that are cut, joined and spun, many of them with the same words below."""
    notice = prose(99, 30)
    stories = [BRIDGE, SPUN, OTHER, ICE, SALT, *(prose(number, 90) for number in range(size // 3))]
    some = [chance.choice(stories)[: chance.choice((400, 900, 5000))] for _ in range(size)]
    return [
        " ".join([body, *([chance.choice(stories)] if chance.random() < 0.1 else []), *([notice] if chance.random() < 0.8 else [])]) for body in some
    ]


@pytest.mark.parametrize("seed", range(6))
def test_a_question_about_some_texts_has_the_answer_that_all_would_have(seed: int) -> None:
    """Whatever they have to do with, by their words, by what was said of them before, and though many share a phrase."""
    chance = random.Random(seed)
    outlets = ("Echo", "Courier", "Herald", "Northwire", "")
    texts = [
        text(
            f"t{number}",
            body,
            chance.choice(outlets),
            f"2023-02-0{chance.randint(1, 9)}",
            chance.choice(("", *outlets)),
            source=chance.choice(("", "", f"https://echo.example/{chance.randint(1, 9)}")),
            copy_of=f"t{chance.randint(0, 99)}" if chance.random() < 0.1 else "",
            version_of=f"t{chance.randint(0, 99)}" if chance.random() < 0.05 else "",
            new=chance.random() < 0.6,
        )
        for number, body in enumerate(bodies_of(chance, 90))
    ]
    wanted = find(texts)
    assert len(wanted) > 10
    for _ in range(12):
        about = {one.slug for one in chance.sample(texts, chance.choice((1, 1, 2, 5, 40)))}
        found = find(texts, about)
        assert {slug: found.get(slug) for slug in about} == {slug: wanted.get(slug) for slug in about}
        assert found.items() <= wanted.items()


def test_what_goes_back_to_a_text_that_is_asked_about_is_told_too() -> None:
    """A reprint that was there before its original came."""
    texts = [text("reprint", ICE + " More words here.", "Echo", credit="Northwire"), text("other", SALT, "Echo"), text("wire", ICE, "Northwire")]
    assert find(texts, {"wire"}) == {"reprint": Found("wire", "copy", 1.0, sure=True)}
    assert find(texts, {"other"}) == {}


def test_only_what_is_asked_about_is_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a hundred reprints of ten stories those of one story."""
    pairs: list[tuple[Sketch, Sketch]] = []
    shared = sketches.shared

    def noted(one: Sketch, other: Sketch) -> sketches.Shared:
        pairs.append((one, other))
        return shared(one, other)

    monkeypatch.setattr(sketches, "shared", noted)
    texts = [text(f"t{number}", prose(number % 10, 90), f"Outlet {number}", f"2023-02-{1 + number % 28:02}") for number in range(100)]
    assert find(texts, {"t3"}).keys() | {"t3"} == {f"t{number}3".lstrip("0") for number in ("", *range(1, 10))}
    assert len(pairs) == 10 * 9 / 2


def compared(bodies: list[str]) -> int:
    return sum(1 for _ in sketches.likely([sketch(body) for body in bodies], [""] * len(bodies), [True] * len(bodies)))


def test_texts_that_share_little_are_not_compared() -> None:
    """Of a thousand texts that share a phrase, no two; of the same with copies among them, these."""
    bodies = [f"{prose(number, 60)} {ICE}" for number in range(1000)]
    assert compared([prose(number, 80) for number in range(1000)]) == 0
    assert compared(bodies) <= sketches.FIRST * len(bodies)
    assert compared([*(prose(number, 80) for number in range(1000)), prose(7, 80), prose(8, 80)]) == 2


@pytest.mark.parametrize("size", [200, 400, 800])
def test_comparisons_grow_with_the_archive_and_not_with_its_square(size: int) -> None:
    """Even where everybody carries the same story; and all are found."""
    story = prose(12, 80)
    bodies = [f"{story} {prose(100 + number, 10)}" for number in range(size)]
    assert compared(bodies) <= sketches.FIRST * size
    texts = [text(f"{number:04}", body, f"Outlet {number}", f"2023-02-{1 + number % 28:02}") for number, body in enumerate(bodies)]
    assert len(find(texts)) == size - 1


def test_new_texts_are_compared_and_filed_ones_not_with_one_another() -> None:
    """Nothing is to be said of these."""
    same = [sketch(BRIDGE)] * 10
    assert sum(1 for _ in sketches.likely(same, [""] * 10, [False] * 9 + [True])) == 9


def test_a_sketch_is_small_and_the_same_on_any_machine() -> None:
    """Of 900 words less than two kilobytes; a phrase said ten thousand times is said once."""
    assert len(packed(sketch(prose(13, 900)))) < 1500
    assert len(packed(sketch("the goats came back over the ice. " * 10_000))) < 200
    assert len(packed(sketch("Goats 1 Marn 2 " * 100_000))) < 10_000
    assert packed(sketch(ICE)).hex() == ICE_SKETCH


ICE_SKETCH = (
    "19000000d0b9c4f1de1f175f01540000000800000039ae9108ea39cb0ab49e150e8741840ec3d1c01c385a2a25ff33282e9df1cd3576e6b739efc4df3aa044f0"
    "3c54e82a4ca83ea75b16ad2c5f3be3c263201879995bc600a785ca51c961095bd6f252baec9a8a81f2ea6f0fa9fe061e16"
)


@given(st.text())
def test_a_sketch_is_remembered_as_it_was(body: str) -> None:
    """Whatever it was made of."""
    assert unpacked(packed(sketch(body))) == sketch(body)


@pytest.mark.parametrize("data", [b"", b"{}", packed(sketch(ICE))[:-1], packed(sketch(ICE))[:20]])
def test_bytes_that_are_no_sketch_are_refused(data: bytes) -> None:
    """They may come from elsewhere."""
    with pytest.raises(ValueError, match="not a sketch"):
        unpacked(data)


def test_texts_are_nearly_the_same_that_share_half_of_the_shorter_ones_words() -> None:
    """A correction is, another report is not, and nothing is nearly the same as nothing."""
    assert copies.are_nearly_the_same(BRIDGE, BRIDGE.replace("14 weeks", "16 weeks"))
    assert copies.are_nearly_the_same(BRIDGE, ICE + BRIDGE)
    assert not copies.are_nearly_the_same(BRIDGE, OTHER)
    assert not copies.are_nearly_the_same("", "")
