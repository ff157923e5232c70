"""What a single line of a news page looks like that is not its text: captions, buttons, menus, pitches, comments, lists of others.

Everything here is vocabulary that many publishers share; nothing names one of them. To teach briefgen a phrase, add it to its list.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final


def _whole(*phrases: str) -> re.Pattern[str]:
    """Matches lines that are one of the phrases, and nothing else."""
    return re.compile("(?:" + "|".join(phrases) + ")$", re.IGNORECASE)


def _begins(*phrases: str) -> re.Pattern[str]:
    """Matches lines that begin with one of the phrases."""
    return re.compile("(?:" + "|".join(phrases) + ")", re.IGNORECASE)


def _has(*phrases: str) -> re.Pattern[str]:
    """Finds one of the phrases, as whole words, anywhere in a line."""
    return re.compile(r"(?<!\w)(?:" + "|".join(phrases) + r")(?!\w)", re.IGNORECASE)


# what scrapers and machines leave

SCRAPER_HEADER: Final = re.compile(r"^\s*date\s+(?P<date>\d{4}-\d{2}-\d{2})(?=\s|$)\s*(?P<rest>.*)$")
ADDRESS: Final = re.compile(r"(?:https?://|www\.)\S+$", re.IGNORECASE)
PUBLISHED: Final = _begins(r"(?:first\s+|last\s+|originally\s+)?(?:published|posted|updated|modified|issued|created|date)\b", r"on\s+")
MENU: Final = re.compile(r"\S\s*[|·•]\s*\S")
"""A line in parts, with separators between them."""
SENTENCES: Final = re.compile(r"[.!?][\"'”’)]?\s+\S")
"""A sentence that ends before the line does."""
END_MARK: Final = re.compile(r"[-–—#\s]*(?:ENDS?|###|-30-)[-–—#\s]*$")
READING_TIME: Final = _whole(r"reading time\b.*", r"(?:estimated )?\d+[\s-]min(?:ute)?s?\.?\s+read\b.*", r"est\. \d+.*")

# pictures, sound and film

_PICTURE: Final = "photos?|foto|images?|pictures?|photographs?|illustration|drawing|graphic|credit|video grab|file photo"
CAPTION: Final = re.compile(
    "|".join(
        (
            rf"(?:^|[\s(\[/–—-])(?:{_PICTURE})\s*(?:by|credit|courtesy)?\s*:",
            r"\b(?:getty|shutterstock|anadolu|imago|alamy|istock|unsplash|wikimedia)\b(?!.{0,200}[.!?][\"”]?\s+[A-Z].{0,200}\b(?:said|says)\b)",
            r"/(?:afp|ap|reuters|epa|tass|pool|dpa|upi|bloomberg)\b",
            r"\bvia (?:ap|reuters|afp|epa)\b",
            r"\b(?:ap|reuters|afp) photo\b",
            r"(?:^|[(\[/|.–—-]\s*)(?:handout|screengrab|screenshot|pictured|file (?:photo|picture|image))\b|\bhandout\s*[/)]",
        )
    ),
    re.IGNORECASE,
)
SLASH_CREDIT: Final = re.compile(r"(?:^|\s)(?P<left>[A-Z][\w.’'-]+(?:\s[\w.’'-]+){0,3})\s?/\s?(?P<right>[A-Z][\w.’'-]+(?:\s[\w.’'-]+){0,5})$")
PICTURE_OF: Final = _whole(r"(?:picture|photo|image|photograph)\s+of\b.{0,60}", r"\d+x\d+\s+image")
SMALL_PICTURE: Final = re.compile(
    r"\b(?:logo|icon|avatar|headshot|portrait|author|byline|profile|badge|promo|advert\w*|related|recirc|teaser|card|sponsor\w*)\b", re.IGNORECASE
)
NAMED_PICTURE: Final = re.compile(r"(?:[A-Z][\w’']*\s){0,4}(?:picture|photo|photograph|image|graphic)s?:", re.IGNORECASE)
PLAYER: Final = _whole(
    "please wait",
    "no media source.*available",
    r"loading (?:player|video|audio)\b.*",
    r"(?:(?:\d{1,2}:)?\d{1,2}:\d\d\s*/?\s*){2,}",
    r"(?:\S+\s){0,2}player\s*:.{0,60}",
    r"(?:play|watch|listen)(?: (?:now|live|video|audio|episode|again))?",
    r".*\bplay (?:episode|video|audio)\b.*",
    "video unavailable.*",
    r"\d+ min(?:ute)?s? (?:listen|watch)",
)
BOX: Final = _begins(r"(?:live|video|audio|podcast|gallery|in pictures|poll|quiz|infographic|map|timeline)\s*:")

# readers' comments

_SOME: Final = r"(?:(?:view|show|read|load|see|add|post|write|leave) )?(?:(?:all|more|a|your) )*"
COMMENTS: Final = _whole(
    _SOME + r"\(?\d*\)?\s*(?:reader )?comments?(?:\s*[(/:]\s*\S+\s*\)?|\s*(?:section|closed|policy|\(\D\))|:)?",
    "leave a (?:reply|comment)",
    "join the (?:conversation|discussion)",
    r"\d+ (?:comments?|responses?|replies)",
    "comments on this (?:story|article).*",
    "sort by:?.*",
    "load more.*",
)
FORM: Final = _whole(
    r"your e-?mail (?:address )?(?:will not|won.t|stays?|is)\b.*",
    r"(?:name|e-?mail|website|comment)\s*\*",
    "required fields.*",
    "save my name.*",
    "notify me of.*",
    "cancel reply.*",
    "sign in to (?:comment|post).*",
    "post (?:comment|reply)",
    "you must be (?:logged|signed) in.*",
)

# the page's own furniture

SHARE_WORDS: Final = frozenset(
    """share save print email e-mail facebook twitter x whatsapp telegram linkedin pinterest reddit copy link gift this article story tweet
    bookmark listen aa comment comments follow like post flipboard messenger threads bluesky pocket on via by to now with your friends
    more options font size text""".split()
)
SKIP: Final = _begins(
    r"skip(?:\s+to|\s+past|\s+links|$)",
    r"(?:accessibility|keyboard|navigation) (?:links|help|shortcuts)",
    r"jump to\b",
    r"toggle\b",
    "close (?:menu|ad)",
    "main (?:menu|navigation)",
    "back to top",
    r"scroll (?:down|up|to)\b",
)
LEGAL: Final = re.compile(
    "|".join(
        (
            r"©|\(c\)\s*(?:19|20)\d\d|^copyright\b|\bcopyright\s*(?:©|\(c\)|(?:19|20)\d\d|notice)",
            r"\ball rights\b.{0,12}$|\ball rights reserved\b|\bnot responsible for (?:the |any )?(?:content|external|what)\b",
            r"\bmay (?:not )?(?:be (?:reproduced|republished|copied)|use this)\b|\bterms (?:of (?:use|service)|and conditions)\b.{0,40}$",
            r"(?:\b(?:our|see|read|the site.s) |^)privacy (?:policy|notice)\b.{0,40}$",
            r"\bplease (?:note|be aware) that\b.{0,200}\b(?:you|we|our)\b",
            r"\b(?:may|might|can|could|we) (?:earn|receive|get|make)\b.{0,40}\bcommissions?\b|\baffiliate (?:links?|commissions?)\b",
            r"\bcookies?\b.{0,200}\b(?:site|accept|choose|consent|settings)\b|\b(?:site|we)\b.{0,100}\bcookies?\b",
        )
    ),
    re.IGNORECASE,
)
LEGAL_HINTS: Final = (
    *(
        "©",
        "(c)",
        "(C)",
        "opyright",
        "OPYRIGHT",
        "ights",
        "IGHTS",
        "esponsible",
        "eproduced",
        "epublished",
        "opied",
        "use this",
        "erms",
        "ERMS",
        "rivacy",
    ),
    *("RIVACY", "lease", "ookie", "OOKIE", "ommission", "ffiliate", "personal", "pt-out", "pt out", "LEASE", "AFFILIATE"),
)
"""One of these is in every line that LEGAL or CONSENT finds: a quick look before a slow one."""
CONSENT: Final = re.compile(
    r"^(?=.{0,600}?\b(?:[Yy]our?|[Ww]e)\b)(?=.{0,600}?\b(?:cookies|privacy controls|personal (?:information|data)|opt[ -]?out)\b)"
    r".{0,600}?\b(?:your browser|our (?:web)?sites?|our (?:advertising )?partners|opt[ -]?out of|manage (?:your )?(?:cookies|preferences)"
    r"|consent to)\b",
)
"""Paragraphs in which a site asks for leave to keep data of its readers: long ones too."""
PITCH: Final = _has(
    r"sign(?:ing)?[\s-]?up",
    r"subscrib\w*",
    "newsletters?",
    r"in(?:to)? your inbox",
    r"e-?mail address",
    "free trial",
    "(?:log|sign) in",
    r"create (?:an?|your) .{0,12}account",
    "click here",
    r"(?:download|get) (?:the|our) .{0,20}app",
    "(?:follow|like|join|contact|write to|text|call|ring) (?:us|our)",
    r"join [\d,]+",
    "support (?:our|independent|quality)",
    r"become (?:an?)\b.{0,60}\b(?:member|subscriber|supporter)",
    "donat(?:e|ions?)",
    "notifications?",
    "(?:story|article) continues",
    "advertisement|sponsored",
    "(?:free|open) (?:articles?|stories|story)",
    "(?:send|tell|ask) us(?: your)?",
    r"(?:our|free|the) [\w\s]{0,20}(?:bulletin|podcast|briefing)",
    r"text [A-Z]{3,} to",
    r"(?:hear|listen to) (?:this|the) (?:article|story|episode)",
    r"see (?:our|all)\b.{0,60}\b(?:page|updates|stories)",
    "opens in a new window",
    "(?:for|readers,?) free",
    "get (?:smarter|started|in touch)",
    "our (?:reporters|newsroom|journalists|readers)",
    "stay (?:informed|up to date|tuned)",
    "what you need to know",
    "trusted (?:news|source)",
    "(?:gives|brings) you",
    "the latest (?:news|developments|updates)",
    "click to (?:share|print|e-?mail)",
    "opens in (?:a )?new window",
    r"like loading\.*",
    "is this page useful",
    "report a problem",
    "(?:media|press) (?:enquiries|inquiries|contacts?)",
)
TO_THE_READER: Final = re.compile(r"(?<!\w)(?:[Yy]ou(?:r|[’']re)?|[Oo]ur|[Ww]e|us|me|[Ff]ree)(?!\w)")
"""Words with which an outlet speaks for itself, to its readers; 'US' is a country."""
IMPERATIVE: Final = _begins(
    r"(?:sign|subscribe|get|join|download|follow|click|listen|watch|find|text|send|tell|ring|call|want|enter|read|see|support|become|try|start|buy|discover)\b",
    r"(?:learn|catch|check|visit|register|advertis\w*|help|for (?:more|all)|to (?:find|read|learn|subscribe)|by signing|hear)\b",
)

# other articles

RELATED: Final = _whole(
    *(
        phrase + r"\s*:?"
        for phrase in (
            r"related(?:\s+(?:stories|articles|news|topics|content|coverage|posts|links|reading|people))?",
            "go deeper|keep reading|up next|see also|further reading|promoted|other stories|in other news",
            r"read (?:also|next|more|on\b.*)",
            r"more (?:from|in|on|stories|news|coverage|like)\b.*",
            r"most (?:read|viewed|popular|shared|commented)\b.*",
            r"also (?:in|on|from|read)\b.*",
            "(?:you|people) (?:may |might |could )?(?:also )?(?:like|be interested|read|viewed).*",
            "recommended(?: for you| stories| reading)?",
            "trending(?: now| stories)?",
            "popular(?: stories| now| articles| posts)?",
            r"latest(?: news| stories| from\b.*| national stories)?",
            "top stories|editor.?s.? (?:picks?|choice)|what to read next|don.?t miss",
            "explore (?:more|further)|suggested (?:searches|articles)",
            "in this (?:article|story)|recent (?:posts|news|articles)|(?:from )?around the web",
        )
    )
)
READ_MORE: Final = re.compile(
    r"^\W{0,3}(?:read (?:more|also|next)|see also|also read|also|related(?: article| story)?|more|watch|listen|infographic|explained|opinion|analysis"
    r"|recommended|don.t miss)\s*[:|»>]\W*(?P<title>\S.*)$",
    re.IGNORECASE,
)
KEEP_READING: Final = _whole(
    r"(?:go deeper|keep reading|read more|continue reading(?: the (?:main|full) (?:story|article))?|full story|more)\s*(?:\(.*\))?\W*(?:arrow)?"
)
COPIED: Final = _whole(
    r"(?:original\s+source|source\s*link):?",
    "(?:read|view) (?:the )?(?:original|full) (?:article|story|post)(?: here)?.?",
    "the post .* (?:first )?appeared (?:first )?on .*",
)

# notes on the article

CREDIT: Final = re.compile(
    r"^\(?(?:with (?:additional )?(?:reporting|contributions?|files|material|information)\s+(?:by|from)|additional reporting"
    r"|(?:reporting|writing|edited|compiled) by|editing\b.{0,8}(?:by|:)|based on reporting|source:\s)"
    r"|\bcontributed to this (?:report|story|article)\b",
    re.IGNORECASE,
)
CORRECTION: Final = re.compile(r"^\W{0,2}(?:corrections?|clarification|editor.s note|update)\b[^.]{0,40}[:.]\s+\S", re.IGNORECASE)
TAGS: Final = re.compile(
    r"^(?:topics?|tags?|tagged|filed under|keywords|categor(?:y|ies))\s*:\s*(?P<tags>\S.*)$|^(?P<hashes>(?:#[\w ]+){2,})$", re.IGNORECASE
)
ABOUT: Final = _has(
    r"is (?:an?|the|our)\b.{0,40}\b(?:editor|reporter|correspondent|journalist|columnist|writer|producer|freelance\w*|author|analyst|historian)",
    r"is (?:an?|the|our)\b.{0,40}\b(?:fellow|professor)",
    "covers|reports (?:on|for|from)|writes (?:about|on|for)|has (?:covered|reported|written)|joined|can be reached|tweets",
)


@lru_cache(maxsize=512)  # two rules ask
def pitches(text: str) -> frozenset[str]:
    """The different phrases of pitches in a line, in lower case."""
    return frozenset(match.lower() for match in PITCH.findall(text))


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
