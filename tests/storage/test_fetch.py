"""Fetching from strangers: what is refused before a socket is opened, and what a hostile server can do afterwards."""

import asyncio
import socket
import ssl
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from app.errors import UnreachableUrl, UrlUnavailable
from app.storage.dial import Dialler
from app.storage.fetch import FetchPolicy, SafeFetch
from app.storage.urls import target
from tests.storage.sites import Answer, Names, Network, Site, failing, open_site, page, redirect

PUBLIC = "93.184.216.34"
ALSO_PUBLIC = "2606:4700::1111"
PDF = b"%PDF-1.7 not much of one"
REFUSED = [
    line
    for line in (Path(__file__).parent / "refused_urls.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
PRIVATE = ["127.0.0.1", "10.0.0.1", "169.254.169.254", "192.168.1.1", "168.63.129.16"]


def spellings(dotted: str) -> list[str]:
    """The ways to write an IPv4 address that some reader of URLs takes for it."""
    a, b, c, d = (int(part) for part in dotted.split("."))
    number = int(IPv4Address(dotted))
    low, high = f"{number & 0xFFFF:x}", f"{number >> 16:x}"
    return [
        *(dotted, f"{dotted}.", str(number), hex(number), f"0{number:o}", f"{a}.{number & 0xFFFFFF}", f"{a}.{b}.{(c << 8) + d}"),
        *(
            f"0{a:o}.0{b:o}.0{c:o}.0{d:o}",
            f"{a:#x}.{b:#x}.{c:#x}.{d:#x}",
            f"{a:03}.{b:03}.{c:03}.{d:03}",
            f"{a + 256}.{b}.{c}.{d}",
        ),
        *(f"[::ffff:{dotted}]", f"[::{dotted}]", f"[64:ff9b::{dotted}]", f"[2002:{high}:{low}::]", f"[2001:0:{high}:{low}::1]"),
    ]


class Stage:
    """A fetcher whose every dialled address leads to one site."""

    def __init__(self, site: Site, names: Names, policy: FetchPolicy, tls: ssl.SSLContext | None = None) -> None:
        self.site = site
        self.names = names
        self.network = Network(site.port)
        trust = tls or ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # trusts nobody, and is quick to make
        self.fetch = SafeFetch(policy, Dialler(resolve=names.resolve, network=self.network, tls=trust))


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    async with open_site({}) as opened:
        yield opened


@pytest.fixture
def stage(site: Site) -> Stage:
    names = Names(files_example_com=[[PUBLIC]], other_example_com=[[ALSO_PUBLIC]], inside_example_com=[["10.0.0.7"]])
    return Stage(site, names, FetchPolicy(max_bytes=1000))


async def refusal(fetch: SafeFetch, url: str) -> UnreachableUrl:
    with pytest.raises(UnreachableUrl) as error:
        await fetch.get(url)
    return error.value


async def test_a_file_is_fetched_from_the_address_that_was_judged(stage: Stage) -> None:
    stage.site.pages["/cv.pdf?version=2&n=%C3%A9"] = page(PDF, "Content-Type: application/pdf")
    assert await stage.fetch.get(" http://FILES.example.com/cv.pdf?version=2&n=é#page=1 ") == PDF
    assert stage.network.dialled == [(PUBLIC, 80)]
    head = stage.site.heads[0].lower()
    assert "host: files.example.com\r\n" in head
    assert "accept-encoding: identity\r\n" in head


@pytest.mark.parametrize("url", REFUSED)
async def test_odd_urls_are_refused_before_anything_is_asked_or_dialled(stage: Stage, url: str) -> None:
    assert (await refusal(stage.fetch, url)).code == "url_refused"
    assert stage.network.dialled == []
    assert stage.names.asked == []


@pytest.mark.parametrize("dotted", PRIVATE)
async def test_no_spelling_of_a_private_address_is_dialled(stage: Stage, dotted: str) -> None:
    for host in spellings(dotted):
        for url in (f"http://{host}/", f"https://{host}:443/x", f"http://{host}:80"):
            assert (await refusal(stage.fetch, url)).code == "url_refused"
    assert stage.network.dialled == []


@pytest.mark.parametrize(
    "location", [*REFUSED, *(f"http://{host}/" for host in spellings("127.0.0.1")), "http://inside.example.com/"]
)
async def test_a_redirect_is_judged_like_a_url(stage: Stage, location: str) -> None:
    stage.site.pages["/cv.pdf"] = redirect(location)
    assert (await refusal(stage.fetch, "http://files.example.com/cv.pdf")).code == "url_refused"
    assert stage.network.dialled == [(PUBLIC, 80)]


async def test_a_redirect_by_path_and_by_host_is_followed(stage: Stage) -> None:
    stage.site.pages |= {
        "/a": redirect("b", "301 Moved Permanently"),
        "/b": redirect("//other.example.com/c", "307 Temporary Redirect"),
        "/c": page(PDF),
    }
    assert await stage.fetch.get("http://files.example.com/a") == PDF
    assert stage.network.dialled == [(PUBLIC, 80), (PUBLIC, 80), (ALSO_PUBLIC, 80)]


async def test_three_redirects_are_followed_and_no_fourth(stage: Stage) -> None:
    stage.site.pages |= {f"/{n}": redirect(f"/{n + 1}") for n in range(4)} | {"/4": page(PDF)}
    assert await stage.fetch.get("http://files.example.com/1") == PDF
    stage.site.heads.clear()
    assert "too many times" in str(await refusal(stage.fetch, "http://files.example.com/0"))
    assert len(stage.site.heads) == 4


async def test_a_name_is_resolved_once_for_each_request(site: Site) -> None:
    """Rebinding: the second answer would be private, and is never asked for."""
    stage = Stage(site, Names(files_example_com=[[PUBLIC], ["127.0.0.1"]]), FetchPolicy())
    site.pages["/cv.pdf"] = page(PDF)
    assert await stage.fetch.get("http://files.example.com/cv.pdf") == PDF
    assert stage.names.asked == ["files.example.com"]
    assert stage.network.dialled == [(PUBLIC, 80)]


async def test_a_name_that_turns_private_between_redirects_is_refused(site: Site) -> None:
    stage = Stage(site, Names(files_example_com=[[PUBLIC], ["127.0.0.1"]]), FetchPolicy())
    site.pages["/cv.pdf"] = redirect("/again")
    assert (await refusal(stage.fetch, "http://files.example.com/cv.pdf")).code == "url_refused"
    assert stage.network.dialled == [(PUBLIC, 80)]


@pytest.mark.parametrize("answers", [[PUBLIC, "10.0.0.1"], ["::1", ALSO_PUBLIC], ["64:ff9b::7f00:1"], []])
async def test_one_address_that_is_not_public_spoils_all(site: Site, answers: list[str]) -> None:
    stage = Stage(site, Names(files_example_com=[answers]), FetchPolicy())
    assert (await refusal(stage.fetch, "http://files.example.com/")).code == "url_refused"
    assert stage.network.dialled == []


async def test_an_unknown_name_and_a_private_one_get_the_same_answer(site: Site, stage: Stage) -> None:
    unknown = SafeFetch(FetchPolicy(), Dialler(resolve=failing(socket.gaierror(socket.EAI_NONAME, "unknown"))))
    told = {
        str(await refusal(unknown, "http://inside.example.com/")),
        str(await refusal(stage.fetch, "http://inside.example.com/")),
    }
    assert len(told) == 1
    assert "10.0" not in told.pop()


async def test_a_resolver_in_trouble_may_be_asked_again() -> None:
    fetch = SafeFetch(FetchPolicy(), Dialler(resolve=failing(socket.gaierror(socket.EAI_AGAIN, "later"))))
    with pytest.raises(UrlUnavailable):
        await fetch.get("http://files.example.com/")


async def test_the_next_address_is_tried_where_one_is_deaf(site: Site) -> None:
    stage = Stage(site, Names(files_example_com=[[ALSO_PUBLIC, PUBLIC]]), FetchPolicy())
    stage.network.deaf = {ALSO_PUBLIC}
    site.pages["/"] = page(PDF)
    assert await stage.fetch.get("http://files.example.com") == PDF
    stage.network.deaf.add(PUBLIC)
    with pytest.raises(UrlUnavailable):
        await stage.fetch.get("http://files.example.com")


async def test_development_may_trust_named_hosts_and_no_others(site: Site) -> None:
    site.pages["/cv.pdf"] = page(PDF)
    site.pages["/on"] = redirect(f"http://localhost:{site.port}/cv.pdf")
    fetch = SafeFetch(FetchPolicy(allowed_hosts=frozenset({f"127.0.0.1:{site.port}"})))
    assert await fetch.get(f"http://127.0.0.1:{site.port}/cv.pdf") == PDF
    assert f"host: 127.0.0.1:{site.port}\r\n" in site.heads[0].lower()
    for other in (f"http://127.0.0.1:{site.port + 1}/", f"http://127.0.0.2:{site.port}/", f"http://127.0.0.1:{site.port}/on"):
        assert (await refusal(fetch, other)).code == "url_refused"


async def test_a_trusted_host_without_a_port_is_trusted_on_all(site: Site) -> None:
    site.pages["/cv.pdf"] = page(PDF)
    fetch = SafeFetch(FetchPolicy(allowed_hosts=frozenset({"localhost"})))
    assert await fetch.get(f"http://localhost:{site.port}/cv.pdf") == PDF


async def test_no_proxy_of_the_environment_is_used(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    stage.site.pages["/"] = page(PDF)
    assert await stage.fetch.get("http://files.example.com/") == PDF


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (page(b"", status="404 Not Found"), "url_not_found"),
        (page(b"", status="410 Gone"), "url_not_found"),
        (page(b"", status="403 Forbidden"), "url_refused"),
        (page(b"<p>Sign in", "Content-Type: text/html; charset=utf-8"), "url_not_a_file"),
        (page(b"\n <!DOCTYPE HTML><p>Sign in", "Content-Type: text/plain"), "url_not_a_file"),
        (page(b"", status="204 No Content"), "url_not_a_file"),
        (page(b""), "url_not_a_file"),
        (page(b"", status="302 Found"), "url_not_a_file"),
        (page(PDF, "Content-Encoding: gzip"), "url_not_a_file"),
        (page(b"x" * 1001), "url_too_large"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999999\r\n\r\n", "url_too_large"),
        (b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 1001, "url_too_large"),
    ],
)
async def test_what_is_no_file_is_told_by_code(stage: Stage, answer: bytes, code: str) -> None:
    stage.site.pages["/"] = answer
    assert (await refusal(stage.fetch, "http://files.example.com/")).code == code


@pytest.mark.parametrize(
    "answer",
    [
        page(b"", status="500 Internal Server Error"),
        page(b"", status="429 Too Many Requests"),
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhalf",
        b"SSH-2.0-server\r\n",
        b"",
        b"HTTP/1.1 200 OK\r\n" + b"X-More: y\r\n" * 100_000 + b"\r\n",
    ],
)
async def test_a_server_in_trouble_may_be_asked_again(stage: Stage, answer: bytes) -> None:
    stage.site.pages["/"] = answer
    with pytest.raises(UrlUnavailable):
        await stage.fetch.get("http://files.example.com/")


@pytest.mark.parametrize(("said", "wait"), [("30", 30), ("99999", 600), ("Fri, 31 Dec 1999", None), ("9" * 5000, None)])
async def test_a_busy_server_may_say_when(stage: Stage, said: str, wait: float | None) -> None:
    stage.site.pages["/"] = page(b"", f"Retry-After: {said}", status="503 Service Unavailable")
    with pytest.raises(UrlUnavailable) as error:
        await stage.fetch.get("http://files.example.com/")
    assert error.value.retry_after == wait


async def test_a_file_of_exactly_the_limit_is_taken(stage: Stage) -> None:
    stage.site.pages["/"] = page(b"x" * 1000)
    assert len(await stage.fetch.get("http://files.example.com/")) == 1000


async def test_a_web_page_is_taken_where_one_is_wanted(site: Site) -> None:
    stage = Stage(site, Names(files_example_com=[[PUBLIC]]), FetchPolicy(web_pages=True))
    site.pages["/"] = page(b"<html>A posting", "Content-Type: text/html")
    assert await stage.fetch.get("http://files.example.com/") == b"<html>A posting"


async def drip(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n\r\nx")
    await writer.drain()
    await asyncio.Event().wait()


async def promise_for_ever(writer: asyncio.StreamWriter) -> None:
    while True:
        writer.write(b"HTTP/1.1 103 Early Hints\r\n\r\n")
        await writer.drain()


async def send_for_ever(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while True:
        writer.write(b"400\r\n" + b"x" * 1024 + b"\r\n")
        await writer.drain()


@pytest.mark.parametrize("answer", [drip, promise_for_ever])
async def test_a_server_that_never_ends_is_left_at_the_deadline(site: Site, answer: Answer) -> None:
    stage = Stage(site, Names(files_example_com=[[PUBLIC]]), FetchPolicy(total_seconds=0.3))
    site.pages["/"] = answer
    with pytest.raises(UrlUnavailable):
        await stage.fetch.get("http://files.example.com/")


async def test_an_endless_body_is_left_at_the_limit(stage: Stage) -> None:
    stage.site.pages["/"] = send_for_ever
    assert (await refusal(stage.fetch, "http://files.example.com/")).code == "url_too_large"


def certificates(folder: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """A server's context with a certificate for files.example.com, and a client's that trusts it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "files.example.com")])
    today = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), today, today + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("files.example.com")]), critical=False)
        .sign(key, hashes.SHA256())
        .public_bytes(serialization.Encoding.PEM)
    )
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "both.pem").write_bytes(private + certificate)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(folder / "both.pem")
    return server, ssl.create_default_context(cadata=certificate.decode())


async def test_the_certificate_is_held_against_the_name_not_the_address(tmp_path: Path) -> None:
    server, client = certificates(tmp_path)
    names = Names(files_example_com=[[PUBLIC]], other_example_com=[[PUBLIC]])
    async with open_site({"/": page(PDF)}, tls=server) as site:
        stage = Stage(site, names, FetchPolicy(), tls=client)
        assert await stage.fetch.get("https://files.example.com/") == PDF
        assert stage.network.dialled == [(PUBLIC, 443)]
        error = await refusal(stage.fetch, "https://other.example.com/")
        assert error.code == "url_refused"
        assert "prove" in str(error)
        assert len(site.heads) == 1


async def test_a_post_goes_out_by_the_same_way(stage: Stage) -> None:
    stage.site.pages["/hook"] = page(b"ignored", status="204 No Content")
    dialler = Dialler(resolve=stage.names.resolve, network=stage.network)
    place = target("http://files.example.com/hook")
    async with dialler.exchange("POST", place, headers={"Content-Type": "application/json"}, content=b"{}") as response:
        assert response.status == 204
    assert "content-length: 2\r\n" in stage.site.heads[0].lower()
    with pytest.raises(UnreachableUrl):
        async with dialler.exchange("POST", target("http://inside.example.com/"), headers={}, content=b"{}"):
            pass
    assert stage.network.dialled == [(PUBLIC, 80)]


@pytest.mark.parametrize(
    ("url", "understood"),
    [
        ("HTTPS://Files.Example.COM./a b".replace(" ", ""), "https://files.example.com/ab"),
        ("http://bücher.example/é", "http://xn--bcher-kva.example/%C3%A9"),
        ("https://files.example.com:443/a?x=[1]", "https://files.example.com/a?x=[1]"),
        ("http://files.example.com:443", "http://files.example.com:443/"),
        ("http://[2606:4700:0:0::1111]/", "http://[2606:4700::1111]/"),
        ("http://my_files.example.com/%41", "http://my_files.example.com/%41"),
    ],
)
def test_a_url_has_one_meaning(url: str, understood: str) -> None:
    assert target(url).url == understood


@pytest.mark.parametrize("path", ["//files.example.com/cv.pdf", "files.example.com/cv.pdf", "/cv.pdf", "127.0.0.1", ""])
def test_half_a_url_is_none(path: str) -> None:
    with pytest.raises(UnreachableUrl):
        target(path)


def test_a_url_of_endless_length_or_with_half_a_character_is_refused() -> None:
    for url in ("http://files.example.com/" + "a" * 3000, "http://files.example.com/\ud800", "http://files.example.com/\x00"):
        with pytest.raises(UnreachableUrl):
            target(url)
