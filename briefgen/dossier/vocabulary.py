"""The words by which names are known in English: titles, countries, given names, the heads of organizations, and what is no name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Final


def _lines(text: str) -> tuple[str, ...]:
    return tuple(name for line in text.strip().splitlines() for name in line.strip().split(", "))


ALIASES: Final[Mapping[str, str]] = {
    "U.S.": "United States",
    "US": "United States",
    "USA": "United States",
    "U.S.A.": "United States",
    "U.S": "United States",
    "America": "United States",
    "United States of America": "United States",
    "UK": "United Kingdom",
    "U.K.": "United Kingdom",
    "Britain": "United Kingdom",
    "Great Britain": "United Kingdom",
    "UAE": "United Arab Emirates",
    "U.N.": "United Nations",
    "UN": "United Nations",
    "E.U.": "European Union",
    "EU": "European Union",
    "DRC": "Democratic Republic of Congo",
    "Washington, D.C.": "Washington",
    "Washington DC": "Washington",
    "Washington D.C.": "Washington",
    "NYC": "New York",
    "New York City": "New York",
    "Kyiv": "Kiev",
    "Holland": "Netherlands",
    "Burma": "Myanmar",
}
"""What a name's other forms stand for, where the text itself need not say so."""

COUNTRIES: Final = frozenset(
    _lines("""
Afghanistan, Albania, Algeria, Andorra, Angola, Argentina, Armenia, Australia, Austria, Azerbaijan, Bahamas, Bahrain, Bangladesh, Barbados
Belarus, Belgium, Belize, Benin, Bhutan, Bolivia, Bosnia, Botswana, Brazil, Brunei, Bulgaria, Burkina Faso, Burundi, Cambodia, Cameroon
Canada, Cape Verde, Central African Republic, Chad, Chile, China, Colombia, Comoros, Congo, Costa Rica, Croatia, Cuba, Cyprus
Czech Republic, Czechia, Democratic Republic of Congo, Denmark, Djibouti, Dominica, Dominican Republic, East Timor, Ecuador, Egypt
El Salvador, Equatorial Guinea, Eritrea, Estonia, Eswatini, Ethiopia, Fiji, Finland, France, Gabon, Gambia, Georgia, Germany, Ghana, Greece
Grenada, Guatemala, Guinea, Guinea-Bissau, Guyana, Haiti, Honduras, Hungary, Iceland, India, Indonesia, Iran, Iraq, Ireland, Israel, Italy
Ivory Coast, Jamaica, Japan, Jordan, Kazakhstan, Kenya, Kiribati, Kosovo, Kuwait, Kyrgyzstan, Laos, Latvia, Lebanon, Lesotho, Liberia, Libya
Liechtenstein, Lithuania, Luxembourg, Macedonia, Madagascar, Malawi, Malaysia, Maldives, Mali, Malta, Mauritania, Mauritius, Mexico
Micronesia, Moldova, Monaco, Mongolia, Montenegro, Morocco, Mozambique, Myanmar, Namibia, Nauru, Nepal, Netherlands, New Zealand, Nicaragua
Niger, Nigeria, North Korea, North Macedonia, Norway, Oman, Pakistan, Palau, Palestine, Panama, Papua New Guinea, Paraguay, Peru
Philippines, Poland, Portugal, Qatar, Romania, Russia, Rwanda, Samoa, San Marino, Saudi Arabia, Senegal, Serbia, Seychelles, Sierra Leone
Singapore, Slovakia, Slovenia, Solomon Islands, Somalia, South Africa, South Korea, South Sudan, Soviet Union, Spain, Sri Lanka, Sudan
Suriname, Swaziland, Sweden, Switzerland, Syria, Taiwan, Tajikistan, Tanzania, Thailand, Togo, Tonga, Trinidad, Tunisia, Turkey
Turkmenistan, Tuvalu, Uganda, Ukraine, United Arab Emirates, United Kingdom, United States, Uruguay, Uzbekistan, Vanuatu, Venezuela, Vietnam
Yemen, Zambia, Zimbabwe, England, Scotland, Wales, Northern Ireland, Hong Kong, Puerto Rico, Greenland, Tibet, Gaza, Crimea, Kashmir
Yugoslavia, Chechnya
""")
)
REGIONS: Final = frozenset(
    _lines("""
Alabama, Alaska, Arizona, Arkansas, California, Colorado, Connecticut, Delaware, Florida, Hawaii, Idaho, Illinois, Indiana, Iowa, Kansas
Kentucky, Louisiana, Maine, Maryland, Massachusetts, Michigan, Minnesota, Mississippi, Missouri, Montana, Nebraska, Nevada, New Hampshire
New Jersey, New Mexico, New York, North Carolina, North Dakota, Ohio, Oklahoma, Oregon, Pennsylvania, Rhode Island, South Carolina
South Dakota, Tennessee, Texas, Utah, Vermont, Virginia, Washington, West Virginia, Wisconsin, Wyoming, Ontario, Quebec, Alberta
British Columbia, Manitoba, Saskatchewan, Nova Scotia, Queensland, New South Wales, Tasmania, Bavaria, Catalonia, Siberia
Europe, Asia, Africa, Antarctica, North America, South America, Latin America, Central America, Eastern Europe, Western Europe, Central Asia
Middle East, Scandinavia, Balkans, Caribbean, Arctic, Atlantic, Pacific, Mediterranean, Gulf of Mexico, Persian Gulf, Black Sea
Red Sea, Baltic Sea, North Sea, South China Sea, Indian Ocean, West Bank, Gaza Strip, Golan Heights, Sinai, Himalayas, Alps, Sahara
Capitol Hill, Guantanamo Bay, Silicon Valley, Bay Area, Midwest, Ill., Calif., Fla., Mass., Conn., Pa., Wash., Va., Mich., Tex., Ariz.
Colo., Ga., Tenn., Wis., Minn., Ore., Okla., N.Y., N.J., N.C., S.C., D.C., N.H., N.M., R.I., Md., Ky., Ala., La., Miss., Mo., Neb., Nev.
Del., Vt., Ind., Kan., Ark., W.Va.
""")
)
CITIES: Final = frozenset(
    _lines("""
Moscow, London, Paris, Berlin, Rome, Madrid, Lisbon, Vienna, Geneva, Zurich, Brussels, Amsterdam, The Hague, Hague, Dublin, Edinburgh
Glasgow, Belfast, Manchester, Liverpool, Birmingham, Leeds, Oslo, Stockholm, Copenhagen, Helsinki, Warsaw, Prague, Budapest, Bucharest
Sofia, Athens, Istanbul, Ankara, Kiev, Minsk, St. Petersburg, Tbilisi, Yerevan, Baku, Almaty, Astana, Tehran, Baghdad, Basra, Mosul
Damascus, Aleppo, Homs, Beirut, Jerusalem, Tel Aviv, Amman, Riyadh, Jeddah, Doha, Dubai, Abu Dhabi, Muscat, Sanaa, Kabul, Kandahar
Islamabad, Karachi, Lahore, Peshawar, Delhi, New Delhi, Mumbai, Kolkata, Chennai, Bangalore, Dhaka, Kathmandu, Colombo, Rangoon, Bangkok
Hanoi, Phnom Penh, Kuala Lumpur, Jakarta, Manila, Beijing, Shanghai, Taipei, Seoul, Pyongyang, Tokyo, Osaka, Kyoto, Fukushima, Canberra
Sydney, Melbourne, Brisbane, Perth, Adelaide, Auckland, Christchurch, Cairo, Alexandria, Tripoli, Benghazi, Tunis, Algiers, Rabat
Casablanca, Khartoum, Addis Ababa, Nairobi, Mombasa, Kampala, Kigali, Kinshasa, Lagos, Abuja, Accra, Dakar, Bamako, Johannesburg
Pretoria, Cape Town, Durban, Harare, Lusaka, Luanda, Mogadishu, Toronto, Ottawa, Montreal, Vancouver, Calgary, Mexico City, Havana
Port-au-Prince, Bogota, Caracas, Lima, Quito, La Paz, Santiago, Buenos Aires, Montevideo, Brasilia, Rio de Janeiro, Sao Paulo
Boston, Chicago, Philadelphia, Baltimore, Atlanta, Miami, Orlando, Dallas, Austin, Houston, Detroit, Cleveland, Pittsburgh, Minneapolis
St. Louis, Denver, Phoenix, Las Vegas, Los Angeles, San Francisco, San Diego, San Jose, Seattle, Portland, Sacramento, New Orleans
Nashville, Memphis, Milwaukee, Hollywood, Brooklyn, Manhattan, Queens, Bronx, Long Island, Honolulu, Beverly Hills, Wall Street
""")
)
PLACES: Final = COUNTRIES | REGIONS | CITIES
ABBREVIATED: Final = frozenset(place for place in REGIONS if place.endswith("."))
"""Abbreviated states say where another place is; they are no names to show."""

