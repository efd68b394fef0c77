# SPDX-License-Identifier: MIT
"""Which site of its own a company has, by its web address or the e-mail address of a person.

What is a site of somebody's own, `acme.co.uk` and not `co.uk`, says the Public Suffix List.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from publicsuffixlist import PublicSuffixList

SITE_LIMIT: Final = 80
_HOST = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?(?://)?(?:[^/@?#]*@)?([^/:?#]+)", re.IGNORECASE).match
_LABELS = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)+", re.ASCII).fullmatch
_ENDED: Final = re.compile(r"\d+").fullmatch

_MAILBOXES: Final = (
    "gmail.com googlemail.com yahoo.com yahoo.co.uk yahoo.de yahoo.fr yahoo.es yahoo.ca "
    "ymail.com rocketmail.com hotmail.com hotmail.co.uk hotmail.fr hotmail.de hotmail.es "
    "outlook.com outlook.de outlook.fr live.com live.co.uk live.de msn.com aol.com aol.co.uk "
    "icloud.com me.com mac.com proton.me protonmail.com pm.me gmx.com gmx.de gmx.net gmx.at "
    "gmx.ch web.de t-online.de freenet.de mail.com mail.ru yandex.ru yandex.com qq.com 163.com "
    "126.com sina.com naver.com orange.fr wanadoo.fr free.fr laposte.net sfr.fr libero.it "
    "virgilio.it tin.it alice.it btinternet.com virginmedia.com sky.com talktalk.net "
    "comcast.net verizon.net att.net sbcglobal.net bellsouth.net cox.net charter.net "
    "earthlink.net juno.com optonline.net shaw.ca rogers.com sympatico.ca bigpond.com "
    "optusnet.com.au zoho.com fastmail.com hushmail.com tutanota.com rediffmail.com uol.com.br "
    "bol.com.br terra.com.br telenet.be skynet.be ziggo.nl kpnmail.nl bluewin.ch hotmail.it"
)
MAILBOXES: Final = frozenset(_MAILBOXES.split())
"""Where everybody can have a mailbox: it says nothing about a company."""


_SHARED_SITES: Final = (
    "facebook.com linkedin.com instagram.com twitter.com x.com youtube.com tiktok.com yelp.com "
    "xing.com google.com goo.gl linktr.ee wixsite.com bit.ly pinterest.com github.com"
)
SHARED_SITES: Final = frozenset(_SHARED_SITES.split())
"""Where many companies have a page of their own."""


def site_of(email: str, website: str) -> str:
    """Return the registrable domain of a lead's company, at most 80 characters; '' for none.

    The web address counts first, then the e-mail address, unless it is where everybody is.
    """
    if website:
        found = _HOST(website.strip().lower())
        site = registrable(found[1].rstrip(".")) if found else ""
        if site and site not in MAILBOXES and site not in SHARED_SITES:
            return site
    site = registrable(email.rpartition("@")[2].lower()) if email else ""
    return "" if site in MAILBOXES else site


@functools.lru_cache(maxsize=8192)
def registrable(host: str) -> str:
    """Return the part of a host name that somebody registered; '' when there is none."""
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii")
        except UnicodeError:
            return ""
    if not _LABELS(host) or _ENDED(host.rpartition(".")[2]):
        return ""
    found = _suffixes().privatesuffix(host)
    return found if found and len(found) <= SITE_LIMIT else ""


@functools.cache
def _suffixes() -> PublicSuffixList:
    """Return the list, read once: it takes a tenth of a second."""
    from publicsuffixlist import PublicSuffixList

    return PublicSuffixList()
