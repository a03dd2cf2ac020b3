"""Asks the provider of the language model whether it is there: for its list of models, which costs no tokens."""

import json
from http.client import HTTPException
from typing import Any, Literal
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from api.settings import Settings
from store.errors import StoreError

OPENAI = "https://api.openai.com/v1"
TIMEOUT = 5
"""Seconds."""
LARGEST = 1 << 22
"""Bytes of an answer that are read."""


def reached(settings: Settings) -> tuple[Literal["ok", "warn", "fail"], str]:
    """Return whether the model of the settings can be used, and what to do if not."""
    from agent.models import DEFAULT, make_model

    try:
        make_model(settings.model, key=settings.openai_api_key, base_url=settings.openai_base_url)
    except StoreError as error:
        return "fail", str(error)
    if settings.model == "embedded" or not (settings.model or settings.openai_api_key or settings.openai_base_url):
        return "ok", "The embedded engine answers; it needs no network."
    provider, _, model = (settings.model or DEFAULT).rpartition(":")
    if provider not in ("", "openai"):
        return "warn", f"{settings.model} is configured; whether {provider} can be reached was not tried."
    return _asked(settings.openai_base_url or OPENAI, settings.openai_api_key, model)


def _asked(base: str, key: str | None, model: str) -> tuple[Literal["ok", "warn", "fail"], str]:
    if not base.startswith(("http://", "https://")):
        return "fail", "OPENAI_BASE_URL must begin with http:// or https://."
    request = Request(f"{base.rstrip('/')}/models", headers={"Authorization": f"Bearer {key}"} if key else {})  # noqa: S310
    try:
        with urlopen(request, timeout=TIMEOUT) as answer:  # noqa: S310 - the address was looked at above
            listed: Any = json.loads(answer.read(LARGEST))
        names = [str(one["id"]) for one in listed["data"]]
    except HTTPError as error:
        if error.code in (401, 403):
            return "fail", f"{base} refuses the key; check OPENAI_API_KEY."
        return "warn", f"{base} answers, but does not list its models (error {error.code})."
    except (OSError, HTTPException):
        return "fail", f"{base} cannot be reached; check OPENAI_BASE_URL and the network."
    except (ValueError, KeyError, TypeError):
        return "warn", f"{base} answers, but not as an OpenAI-compatible server does."
    if model not in names:
        return "warn", f"{base} answers, but does not list {model}; check PARLEY_MODEL."
    return "ok", f"{model} at {base}"