ADJECTIVES: Final = frozenset(
    """
    Afghan Albanian Algerian American Angolan Arab Arabic Argentine Argentinian Armenian Asian Australian Austrian Azerbaijani Azeri Bahraini
    Bangladeshi Belarusian Belgian Bolivian Bosnian Brazilian British Bulgarian Burmese Cambodian Canadian Catalan Chechen Chilean Chinese
    Colombian Congolese Croatian Cuban Cypriot Czech Danish Dutch Ecuadorian Egyptian English Eritrean Estonian Ethiopian European Filipino
    Finnish French Georgian German Ghanaian Greek Guatemalan Haitian Hispanic Honduran Hungarian Icelandic Indian Indonesian Iranian Iraqi Irish
    Israeli Italian Jamaican Japanese Jordanian Kazakh Kenyan Korean Kosovar Kurdish Kuwaiti Kyrgyz Lao Latin Latino Latvian Lebanese Liberian
    Libyan Lithuanian Macedonian Malaysian Malian Mexican Moldovan Mongolian Moroccan Nepalese Nepali Nicaraguan Nigerian Norwegian Omani
    Pakistani Palestinian Panamanian Paraguayan Persian Peruvian Polish Portuguese Qatari Romanian Russian Rwandan Salvadoran Saudi Scot Scottish
    Senegalese Serb Serbian Singaporean Slovak Slovenian Somali Soviet Spaniard Spanish Sudanese Swede Swedish Swiss Syrian Taiwanese Tajik
    Tanzanian Thai Tibetan Tunisian Turk Turkish Turkmen Ugandan Ukrainian Uruguayan Uzbek Venezuelan Vietnamese Welsh Yemeni Zambian Zimbabwean
    African Caribbean Scandinavian Balkan Baltic Arctic Western Eastern Northern Southern Texan Californian Parisian Londoner Republican Democrat
    Democratic Conservative Liberal Labour Socialist Communist Marxist Nazi Islamist Christian Catholic Protestant Anglican Orthodox Jewish Jew
    Muslim Islamic Islam Sunni Shiite Shia Shi'ite Hindu Buddhist Sikh Mormon Evangelical Christianity Judaism Hinduism Kurd Dane Finn Pole Briton
    Frenchman Englishman Irishman Olympian Roman Victorian Caucasian Black White Hamas-run Tory Whig Greens Dutchman Belgians Spaniards Arabian
    Southeast Northwest Northeast Southwest Midwestern Southerner Westerner Cold Maoist Kashmiri Anglo
    """.split()
)
"""Peoples, faiths, languages and parties' adjectives: parts of names, but none on their own."""

