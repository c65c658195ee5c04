"""Handlers that do what parsers of hostile bytes may do, for the process that they run in."""

import os
import signal
import time
from datetime import datetime

from services.contracts.messages import Received
from services.ingest.handler import Handled, handle

HANGS, DIES, BREAKS, GORGES = b"hangs", b"dies", b"breaks", b"gorges"


def handle_or_fail(message: Received, *, now: datetime) -> Handled:
    """Does what the value says, and reads every other message as ingest does."""
    match (message.value or b"").rstrip():
        case b"hangs":
            while True:
                time.sleep(60)
        case b"dies":
            os.kill(os.getpid(), signal.SIGSEGV)
        case b"breaks":
            raise ZeroDivisionError("a parser broke")
        case b"gorges":
            bytearray(1024**3)
    return handle(message, now=now)
