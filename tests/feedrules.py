"""What standards ask of feeds and sitemaps, as schemas of our own: what is wrong with a file, by each."""

from __future__ import annotations

import re
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Annotated, Any, Final

import msgspec
from lxml import etree
from msgspec import Meta, Struct

ATOM: Final = "{http://www.w3.org/2005/Atom}"
MAP: Final = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS: Final = "{http://www.google.com/schemas/sitemap-news/0.9}"
CONTENT: Final = "{http://purl.org/rss/1.0/modules/content/}"
DC: Final = "{http://purl.org/dc/elements/1.1/}"


def tree_of(data: bytes) -> Any:
    """A file's root element. Raises XMLSyntaxError."""
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))


# Atom: RFC 4287, sections 4.1 and 4.2, as a grammar in RELAX NG

_ATOM: Final = """
<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.w3.org/2005/Atom"
    datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
  <start><element name="feed"><ref name="common"/>
    <interleave>
      <oneOrMore><ref name="author"/></oneOrMore>
      <zeroOrMore><ref name="category"/></zeroOrMore>
      <ref name="id"/>
      <ref name="links"/>
      <optional><element name="subtitle"><ref name="words"/></element></optional>
      <element name="title"><ref name="words"/></element>
      <element name="updated"><ref name="when"/></element>
      <zeroOrMore><element name="entry"><ref name="common"/>
        <interleave>
          <zeroOrMore><ref name="author"/></zeroOrMore>
          <zeroOrMore><ref name="category"/></zeroOrMore>
          <optional><element name="content"><ref name="words"/></element></optional>
          <ref name="id"/>
          <ref name="links"/>
          <optional><element name="published"><ref name="when"/></element></optional>
          <optional><element name="summary"><ref name="words"/></element></optional>
          <element name="title"><ref name="words"/></element>
          <element name="updated"><ref name="when"/></element>
        </interleave>
      </element></zeroOrMore>
    </interleave>
  </element></start>
  <define name="common">
    <optional><attribute name="lang" ns="http://www.w3.org/XML/1998/namespace"><data type="language"/></attribute></optional>
  </define>
  <define name="words">
    <ref name="common"/><optional><attribute name="type"><choice><value>text</value><value>html</value></choice></attribute></optional><text/>
  </define>
  <define name="when">
    <data type="dateTime"><param name="pattern">.+T.+(Z|[+\\-]\\d\\d:\\d\\d)</param></data>
  </define>
  <define name="id"><element name="id"><data type="anyURI"><param name="minLength">1</param></data></element></define>
  <define name="author"><element name="author"><interleave>
    <element name="name"><data type="string"><param name="minLength">1</param></data></element>
    <optional><element name="uri"><data type="anyURI"/></element></optional>
  </interleave></element></define>
  <define name="category"><element name="category"><attribute name="term"/></element></define>
  <define name="links"><oneOrMore><element name="link">
    <attribute name="href"><data type="anyURI"><param name="minLength">1</param></data></attribute>
    <optional><attribute name="rel"/></optional>
    <optional><attribute name="type"><data type="string"><param name="pattern">.+/.+</param></data></attribute></optional>
  </element></oneOrMore></define>
</grammar>
"""


@cache
def _atom() -> Any:
    return etree.RelaxNG(etree.fromstring(_ATOM))


def atom_faults(data: bytes) -> list[str]:
    """What is wrong with an Atom feed."""
    root, schema = tree_of(data), _atom()
    found = [] if schema.validate(root) else [str(error) for error in schema.error_log]
    ids = [one.findtext(f"{ATOM}id") for one in root.iter(f"{ATOM}entry")]
    found += ["two entries have one id"] if len(set(ids)) < len(ids) else []
    for one in (root, *root.iter(f"{ATOM}entry")):
        rels = [link.get("rel") for link in one.findall(f"{ATOM}link")]
        found += [] if rels.count("alternate") == 1 else [f"{rels.count('alternate')} alternate links"]
    return found


# RSS 2.0, with what its best practices ask for

_CHANNEL: Final = ("title", "link", "description", "language", "lastBuildDate", f"{ATOM}link", "item")
_ITEM: Final = ("title", "link", "guid", "pubDate", "category", "description", f"{DC}creator", f"{DC}language", f"{CONTENT}encoded")
_MANY: Final = ("item", "category", f"{DC}creator")


def rss_faults(data: bytes) -> list[str]:
    """What is wrong with an RSS feed."""
    root = tree_of(data)
    if (root.tag, root.get("version"), len(root)) != ("rss", "2.0", 1) or root[0].tag != "channel":
        return ["no channel in an rss of version 2.0"]
    channel = root[0]
    found = [*_children(channel, _CHANNEL, ("title", "link", "description", f"{ATOM}link")), *_days(channel, "lastBuildDate")]
    for item in channel.findall("item"):
        found += [*_children(item, _ITEM, ("title", "link", "guid")), *_days(item, "pubDate")]
        guid = item.find("guid")
        if guid is not None and (guid.get("isPermaLink") == "true") != (guid.text or "").startswith("https://"):
            found.append(f"{guid.text} says of itself that it is an address: {guid.get('isPermaLink')}")
    ids = [one.findtext("guid") for one in channel.findall("item")]
    return found + (["two items have one guid"] if len(set(ids)) < len(ids) else [])