TITLES: Final = frozenset(
    """
    president premier chancellor minister secretary undersecretary ambassador envoy governor gov mayor senator sen congressman congresswoman
    representative rep lawmaker councillor councilman councilwoman commissioner king queen prince princess duke duchess earl baron baroness lord
    lady sir dame pope cardinal archbishop bishop reverend rev father sister brother pastor rabbi imam ayatollah sheikh sheik sultan emir general
    gen lieutenant lt colonel col major maj captain capt cpt commander cmdr sergeant sgt corporal private pvt admiral adm marshal officer
    detective inspector sheriff constable superintendent coroner trooper deputy chief judge justice magistrate attorney prosecutor solicitor
    counsel advocate professor prof dr doctor mr mrs ms miss mx messrs chairman chairwoman chair chairperson director manager coach ceo cfo coo
    spokesman spokeswoman spokesperson speaker leader dictator whip editor engineer superstar actor actress singer sergeant-major vice-president
    judge-advocate co-founder founder quarterback analyst economist staffer aide comedian officials author pilot tsar czar shah mp mep agent
    attorney-general d.a rb qb wr undersheriff principal const jesuit filmmaker moviemaker
    """.split()
)
MODIFIERS: Final = frozenset(
    """
    prime vice deputy foreign defense defence interior finance economy trade health education energy justice labor labour home housing oil
    transport transportation treasury agriculture environment water climate culture state assistant acting former ex then-president chief senior
    junior joint executive managing first second lead head associate national federal district county city police fire army navy air marine
    military security press white house senate parliamentary majority minority opposition attorney solicitor surgeon lieutenant major brigadier
    rear wing group special supreme high the right most royal crown grand court secretary-general secretary director-general commander-in-chief
    editor-in-chief communications campaign public permanent under medical immigration development financial
    """.split()
)
"""Words that stand before a title and belong to it: 'Deputy Foreign Minister'."""
HONORIFICS: Final = frozenset("mr mrs ms miss mx dr sir dame lord lady".split())
ROLES: Final = frozenset(
    """
    spokesman spokeswoman spokesperson president premier minister secretary chairman chairwoman director leader senator governor mayor judge
    lawyer attorney prosecutor professor actor actress singer star coach manager striker midfielder goalkeeper quarterback driver pilot captain
    founder co-founder owner chief executive boss analyst economist author writer journalist reporter editor photographer scientist researcher
    engineer wife husband son daughter brother sister mother father suspect gunman victim resident student teacher farmer activist dissident
    colleague rival predecessor successor candidate nominee lawmaker congressman congresswoman comedian host designer guitarist drummer rapper
    musician composer poet novelist artist dancer model athlete champion golfer boxer sprinter swimmer cyclist skier footballer defender
    businessman businesswoman billionaire entrepreneur investor banker commander general colonel detective officer sheriff pastor priest bishop
    imam archbishop historian physicist biologist astronomer doctor surgeon nurse psychologist neighbour neighbor friend girlfriend boyfriend
    guardian inspector constable superintendent foreman miner fisherman fisher sailor skipper rescuer firefighter paramedic policeman soldier
    commissioner coroner magistrate ombudsman chancellor sergeant lieutenant admiral rabbi warden carpenter baker shopkeeper witness survivor
    adviser advisor aide accountant archaeologist architect meteorologist geologist volcanologist seismologist grandmaster trainer referee
    chairperson spokesman veteran pensioner trader mechanic
    partner fiancee widow hostage astronaut envoy ambassador diplomat councillor speaker dictator king queen prince princess teammate
    """.split()
)
"""Common nouns after which a person's name comes."""
SPEECH: Final = frozenset(
    """
    said says told tells added adds wrote writes tweeted testified insisted recalled joked quipped replied shouted asked explained argued noted
    acknowledged conceded lamented thinks thought believes remembered
    """.split()
)

