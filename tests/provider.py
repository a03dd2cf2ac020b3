"""A stand-in for a language model's provider: a real HTTP server on loopback that checks what it receives."""

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from time import sleep
from typing import Any

Line = dict[str, Any]


def says(text: str) -> Line:
    """Return an answer in words."""
    return {"content": text}


def calls(*tools: tuple[str, Any]) -> Line:
    """Return an answer that calls tools; arguments given as text are sent as they are."""
    return {
        "tool_calls": [
            {
                "index": n,
                "id": f"call_{name}_{n}",
                "type": "function",
                "function": {"name": name, "arguments": args if isinstance(args, str) else json.dumps(args)},
            }
            for n, (name, args) in enumerate(tools)
        ]
    }


def used(line: Line, tokens: int) -> Line:
    """Return the same answer with what the provider says it took."""
    return line | {"usage": {"prompt_tokens": tokens - 1, "completion_tokens": 1, "total_tokens": tokens}}


def fails(status: int) -> Line:
    """Return an HTTP error."""
    return {"status": status}


CUT: Line = {"cut": True}
"""The connection breaks in the middle of the answer."""


def unended(line: Line) -> Line:
    """Return the same answer, whose stream ends as if that were all, and does not say so."""
    return line | {"unended": True}


def stuck(line: Line, part: str) -> Line:
    """Return the same answer, before whose end the same part is sent for ever."""
    return line | {"stuck": part}


@dataclass
class Provider:
    """The server: what it will say, in order, and what it heard."""

    lines: list[Line]
    url: str = ""
    heard: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def check(self, body: dict[str, Any]) -> None:
        """Note what OpenAI's server would refuse: calls without answers, tools without schema."""
        waiting: set[str] = set()
        for message in body["messages"]:
            if message["role"] == "tool":
                waiting.discard(message["tool_call_id"])
            elif waiting:
                self.faults.append(f"calls without answers: {sorted(waiting)}")
                break
            for call in message.get("tool_calls") or []:
                waiting.add(call["id"])
        for tool in body.get("tools", []):
            if tool["function"]["parameters"].get("type") != "object":
                self.faults.append(f"{tool['function']['name']} has no object schema")


@contextmanager
def provider(*lines: Line) -> Iterator[Provider]:
    """Run a server that answers with these lines; the last one again and again."""
    found = Provider(list(lines))
    server = _Server(("127.0.0.1", 0), _Handler)
    server.script = found
    found.url = f"http://127.0.0.1:{server.server_port}/v1"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield found
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
    assert not found.faults


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    script: Provider


class _Handler(BaseHTTPRequestHandler):
    server: "_Server"
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.script.heard.append(body)
        self.server.script.keys.append(self.headers.get("Authorization", ""))
        self.server.script.check(body)
        line = self.server.script.lines.pop(0) if len(self.server.script.lines) > 1 else self.server.script.lines[0]
        if "status" in line:
            self._send(line["status"], "application/json", json.dumps({"error": {"message": "secret detail"}}))
        elif body.get("stream"):
            self._stream(line)
        else:
            message = {"role": "assistant", "content": None} | {k: v for k, v in line.items() if k != "usage"}
            usage = {"usage": line["usage"]} if "usage" in line else {}
            whole = {"id": "x", "object": "chat.completion", "created": 1, "model": body["model"]} | usage
            choice = {"index": 0, "message": message, "finish_reason": "stop"}
            self._send(200, "application/json", json.dumps(whole | {"choices": [choice]}))

    def _stream(self, line: Line) -> None:
        parts: list[dict[str, Any]] = [{"role": "assistant", "content": ""}]
        parts += [{"content": f"{word} "} for word in line.get("content", "").split()]
        if "tool_calls" in line:
            parts.append({"tool_calls": line["tool_calls"]})
        if "cut" in line:
            parts.append({"content": "half of a sen"})
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        if "cut" in line:
            self.send_header("Content-Length", "100000")
        self.end_headers()
        for part in parts:
            self._event({"index": 0, "delta": part, "finish_reason": None})
        with suppress(ConnectionError):  # until the client goes away
            while "stuck" in line:
                self.wfile.write(line["stuck"].encode())
                self.wfile.flush()
                sleep(0.02)
        if not {"cut", "unended", "stuck"} & set(line):
            reason = line.get("finish_reason", "tool_calls" if "tool_calls" in line else "stop")
            self._event({"index": 0, "delta": {}, "finish_reason": reason})
            if "usage" in line:
                self._event(usage=line["usage"])
            self.wfile.write(b"data: [DONE]\n\n")
        self.close_connection = True

    def _event(self, *choices: dict[str, Any], **more: Any) -> None:
        chunk = {"id": "x", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": choices} | more
        self.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())
        self.wfile.flush()

    def _send(self, status: int, kind: str, body: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_: Any) -> None:
        """Say nothing."""
