import json

import jsonschema
import pytest
from starlette.testclient import TestClient

from assistant.web.guard import Guard
from assistant.web.server import create_interface
from assistant.web.words import GERMAN


@pytest.fixture
def client(current):
    return TestClient(Guard(create_interface(current, GERMAN)), raise_server_exceptions=False)


def schema_of(description, path, method="post", status="200"):
    found = description["paths"][path][method]["responses"][status]["content"]["application/json"]["schema"]
    return {**found, "components": description["components"]}


def test_the_description_is_complete(client):
    description = client.get("/api/openapi.json").json()
    assert set(description["paths"]) == {"/api/ask", "/api/search", "/healthz", "/readyz"}
    held = description["components"]["schemas"]
    text = json.dumps(description)
    assert [name for name in held if f'"#/components/schemas/{name}"' not in text] == []
    used = {part.partition('"')[0] for part in text.split("#/components/schemas/")[1:]}
    assert used <= set(held)
    assert "facts" not in held
    for path, methods in description["paths"].items():
        for one in methods.values():
            assert one["summary"], path
            assert one["responses"]["200"]["content"]["application/json"]["schema"], path


def test_what_comes_back_is_what_the_description_says(client):
    description = client.get("/api/openapi.json").json()
    for body in ({"question": "Wie viel bekommt Fulda?"}, {"turns": ["Wie viel bekommt Fulda?", "Und Darmstadt?"]}):
        jsonschema.validate(client.post("/api/ask", json=body).json(), schema_of(description, "/api/ask"))
    jsonschema.validate(client.post("/api/search", json={"query": "x"}).json(), schema_of(description, "/api/search"))
    for path in ("/healthz", "/readyz"):
        jsonschema.validate(client.get(path).json(), schema_of(description, path, "get"))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"outcome": "answered"}, schema_of(description, "/api/ask"))


def test_without_an_index_the_error_is_described_too(no_index):
    closed = TestClient(Guard(create_interface(no_index, GERMAN)), raise_server_exceptions=False)
    description = closed.get("/api/openapi.json").json()
    answer = closed.post("/api/ask", json={"question": "x"})
    assert answer.status_code == 503
    jsonschema.validate(answer.json(), schema_of(description, "/api/ask", status="503"))


def test_the_examples_of_the_description_can_be_sent(client):
    held = client.get("/api/openapi.json").json()["components"]["schemas"]
    for path, name in (("/api/ask", "Ask"), ("/api/search", "Search")):
        for example in held[name]["examples"]:
            assert client.post(path, json=example).status_code == 200
