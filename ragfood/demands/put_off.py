"""Put off: what somebody names first and then tells that they will not have it: "no allergy to nuts, I just hate them"."""

# ruff: noqa: E501  a pattern is broken where its parts end
from __future__ import annotations

import re
from collections.abc import Iterator

from ragfood.demands.things import things_said

_IT = r"(?:them|it|those|these|that|this|any of (?:it|them)|either of them|the stuff|the things)"
_NOT = r"(?:don ?t|do not|doesn ?t|does not|didn ?t|can ?t|cannot|can not|couldn ?t|won ?t|will not|wouldn ?t|never|refuses? to|rather not|prefer not to)"
_ENDS = r"(?= (?:$|, |so |and |at all|anymore |any ?more |either |myself |much |very |really |because |or |but |full stop |period |ever ))"
_TELLS = re.compile(
    rf" {_NOT} (?:\w+ ){{0,2}}?(?:like|eat|have|stand|tolerate|digest|stomach|touch|take|bear|enjoy|fancy|handle|abide|drink|cope with) {_IT}{_ENDS}"
    rf"| (?:hates?|dislikes?|detests?|loathes?|despises?|avoids?|avoiding|stay away from|steer clear of|keep away from|not (?:\w+ )?(?:fond of|keen on|into|a fan of|a big fan of)) {_IT}{_ENDS}"
    r"| (?:(?:es que |simplemente |solo )*no (?:me|le|les|nos) (?:gustan?|van?|apetecen?)|no (?:l[oa]s?) (?:soporto|aguanto|como|tolero|quiero|come|comen|soporta|aguanta)|l[oa]s? (?:odio|detesto|evito|odia|detesta|evita)|me dan? asco"
    r"|(?:je |il |elle |on )(?:juste |simplement )?(?:ne |n )(?:les? |la |l |en )?(?:aime|supporte|mange|digere)(?: \w+)? pas|(?:je |il |elle |on )n aime (?:juste |simplement )?pas|(?:je |il |elle |on )(?:les? |la |l )(?:deteste|evite|hais)"
    r"|(?:mag|mogen|vertrage|vertragt|esse|isst|ertrage) (?:ich |er |sie |wir )?(?:ihn|sie|es|die|das|den|davon) (?:\w+ ){0,2}?nicht|(?:hasse|hasst|meide|meidet|verabscheue) (?:ich |er |sie |wir )?(?:ihn|sie|es|die|das|den)|schmeck\w* (?:mir|ihm|ihr|uns) (?:\w+ ){0,2}?nicht"
    r"|non (?:mi|ci|gli|le) piac\w+|non (?:li|le|lo|la) (?:sopporto|mangio|tollero|voglio|mangia|digerisco|sopporta)|(?:li|le|lo|la) (?:odio|detesto|evito)|mi fanno schifo|mi fa schifo"
    r"|nao gost\w+|nao (?:os |as |o |a )?(?:suporto|aguento|como|tolero|suporta)|(?:odeio|detesto|evito)(?: el[ea]s?)?|(?:lust|lusten) (?:ik )?(?:ze|het|die|dat) (?:gewoon )?niet|hou er (?:gewoon )?niet van"
    r"|не (?:люблю|ем|переношу|выношу)|(?:просто )?ненавижу|терпеть не могу|sevmiyor\w*|sevmem|पसंद नहीं|لا احبه\w?)(?: (?:ca|cela|ellos|ellas|eso|disso|del[ea]s?|их|его|ее|nada|du tout|trop|molto|tanto|mucho|muito|gar|है|हैं))?(?= (?:$|, ))"
)
_PARTS = re.compile(r" (?:,|but|because|and|though|pero|porque|mais|aber|sondern|ma|mas|но|maar|ama|लेकिन) ")
_ASKS_HOW = re.compile(r" (?:how|hide|sneak|disguise|wie|como|comment|come) ")
"""Who asks how to make somebody eat what he hates wants it."""


def put_off_by(clause: str) -> Iterator[str]:
    """What a clause names and then tells that it is not wanted, as something that is pointed at."""
    if not puts_off(clause):
        return
    before: list[str] = []
    for part in (f" {each.strip()} " for each in _PARTS.split(clause)):
        named = [*things_said(part.split(), kinds=True)]
        if not named and puts_off(part):
            yield from before
        before = named or before


def puts_off(clause: str) -> bool:
    """Whether a clause of folded words, with spaces around, tells that something pointed at is not wanted."""
    return bool(_TELLS.search(clause) and not _ASKS_HOW.search(clause))
