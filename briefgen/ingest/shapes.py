"""What a single line looks like: patterns for dates, ages, names and the furniture of news pages.

Everything here is vocabulary that many publishers share; nothing names one of them.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from briefgen.dates import MONTHS

_MONTH_NUMBERS: Final = {name.lower(): number for number, name in enumerate(MONTHS, 1)} | {
    short: number
    for number, shorts in enumerate(
        (("jan",), ("feb",), ("mar",), ("apr",), ("may",), ("jun",), ("jul",), ("aug",), ("sep", "sept"), ("oct",), ("nov",), ("dec",)), 1
    )
    for short in shorts
}
_MONTH: Final = r"(?P<month>" + "|".join(sorted(_MONTH_NUMBERS, key=len, reverse=True)) + r")\b\.?"
_DAY: Final = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\b"
_YEAR: Final = r"(?P<year>(?:19|20)\d\d)\b"
_CLOCK: Final = r"(?:\D{0,6}?\b(?P<hour>\d{1,2})[:.](?P<minute>\d\d)(?:[:.]\d\d)?\s*(?P<half>[ap]\.?m\.?)?)?"
_FORMS: Final = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"\b{_MONTH}\s+{_DAY}(?:,|\s)\s*{_YEAR}",
        rf"\b{_DAY}\.?\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}",
        r"\b(?P<year>(?:19|20)\d\d)[-/.](?P<number>\d{1,2})[-/.](?P<day>\d{1,2})\b",
        r"\b(?P<day>\d{1,2})[./](?P<number>\d{1,2})[./](?P<year>(?:19|20)\d\d)\b",
        rf"\b{_MONTH}\s+{_DAY}(?!\s*,?\s*\d{{4}})",
        rf"\b{_DAY}\s+{_MONTH}(?!,?\s+\d{{4}})",
    )
)

WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAY: Final = re.compile(r"\b(" + "|".join(WEEKDAYS) + r")\b", re.IGNORECASE)

AGE: Final = re.compile(
    r"(?:(?:updated|published|posted)[:\s]+)?(?:about\s+)?(?P<count>\d+|an?|one|two|three|four|five|six|seven)\s*"
    r"(?P<unit>second|sec|minute|min|hour|hr|h|day|d|week|wk|month|mo|year|yr)s?\.?\s+ago\b|\b(?P<word>yesterday|just now|moments ago)\b",
    re.IGNORECASE,
)
_COUNTS: Final = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
_UNITS: Final = {"sec": 0, "min": 0, "hou": 1 / 24, "hr": 1 / 24, "h": 1 / 24, "day": 1, "d": 1, "wee": 7, "wk": 7, "mon": 30, "mo": 30, "yea": 365, "yr": 365}


@dataclass(frozen=True, slots=True)
class Dated:
    """A date that a text states; `year` is 0 when it states none."""

    year: int
    month: int
    day: int
    start: int
    end: int

    def on(self, year: int = 0) -> str:
        """ISO date, in the given year where the text has none; '' when there is no such day."""
        try:
            return datetime.date(self.year or year, self.month, self.day).isoformat()
        except ValueError:
            return ""


def dates_in(text: str) -> list[Dated]:
    """The dates that a text states, in order: '14 March 2024', 'March 14, 2024', '2024-03-14', '14.03.2024', 'March 14'.

    Of '3/4/2024' the first number is the month when the second cannot be one, else the day, as in most of the world.
    """
    found: list[Dated] = []
    for form in _FORMS:
        for match in form.finditer(text):
            parts = match.groupdict()
            month = _MONTH_NUMBERS[parts["month"].lower().rstrip(".")] if parts.get("month") else int(parts["number"])
            day = int(parts["day"])
            if month > 12 >= day:
                month, day = day, month
            dated = Dated(int(parts.get("year") or 0), month, day, match.start(), match.end())
            overlaps = any(other.start < dated.end and dated.start < other.end for other in found)
            if not overlaps and dated.on(dated.year or 2000):
                found.append(dated)
    return sorted(found, key=lambda dated: dated.start)


def days_old(text: str) -> float | None:
    """How many days old an age says something is: 1.0 of '24 hours ago'; None when the text states no age."""
    match = AGE.search(text)
    if match is None:
        return None
    if match["word"]:
        return 1.0 if match["word"].lower() == "yesterday" else 0.0
    number = _COUNTS.get(match["count"].lower()) or int(match["count"])
    unit = match["unit"].lower()
    return number * _UNITS.get(unit[:3], _UNITS.get(unit, 0))


def before(day: str, age: str) -> str:
    """The day that was so long before `day`, reckoned from its last hour, since pages are saved after they were written."""
    days = days_old(age)
    if days is None or len(day) < 10:
        return ""
    evening = datetime.datetime.fromisoformat(day[:10] + "T23:59:00")
    return (evening - datetime.timedelta(days)).date().isoformat()


# names

_PARTICLES: Final = frozenset({"de", "da", "di", "del", "della", "van", "von", "der", "den", "la", "le", "el", "al", "bin", "ibn", "dos", "du", "ter", "y", "e"})
_NOT_IN_NAMES: Final = frozenset(
    """the a an and or of in on at to for by from with news times post herald tribune radio journal chronicle daily evening standard press gazette
    telegraph guardian observer mail independent register magazine network media agency wire reuters bloomberg editorial staff team desk reporter
    reporters correspondent editor contributor newsroom photo photos image images video watch live update updates breaking politics world
    business sport sports opinion culture home search menu more read share comments related today online politics science health travel
    january february march april june july august september october november december monday tuesday wednesday thursday friday saturday
    sunday what why how when where who is are was were will has have says said new your our advertisement subscribe sign log join""".split()
)
_NAME_PART: Final = re.compile(r"[^\W\d_][\w’'‘.-]*$")
_JOIN: Final = re.compile(r"\s*(?:,\s*and\s+|,|;|&|\band\b|\bund\b|\bet\b|\by\b)\s*")
_ROLE: Final = re.compile(
    r"correspondent|editor|reporter|writer|columnist|analyst|staff|producer|bureau|chief|journalist|contributor|photographer|agenc|desk|press\b|news\b|special to",
    re.IGNORECASE,
)


def is_name(text: str) -> bool:
    """Whether a text looks like one person's name: two to five capitalized words, none of them common in furniture."""
    words = text.split()
    if not 2 <= len(words) <= 5 or len(text) > 50 or text.isupper() and len(words) > 3:
        return False
    if not all(_NAME_PART.match(word) for word in words):
        return False
    plain = [word.lower().strip(".") for word in words]
    if any(word in _NOT_IN_NAMES for word in plain):
        return False
    capitalized = [word[0].isupper() or word in _PARTICLES for word in words]
    return all(capitalized) and words[0][0].isupper() and words[-1][0].isupper() and len(words[-1]) > 1


