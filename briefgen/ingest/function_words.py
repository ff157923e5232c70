"""The little words of languages in Latin letters: those that stand in every paragraph, whatever it is about."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, frozenset[str]]] = {
    language: frozenset(words.split())
    for language, words in {
        "en": """the of and to in a is that for it as was with be by on not he his are this from at which or have an they had she their were been
            has will would there who said what when its but we you if out about up her""",
        "de": """der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei
            einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr durch man wurde sei seit""",
        "fr": """de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se il ce sont avec aux son ont d l qu n s c cette ou
            mais comme été on leur elle ses être nous vous deux fait après selon""",
        "es": """de la que el en y a los del se las por un para con no una su al lo como más pero sus le ha o este sí porque esta entre cuando muy
            sin sobre también hasta hay donde fue desde todo nos durante ni contra ese eso había ante años según son está""",
        "pt": """de a o que e do da em um para com não uma os no se na por mais as dos como mas ao ele das à seu sua ou quando muito nos já foi
            está são pelo pela até isso ela entre depois sem mesmo aos ter seus nas também só eu há anos disse""",
        "it": """di e il la che a per un in è del si una dei da non con le i della al sono gli nel più alla come delle ma l d ha anche o lo
            ai dal se questo dell nella suo all degli stato su sua fra dopo essere hanno anni ieri""",
        "nl": """de van het een en in is dat op te zijn voor met die niet aan er om ook als dan maar bij nog uit door over naar heeft hij of tot
            je werd wordt worden deze hebben was meer al ze zich geen hun had na kan dit zou""",
        "sv": """och i att det som en på är av för med till den har de inte om ett han men var jag sig från vi så kan när år under också efter eller
            nu sin där vid mot ska skulle blir två mycket hon hade över än""",
        "da": """og i at det er en til på af for med den de som ikke der et har han var om men fra sig vi så kan ved år også efter eller nu
            hvor mod skal skulle bliver to meget hun havde over end blev hans være sagde mange""",
        "nb": """og i at det er en til på av for med den de som ikke et har han var om men fra seg vi så kan ved år også etter eller nå
            hvor mot skal skulle blir to mye hun hadde over enn ble hans være sa mange dem bare""",
        "fi": """ja on ei että se oli hän mutta kun ovat myös joka mukaan jo niin sen kuin sekä jos vain ole tai ollut mitä ne nyt olisi vielä
            sanoo tämä jotka tämän hänen sitä siitä kuten vuoden jälkeen""",
        "pl": """w i na z się do nie to że jest o jak za od po przez co dla był ale oraz są tym przy jego tego jej już ich tylko może
            czy lub być ma tak które który została został roku które ze u""",
        "cs": """a v se na je že o s z do i to za by ve pro k po však od které který jako podle který už ale jsou při nebo bude si jen
            tak aby který které bylo byl ze také až před která než jeho jejich mezi není jsem ještě ve protože kdy tím dvě""",
        "hu": """a az és hogy nem is egy van ez volt de már meg csak el még ki azt vagy mint ha után által szerint akkor lehet kell
            között pedig nagyon minden amely aki lesz ezt voltak volna fel""",
        "ro": """de și în a la cu pe să nu care o din un au pentru că mai este fost ce prin sau al ca după dar sunt lui ale cel cea
            a-l fi către între ar va pot doar până ne""",
        "tr": """ve bir bu da de için ile çok olarak daha en kadar ne var gibi olan sonra ama o olduğu her ya göre ancak ise ki mi
            oldu değil dedi iki ilk yeni tarafından eden etti""",
        "ca": """de la i el que a en les per del un els amb una al és no es dels s l d com més ha va van seva seu aquest aquesta també
            però entre són o fins perquè des ja segons han any""",
    }.items()
}
"""By language, of our own making. Words that several share say that it is one of these, and no more."""

OTHERS: Final[dict[str, frozenset[str]]] = {
    language: frozenset(words.split())
    for language, words in {
        "Afrikaans": """die en van in het is nie dat n te op wat vir met om sy as hy aan ook by sal was daar maar uit hulle deur word""",
        "Estonian": """ja on ei et see oli ta ka kui aga mis ning oma kes või selle pärast veel seda siis välja mida nii olid""",
        "Galician": """de a o que e do da en un para con non unha os no se na por máis as dos como mais ao das seu súa ou cando moi polo
            pola tamén foi está son pero ata entre nos sen""",
        "Nynorsk": """og i at det er ein ei til på av for med den dei som ikkje eit har han var om men frå seg vi så kan ved år også etter eller
            no kor mot skal skulle blir to mykje ho hadde over enn vart vere sa""",
        "Serbo-Croatian": """je i u na da se za su od o s ne što kao koji ali a sa će bi koja iz te nije bio kako to do godine nakon više ili
            samo već zbog""",
        "Slovak": """a v sa na je že o s z do i to za by vo pre k po však od ktoré ktorý ako podľa už ale sú pri alebo bude si len
            tak aby bolo bol zo tiež až pred ktorá než jeho ich medzi""",
        "Slovene": """je in v na da se za so pa ki bi tudi po s z ne ni kot od še do pri ter iz ob bo bil ali med lahko leta že""",
    }.items()
}
"""Of neighbours that are told from these, and not named."""