GIVEN: Final = frozenset(
    """
    Aaron Abdul Abdullah Abraham Adam Ahmad Ahmed Alan Albert Alex Alexander Alexandra Alexei Ali Alice Alison Allan Allen Amanda Amy Ana Andre
    Andrea Andrei Andrew Andy Angela Angelina Ann Anna Anne Anthony Antonio Antony Arnold Arthur Ashley Barack Barbara Barry Ben Benjamin Bernard
    Bernie Bill Billy Bob Bobby Boris Brad Bradley Brandon Brian Bruce Bryan Carl Carlos Carol Caroline Catherine Charles Charlie Cheryl Chris
    Christian Christina Christine Christopher Cindy Claire Colin Condoleezza Craig Daniel Danny David Dean Deborah Dennis Diana Diane Dick Dmitri
    Dmitry Don Donald Donna Doug Douglas Ed Eddie Edward Elena Elizabeth Ellen Emily Emma Eric Erik Eugene Evan Fatima Fidel Francis Francisco
    Frank Franklin Fred Gary Gavin Geoff Geoffrey George Gerald Gerard Giorgio Glenn Gordon Grace Graham Greg Gregory Hans Harold Harry Hassan
    Heather Heidi Helen Henry Herman Hillary Howard Hugh Hugo Hussein Ian Ibrahim Igor Ivan Jack Jackie Jacob Jacques Jake James Jamie Jan Jane
    Janet Jason Jay Jean Jeff Jeffrey Jennifer Jeremy Jerry Jesse Jessica Jill Jim Jimmy Joan Joe John Johnny Jon Jonathan Jorge Jose Joseph Josh
    Joshua Joyce Juan Judith Judy Julia Julian Julie Justin Karen Karl Kate Kathleen Kathy Katie Keith Kelly Ken Kenneth Kevin Kim Kris Kyle Lance
    Larry Laura Lauren Lawrence Lee Leon Leonard Leslie Lewis Liam Linda Lindsay Lisa Liz Lloyd Louis Louise Lucy Luis Luke Lynn Manuel Marc
    Marcus Margaret Maria Marie Mario Mark Martha Martin Mary Matt Matthew Maurice Max Megan Mel Melissa Michael Michel Michelle Miguel Mike
    Mikhail Mitch Mitt Mohamed Mohammad Mohammed Mohamud Muhammad Nancy Natalie Nathan Neil Nelson Newt Nicholas Nick Nicola Nicolas Nicole Nigel
    Nikolai Oleg Oliver Olivia Omar Oscar Osama Pamela Patricia Patrick Paul Paula Pedro Peter Phil Philip Phillip Pierre Rachel Ralph Ramon Randy
    Raul Ray Raymond Rebecca Reggie Rex Ricardo Richard Rick Rob Robert Robin Roger Ron Ronald Rose Roy Russell Ruth Ryan Sam Samantha Samuel
    Sandra Sara Sarah Scott Sean Sebastian Sergei Sharon Sheila Simon Sonia Sophie Stephanie Stephen Steve Steven Stuart Susan Suzanne Sylvia Tara
    Ted Teresa Terry Theresa Thomas Tim Timothy Tina Todd Tom Tony Tracy Trevor Tyler Vanessa Victor Victoria Vince Vincent Viktor Vladimir Walter
    Warren Wayne Wendy William Xavier Yasser Yuri Yvonne Zoe Mahmoud Mustafa Rahm Rand Marco Jeb Nikki Elon Emmanuel Bashar Nicolás Recep Narendra
    Else Signe Ole Nils Lars Sven Erik Eric Ingrid Astrid Karin Kirsten Magnus Rasmus Tomas Jonas Gustav Roderick Benno Bruno Anders Bjorn Stefan
    Pavel Anton Ivana Elena Giulia Luca Paolo Carla Ines Matteo Camille Chloe Elise Emma Nina Vera Olga Irina Dmitry Sergey Piotr Zofia
    Volodymyr Kassym-Jomart Nursultan Jens Ursula Dave Pete Kenny Nate Stan Walt Ernie Ruben Josip Hanne Marit
    """.split()
)
"""Common given names. One before another capitalized word is evidence for a person."""

