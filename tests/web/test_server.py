import base64
import re

import pytest
from starlette.testclient import TestClient

from assistant.web.frame import Framing, frame_page
from assistant.web.guard import Guard, is_authorized
from assistant.web.server import create_interface
from assistant.web.throttle import MOST_FAILURES, FailedLogins
from assistant.web.words import ENGLISH, GERMAN
from evals.load import LoadError, find_asking, read_config

from .conftest import DOCUMENTS


@pytest.fixture
def client(current):
    return TestClient(Guard(create_interface(current, GERMAN)), raise_server_exceptions=False)


@pytest.fixture(scope="session")
def page(gradio_app):
    return TestClient(gradio_app, raise_server_exceptions=False)


def test_probes(client, no_index):
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/readyz").json() == {"status": "ok", "documents": 3}
    closed = TestClient(Guard(create_interface(no_index, GERMAN)), raise_server_exceptions=False)
    assert closed.get("/healthz").status_code == 200
    answer = closed.get("/readyz")
    assert answer.status_code == 503
    assert "python -m ingest" in answer.json()["error"]


def test_every_answer_carries_the_security_headers(client):
    for path in ("/healthz", "/gibt-es-nicht", "/dokument/x"):
        headers = client.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["cache-control"] == "no-store"


def test_ask_by_json(client):
    answer = client.post("/api/ask", json={"question": "Wie viel bekommt Fulda?"}).json()
    assert answer["outcome"] == "answered"
    assert answer["citations"][0]["quote"] == "800.100 Euro"
    turns = client.post("/api/ask", json={"turns": ["Wie viel bekommt Fulda?", "Und Darmstadt?"]}).json()
    assert "Frühere Fragen: 1." in turns["answers"][1]["text"]


def test_search_by_json(client):
    hits = client.post("/api/search", json={"query": "Geld", "k": 5}).json()["hits"]
    assert hits[0]["text"] == "800.100 Euro"


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/api/ask", {"question": "x" * 2_001}, 422),
        ("/api/ask", {"question": ["x"]}, 422),
        ("/api/ask", {"turns": ["x"] * 21}, 422),
        ("/api/ask", {"question": "x", "lang": "fr"}, 422),
        ("/api/ask", {}, 422),
        ("/api/search", {"query": "x", "k": 0}, 422),
        ("/api/search", {}, 422),
        ("/api/ask", {"question": "x" * 200_000}, 413),
    ],
)
def test_bad_bodies_are_refused_never_a_failure(client, path, body, status):
    assert client.post(path, json=body).status_code == status


def test_malformed_json_is_refused(client):
    answer = client.post("/api/ask", content=b"{", headers={"content-type": "application/json"})
    assert answer.status_code == 422


def test_a_body_that_hides_its_length_is_cut_off(client):
    def chunks():
        for _ in range(40):
            yield b"x" * 8_192

    answer = client.post("/api/ask", content=chunks(), headers={"content-type": "application/json"})
    assert answer.status_code == 413


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/file=http://169.254.169.254/",
        "/gradio_api/file=/etc/passwd",
        "/gradio_api/proxy=http://example.org/",
        "/gradio_api/upload",
        "/gradio_api/info",
        "/gradio_api/openapi.json",
        "/openapi.json",
        "/docs",
        "/gradio_api/call/ask",
        "/gradio_api/run/ask",
        "/gradio_api/dev/reload",
        "/gradio_api/app_id",
        "/gradio_api/runs",
        "/monitoring",
        "/monitoring/summary",
        "/login",
        "/assets",
        "/config",
        "/manifest.json",
        "/svelte/svelte.js",
    ],
)
def test_routes_that_the_page_does_not_use_are_closed(page, path):
    for method in ("GET", "POST"):
        assert page.request(method, path).status_code == 404


def test_login_is_asked_for_everything_but_the_probes(current):
    guarded = TestClient(Guard(create_interface(current, GERMAN), "amt:geheim:ü"), raise_server_exceptions=False)
    assert guarded.get("/healthz").status_code == 200
    assert guarded.get("/dokument/x").status_code == 401
    right = base64.b64encode("amt:geheim:ü".encode()).decode()
    assert guarded.get("/dokument/x", headers={"authorization": f"Basic {right}"}).status_code == 404


@pytest.mark.parametrize("header", [None, "", "Basic", "Basic ###", "Bearer YTpi", "Basic YTpj", "Basic ü"])
def test_wrong_logins(header):
    assert not is_authorized(header, "a:b")
    assert is_authorized("basic YTpi", "a:b")


def test_document_pages(client):
    fulda = DOCUMENTS[0]
    span = fulda.amounts[0].span
    answer = client.get(f"/dokument/{fulda.id}", params={"stelle": f"{span.start}-{span.end}"})
    assert ">800.100 Euro</mark>" in answer.text
    assert "script-src" not in answer.headers["content-security-policy"]
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "<script" not in answer.text
    nasty = client.get(f"/dokument/{DOCUMENTS[2].id}")
    assert nasty.status_code == 200
    assert "<img" not in nasty.text
    assert client.get("/dokument/../../etc/passwd").status_code == 404
    assert client.get("/dokument/gibt-es-nicht").status_code == 404


