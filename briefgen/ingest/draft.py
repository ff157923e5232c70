"""One seed on its own as a draft of an article: what can be decided from the page alone."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace

from briefgen import dates, files, moments
from briefgen.extensions import NONE, Extensions
from briefgen.ingest import labels, language, markdown, metadata, model, own, readers, teasers
from briefgen.ingest.model import Judge
from briefgen.ingest.page import Fact, Line, Sheet, Teaser, word_count
from briefgen.problem import Problem, Unreadable
from briefgen.similarity import Vector, vector
from briefgen.text import fold, shorten, squeeze


@dataclass(frozen=True, slots=True)
class Draft:
    """An article in the making. What is unknown is '' or (); `review` names what a person should confirm."""

    file: str
    """The seed's path below seeds/."""
    digest: str
    sheet: Sheet
    title: str
    body: str
    """Markdown."""
    vector: Vector
    date: str = ""
    captured: str = ""
    """The day on which the page was saved, where it says so: no date is later."""
    authors: tuple[str, ...] = ()
    outlet: str = ""
    via: str = ""
    source: str = ""
    credit: str = ""
    summary: str = ""
    correction: str = ""
    tags: tuple[str, ...] = ()
    lang: str = ""
    image: str = ""
    """The address of the image that the page names as its own."""
    review: tuple[str, ...] = ()
    teasers: tuple[Teaser, ...] = ()
    settled: tuple[Fact, ...] = ()
    """What other articles said about this one: facts that are not on its page."""

    def doubting(self, *fields: str) -> Draft:
        """The draft with these fields among those to review, in the order of front matter."""
        wanted = {*self.review, *fields}
        return replace(self, review=tuple(field for field in _REVIEWED if field in wanted))


_REVIEWED = ("title", "date", "outlet", "authors")


def read(file: str, data: bytes, outlets: Mapping[str, str], judge: Judge = model.judge, ours: Extensions = NONE, *, usual: str = "en") -> Draft:
    """The seed as a draft. Raises Unreadable, and nothing else. `outlets` names the outlets of hosts, as briefgen.toml has them; `judge`
    says how likely each line is the article's text; `ours` has the archive's own readers and rules; `usual` is the archive's language."""
    try:
        return _read(file, data, outlets, judge, ours, usual)
    except Unreadable:
        raise
    except Exception as error:  # whatever a hostile page breaks, the others have to go through
        hint = "take it out of seeds/, and report it: this is a mistake of briefgen's"
        raise Unreadable(Problem(f"seeds/{file}", 0, f"could not be read: {type(error).__name__}: {error}"[:300], hint)) from error


def _read(file: str, data: bytes, outlets: Mapping[str, str], judge: Judge, ours: Extensions, usual: str) -> Draft:
    page = readers.read(file, data, ours)
    sheet = teasers.collect(metadata.describe(labels.label(page, judge, own.marks(ours.rules, file, page))))
    lines = labels.body_lines(sheet)
    if sum(word_count(line.text) for line in lines) < labels.FEWEST:
        raise Unreadable(Problem(f"seeds/{file}", 0, "no article text was found", "see how it was read: briefgen explain " + file))
    tongue = language.found(sheet, usual)
    sheet = replace(sheet, facts=(*sheet.facts, tongue)) if tongue else sheet
    return _decide(file, files.digest(data), sheet, lines, outlets)


def _decide(file: str, digest: str, sheet: Sheet, lines: list[Line], outlets: Mapping[str, str]) -> Draft:
    facts = sheet.facts
    copied = any(mark is not None and mark.rule == "source link" for mark in sheet.marks)
    title = metadata.best(facts, "title")
    date = metadata.best(facts, "date")
    captured = _captured(facts, date)
    if date is not None and captured and dates.day(date.value) > captured:
        date = None
    source = _value(facts, "source")
    outlet = _outlet(facts, copied, source, outlets)
    authors = () if copied and outlet is None else metadata.all_of(facts, "author")
    text = "\n".join(squeeze(line.text) for line in lines)
    name = title.value if title else ""
    draft = Draft(
        file=file,
        digest=digest,
        sheet=sheet,
        title=name,
        body=markdown.write(labels.written_lines(sheet)),
        vector=vector(name, text),
        date=date.value if date else "",
        captured=captured,
        authors=tuple(author.value for author in authors),
        outlet=outlet.value if outlet else "",
        via=_value(facts, "via"),
        source=source,
        credit=_credit(facts, outlet),
        summary=shorten(_value(facts, "summary"), 400),
        correction=_value(facts, "correction"),
        tags=tuple(fact.value for fact in metadata.all_of(facts, "tags")),
        settled=(outlet,) if outlet is not None and outlet not in facts else (),
        lang=_value(facts, "lang"),
        image=_value(facts, "image"),
        teasers=tuple(teasers.dated(teaser, captured or (date.value if date else "")) for teaser in sheet.teasers),
    )
    doubtful = [field for field, fact in (("title", title), ("date", date), ("outlet", outlet)) if fact is None or _is_doubtful(fact)]
    if (outlet is None and not authors) or any(map(_is_doubtful, authors)):
        doubtful.append("authors")
    return draft.doubting(*doubtful)


def _is_doubtful(fact: Fact) -> bool:
    """Whether a person should confirm it: it was inferred, or its evidence is often wrong."""
    return fact.inferred or fact.score < metadata.SURE[fact.field]


def _value(facts: tuple[Fact, ...], field: str) -> str:
    fact = metadata.best(facts, field)
    return fact.value if fact else ""


def _captured(facts: tuple[Fact, ...], date: Fact | None) -> str:
    """The day on which the page was saved: stated, or reckoned from its date and the age that it gives itself."""
    stated = dates.day(_value(facts, "captured"))
    age = metadata.best(facts, "age")
    days = moments.days_old(age.value) if age else None
    if stated or days is None or date is None or len(date.value) < 10 or age is None or age.value.lower().startswith("updated"):
        return stated
    try:
        return (datetime.date.fromisoformat(date.value[:10]) + datetime.timedelta(days)).isoformat()
    except OverflowError:
        return ""


def _outlet(facts: tuple[Fact, ...], copied: bool, source: str, outlets: Mapping[str, str]) -> Fact | None:
    """The outlet: of the best candidates the fullest form of its name. A page that links to the source it copied
    has the names of that source all over it: there only what the page's format states counts."""
    host = _host(source)
    if host in outlets:
        return Fact("outlet", outlets[host], 1.0, "host in briefgen.toml")
    top = metadata.best(facts, "outlet")
    if top is None or (copied and top.line):
        return None
    fuller = [fact for fact in facts if fact.field == "outlet" and fact.score >= 0.3 and _is_short_for(top.value, fact.value)]
    return max(fuller, key=lambda fact: fact.score, default=top)


def _is_short_for(short: str, full: str) -> bool:
    """Whether one name is the end of another: 'Evening Post' of 'Sarrel Evening Post'."""
    return fold(full).endswith(" " + fold(short))


def _host(source: str) -> str:
    return source.split("/")[2].lower().removeprefix("www.") if source.count("/") >= 2 else ""


def _credit(facts: tuple[Fact, ...], outlet: Fact | None) -> str:
    """Who else reported: the line that says so, or the agency, when that is not the outlet itself."""
    stated = _value(facts, "credit")
    agency = _value(facts, "agency")
    return stated or (agency if outlet is None or fold(agency) != fold(outlet.value) else "")