ORGANIZATION: Final = frozenset(
    """
    Ministry Department Agency Council University College School Institute Institution Academy Party Inc Inc. Corp Corp. Corporation Co Co. Ltd
    Ltd. LLC plc PLC Group Holdings Company Bank Union Federation Association Organization Organisation Committee Commission Court Parliament
    Congress Senate Assembly Church Hospital Clinic Foundation Center Centre Fund Bureau Office Board Authority Administration Army Navy Force
    Forces Guard Corps Police Society Club League Team Alliance Coalition Movement Front Brotherhood Brigade Brigades Network Services Service
    Systems Technologies Motors Airlines Airways Industries Partners Trust Museum Library Orchestra Theatre Press News Times Post Tribune Herald
    Journal Gazette Observer Kremlin Pentagon Duma Knesset Interpol Taliban Hezbollah Hamas Registry Cabinet Chamber Laboratory Laboratories
    Pharmaceuticals Entertainment Studios Pictures Records Productions Squad Patrol Secretariat Tribunal Ombudsman Mission Taskforce Command
    Regiment Battalion Division Politburo Treasury Exchange Cooperative Programme Program Initiative Campaign United Rovers Wanderers Athletic FC
    Bundestag Conference Consortium Conservancy
    """.split()
)
"""Words that an organization's name ends with, or has before 'of' and 'for'."""
COMPANY: Final = frozenset(
    "Inc Inc. Corp Corp. Corporation Co Co. Ltd Ltd. LLC plc PLC Group Holdings Company Motor Motors Airlines Airways Technologies Systems".split()
)
"""Words that a company's name may leave off."""
TRADES: Final = frozenset(
    """
    Coal Steel Oil Gas Energy Power Electric Mining Minerals Metals Chemicals Shipping Logistics Foods Insurance Securities Software Telecom
    Telecoms Railways Petroleum Textiles Cement Timber Ferries Solar Aerospace Biotech Robotics Semiconductors Breweries
    """.split()
)
"""What firms deal in, and end their names with."""
TAKES_OF: Final = (ORGANIZATION - COMPANY) | frozenset(
    "House Centers Gulf Bay Cape Isle Strait Sea Republic Offices Institutes Doctors Reporters".split()
)
"""Words after which 'of' or 'for' goes on with the name."""
JOINED: Final = frozenset(
    """
    Cooperation Development Technology Security Budget Welfare Human Prevention Commerce Trade Industry Sports Culture Science Immigration Customs
    Border Drug Firearms Explosives Atmospheric Tourism Fisheries Food Labor Labour Rescue Medicine Space Infrastructure Medical Families
    Communities Exchange Urban Social Economics Education Research Training Regulatory Justice Rural Forestry Wildlife Administration
    """.split()
)
"""Words that 'and' joins to the name of an organization."""
PLACE: Final = frozenset(
    """
    River Street County Island Islands Lake Mount Mountain Mountains Bay Valley Beach Airport Square Park Avenue Road Bridge Province City
    Peninsula Strait Sea Ocean Desert Canal Harbor Harbour Port District Region Heights Hill Hills Creek Canyon Forest Village Town Coast
    Boulevard Highway Lane Falls Springs Stadium Arena Dam Gulf Cape Reef Glacier Volcano Township Plaza Palace Territory Basin
    """.split()
)
COMPASS: Final = frozenset(
    "north south east west northern southern eastern western central downtown northeastern northwestern southeastern southwestern".split()
)
THING: Final = frozenset(
    """
    Cup Games Olympics Prize Award Awards Act Bill Law War Treaty Series Bowl Championship Championships Tour Festival Day Week Agreement Accord
    Amendment Revolution Spring Hurricane Typhoon Storm Operation Project Plan Report Code Constitution Convention Protocol Earthquake Galaxy Deal
    Summit Oscar Oscars Emmy Grammy Grammys Globe Medal Tournament Finals Final Trophy Open Grand Prix Game Season Bible Koran Quran Express
    Flight Boeing Airbus Internet Web Book Album Show Movie Story Song Class Syndrome Disease Virus Theory Airbase Scandal iPhone iPad Android
    Windows MacBook Playoffs Marathon Derby Stakes Question Hearing Declaration Resolution Reform Affair Massacre
    """.split()
)
"""The last words of names of what is neither a person, a place nor an organization; 'Hurricane' and the like are first words too."""
NO_NAMES: Final = frozenset(
    """
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September October November December
    Jan. Feb. Mar. Apr. Jun. Jul. Aug. Sep. Sept. Oct. Nov. Dec. Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Christmas Easter Ramadan
    Thanksgiving Halloween God Internet Web TV CEO CFO DNA GMT EST EDT PST PDT ET UTC AM PM MP MPs MEP HIV AIDS COVID Covid SUV GDP CCTV GPS FAQ
    Ph.D. PhD BC AD No. Nos. Inc. Ltd. Corp. Co. Jr. Jr Sr. Photo Photos Image Images Video File Caption Copyright Related Read More Watch Click
    Follow Share Advertisement Advertising Subscribe Newsletter Sign Story Editing Reporting Writing Contact Email Comments Editor Associated AP
    AFP Reuters UPI Getty Press Ok OK PDF URL Twitter Facebook Instagram YouTube Note Update Updated Breaking LIVE Live EXCLUSIVE Exclusive A.M.
    P.M. a.m p.m I'm I've I'll I'd I Mr Mrs Ms Mr. Mrs. Ms. Dr. VIDEO PHOTO PHOTOS MORE RELATED READ WATCH NYSE NASDAQ Nasdaq LED USB CD DVD PC ID
    IQ IT HD AI IPO Q&A RT VIP UFO Tel Fax Part Chapter Section Article Figure Table Game Round Lot Level Stage Phase Day Week Type Category Group
    Division Class English Internet. Spring Summer Autumn Fall Winter Midnight Noon St St. Street Avenue Road Sgt Lt Rev Hon Esq ER MRI CPR WWII
    II III IV GOP-led Nobel North South East West Gate Panel Rescue Dad Mum Mom Daddy Mummy Block IST CST MST BST CT CBD DUI DWI PAC EMS Eve
    Christ Congratulations Former Crime Indigenous Aboriginal Customs Government Act Amendment
    """.split()
)
"""Capitalized words that are no one's name."""
OPENERS: Final = frozenset(
    """
    a about above according across adding additionally after again against all allegedly almost alone along already also although altogether
    always amid among an and announced another any anyone anything anyway apart apparently are around as asked at away back because been before
    behind being believe below beneath beside besides best better between beyond both but by call called can cannot clearly come could currently
    dear despite did didn do does doesn don done down dozens due during each earlier early either elsewhere enough especially even eventually
    ever every everybody everyone everything except experts fellow few fewer finally first five following for former four from further get give
    given go good got had half hardly has have having he head hence her here hers herself hey him himself his hopefully how however hundreds i if
    images in including indeed initially inside instead interestingly into is isn it its itself just keep last lastly late later least leave left
    less let like likewise little long look looking made mainly make making many may maybe me meanwhile might millions moreover most much must my
    near nearby nearly neither never nevertheless new next no nobody none nor not note nothing now obviously of off officials often oh okay old on
    once one only onto or originally other others otherwise our ours out outside over overall own part people per perhaps please plus police
    possibly previously prior probably quite rather read really recent recently regardless reportedly residents right said same saying says second
    see seen seven several shall she should showing shortly similarly since six so some somebody someone something sometimes soon speaking still
    such sure take taken telling ten thank thanks that the their theirs them themselves then there thereafter therefore these they thing things
    think this those though thousands three through throughout thus to today together told tomorrow tonight too top toward towards try two
    typically ultimately under unfortunately unless unlike until up upon us use used using usually very via wait want was wasn watch we well went
    were what whatever when whenever where whereas wherever whether which whichever while who whoever whole whom whose why will wish with within
    without won would wouldn yeah yes yesterday yet you your yours yourself based born built citing hours minutes days weeks months years
    investigators authorities prosecutors lawyers researchers scientists critics supporters opponents protesters demonstrators rebels troops
    shares stocks analysts investors witnesses rescuers firefighters doctors lawmakers democrats republicans americans russians results story
    reporting editing writing figures details sources source statement survivors parents students workers employees players fans
    """.split()
)
"""Words that begin sentences, and no name."""
PARTICLES: Final = frozenset("de da das dos di del della der van von bin ibn ben al el la le du abu ter zu".split())
"""What joins the parts of a person's name in small letters."""
PLURAL_OWNERS: Final = frozenset(
    "Children Women Men People Workers Teachers Veterans Farmers Lloyd Moody Standard King Queen Sam Sotheby Christie".split()
)
"""Words whose possessive is part of an organization's name."""
DEPARTMENTS: Final = frozenset(
    """
    State Defense Defence Health Homeland Security Human Services Housing Urban Development Energy Education Labor Labour Commerce Foreign
    Transportation Agriculture Treasury Interior Justice Veterans Affairs Finance Environment
    """.split()
)
"""What a secretary or a minister is one of."""
SURNAMES_TOO: Final = frozenset("Hill Park Lane Church Law Day Court Street Bridge Lake Forest Bay Post Show Rivers Springs Hills Ford".split())
"""Words that end places' and organizations' names, and persons' as well."""
BREAKS: Final = frozenset(
    """
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September October November December
    Jan. Feb. Mar. Apr. Jun. Jul. Aug. Sep. Sept. Oct. Nov. Dec. Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Photo Photos Image Video
    Copyright Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun AM PM ET EST EDT PST PDT GMT I I'm I'll I've I'd I’m I’ll I’ve I’d Getty GETTY Images
    """.split()
)
"""Words at which a name is over."""
LEADING_PLACE: Final = frozenset("Mount Mt. Lake Cape Port Fort Gulf Strait Isle Camp".split())
LEADING_THING: Final = frozenset(
    "Hurricane Typhoon Operation Tropical Cyclone Flight Project Boeing Airbus Act Game Super Category Proposition".split()
)
FOR_HEADS: Final = frozenset(
    """
    Organization Organisation Center Centre Centers Institute Department Committee Fund Foundation Association Society Coalition Alliance Council
    Agency Office Ministry Board Bank Movement Conference Campaign Reporters Doctors Commission
    """.split()
)
"""The heads that 'for' may follow; after a court or an army it is a preposition."""
AGENCIES: Final = frozenset({"AP", "AFP", "Reuters", "UPI", "Getty", "Getty Images", "Associated Press", "Agence France-Presse"})
"""Wire services: named for what they carry, hardly ever as part of what happened."""
NICKNAMES: Final[Mapping[str, str]] = dict(
    pair.split("=")
    for pair in """
    dave=david mike=michael jim=james bill=william bob=robert tom=thomas joe=joseph dan=daniel steve=steven stephen=steven ken=kenneth
    chris=christopher ed=edward tony=anthony ben=benjamin matt=matthew greg=gregory rick=richard dick=richard jeff=jeffrey alex=alexander
    sam=samuel tim=timothy nick=nicholas andy=andrew ron=ronald don=donald larry=lawrence
    """.split()
)
_OF_REPORTS: Final = frozenset(
    """more than least killed dead died people injured wounded were been being reported reports report total number tuesday wednesday
    thursday friday saturday sunday monday million thousand hundred billion including according says add adds two three four five six seven
    eight nine ten twelve twenty nearly almost estimated left leaving man men woman women""".split()
)


