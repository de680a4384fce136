import base64

import pytest
from starlette.testclient import TestClient

from assistant.web.frame import Framing, frame_page
from assistant.web.guard import Guard, is_authorized
from assistant.web.server import create_interface
from assistant.web.words import ENGLISH, GERMAN

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

    assert TestClient(Framing(plain, GERMAN)).get("/").text == "<head>"