def names_in(text: str) -> tuple[str, ...]:
    """The persons of a byline ('Ann Lee, Transport Correspondent, and B. Cho in Osk'); empty when it is not made of names."""
    text = re.sub(r"\s*[|/–—].*$", "", text)
    text = re.sub(r"\s+(?:in|at|for|of)\s+(?:the\s+)?[A-Z].*$", "", text)
    text = re.sub(r"\s+\(.*?\)", "", text)
    parts = [part for part in _JOIN.split(text.strip(" .,")) if part]
    found: list[str] = []
    for place, part in enumerate(parts):
        name = _cased(part.strip())
        if is_name(name):
            found.append(name)
        elif place == 0 or not (_ROLE.search(part) or len(part.split()) <= 4):
            return ()
    return tuple(dict.fromkeys(found))


def _cased(name: str) -> str:
    """A name in capitals as it is usually written."""
    return re.sub(r"[^\W\d_]+", lambda word: word[0].capitalize(), name) if name.isupper() and len(name) > 3 else name


# furniture

BYLINE: Final = re.compile(r"^(?:written\s+|reported\s+|story\s+|analysis\s+)?by[:\s]+(?P<names>\S.*)$", re.IGNORECASE)
SCRAPER_HEADER: Final = re.compile(r"^\s*date\s+(?P<date>\d{4}-\d{2}-\d{2})(?=\s|$)\s*(?P<rest>.*)$")
ADDRESS: Final = re.compile(r"^(?:https?://|www\.)\S+$", re.IGNORECASE)
PUBLISHED: Final = re.compile(r"^(?:(?:first\s+|last\s+|originally\s+)?(?:published|posted|updated|modified|issued|created|date)\b|on\s+)", re.IGNORECASE)

