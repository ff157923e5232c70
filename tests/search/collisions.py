"""Archives of few words that collide in every way, and queries of the same words: for comparing two readers of one index."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from briefgen.search.answer import Request, Sort
from briefgen.search.nodes import COLUMNS, Column

WORDS: Final = {
    "en": """harbour harbours harboured strike strikes striking striker city cities citizen sanction sanctions sanctioned port ports portal dock
        docks docker minister ministers ministry minster the of in a x don't e-mail e-mails 3.5 2024 NATO die national nation nations élan elan
        naïve naive ﬁre fire flies fly flying universe university organization organize""".split(),
    "de": "Straße Straßen strasse die Hafen Häfen Streik Streiks streiken national nationale Stadt Städte Minister port Ports über uber".split(),
    "fr": "le la grève grèves port ports national nationale nationaux élan élans ministre ministres sanction l'été d'Été naïve université".split(),
    "ru": "порт порты порта забастовка забастовки санкции санкция министр город города ёлка елка".split(),
    "ja": "東京 東京タワー タワー 京都 大阪 大 ストライキ 港 港湾NATO 2024年 NATO東京 strike".split(),
    "th": "กรุงเทพ ไทย ก ท่าเรือ นัดหยุดงาน strike".split(),
    "": "ΣΊΣΥΦΟΣ Αθήνας 𐐨𐐩 𝒳 x² ½ Ⅷ ㌢ ｶﾞ straße İstanbul istanbul ﷺ".split(),
}
"""By language; of the last one nothing is known."""
SPELT: Final = (
    "saborgate sabotage sabotages salamander sandal sanatorium saxophone scandal schedule scholar science scissors scotch scream season second"
)
SPELT_ON: Final = (
    "secret sediment seldom senate sensor serpent severe shadow shallow shelter shield shiver silver simple sister skeleton smoke snow sober"
)
SPELT_OUT: Final = (
    "solar soldier solemn sombre sonnet sorrel source spare special spectre spider spirit splendid spoon spring square stable stair star"
)
SPELT_TO_THE_END: Final = (
    "statue steam steel stone storm story strange stream street string student studio summer sun supper surface swan sword symbol"
)
MANY: Final = [*SPELT.split(), *SPELT_ON.split(), *SPELT_OUT.split(), *SPELT_TO_THE_END.split()]
"""So that words with one beginning fill many shards."""
RARE: Final = "ministur"
"""One article has it, and many a word that is nearly the same."""
OUTLETS: Final = ("The Post", "Post", "C++ News", "東京新聞", "Straße Heute", "Le Monde d'Été", "The Harbour Post", "")
AUTHORS: Final = ("Ada Post", "Ada Example", "José Núñez", "山田太郎", "Jo")
TAGS: Final = ("docks", "Port strikes", "naïve", "港湾", "x")
EVENTS: Final = {"strike": "The harbour strike", "city-2": "Cities of 2024", "tokyo": "東京 NATO", "lonely": ""}
DATES: Final = ("2024-03-01", "2024-03-02", "2024-03", "2024", "2023-12-31", "2023-12-31T23:59:00Z", "1969-07-20", "0999-01-01", "")


class Maker:
    """Makes up archives and queries, by chance that is the same for the same seed."""

    def __init__(self, seed: int, usual: str = "minister") -> None:
        self.dice = random.Random(seed)
        self.usual = usual
        """A word that nearly every article has."""

    # articles

    def archive(self, articles: int) -> str:
        """An archive's files, as one string."""
        parts = [f"-- content/events/{slug}.md --\n---\ntitle: {title}\n---\n" for slug, title in EVENTS.items() if title]
        parts.append(f"-- content/articles/rare.md --\n---\ntitle: Rare\n---\n\nA {RARE}.\n")
        slugs: list[str] = []
        for number in range(articles):
            slug = f"{self.dice.choice(('a', 'm', 'z'))}-{number:03}"
            parts.append(self.article(slug, slugs))
            slugs.append(slug)
        return "".join(parts)

    def article(self, slug: str, others: Sequence[str]) -> str:
        dice = self.dice
        language = dice.choice((*WORDS, "en", "en"))
        lines = [f"title: {self.words(language, dice.choice((1, 2, 3, 5, 8, 70 if dice.random() < 0.1 else 4)))!r}"]
        if date := dice.choice(DATES):
            lines.append(f"date: {date}")
        if outlet := dice.choice(OUTLETS):
            lines.append(f"outlet: {outlet!r}" if "'" not in outlet else f'outlet: "{outlet}"')
        if language and dice.random() < 0.9:
            lines.append(f"lang: {language}")
        lines.append(f"author: [{', '.join(dice.sample(AUTHORS, dice.randrange(3)))}]")
        lines.append(f"tags: [{', '.join(dice.sample(TAGS, dice.randrange(3)))}]")
        if dice.random() < 0.6:
            lines.append(f"event: [{', '.join(dice.sample(list(EVENTS), dice.randrange(1, 3)))}]")
        if others and dice.random() < 0.3:
            lines.append(f"{dice.choice(('copy_of', 'version_of'))}: {dice.choice(others[-20:])}")
        if dice.random() < 0.2:
            lines.append(f"rights: {dice.choice(('excerpt', 'metadata'))}")
        front = "\n".join(line for line in lines if not line.endswith(": []"))
        return f"-- content/articles/{slug}.md --\n---\n{front}\n---\n\n{self.body(language)}\n"

    def body(self, language: str) -> str:
        dice = self.dice
        parts: list[str] = []
        for _ in range(dice.choice((0, 1, 1, 2, 3, 6))):
            if dice.random() < 0.3:
                parts.append(f"## {self.words(language, dice.randrange(1, 4))}")
            text = self.words(language, dice.choice((1, 3, 10, 16, 40, 120)))
            lead_in = f"What to {self.words(language, 1)}: " if dice.random() < 0.2 else ""
            parts.append(f"{lead_in}{text}{dice.choice(('.', '', f' {self.usual}.'))}")
        return "\n\n".join(parts)

    def words(self, language: str, many: int) -> str:
        """A text without quotes of the kind that would end it."""
        dice = self.dice
        among = [*WORDS[language], *dice.sample(MANY, 4)]
        return " ".join(dice.choice(among) + dice.choice(("", "", "", ",", ".", " –")) for _ in range(many)).replace("'", "’")

    # queries

    def request(self, names: Mapping[Column, Sequence[str]]) -> Request:
        """A request; `names` are the keys of each column."""
        dice = self.dice
        selected: dict[Column, Sequence[str]] = {}
        for column in COLUMNS:
            if names[column] and dice.random() < 0.08:
                selected[column] = tuple(dice.sample([*names[column], "nobody"], min(2, dice.randrange(1, 3))))
        first, last = sorted(dice.sample(range(19_600, 19_900), 2)) if dice.random() < 0.1 else (None, None)
        sort: Sort = dice.choice(("relevance", "relevance", "relevance", "relevance", "newest", "oldest"))
        if dice.random() < 0.3:
            return Request(self.plain(), unfolded=dice.random() < 0.3)
        return Request(self.query(), dice.random() < 0.3, selected, first, last, sort, dice.random() < 0.25)

    def plain(self) -> str:
        """A few words that many articles have."""
        dice = self.dice
        words = [self.common() for _ in range(dice.choice((2, 2, 3)))]
        return dice.choice((" ".join(words), " ".join(words), " OR ".join(words), f'{words[0]}* "{words[1]} {self.common()}" {words[-1]}'))

    def query(self) -> str:
        dice = self.dice
        return "".join(self.atom(0) + dice.choice((" ", " ", " ", "  ", "")) for _ in range(dice.choice((0, 1, 1, 2, 2, 3, 5)))).rstrip(
            dice.choice((" ", "x"))
        )

    def atom(self, depth: int) -> str:
        dice = self.dice
        shapes: list[tuple[float, Callable[[], str]]] = [
            (6, self.word),
            (1.2, lambda: f'"{" ".join(self.word() for _ in range(dice.choice((1, 2, 2, 3))))}{dice.choice(chr(34) * 5 + " ")}'),
            (4, self.common),
            (1, lambda: f"-{self.atom(depth + 1)}"),
            (0.5, lambda: f"NOT {self.atom(depth + 1)}"),
            (1, lambda: f"{self.atom(depth + 1)} {dice.choice(('OR', '|', 'AND'))} {self.atom(depth + 1)}"),
            (0.6 if depth < 4 else 0, lambda: f"({self.atom(depth + 1)} {self.atom(depth + 1)}{dice.choice(('))))', ')'))[0]}"),
            (0.8, lambda: f"{self.word()[: dice.randrange(1, 5)]}*"),
            (1.6, lambda: f"{dice.choice(('title', 'section', 'Title', 'section'))}:{dice.choice(('', ' '))}{self.value(self.word)}"),
            (1.6, self.name),
            (0.8, self.date),
            (0.3, lambda: dice.choice((")", "(", "OR", "NOT", "-", "*", "...", "“", "foo:bar", "outlet:", "&&", "-(", "--x", "title:"))),
        ]
        return dice.choices(
            [make for _, make in shapes], [weight / (1 + depth) if place > 2 else weight for place, (weight, _) in enumerate(shapes)]
        )[0]()

    def value(self, make: Callable[[], str]) -> str:
        dice = self.dice
        return f'"{make()} {make()}"' if dice.random() < 0.2 else f'"{make()}"' if dice.random() < 0.3 else make()

    def name(self) -> str:
        dice = self.dice
        column = dice.choice(("outlet", "author", "event", "tag", "OUTLET"))
        known = {"author": AUTHORS, "event": [*EVENTS, *EVENTS.values()], "tag": TAGS}.get(column, OUTLETS)
        value = dice.choice(known) or "post"
        part = value if dice.random() < 0.4 else dice.choice(value.split() or ["post"])[: dice.randrange(1, 6)]
        return f"{column}:{dice.choice(('', ' '))}{dice.choice((part, f'{chr(34)}{part}{chr(34)}'))}"

    def date(self) -> str:
        dice = self.dice
        one, other = (dice.choice(("2024-03-01", "2024/03", "2024.3.2", "2023", "2024", "1969", "2024-02-30", "soon", "0999", "")) for _ in "12")
        return dice.choice((f"before:{one}", f"after:{one}", f"date:{one}", f"date:{one}..{other}", f"date: {one}"))

    def common(self) -> str:
        """A word that is not too rare."""
        return self.dice.choice(("strike", "strikes", "port", "the", "minister", "NATO", "2024", "national", "東京", "harbour", RARE, self.usual))

    def word(self) -> str:
        """A word, now and then misspelt."""
        dice = self.dice
        word = dice.choice(WORDS[dice.choice((*WORDS, "en", "en", "en"))] if dice.random() < 0.85 else MANY)
        if dice.random() < 0.12 and len(word) > 2:
            place = dice.randrange(len(word) - 1)
            wrong = (
                word[:place] + word[place + 1 :],
                word[:place] + word[place + 1] + word[place] + word[place + 2 :],
                f"{word[:place]}q{word[place:]}",
            )
            return dice.choice(wrong)
        return word
