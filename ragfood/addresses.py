"""Where the vendors answer: the forms people write addresses in, made into one URL each."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

_OLLAMA_PORT = 11434
_NO_HOST = "must be a host, host:port or http(s) address"
_ANYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}
"""Addresses to listen on that are none to connect to, with what a client uses instead."""


def groq_base_url(raw: str) -> str:
    """The bare origin of Groq's API: its SDK appends `/openai/v1/…` by itself, so that path,
    which other clients want, is taken off. Raises ValueError when it is no http(s) address.
    """
    url = raw.strip().rstrip("/").removesuffix("/openai/v1").rstrip("/")
    try:
        parts = urlsplit(url)
        whole = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a bracket or a port that is none
        whole = False
    if not whole:
        raise ValueError("must be an address such as https://api.groq.com")
    return url


def ollama_url(raw: str) -> str:
    """`OLLAMA_HOST` as Ollama itself reads it, made into a URL for a client, without a final slash.

    No scheme: http and port 11434. A scheme without a port: its own port (80 or 443). A bind address
    such as 0.0.0.0 becomes the loopback one. Raises ValueError when there is no host to be made out, and,
    where Ollama would silently take 11434, for a port that is none.
    """
    text = raw.strip().strip("\"'").strip()
    scheme, found, rest = text.partition("://")
    if not found:
        scheme, rest = "http", text
    if scheme not in ("http", "https"):
        raise ValueError(_NO_HOST)
    place, slash, path = rest.partition("/")
    port: int | None = _OLLAMA_PORT if not found else {"http": 80, "https": 443}[scheme]
    host, given_port = _split_port(place)
    if not found and host == "ollama.com":
        scheme, port = "https", 443
    if given_port:
        port = _port(given_port)
    host = _ANYWHERE.get(host, host)
    if any(c.isspace() or c in "@?#[]" for c in host) or (":" in host and not _is_ipv6(host)):
        raise ValueError(_NO_HOST)
    shown = f"[{host}]" if ":" in host else host
    return f"{scheme}://{shown}:{port}{slash}{path}".rstrip("/")


def _split_port(place: str) -> tuple[str, str]:
    if place.startswith("["):
        host, bracket, after = place[1:].partition("]")
        if not bracket or not (after == "" or after.startswith(":")):
            raise ValueError(_NO_HOST)
        return host, after.removeprefix(":")
    if place.count(":") > 1:
        return place, ""
    host, _, port = place.partition(":")
    return host, port


def _port(given: str) -> int:
    port = int(given) if given.isascii() and given.isdigit() and len(given) <= 5 else 0
    if not 0 < port < 65536:
        raise ValueError("must have a port from 1 to 65535")
    return port


def _is_ipv6(host: str) -> bool:
    try:
        ipaddress.IPv6Address(host)
    except ValueError:
        return False
    return True