CAPTION: Final = re.compile(
    r"""(?:^|[\s(\[/–—-])(?:photo|photos|foto|image|images|picture|pictures|photograph|illustration|drawing|graphic|credit|video\ grab|file\ photo)\s*(?:by|credit|courtesy)?\s*:
    |\b(?:getty|shutterstock|anadolu|imago|alamy|istock|unsplash|wikimedia)\b(?!.*[.!?]["”]?\s+[A-Z].*\b(?:said|says)\b)
    |/(?:afp|ap|reuters|epa|tass|pool|dpa|upi|bloomberg)\b | \bvia\ (?:ap|reuters|afp|epa)\b | \b(?:ap|reuters|afp)\ photo\b
    |\bhandout\b | \bfile\ (?:photo|picture|image)\b | \bscreengrab\b | \bscreenshot\b | \bpictured\b""",
    re.IGNORECASE | re.VERBOSE,
)
SLASH_CREDIT: Final = re.compile(r"(?:^|\s)(?P<left>[A-Z][\w.’'-]+(?:\s[\w.’'-]+){0,3})\s?/\s?(?P<right>[A-Z][\w.’'-]+(?:\s[\w.’'-]+){0,5})$")
PICTURE_OF: Final = re.compile(r"^(?:picture|photo|image|photograph)\s+of\b.{0,60}$|^\d+x\d+\s+image$", re.IGNORECASE)
NAMED_PICTURE: Final = re.compile(r"^(?:[A-Z][\w’']*\s){0,4}(?:picture|photo|photograph|image|graphic)s?:", re.IGNORECASE)

