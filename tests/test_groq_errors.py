"""What Groq's refusals, and every error that the SDK and its transport know, come to mean."""

from __future__ import annotations

import logging
import traceback

import groq
import httpx
import pytest
from asking import GROQ_MODEL, call, groq_at, read
from fake_vendors import KEY, FakeGroq, Fault, faults

from ragfood import errors
from ragfood.errors import Declined


@pytest.fixture
def fake():
    with FakeGroq() as server:
        yield server


REFUSALS = [
    (faults.key_refused(), errors.KeyRefused, "console.groq.com/keys"),
    (Fault(401, faults.BLOCK_PAGE), errors.KeyRefused, "console.groq.com/keys"),
    (faults.forbidden(), errors.Forbidden, "RAGFOOD_GROQ_MODEL"),
    (faults.block_page(403), errors.Forbidden, "VPN"),
    (faults.model_not_found(), errors.ModelGone, "RAGFOOD_GROQ_MODEL"),
    (faults.model_decommissioned(), errors.ModelGone, "RAGFOOD_GROQ_MODEL"),
    (faults.block_page(404), errors.BadRequest, "GROQ_BASE_URL"),
    (faults.too_large(), errors.RequestTooLarge, "RAGFOOD_MAX_TOKENS"),
    (faults.block_page(413), errors.RequestTooLarge, "RAGFOOD_MAX_TOKENS"),
    (faults.context_too_long(), errors.RequestTooLarge, "RAGFOOD_MAX_TOKENS"),
    (faults.cap_too_high(), errors.RequestTooLarge, "RAGFOOD_MAX_TOKENS"),
    (faults.rate_limited("1"), errors.RateLimited, "Wait"),
    (faults.block_page(429), errors.RateLimited, "Wait"),
    (faults.spend_limit(), errors.OverBudget, "billing"),
    (faults.refused(403, "blocked_api_access"), errors.OverBudget, "billing"),
    (faults.refused(400), errors.BadRequest, "another model"),
    (faults.unprocessable(), errors.BadRequest, "another model"),
    (faults.refused(424), errors.BadRequest, "another model"),
    (faults.refused(408), errors.ServerFault, "groqstatus.com"),
    (faults.refused(409), errors.ServerFault, "groqstatus.com"),
    (faults.over_capacity(), errors.ServerFault, "groqstatus.com"),
    (faults.refused(499), errors.ServerFault, "groqstatus.com"),
    (faults.server_error(500), errors.ServerFault, "groqstatus.com"),
    (faults.bad_gateway(), errors.ServerFault, "groqstatus.com"),
    (faults.server_error(503), errors.ServerFault, "groqstatus.com"),
    (Fault(500, [1, "two"]), errors.ServerFault, "groqstatus.com"),
    (Fault(307, "", {"location": "http://127.0.0.1:9/elsewhere"}), errors.BadReply, "GROQ_BASE_URL"),
]


@pytest.mark.parametrize(("fault", "expected", "remedy"), REFUSALS, ids=lambda value: getattr(value, "status", ""))
def test_each_refusal_has_its_class_its_remedy_and_one_request(fake, fault, expected, remedy):
    fake.always(fault)
    told = read(groq_at(fake).stream(call()))
    assert type(told.error) is expected
    assert remedy in told.error.remedy
    assert told.pieces == []
    assert len(fake.chats) == 1


@pytest.mark.parametrize("fault", [case[0] for case in REFUSALS] + [faults.error_event(0), faults.error_event(2)])
def test_no_refusal_shows_a_key_an_organisation_or_the_vendors_own_words(fake, fault, caplog):
    caplog.set_level(logging.DEBUG)
    fake.always(fault)
    provider = groq_at(fake)
    error = read(provider.stream(call())).error
    shown = [str(error), repr(error), repr(provider), "".join(traceback.format_exception(error))]
    shown += [record.getMessage() for record in caplog.records if record.name.startswith("ragfood")]
    for text in shown:
        for secret in (KEY, "Bearer", "org_fake", "Composed", "<html", "req_01"):
            assert secret not in text


@pytest.mark.parametrize(
    ("header", "seconds", "lasting"),
    [
        ("1", 1.0, False),
        ("0.5", 0.5, False),
        ("90", 90.0, False),
        ("5460", 5460.0, True),
        ("Sun, 22 Nov 2026 12:00:45 GMT", 45.0, False),
        ("Sun, 22 Nov 2026 14:00:00 GMT", 7200.0, True),
        ("Sun, 22 Nov 2026 11:00:00 GMT", 0.0, False),
        ("soon", None, False),
        ("-3", None, False),
        ("nan", None, False),
        ("", None, False),
        (None, None, False),
    ],
)
def test_the_wait_that_a_rate_limit_names_is_read(fake, header, seconds, lasting):
    fake.next(faults.rate_limited(header))
    error = read(groq_at(fake).stream(call())).error
    assert isinstance(error, errors.RateLimited)
    assert (error.retry_after, error.lasting) == (seconds, lasting)


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("12", "Wait 12 s,"),
        ("0.5", "Wait 1 s,"),
        ("90", "Wait 1 min 30 s,"),
        (None, "Wait a little,"),
        ("5460", "room again in 1 h 31 min."),
        ("1e300", "Wait a little,"),
    ],
)
def test_the_remedy_says_how_long_the_wait_is_where_that_is_known(fake, header, said):
    fake.next(faults.rate_limited(header))
    error = read(groq_at(fake).stream(call())).error
    assert said in error.remedy


