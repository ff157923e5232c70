"""An archive to be searched: the same few facts reported month by month, so that every count is known."""

from __future__ import annotations

from typing import Final

OUTLETS: Final = ("Harbour Post", "Valley Mercury", "Radio Velmora")
MONTHS: Final = 24
HOSTILE: Final = "=1+<img src=x onerror=window.hacked=1>"


def _article(path: str, head: dict[str, object], body: str) -> str:
    front = "".join(f"{key}: {value}\n" for key, value in head.items())
    return f"-- content/articles/{path}.md --\n---\n{front}---\n{body}\n"


def _report(number: int) -> str:
    """One of 24 reports, a month apart: outlets take turns, every second author writes twice as often, Harbour Post is about the strike."""
    year, month = 2021 + number // 12, number % 12 + 1
    head: dict[str, object] = {
        "title": f"The strike in its month {number}",
        "date": f"{year}-{month:02}-10",
        "outlet": OUTLETS[number % 3],
        "author": f"Author {number % 10:02}",
        "event": "harbour-strike" if number % 2 else "none",
        "tags": "[labour]" if number % 4 else "[labour, ports]",
    }
    return _article(
        f"{year}/report-{number:02}",
        head,
        f"The dockers of Sarrel went on with their strike, as the union had said. Bananas of ship {number} stayed aboard.\n\n"
        + "The harbour master counted the cranes, and the night was long. " * (number % 5),
    )


ARCHIVE: Final = "".join(
    (
        *map(_report, range(MONTHS)),
        _article(
            "2021/copy-1",
            {"title": "Copied of month 0", "date": "2021-01-11", "outlet": "Merelpress", "copy_of": "report-00"},
            "The dockers of Sarrel went on with their strike, as the union had said.",
        ),
        _article(
            "2021/copy-2",
            {"title": "Copied again of month 0", "date": "2021-01-12", "outlet": "Bollard", "copy_of": "report-00"},
            "The dockers of Sarrel went on with their strike, as the union had said.",
        ),
        _article(
            "2022/douane",
            {"title": "La douane parle", "date": "2022-03-06", "outlet": "Ledger", "version_of": "customs", "lang": "fr"},
            "La douane a parlé, et les deux parties avec elle.",
        ),
        _article(
            "2022/customs",
            {"title": "Talks in the customs house", "date": "2022-03-05", "outlet": "Ledger", "author": "[Bo Sample, 'Sanders, Ann and Sons']"},
            "Both sides met in the **customs** house. *Quinque*reme was the word; the customs house heard it, and the Customs House was silent.\n\n"
            + "Nobody spoke of sanctions.\n\n" * 40
            + "In the end a quinquereme sailed.",
        ),
        _article(
            "2022/hostile",
            {
                "title": f"'{HOSTILE} zyzzyva'",
                "date": "2022-04-05",
                "outlet": f"'{HOSTILE} outlet'",
                "author": f"'{HOSTILE} author'",
                "tags": f"['{HOSTILE} tag']",
            },
            "Zyzzyva <b>bold</b> &lt;script&gt;window.hacked=1&lt;/script&gt; stays text.",
        ),
        _article(
            "2022/arabic", {"title": "إضراب عمال الميناء zyzzyva", "date": "2022-05-05", "outlet": "صحيفة الميناء"}, "عمال الميناء مضربون zyzzyva."
        ),
        "-- content/events/harbour-strike.md --\n---\ntitle: The harbour strike\n---\n",
    )
)