def _children(one: Any, may: tuple[str, ...], must: tuple[str, ...]) -> list[str]:
    tags = [child.tag for child in one]
    return [
        *[f"a {one.tag} has {tag}" for tag in tags if tag not in may],
        *[f"a {one.tag} has no {tag}" for tag in must if tag not in tags],
        *[f"a {one.tag} has several {tag}" for tag in set(tags) - set(_MANY) if tags.count(tag) > 1],
    ]


def _days(one: Any, tag: str) -> list[str]:
    found = [when.text for when in one.findall(tag)]
    return [f"{when} is no date" for when in found if not _DAY.fullmatch(when) or parsedate_to_datetime(when).tzinfo is None]


_DAY: Final = re.compile(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d [+-]\d{4}")


# JSON Feed 1.1

_Some = Annotated[str, Meta(min_length=1)]
_When = Annotated[str, Meta(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$")]


class _Author(Struct, forbid_unknown_fields=True):
    name: _Some
    url: str = ""


class _Item(Struct, forbid_unknown_fields=True):
    id: _Some
    url: _Some
    title: str = ""
    content_html: str | None = None
    content_text: str | None = None
    summary: str = ""
    date_published: _When | None = None
    authors: list[_Author] = []
    tags: list[_Some] = []
    language: str = ""


class _Feed(Struct, forbid_unknown_fields=True):
    version: _Some
    title: str
    items: list[_Item]
    home_page_url: str = ""
    feed_url: str = ""
    description: str = ""
    language: str = ""
    authors: list[_Author] = []


def json_faults(data: bytes) -> list[str]:
    """What is wrong with a JSON Feed."""
    try:
        feed = msgspec.json.decode(data, type=_Feed)
    except msgspec.ValidationError as error:
        return [str(error)]
    found = [] if feed.version == "https://jsonfeed.org/version/1.1" else [feed.version]
    found += [f"{item.id} has no content" for item in feed.items if not item.content_html and not item.content_text]
    ids = [item.id for item in feed.items]
    return found + (["two items have one id"] if len(set(ids)) < len(ids) else [])


FAULTS: Final = {".atom.xml": atom_faults, ".rss.xml": rss_faults, ".feed.json": json_faults}
OWN: Final = {"feed.xml": atom_faults, "feed.rss.xml": rss_faults, "feed.json": json_faults}


# sitemaps

_MAPS: Final = """
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
    targetNamespace="http://www.sitemaps.org/schemas/sitemap/0.9" elementFormDefault="qualified">
  <xs:simpleType name="loc"><xs:restriction base="xs:anyURI"><xs:minLength value="1"/><xs:maxLength value="2048"/></xs:restriction></xs:simpleType>
  <xs:element name="urlset"><xs:complexType><xs:sequence>
    <xs:element name="url" maxOccurs="50000"><xs:complexType><xs:sequence>
      <xs:element name="loc" type="loc"/>
      <xs:any namespace="##other" minOccurs="0" processContents="skip"/>
    </xs:sequence></xs:complexType></xs:element>
  </xs:sequence></xs:complexType></xs:element>
  <xs:element name="sitemapindex"><xs:complexType><xs:sequence>
    <xs:element name="sitemap" maxOccurs="50000"><xs:complexType><xs:sequence>
      <xs:element name="loc" type="loc"/>
    </xs:sequence></xs:complexType></xs:element>
  </xs:sequence></xs:complexType></xs:element>
</xs:schema>
"""
_NEWS: Final = """
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.google.com/schemas/sitemap-news/0.9"
    elementFormDefault="qualified">
  <xs:element name="news"><xs:complexType><xs:all>
    <xs:element name="publication"><xs:complexType><xs:all>
      <xs:element name="name"><xs:simpleType><xs:restriction base="xs:string"><xs:minLength value="1"/></xs:restriction></xs:simpleType></xs:element>
      <xs:element name="language"><xs:simpleType><xs:restriction base="xs:string">
        <xs:pattern value="zh-cn|zh-tw|[a-z]{2,3}"/></xs:restriction></xs:simpleType></xs:element>
    </xs:all></xs:complexType></xs:element>
    <xs:element name="publication_date"><xs:simpleType><xs:restriction base="xs:string">
      <xs:pattern value="\\d{4}-\\d\\d-\\d\\d(T\\d\\d:\\d\\d:\\d\\d(Z|[+\\-]\\d\\d:\\d\\d))?"/></xs:restriction></xs:simpleType></xs:element>
    <xs:element name="title"><xs:simpleType><xs:restriction base="xs:string"><xs:minLength value="1"/></xs:restriction></xs:simpleType></xs:element>
  </xs:all></xs:complexType></xs:element>
</xs:schema>
"""


@cache
def _schemas() -> tuple[Any, Any]:
    return etree.XMLSchema(etree.fromstring(_MAPS)), etree.XMLSchema(etree.fromstring(_NEWS))


def map_faults(data: bytes) -> list[str]:
    """What is wrong with a sitemap, or with the list of its parts, or with the news in it."""
    root = tree_of(data)
    maps, news = _schemas()
    found = [] if maps.validate(root) else [str(error) for error in maps.error_log]
    for one in root.iter(f"{NEWS}news"):
        found += [] if news.validate(one) else [str(error) for error in news.error_log]
    return found