class Expression:
    """A regular expression that is compiled when it is first used: those of this folder take 12 ms, and a build without news needs none."""

    def __init__(self, pattern: str, flags: re.RegexFlag = re.NOFLAG) -> None:
        self.pattern = pattern
        self.flags = flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The expression, whose methods the others are."""
        return re.compile(self.pattern, self.flags)

    @cached_property
    def search(self) -> Callable[..., re.Match[str] | None]:
        """As of `re.Pattern`."""
        return self.compiled.search

    @cached_property
    def match(self) -> Callable[..., re.Match[str] | None]:
        """As of `re.Pattern`."""
        return self.compiled.match

    @cached_property
    def fullmatch(self) -> Callable[..., re.Match[str] | None]:
        """As of `re.Pattern`."""
        return self.compiled.fullmatch

    @cached_property
    def finditer(self) -> Callable[..., Iterator[re.Match[str]]]:
        """As of `re.Pattern`."""
        return self.compiled.finditer

    @cached_property
    def findall(self) -> Callable[..., list[str]]:
        """As of `re.Pattern`."""
        return self.compiled.findall

    @cached_property
    def sub(self) -> Callable[..., str]:
        """As of `re.Pattern`."""
        return self.compiled.sub


def in_small(text: str) -> str:
    """The text in small letters, as an expression that ignores case reads it: to it a long s is an s, and an i without its dot an i.

    What such an expression must find is looked for here first, which takes a tenth of its time. All stands where it stood.
    """
    return text.lower() if text.isascii() else text.replace("İ", "i").replace("ı", "i").replace("ſ", "s").lower()


def says_something(word: str) -> bool:
    """Whether a word in small letters says what a sentence is about: it is no number, no small word, and not in every report of an accident."""
    return len(word) > 2 and not word.isdigit() and word not in OPENERS and word not in _OF_REPORTS


def stem(word: str) -> str:
    """The word without a plural's ending."""
    return word[:-1] if len(word) > 3 and word.endswith("s") else word
