"""The language of a text that declares none."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from briefgen.ingest import draft, explain, provenance
from briefgen.ingest.function_words import OTHERS, WORDS
from briefgen.ingest.language import language_of
from briefgen.model import Origin

LATIN = {
    "de": (
        "Der Rat von Tarn hat am Dienstag beschlossen, die alte Brücke zu erneuern und nicht durch eine neue zu ersetzen. Damit "
        "endet ein Streit, der elf Jahre gedauert hat. Die Arbeiten werden vier Millionen Kronen kosten, wie aus einem Bericht "
        "hervorgeht."
    ),
    "es": (
        "El consejo de Tarn decidió el martes reparar el puente viejo en lugar de sustituirlo por uno nuevo, con lo que termina "
        "una disputa de once años. La obra costará cuatro millones de coronas y durará dos veranos, según un informe que el "
        "propio consejo había pedido."
    ),
    "fr": (
        "Le conseil de Tarn a décidé mardi de réparer le vieux pont plutôt que de le remplacer, ce qui met fin à une querelle de "
        "onze ans. Les travaux coûteront quatre millions de couronnes et dureront deux étés, selon un rapport que le conseil "
        "avait demandé."
    ),
    "it": (
        "Il consiglio di Tarn ha deciso martedì di riparare il vecchio ponte invece di sostituirlo, mettendo fine a una lite che "
        "durava da undici anni. I lavori costeranno quattro milioni di corone e dureranno due estati, secondo una relazione che "
        "il consiglio aveva chiesto."
    ),
    "pt": (
        "O conselho de Tarn decidiu na terça-feira reparar a ponte velha em vez de a substituir por uma nova, o que põe fim a uma "
        "disputa de onze anos. A obra vai custar quatro milhões de coroas e durar dois verões, segundo um relatório que o "
        "conselho tinha pedido."
    ),
    "nl": (
        "De raad van Tarn heeft dinsdag besloten de oude brug te herstellen in plaats van haar te vervangen, en daarmee komt een "
        "einde aan een ruzie van elf jaar. Het werk kost vier miljoen kronen en duurt twee zomers, blijkt uit een rapport dat de "
        "raad had gevraagd."
    ),
    "sv": (
        "Rådet i Tarn beslutade på tisdagen att reparera den gamla bron i stället för att ersätta den med en ny, och därmed är en "
        "strid som har pågått i elva år över. Arbetet kostar fyra miljoner kronor och tar två somrar, enligt en rapport som rådet "
        "hade beställt."
    ),
    "da": (
        "Rådet i Tarn besluttede tirsdag at reparere den gamle bro i stedet for at erstatte den af en ny, og dermed er en strid, "
        "der har varet i elleve år, forbi. Arbejdet koster fire millioner kroner og tager to somre, sagde borgmesteren efter "
        "mødet, hvor mange havde ventet på det. Der blev klappet af de fremmødte."
    ),
    "nb": (
        "Rådet i Tarn vedtok tirsdag å reparere den gamle broen i stedet for å erstatte den med en ny, og dermed er en strid som "
        "har vart i elleve år, over. Arbeidet koster fire millioner kroner og tar to somre, sa ordføreren etter møtet, der mange "
        "hadde ventet på det. Det ble klappet av dem som var møtt fram, og nå er det bare å begynne."
    ),
    "fi": (
        "Tarnin valtuusto päätti tiistaina, että vanha silta korjataan eikä sitä korvata uudella, ja niin päättyi riita, joka oli "
        "kestänyt yksitoista vuotta. Työ maksaa neljä miljoonaa kruunua ja kestää kaksi kesää, sanoo pormestari, mutta hän ei ole "
        "varma, että se on siinä."
    ),
    "pl": (
        "Rada miasta Tarn zdecydowała we wtorek, że stary most zostanie naprawiony, a nie zastąpiony nowym, co kończy spór, który "
        "trwał jedenaście lat. Prace będą kosztować cztery miliony koron i potrwają dwa lata, jak wynika z raportu, o który rada "
        "sama się zwróciła do inżynierów."
    ),
    "cs": (
        "Rada města Tarn v úterý rozhodla, že starý most bude opraven, a nikoli nahrazen novým, a tím skončil spor, který trval "
        "jedenáct let. Práce budou stát čtyři miliony korun a potrvají dvě léta. Starosta není spokojen, protože dvě třetiny "
        "peněz ještě nejsou, ale jeho lidé jsou při práci."
    ),
    "hu": (
        "Tarn tanácsa kedden úgy döntött, hogy a régi hidat felújítják, és nem építenek helyette újat, ezzel véget ért egy "
        "tizenegy éve tartó vita. A munka négymillió koronába kerül és két nyáron át tart, de a polgármester szerint még az is "
        "lehet, hogy csak egy lesz belőle."
    ),
    "ro": (
        "Consiliul din Tarn a hotărât marți să repare podul cel vechi și nu să îl înlocuiască, punând capăt unei certe care a "
        "durat unsprezece ani. Lucrările vor costa patru milioane de coroane și vor dura două veri, potrivit unui raport pe care "
        "consiliul l-a cerut."
    ),
    "tr": (
        "Tarn belediye meclisi salı günü eski köprünün yenilenmesine karar verdi ve böylece on bir yıl süren bir tartışma sona "
        "erdi. Çalışmalar dört milyon krona mal olacak ve iki yaz sürecek. Başkan, bu kararın çok geç olduğunu ama yine de herkes "
        "için iyi olduğunu söyledi."
    ),
    "ca": (
        "El consell de Tarn va decidir dimarts reparar el pont vell en lloc de substituir-lo per un de nou, amb la qual cosa "
        "s'acaba una disputa d'onze anys. Les obres costaran quatre milions de corones i duraran dos estius, segons un informe "
        "que els regidors havien demanat i que és públic."
    ),
    "en": (
        "The council of Tarn voted on Tuesday to repair the old bridge instead of replacing it, ending a quarrel of eleven years. "
        "The repair will cost four million crowns and take two summers, according to a report that the council had asked for."
    ),
}
OTHER_LETTERS = {
    "ru": (
        "Совет Тарна решил во вторник отремонтировать старый мост, а не строить новый, и тем закончился спор, который длился "
        "одиннадцать лет. Работы обойдутся в четыре миллиона крон и займут два лета, говорится в отчёте, который заказал совет. "
        "Это был бы самый дорогой мост."
    ),
    "uk": (
        "Рада Тарна вирішила у вівторок відремонтувати старий міст, а не будувати новий, і так скінчилася суперечка, яка тривала "
        "одинадцять років. Роботи коштуватимуть чотири мільйони крон і триватимуть два літа, йдеться у звіті, який замовила рада. "
        "Її голова задоволена."
    ),
    "bg": (
        "Съветът на Тарн реши във вторник да ремонтира стария мост, вместо да го замени с нов, и така приключи спор, продължил "
        "единадесет години. Ремонтът ще струва четири милиона крони и ще трае две лета, се казва в доклад, който съветът беше "
        "поръчал."
    ),
    "el": (
        "Το συμβούλιο του Ταρν αποφάσισε την Τρίτη να επισκευάσει την παλιά γέφυρα αντί να την αντικαταστήσει, βάζοντας τέλος σε "
        "μια διαμάχη έντεκα ετών."
    ),
    "he": (
        "מועצת טארן החליטה ביום שלישי לתקן את הגשר הישן במקום להחליפו בחדש, ובכך באה לקיצה מריבה שנמשכה אחת עשרה שנים. העבודות "
        "יעלו ארבעה מיליון כתרים."
    ),
    "ar": (
        "قرر مجلس تارن يوم الثلاثاء إصلاح الجسر القديم بدلا من استبداله بجسر جديد، لينتهي بذلك خلاف دام أحد عشر عاما. وستكلف "
        "الأعمال أربعة ملايين كرونة وتستمر صيفين، بحسب تقرير طلبه المجلس من المهندسين."
    ),
    "fa": (
        "شورای تارن روز سه‌شنبه تصمیم گرفت پل قدیمی را به جای آن که پلی تازه بسازد تعمیر کند و به این ترتیب دعوایی یازده ساله "
        "پایان گرفت. هزینهٔ این کار چهار میلیون کرون خواهد بود و دو تابستان طول می‌کشد، چنان که در گزارش شورا آمده است."
    ),
    "ur": (
        "ٹارن کی کونسل نے منگل کو فیصلہ کیا کہ پرانے پل کو بدلنے کے بجائے اس کی مرمت کی جائے گی، اور یوں گیارہ سال کا جھگڑا ختم "
        "ہو گیا۔ اس کام پر چالیس لاکھ روپے خرچ ہوں گے اور یہ دو گرمیوں میں مکمل ہو گا۔"
    ),
    "ja": (
        "タルンの議会は火曜日、古い橋を新しいものに替えずに修理することを決め、十一年にわたる争いが終わった。工事には四百万クローネかかり、二夏続く。"
    ),
    "zh": (
        "塔恩市议会周二决定修缮旧桥，而不是用新桥取而代之，从而结束了长达十一年"
        "的争执。根据议会要求提交的一份报告，工程将耗资四百万克朗，历时两个夏天。"
    ),
    "ko": (
        "타른 의회는 화요일에 낡은 다리를 새 다리로 바꾸는 대신 수리하기로 결정했으며, "
        "이로써 십일 년에 걸친 다툼이 끝났다. 공사에는 사백만 크로네가 들고 두 여름이 걸린다."
    ),
}
UNNAMED = {
    "Slovak": (
        "Rada mesta Tarn v utorok rozhodla, že starý most bude opravený, a nie nahradený novým, čím sa skončil spor, ktorý trval "
        "jedenásť rokov. Práce budú stáť štyri milióny korún a potrvajú dve letá, vyplýva to zo správy, o ktorú rada sama "
        "požiadala."
    ),
    "Croatian": (
        "Vijeće Tarna odlučilo je u utorak da se stari most popravi, a ne zamijeni novim, čime je završila svađa koja je trajala "
        "jedanaest godina. Radovi će koštati četiri milijuna kruna i trajat će dva ljeta, kako se navodi u izvješću koje je "
        "vijeće zatražilo od inženjera."
    ),
    "Indonesian": (
        "Dewan kota Tarn pada hari Selasa memutuskan untuk memperbaiki jembatan lama dan tidak menggantinya dengan yang baru, "
        "sehingga berakhirlah pertengkaran selama sebelas tahun. Pekerjaan itu akan menelan biaya empat juta mahkota dan "
        "berlangsung dua musim panas."
    ),
    "no language": (
        "Lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod tempor incididunt ut labore et dolore magna aliqua "
        "ut enim ad minim veniam quis nostrud exercitation ullamco laboris nisi ut aliquip ex ea commodo consequat duis aute "
        "irure dolor"
    ),
    "Galician": (
        "O concello de Tarn decidiu o martes reparar a ponte vella e non substituíla por unha nova, co que remata unha disputa de "
        "once anos. A obra custará catro millóns de coroas e durará dous veráns, segundo un informe que o concello pedira e que "
        "xa é público polo alcalde."
    ),
    "Serbian": (
        "Савет Тарна одлучио је у уторак да поправи стари мост уместо да га замени новим, чиме је окончана свађа која је трајала "
        "једанаест година. Радови ће коштати четири милиона круна и трајаће два лета, наводи се у извештају који је савет "
        "наручио."
    ),
    "Kurdish": (
        "ئەنجوومەنی تارن ڕۆژی سێشەممە بڕیاری دا پردە کۆنەکە چاک بکاتەوە لە جیاتی ئەوەی پردێکی نوێ دروست بکات، بەم شێوەیە "
        "ناکۆکییەکی یازدە ساڵە کۆتایی هات."
    ),
}


@pytest.mark.parametrize("tag", LATIN)
def test_little_words_tell_a_language(tag: str) -> None:
    assert language_of(LATIN[tag]) == (tag, False)


@pytest.mark.parametrize("tag", OTHER_LETTERS)
def test_letters_tell_a_language(tag: str) -> None:
    """Alone or, of a script that several languages share, by those that only one of them has."""
    assert language_of(OTHER_LETTERS[tag]) == (tag, True)


@pytest.mark.parametrize("name", UNNAMED)
def test_what_is_near_a_language_is_not_taken_for_it(name: str) -> None:
    """Nor is what is none."""
    assert language_of(UNNAMED[name])[0] == ""


@pytest.mark.parametrize("tag", [*LATIN, *OTHER_LETTERS])
def test_a_few_words_tell_nothing(tag: str) -> None:
    """A name and a heading are in no language."""
    text = (LATIN | OTHER_LETTERS)[tag]
    assert language_of(text[: 12 if tag in ("ja", "zh", "ko") else 50])[0] == ""


@pytest.mark.parametrize(("one", "other"), [("de", "fr"), ("en", "es"), ("en", "ar"), ("ru", "de")])
def test_a_text_in_two_languages_is_in_none(one: str, other: str) -> None:
    both = LATIN | OTHER_LETTERS
    assert language_of(f"{both[one]}\n{both[other]}")[0] == ""


def test_a_quotation_does_not_turn_a_text() -> None:
    """Nor do names in other letters."""
    assert language_of(f"{LATIN['en']} {LATIN['en']} {LATIN['en']} {LATIN['de'][:80]}")[0] == "en"
    assert language_of(f"{OTHER_LETTERS['ar']} Tarn Echo, Ines Orlov")[0] == "ar"


def _shuffled(words: list[str], seed: int) -> Iterator[str]:
    chance = random.Random(seed)
    return (chance.choice(words) for _ in range(200))


@pytest.mark.parametrize("name", OTHERS)
def test_a_neighbour_is_never_named(name: str) -> None:
    """Whatever its little words are, in whatever order."""
    assert language_of(" ".join(_shuffled(sorted(OTHERS[name]), 1)))[0] == ""


def test_each_language_has_words_that_each_other_has_not() -> None:
    known = WORDS | OTHERS
    assert [(one, other) for one in known for other in known if one != other and len(known[one] - known[other]) < 4] == []


def test_another_language_than_the_archives_is_written_down_with_its_rule() -> None:
    """What is in the archive's own language says nothing of it; what a page declares is taken at its word."""
    text = f"Tarn\n\n{LATIN['de']}\n\n{LATIN['de']}"
    one = draft.read("a.txt", text.encode(), {})
    assert one.lang == "de"
    assert Origin("lang", "de", "the text's little words") in provenance.origins(one)
    assert "'de': the text's little words, inferred" in explain.text(one)
    own = draft.read("a.txt", text.encode(), {}, usual="de-AT")
    assert (own.lang, [fact for fact in own.sheet.facts if fact.field == "lang"]) == ("", [])
    declared = draft.read("a.md", f"---\nlang: gsw\n---\n\n{text}".encode(), {})
    assert declared.lang == "gsw"
    assert "lang" not in {origin.field for origin in provenance.origins(declared)}


def test_norwegian_is_one_language_to_an_archive() -> None:
    text = f"{LATIN['nb']}\n\n{LATIN['nb']}".encode()
    assert draft.read("a.txt", text, {}).lang == "nb"
    assert draft.read("a.txt", text, {}, usual="no").lang == ""