PLAYER: Final = re.compile(
    r"^(?:please wait|no media source.*available|loading (?:player|video|audio)\b.*|(?:(?:\d{1,2}:)?\d{1,2}:\d\d\s*/?\s*){2,}|.{0,20}\bplayer\b.{0,60}"
    r"|(?:play|watch|listen)(?: (?:now|live|video|audio|episode|again))?|.*\bplay (?:episode|video|audio)\b.*|video unavailable.*|\d+ min(?:ute)?s? (?:listen|watch))$",
    re.IGNORECASE,
)
COMMENTS: Final = re.compile(
    r"^(?:(?:view |show |read |load |see |add |post |write |leave )?(?:all |more |a |your )*\(?\d*\)?\s*(?:reader )?comments?(?:\s*[(/:]\s*\S+\s*\)?|\s*(?:section|closed|policy|\(\D\))|:)?"
    r"|leave a (?:reply|comment)|join the (?:conversation|discussion)|\d+ (?:comments?|responses?|replies)|comments on this (?:story|article).*|sort by:?.*|load more.*)$",
    re.IGNORECASE,
)
FORM: Final = re.compile(
    r"^(?:your e-?mail (?:address )?(?:will not|won.t|stays?|is)\b.*|(?:name|e-?mail|website|comment)\s*\*|required fields.*|save my name.*|notify me of.*|cancel reply.*"
    r"|sign in to (?:comment|post).*|post (?:comment|reply)|you must be (?:logged|signed) in.*)$",
    re.IGNORECASE,
)
COPIED: Final = re.compile(
    r"^(?:source link|original source|source:?\s*link|(?:read|view) (?:the )?(?:original|full) (?:article|story|post)(?: here)?.?|continue reading.*|the post .* (?:first )?appeared (?:first )?on .*)$",
    re.IGNORECASE,
)
SHARE_WORDS: Final = frozenset(
    """share save print email e-mail facebook twitter x whatsapp telegram linkedin pinterest reddit copy link gift this article story tweet bookmark listen aa
    comment comments follow like post flipboard messenger threads bluesky pocket on via by to now with your friends more options font size text""".split()
)
MENU: Final = re.compile(r"\S(?:\s*[|·•>»/]\s*|\s{2,}|\t)\S")
SKIP: Final = re.compile(r"^(?:skip(?:\s+to|\s+past|\s+links|$)|accessibility links|keyboard help|jump to\b|toggle|close (?:menu|ad)|main (?:menu|navigation)|back to top|scroll)", re.IGNORECASE)
LEGAL: Final = re.compile(
    r"©|\(c\)\s*(?:19|20)\d\d|\bcopyright\b|\ball rights (?:are )?(?:reserved|kept)\b|\bnot responsible for\b|\bterms (?:of (?:use|service)|and conditions)\b|\bprivacy (?:policy|notice)\b"
    r"|\bmay not be (?:reproduced|republished|copied)\b|\bcookies?\b.*\b(?:site|accept|choose|consent|settings)\b|\b(?:site|we)\b.*\bcookies?\b|\bplease note that you could\b"
    r"|\bclients may use\b|\buse this text\b|\bslug:\s",
    re.IGNORECASE,
)
PITCH: Final = re.compile(
    r"""\bsign(?:ing)?[\s-]?up\b | \bsubscrib\w* | \bnewsletters?\b | \bin(?:to)?\ your\ inbox\b | \be-?mail\ address\b | \bfree\ trial\b | \b(?:log|sign)\ in\b
    |\bcreate\ (?:an?|your)\ .{0,12}account\b | \bclick\ here\b | \b(?:download|get)\ (?:the|our)\ .{0,20}app\b | \bfollow\ us\b | \blike\ us\b | \bjoin\ (?:us|our|[\d,]+)\b
    |\bsupport\ (?:our|independent|quality)\b | \bbecome\ (?:an?|one)\b.*\b(?:member|subscriber|supporter|from)\b | \bdonat(?:e|ion)s?\b | \bnotifications?\b
    |\b(?:story|article)\ continues\b | \badvertisement\b | \bsponsored\b | \bfree\ (?:articles?|stories|story)\b | \bopen\ articles?\b | \bsend\ us\ your\b | \btell\ us\b
    |\bput\ me\ on\ the\ list\b | \b(?:our|free|the)\ [\w\s]{0,20}(?:bulletin|podcast|briefing)\b | \btext\ [A-Z]{3,}\ to\b | \bmessages\ cost\b | \bhear\ (?:it|this)\b.*\b(?:instead|aloud)\b
    |\bread\ (?:it\ |this\ )?aloud\b | \bsee\ (?:our|all)\b.*\b(?:page|updates|stories)\b | \bopens\ in\ a\ new\ window\b | \bfor\ free\b | \bget\ (?:smarter|started|in\ touch)\b
    |\ball\ of\ the\ latest\b | \bour\ (?:reporters|newsroom|journalists|readers)\b | \breaders,\ free\b | \bstay\ (?:informed|up\ to\ date|tuned)\b | \bwhat\ you\ need\ to\ know\b | \btrusted\ (?:news|source)\b""",
    re.IGNORECASE | re.VERBOSE,
)
TO_THE_READER: Final = re.compile(r"\b(?:you|your|you’re|you're|our|us|we|free)\b", re.IGNORECASE)
IMPERATIVE: Final = re.compile(
    r"^(?:sign|subscribe|get|join|download|follow|click|listen|watch|find|text|send|tell|ring|call|want|enter|read|see|support|become|try|start|buy|discover|"
    r"learn|catch|check|visit|register|advertis|help|for (?:more|all)|to (?:find|read|learn|subscribe)|by signing|hear)\b",
    re.IGNORECASE,
)
RELATED: Final = re.compile(
    r"^(?:related(?:\s+(?:stories|articles|news|topics|content|coverage|posts|links|reading))?|go deeper|read (?:also|next|more|on\b.*)|more (?:from|in|on|stories|news|coverage|like)\b.*"
    r"|most (?:read|viewed|popular|shared|commented)\b.*|also (?:in|on|from|read)\b.*|you (?:may|might|could)(?: also)? (?:like|be interested).*|recommended(?: for you| stories| reading)?"
    r"|trending(?: now| stories)?|popular(?: stories| now| articles| posts)?|latest(?: news| stories| from\b.*| national stories)?|top stories|editor.?s.? (?:picks?|choice)|what to read next"
    r"|up next|explore (?:more|further)|see also|people also (?:read|opened|viewed)|keep reading|don.?t miss|in this (?:article|story)|recent (?:posts|news|articles)|from around the web"
    r"|around the web|promoted|suggested (?:searches|articles)|further reading|read on \w+|other stories|story tags|related people|in other news)\s*:?$",
    re.IGNORECASE,
)
READ_MORE: Final = re.compile(
    r"^\W{0,3}(?:read (?:more|also|next)|see also|also read|related|related (?:article|story)|more|watch|listen|infographic|explained|opinion|analysis|recommended|don.t miss|also)\s*[:|»>]\W*(?P<title>\S.*)$",
    re.IGNORECASE,
)
KEEP_READING: Final = re.compile(r"^(?:go deeper|keep reading|read more|continue reading|full story|more)\s*(?:\(.*\))?\W*(?:arrow)?$", re.IGNORECASE)
CREDIT: Final = re.compile(
    r"^\(?(?:with (?:additional )?(?:reporting|contributions?|files|material|information)\s+(?:by|from)\b|additional reporting\b|reporting by\b|writing by\b|edited by\b|editing\b.{0,8}(?:by|:)|compiled by\b"
    r"|source:\s|based on reporting\b)|\bcontributed to this (?:report|story|article)\b",
    re.IGNORECASE,
)
CORRECTION: Final = re.compile(r"^\W{0,2}(?:corrections?|clarification|editor.s note|update)\b[^.]{0,40}[:.]\s+\S", re.IGNORECASE)
TAGS: Final = re.compile(r"^(?:topics?|tags?|tagged|filed under|keywords|categor(?:y|ies))\s*:\s*(?P<tags>\S.*)$|^(?P<hashes>(?:#[\w ]+){2,})$", re.IGNORECASE)
BOX: Final = re.compile(r"^(?:live|video|audio|podcast|gallery|in pictures|poll|quiz|infographic|map|timeline)\s*:", re.IGNORECASE)
ABOUT: Final = re.compile(
    r"\b(?:is (?:an?|the|our)\b.{0,40}\b(?:editor|reporter|correspondent|journalist|columnist|writer|producer|freelance\w*|author|analyst|historian|fellow|professor)"
    r"|covers|reports (?:on|for|from)|writes (?:about|on|for)|has (?:covered|reported|written)|joined|can be reached|tweets)\b",
    re.IGNORECASE,
)
READING_TIME: Final = re.compile(r"^(?:reading time\b.*|(?:estimated )?\d+[\s-]min(?:ute)?s?\.?\s+read\b.*|est\. \d+.*)$", re.IGNORECASE)