def test_the_page_comes_in_our_frame(page):
    answer = page.get("/", headers={"accept-encoding": "gzip, br"})
    assert answer.status_code == 200
    assert 'lang="de"' in answer.text
    assert "<title>AQB-Assistent</title>" in answer.text
    assert "og:image" not in answer.text
    assert "raw.githubusercontent.com" not in answer.text
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    assert int(answer.headers["content-length"]) == len(answer.content)


def test_settings_decide_the_pages_language():
    html = frame_page('<html lang="en"><head></head></html>', ENGLISH)
    assert "AQB Assistant" in html
    assert 'lang="de"' in frame_page('<html lang="en"><head></head></html>', GERMAN)


def test_what_is_no_html_is_not_framed():
    async def plain(scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/plain")]})
        await send({"type": "http.response.body", "body": b"<head>"})

    assert TestClient(Framing(plain, "de")).get("/").text == "<head>"


@pytest.mark.parametrize(
    ("address", "cookie", "language"),
    [("/", "", "de"), ("/?lang=en", "", "en"), ("/", "aqb_lang=en", "en"), ("/?lang=de", "aqb_lang=en", "de"),
     ("/?lang=fr", "", "de"), ("/", "aqb_lang=xx", "de"), ("/", "kaputt;;=", "de")],
)  # fmt: skip
def test_the_language_of_a_request(page, address, cookie, language):
    page.cookies.clear()
    answer = page.get(address, headers={"cookie": cookie} if cookie else {})
    assert re.search(r'<html[^>]*\blang="(\w+)"', answer.text).group(1) == language
    assert ("AQB Assistant" if language == "en" else "AQB-Assistent") in answer.text
    kept = answer.headers.get("set-cookie", "")
    assert ("aqb_lang=" in kept) == ("lang=en" in address or "lang=de" in address)
    if kept:
        assert "HttpOnly" in kept
        assert "SameSite=Lax" in kept


def test_other_pages_follow_the_chosen_language(client):
    address = f"/dokument/{DOCUMENTS[0].id}"
    assert '<html lang="en"' in client.get(f"{address}?lang=en").text
    assert '<html lang="en"' in client.get(address, headers={"cookie": "aqb_lang=en"}).text
    assert '<html lang="de"' in client.get(address).text


def test_guessing_a_login_gets_slow(current):
    moment = [0.0]
    guard = Guard(create_interface(current, GERMAN), "amt:geheim", failures=FailedLogins(clock=lambda: moment[0]))
    guarded = TestClient(guard, raise_server_exceptions=False)
    right = {"authorization": "Basic " + base64.b64encode(b"amt:geheim").decode()}
    wrong = {"authorization": "Basic " + base64.b64encode(b"amt:falsch").decode()}
    for _ in range(MOST_FAILURES):
        assert guarded.get("/dokument/x", headers=wrong).status_code == 401
    blocked = guarded.get("/dokument/x", headers=right)
    assert blocked.status_code == 429
    assert int(blocked.headers["retry-after"]) == 60
    assert guarded.get("/healthz").status_code == 200
    moment[0] = 61.0
    assert guarded.get("/dokument/x", headers=right).status_code == 404


def test_failed_logins_are_remembered_for_a_bounded_number_of_visitors(monkeypatch):
    monkeypatch.setattr("assistant.web.throttle.MOST_VISITORS", 3)
    failures = FailedLogins()
    for visitor in "abcde":
        for _ in range(MOST_FAILURES):
            failures.note(visitor)
    assert [visitor for visitor in "abcde" if failures.seconds_to_wait(visitor)] == ["c", "d", "e"]


@pytest.mark.parametrize("path", ["/aqb/healthz", "/healthz", "/aqb/dokument/agreements/landkreis-fulda 2031.txt"])
def test_behind_a_proxy_that_keeps_or_strips_its_path(current, path):
    served = TestClient(Guard(create_interface(current, GERMAN), root_path="/aqb"), raise_server_exceptions=False)
    answer = served.get(path)
    assert answer.status_code == 200
    if "dokument" in path:
        assert 'href="/aqb/"' in answer.text
        assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert served.get("/aqb/gradio_api/upload").status_code == 404
    assert served.get("/aqbx/healthz").status_code == 404


def test_the_load_measure_finds_the_question_box(page):
    config = read_config(page.get("/").text)
    asking = find_asking(config)
    box = next(c for c in config["components"] if c["id"] == asking["trigger_id"])
    assert box["type"] == "textbox"
    with pytest.raises(LoadError):
        read_config("<html></html>")