def test_a_limit_per_day_shows_in_the_headers_where_no_wait_is_named(fake):
    tokens = {"x_ratelimit_limit_tokens": "8000", "x_ratelimit_remaining_tokens": "8000"}
    cases = [
        (faults.rate_limited(None, "tokens", **tokens), True),
        (faults.rate_limited(None, "requests", **tokens), False),
        (faults.rate_limited(None, "tokens", **{**tokens, "x_ratelimit_remaining_tokens": "90"}), False),
        (faults.rate_limited(None, x_ratelimit_remaining_requests="0"), True),
        (faults.rate_limited("2", "tokens", **tokens), False),
    ]
    for fault, lasting in cases:
        fake.next(fault)
        error = read(groq_at(fake).stream(call())).error
        assert isinstance(error, errors.RateLimited)
        assert error.lasting is lasting


def test_a_wait_is_read_from_any_refusal(fake):
    fake.next(Fault(503, "busy", {"retry-after": "7"}))
    error = read(groq_at(fake).stream(call())).error
    assert isinstance(error, errors.ServerFault) and error.retry_after == 7.0


REQUEST = httpx.Request("POST", "http://127.0.0.1/")


def _sdk_error(kind: type[Exception]) -> Exception:
    if issubclass(kind, groq.APIStatusError):
        status = {groq.InternalServerError: 503}.get(kind, getattr(kind, "status_code", 418))
        return kind("Composed.", response=httpx.Response(status, request=REQUEST), body=None)
    if issubclass(kind, groq.APIResponseValidationError):
        return kind(httpx.Response(200, request=REQUEST), None)
    if issubclass(kind, groq.APIConnectionError):
        return kind(request=REQUEST)
    return kind("Composed.", REQUEST, body=None) if issubclass(kind, groq.APIError) else kind("Composed.")


SDK_ERRORS: dict[str, type[Declined]] = {
    "GroqError": errors.BadReply,
    "APIError": errors.ServerFault,
    "APIStatusError": errors.BadRequest,
    "APITimeoutError": errors.TimedOut,
    "APIConnectionError": errors.ServerFault,
    "APIResponseValidationError": errors.BadReply,
    "BadRequestError": errors.BadRequest,
    "AuthenticationError": errors.KeyRefused,
    "PermissionDeniedError": errors.Forbidden,
    "NotFoundError": errors.BadRequest,
    "ConflictError": errors.ServerFault,
    "UnprocessableEntityError": errors.BadRequest,
    "RateLimitError": errors.RateLimited,
    "InternalServerError": errors.ServerFault,
}


def test_every_error_that_the_sdk_exports_has_a_meaning():
    exported = {name: getattr(groq, name) for name in groq.__all__}
    raised = {name: kind for name, kind in exported.items() if isinstance(kind, type) and issubclass(kind, Exception)}
    assert set(raised) == set(SDK_ERRORS), "the SDK exports an error that is not mapped, or does so no longer"
    provider = groq_at("http://127.0.0.1:9")
    for name, kind in raised.items():
        assert type(provider.translate(_sdk_error(kind), GROQ_MODEL)) is SDK_ERRORS[name], name


TRANSPORT_ERRORS: dict[type[httpx.HTTPError], type[Declined]] = {
    httpx.ConnectTimeout: errors.Unreachable,
    httpx.ConnectError: errors.Unreachable,
    httpx.ProxyError: errors.Unreachable,
    httpx.UnsupportedProtocol: errors.Unreachable,
    httpx.ReadTimeout: errors.TimedOut,
    httpx.WriteTimeout: errors.TimedOut,
    httpx.PoolTimeout: errors.TimedOut,
    httpx.ReadError: errors.ServerFault,
    httpx.WriteError: errors.ServerFault,
    httpx.CloseError: errors.ServerFault,
    httpx.RemoteProtocolError: errors.ServerFault,
    httpx.LocalProtocolError: errors.ServerFault,
    httpx.DecodingError: errors.BadReply,
    httpx.TooManyRedirects: errors.BadReply,
}


def _leaves(kind: type[httpx.HTTPError]) -> set[type[httpx.HTTPError]]:
    below = kind.__subclasses__()
    return set().union(*(_leaves(each) for each in below)) if below else {kind}


def test_every_error_of_the_transport_has_a_meaning_before_headers_and_within_a_stream():
    assert _leaves(httpx.RequestError) == set(TRANSPORT_ERRORS)
    provider = groq_at("http://127.0.0.1:9")
    for kind, expected in TRANSPORT_ERRORS.items():
        error = kind("Composed.")
        wrapped = groq.APIConnectionError(request=REQUEST)
        wrapped.__cause__ = error
        assert type(provider.translate(error, GROQ_MODEL)) is expected, kind
        within_sdk = errors.ServerFault if expected is errors.BadReply else expected
        assert type(provider.translate(wrapped, GROQ_MODEL)) is within_sdk, kind
