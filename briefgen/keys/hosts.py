"""Hosting services, and how much of a site each takes: facts, with where and when they were looked up."""

from __future__ import annotations

from typing import Final, NamedTuple

MIB: Final = 2**20


class Host(NamedTuple):
    """What a hosting service takes. A number is 0 where none is known to be set."""

    name: str
    """As `--host` and a target's `host` have it."""
    title: str
    source: str
    """Where its limits are told,"""
    looked_up: str
    """and when that was read: YYYY-MM."""
    files: int = 0
    """How many files a site may have,"""
    counts_folders: bool = False
    """folders among them or not,"""
    files_of_a_folder: int = 0
    """and how many one folder of it."""
    file_bytes: int = 0
    """How large a file may be, in bytes;"""
    site_bytes: int = 0
    """all of them together;"""
    path_bytes: int = 0
    """and how long a path, in UTF-8."""
    redirects: int = 0
    """How many rules of `_redirects` it follows,"""
    redirect_length: int = 0
    """how many characters each may have,"""
    redirects_bytes: int = 0
    """and how large the file may be."""
    headers: int = 0
    """How many rules of `_headers` it follows,"""
    header_length: int = 0
    """and how many characters a line of one may have."""
    is_public: bool = True
    """Whether everybody may read what is there, if nothing else is set up."""


HOSTS: Final = (
    Host(
        "cloudflare-pages",
        "Cloudflare Pages, free",
        "https://developers.cloudflare.com/pages/platform/limits/",
        "2026-11",
        files=20_000,
        file_bytes=25 * MIB,
        redirects=2_000,
        redirect_length=1_000,
        headers=100,
        header_length=2_000,
    ),
    Host(
        "cloudflare-pages-paid",
        "Cloudflare Pages, paid",
        "https://developers.cloudflare.com/pages/platform/limits/",
        "2026-11",
        files=100_000,
        file_bytes=25 * MIB,
        redirects=2_000,
        redirect_length=1_000,
        headers=100,
        header_length=2_000,
    ),
    Host(
        "codeberg-pages",
        "Codeberg Pages",
        "https://blog.codeberg.org/new-storage-limits-on-codeberg-what-you-need-to-know.html",
        "2026-11",
        site_bytes=750 * MIB,
    ),
    Host(
        "github-pages",
        "GitHub Pages",
        "https://docs.github.com/en/pages/getting-started-with-github-pages/github-pages-limits",
        "2026-11",
        file_bytes=100 * MIB,
        site_bytes=1_000_000_000,
    ),
    Host(
        "gitlab-pages",
        "GitLab Pages",
        "https://docs.gitlab.com/user/gitlab_com/#gitlab-pages",
        "2026-11",
        files=200_000,
        counts_folders=True,
        site_bytes=1_000_000_000,
        redirects=1_000,
        redirects_bytes=64 * 1024,
    ),
    Host(
        "netlify",
        "Netlify",
        "https://docs.netlify.com/site-deploys/overview/",
        "2026-11",
        files_of_a_folder=54_000,
    ),
    Host(
        "s3",
        "Amazon S3",
        "https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html",
        "2026-11",
        path_bytes=1_024,
        is_public=False,
    ),
)
"""By name."""

NAMES: Final = tuple(host.name for host in HOSTS)


def named(name: str) -> Host | None:
    """The host of this name."""
    return next((host for host in HOSTS if host.name == name), None)
