"""`pledgewire version`: what made the events that this installation makes."""

import platform
from importlib.metadata import version as installed


def version() -> None:
    """Print the versions of code, model and rules, and of the libraries that matter."""
    from services.extract import pipeline  # spaCy takes seconds to import, and `--help` needs none of it

    identity = pipeline.load().identity
    print(f"pledgewire {identity.code}")
    print(f"model      {identity.model}")
    print(f"rules      {identity.rules}")
    print(f"python     {platform.python_version()}")
    for name in ("spacy", "faust-streaming", "kafka-python", "prometheus-client"):
        print(f"{name} {installed(name)}")
