"""The forms people write addresses in."""

from __future__ import annotations

import pytest

from ragfood.addresses import groq_base_url, ollama_url


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("", "http://127.0.0.1:11434"),
        ("0.0.0.0", "http://127.0.0.1:11434"),
        ("0.0.0.0:8080", "http://127.0.0.1:8080"),
        ("http://0.0.0.0", "http://127.0.0.1:80"),
        ("127.0.0.1", "http://127.0.0.1:11434"),
        ("localhost:1234", "http://localhost:1234"),
        ("gpu-box", "http://gpu-box:11434"),
        ("http://gpu-box", "http://gpu-box:80"),
        ("https://gpu-box", "https://gpu-box:443"),
        ("http://gpu-box:11434/", "http://gpu-box:11434"),
        ("https://x.example/ollama", "https://x.example:443/ollama"),
        ("https://x.example/ollama/", "https://x.example:443/ollama"),
        ("x.example:9000/ollama", "http://x.example:9000/ollama"),
        ("[::]:11434", "http://[::1]:11434"),
        ("::", "http://[::1]:11434"),
        ("[::1]", "http://[::1]:11434"),
        ("::1", "http://[::1]:11434"),
        ("http://[fe80::1]:8080", "http://[fe80::1]:8080"),
        (":8080", "http://127.0.0.1:8080"),
        ("gpu-box:", "http://gpu-box:11434"),
        ("[fe80::1%eth0]:8080", "http://[fe80::1%eth0]:8080"),
        ("ollama.com", "https://ollama.com:443"),
        (' "gpu-box:1234" ', "http://gpu-box:1234"),
        ("'gpu-box'", "http://gpu-box:11434"),
    ],
)
def test_ollamas_address_is_read_as_ollama_reads_it(written, url):
    assert ollama_url(written) == url


@pytest.mark.parametrize(
    "written",
    [
        "ftp://gpu-box",
        "unix:///run/ollama.sock",
        "http://user@gpu-box",
        "gpu box",
        "a?b",
        "[::bad",
        "[::1]x",
        "a:b:c",
        "]",
        "[1::2::3]",
    ],
)
def test_what_cannot_be_ollamas_address_is_refused(written):
    with pytest.raises(ValueError, match="must be a host"):
        ollama_url(written)


@pytest.mark.parametrize(
    "written", ["[::1]:99999", "gpu-box:port", "gpu-box:0", "gpu-box:-1", "http://gpu-box:70000/x"]
)
def test_a_port_that_is_none_is_refused_rather_than_replaced(written):
    with pytest.raises(ValueError, match="port from 1 to 65535"):
        ollama_url(written)


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("https://api.groq.com", "https://api.groq.com"),
        ("https://api.groq.com/", "https://api.groq.com"),
        ("https://api.groq.com/openai/v1", "https://api.groq.com"),
        ("https://api.groq.com/openai/v1/", "https://api.groq.com"),
        (" http://127.0.0.1:18080 ", "http://127.0.0.1:18080"),
        ("https://gateway.example/groq", "https://gateway.example/groq"),
        ("https://gateway.example/groq/openai/v1", "https://gateway.example/groq"),
    ],
)
def test_groqs_address_is_made_the_bare_origin_that_its_sdk_wants(written, url):
    assert groq_base_url(written) == url


@pytest.mark.parametrize(
    "written", ["", "api.groq.com", "ftp://api.groq.com", "https://", "/openai/v1", "http://[::bad", "http://x:99999"]
)
def test_what_cannot_be_groqs_address_is_refused(written):
    with pytest.raises(ValueError, match="must be an address"):
        groq_base_url(written)
