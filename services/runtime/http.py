"""`/metrics` and `/health` over HTTP, on loopback unless configured.

`GET /health/live` answers 200 while the process runs its loop, `GET /health/ready` 200 once it takes work; both 503
otherwise, with the reason as JSON. `GET /health` is `ready`.
"""

import json
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Protocol
from wsgiref.simple_server import WSGIRequestHandler, make_server

from prometheus_client import CollectorRegistry
from prometheus_client.exposition import ThreadingWSGIServer, make_wsgi_app


@dataclass(frozen=True, kw_only=True, slots=True)
class Health:
    """What a probe is told: whether all is well, and why not."""

    ok: bool
    detail: str = "ok"


Probe = Callable[[], Health]


class Probed(Protocol):
    """What runs, once it runs."""

    def live(self) -> Health: ...

    def ready(self) -> Health: ...


class Probes:
    """Answers probes for a service from its first moment: alive and not ready, until `running` is there to be asked."""

    running: Probed | None = None

    def __init__(self, before: str) -> None:
        """`before` says what is going on until then."""
        self._before = before

    def live(self) -> Health:
        return self.running.live() if self.running is not None else Health(ok=True, detail=self._before)

    def ready(self) -> Health:
        return self.running.ready() if self.running is not None else Health(ok=False, detail=self._before)


@dataclass(frozen=True, kw_only=True)
class HttpServer:
    """A running server; `port` is the one bound, also where 0 was asked for."""

    port: int
    stop: Callable[[], None]


def serve(*, host: str, port: int, registry: CollectorRegistry, live: Probe, ready: Probe) -> HttpServer:
    """Serves in a daemon thread; raises OSError naming host and port when the address is taken."""
    metrics = make_wsgi_app(registry)
    probes = {"/health": ready, "/health/ready": ready, "/health/live": live}

    def app(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if path == "/metrics":
            body: Iterable[bytes] = metrics(environ, start_response)
            return body
        if path not in probes:
            return _answer(start_response, "404 Not Found", {"error": "try /metrics, /health, /health/live"})
        health = probes[path]()
        status = "200 OK" if health.ok else "503 Service Unavailable"
        return _answer(start_response, status, {"ok": health.ok, "detail": health.detail})

    try:
        server = make_server(host, port, app, ThreadingWSGIServer, handler_class=_Silent)
    except OSError as problem:
        raise OSError(problem.errno, f"cannot listen on {host}:{port}: {problem.strerror}") from problem
    thread = threading.Thread(target=server.serve_forever, name="http", daemon=True)
    thread.start()

    def stop() -> None:
        server.shutdown()
        server.server_close()
        thread.join(timeout=2)

    return HttpServer(port=server.server_port, stop=stop)


def _answer(start_response: Callable[..., Any], status: str, body: dict[str, Any]) -> Iterable[bytes]:
    start_response(status, [("Content-Type", "application/json")])
    return [json.dumps(body).encode() + b"\n"]


class _Silent(WSGIRequestHandler):
    """A scrape every few seconds is no event worth a log line."""

    def log_message(self, format: str, *args: Any) -> None:
        return