def is_byline(text: str) -> bool:
    """Whether a line begins with 'By' and goes on with names, or with a role in place of one ('By our sports staff')."""
    match = BYLINE.match(text)
    return match is not None and bool(names_in(match["names"]) or (len(text.split()) <= 6 and _ROLE.search(match["names"])))


def is_share_row(text: str) -> bool:
    """Whether a line is a row of buttons: 'Share  Save  Print', 'Facebook WhatsApp Copy link 68 comments'."""
    words = re.findall(r"[\w-]+", text.lower())
    known = [word for word in words if word in SHARE_WORDS]
    return 0 < len(known) <= 14 and all(word.isdigit() for word in words if word not in SHARE_WORDS) and not text.endswith(".")


def is_menu(text: str) -> bool:
    """Whether a line is a row of links: short items between separators or wide gaps, and no sentence."""
    items = [item for item in re.split(r"\s*[|·•>»]\s*|\s+/\s+|\s{2,}|\t", text) if item]
    if len(items) < 2 or text.rstrip().endswith((".", "!", "?")):
        return False
    return all(len(item.split()) <= 5 for item in items) and (len(items) >= 3 or ">" in text or "»" in text)


def runs_together(text: str) -> bool:
    """Whether words stand together that a scraper took from separate links: 'ContributorsPublishersAdvertisers'."""
    return len(re.findall(r"[a-z][A-Z][a-z]", text)) >= 2 and len(text.split()) <= 6 and not text.endswith(".")


def split_tags(text: str) -> tuple[str, ...]:
    """The tags of a line like 'Topics: Kaldry Dam | Spending'; none of a run of hashtags, which say little."""
    match = TAGS.match(text)
    if match is None or not match["tags"]:
        return ()
    return tuple(tag.strip() for tag in re.split(r"[|,;·•]", match["tags"]) if tag.strip())


def capitalized_share(words: Iterable[str]) -> float:
    """The share of words that begin with a capital letter."""
    listed = [word for word in words if word[:1].isalpha()]
    return sum(word[0].isupper() for word in listed) / len(listed) if listed else 0.0
