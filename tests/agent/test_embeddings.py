"""What makes vectors: the embedded model itself, and a real server that speaks OpenAI's protocol."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import numpy
import orjson
import pytest

from agent.embeddings import Remote, make_embed, named
from agent.errors import ModelMisconfigured
from agent.minilm import NAME, MiniLM
from store.index.embedding import EmbeddingDown


@pytest.fixture(scope="module")
def mini() -> MiniLM:
    return MiniLM()


class TestTheEmbeddedModel:
    def test_knows_what_means_the_same_in_other_words(self, mini: MiniLM) -> None:
        asked, same, other = mini(
            ["They want a lower price.", "The customer asked for a discount.", "The roof of the barn is leaking."]
        )

        assert asked @ same > 0.3
        assert asked @ other < 0.1

    def test_returns_rows_of_unit_length_in_their_order_however_many_at_once(self, mini: MiniLM) -> None:
        texts = [f"{'Word ' * n}number {n}." for n in range(40)]

        rows = mini(texts)

        assert rows.shape == (40, 384)
        assert numpy.allclose(numpy.linalg.norm(rows, axis=1), 1, atol=1e-5)
        for text, row in list(zip(texts, rows, strict=True))[::13]:
            assert mini([text])[0] @ row > 0.99

    @pytest.mark.parametrize("text", ["", " ", "x" * 100_000, "🙂" * 500, "\x00", "日本語"])
    def test_takes_any_text(self, mini: MiniLM, text: str) -> None:
        assert numpy.isfinite(mini([text])).all()

    def test_that_is_not_there_is_told(self, tmp_path: Path) -> None:
        with pytest.raises(EmbeddingDown, match="cannot be read"):
            MiniLM(tmp_path / "gone.onnx")(["text"])

    def test_that_is_another_one_is_told(self, tmp_path: Path) -> None:
        (tmp_path / "model.onnx").write_bytes(b"rubbish")

        with pytest.raises(EmbeddingDown, match="damaged"):
            MiniLM(tmp_path / "model.onnx")(["text"])


class TestTheSetting:
    def test_chooses_the_embedded_model_when_nothing_is_said_even_with_a_key(self) -> None:
        found = make_embed(None, key="sk-x")

        assert found
        assert found.model == NAME

    def test_can_be_off(self) -> None:
        assert make_embed("off") is None

    def test_names_a_model_elsewhere(self) -> None:
        found = make_embed("openai:small", key="sk-x")

        assert found
        assert found.model == "openai:small"

    @pytest.mark.parametrize("name", ["openai:small", "nobody:small"])
    def test_that_cannot_be_is_refused(self, name: str) -> None:
        with pytest.raises(ModelMisconfigured):
            make_embed(name)

    def test_an_index_finds_its_model_by_the_name_that_it_keeps(self) -> None:
        assert named(NAME)
        assert isinstance(named("openai:small", key="x"), Remote)
        assert named("openai:small") is None


@pytest.fixture
def server() -> Iterator[tuple[str, list[dict[str, Any]], list[int]]]:
    """A server: its address, what it was asked, and with which statuses it is to answer; else it answers well."""
    asked: list[dict[str, Any]] = []
    answers: list[int] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            given = orjson.loads(self.rfile.read(int(self.headers["Content-Length"])))
            assert self.path == "/v1/embeddings"
            assert self.headers["Authorization"] == "Bearer sk-x"
            asked.append(given)
            status = answers.pop(0) if answers else 200
            rows = [{"object": "embedding", "index": n, "embedding": [3.0, 4.0]} for n, _ in enumerate(given["input"])]
            fault = {"error": {"message": f"no: {given['input']}"}}
            good = {
                "object": "list",
                "data": rows,
                "model": given["model"],
                "usage": {"prompt_tokens": 1, "total_tokens": 1},
            }
            body = orjson.dumps(good if status == 200 else fault)
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as httpd:
        thread = Thread(target=httpd.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{httpd.server_port}/v1", asked, answers
        httpd.shutdown()
        thread.join()


class TestAServer:
    def test_is_asked_for_vectors_which_get_unit_length(
        self, server: tuple[str, list[dict[str, Any]], list[int]]
    ) -> None:
        address, asked, _ = server

        rows = Remote("small", "sk-x", address)(["one", "two"])

        assert rows.tolist() == [[pytest.approx(0.6), pytest.approx(0.8)]] * 2
        assert asked == [{"model": "small", "input": ["one", "two"], "encoding_format": "float"}]

    @pytest.mark.parametrize("status", [400, 401, 404])
    def test_that_refuses_is_told_without_what_it_was_sent(
        self, server: tuple[str, list[dict[str, Any]], list[int]], status: int
    ) -> None:
        address, _, answers = server
        answers.append(status)

        with pytest.raises(EmbeddingDown, match=f"status {status}") as caught:
            Remote("small", "sk-x", address)(["a secret"])

        assert "secret" not in str(caught.value)

    def test_that_is_not_there_is_told(self) -> None:
        with pytest.raises(EmbeddingDown, match="APIConnectionError"):
            Remote("small", "sk-x", "http://127.0.0.1:9/v1")(["text"])
