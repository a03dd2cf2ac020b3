"""Which language model answers: the embedded engine, or any that LangChain can speak with."""

from langchain_core.language_models import BaseChatModel

from agent.embedded.engine import NAME, EmbeddedEngine
from agent.errors import ModelMisconfigured

TIMEOUT = 60.0
"""Seconds in which a model is to say something, by default."""
TRIES = 2
"""Times that a model that is overloaded, or says nothing, is asked."""
DEFAULT = "openai:gpt-5.4-mini"
"""The model when there is a key or an address, and no name."""


def model_name(name: str | None = None, *, key: str | None = None, base_url: str | None = None) -> str:
    """Return the name of the model that `make_model` makes: `embedded`, or as its provider calls it."""
    if name == NAME or (name is None and not key and not base_url):
        return NAME
    return (name or DEFAULT).rpartition(":")[2]


def make_model(
    name: str | None = None, *, key: str | None = None, base_url: str | None = None, timeout: float = TIMEOUT
) -> BaseChatModel:
    """Return the model of that name.

    Args:
        name: `embedded`, or `PROVIDER:MODEL` as LangChain names them, or a bare name of an OpenAI-compatible server's.
            Without a name: the embedded engine, unless there is a key or an address.
        key: The provider's key.
        base_url: Address of an OpenAI-compatible server, e.g. of vLLM, Ollama or llama.cpp.
        timeout: Seconds in which it is to say something.

    Raises:
        ModelMisconfigured: The name is unknown, its package is not installed, or the key is missing.
    """
    if (model := model_name(name, key=key, base_url=base_url)) == NAME:
        return EmbeddedEngine()
    provider = (name or DEFAULT).rpartition(":")[0]
    if provider in ("", "openai"):
        if not key and not base_url:
            raise ModelMisconfigured(
                f"The model {model!r} needs OPENAI_API_KEY, or OPENAI_BASE_URL for a server of your own."
            )
        from langchain_openai import ChatOpenAI

        from agent.wire import client

        # A server of one's own needs no key, but the client insists on one.
        return ChatOpenAI(
            model=model,
            api_key=key or "none",
            base_url=base_url,
            timeout=timeout,
            max_retries=TRIES - 1,
            stream_usage=True,
            http_client=client(timeout),
        )
    from langchain.chat_models import init_chat_model

    try:
        found: BaseChatModel = init_chat_model(model, model_provider=provider, timeout=timeout)
    except (ImportError, ValueError) as error:
        raise ModelMisconfigured(f"PARLEY_MODEL is {name!r}: {str(error).splitlines()[0]}") from error
    return found
