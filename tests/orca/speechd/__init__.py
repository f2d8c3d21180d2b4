"""Stands in for the client of speech-dispatcher: what Orca has spoken goes into the file that ORCA_SPEECH names, an
utterance a line, as a JSON string. No sound is made.

Two other lines tell whoever listens when all is said, however slow the machine: `true`, Orca has done what it does at
once for a key; `null`, it has nothing left to do."""

import json
import os
import re
import threading

from gi.repository import GLib
from orca import input_event

BEAT_MS = 40

_file = open(os.environ["ORCA_SPEECH"], "a", buffering=1, encoding="utf-8")


class CallbackType:
    INDEX_MARK = "index_marks"
    BEGIN = "begin"
    END = "end"
    CANCEL = "cancel"
    PAUSE = "pause"
    RESUME = "resume"


class PunctuationMode:
    ALL = "all"
    MOST = "most"
    SOME = "some"
    NONE = "none"


class Priority:
    MESSAGE = "message"


class DataMode:
    SSML = "ssml"


class SSIPError(Exception):
    pass


class SSIPCommunicationError(SSIPError):
    pass


class SSIPCommandError(SSIPError):
    pass


def _write(text):
    for entity, letter in (("lt", "<"), ("gt", ">"), ("quot", '"'), ("apos", "'"), ("amp", "&")):
        text = text.replace("&%s;" % entity, letter)
    _file.write(json.dumps(text.strip(), ensure_ascii=False) + "\n")


def _beat():
    _file.write("null\n")
    return True


# Of what Orca's main loop has to do this comes last: it comes only where nothing else waits there.
GLib.timeout_add(BEAT_MS, _beat, priority=GLib.PRIORITY_LOW)

_process = input_event.KeyboardEvent.process


def _process_and_tell(event):
    try:
        return _process(event)
    finally:
        if event.isPressedKey() and not event.isModifierKey():
            _file.write("true\n")


input_event.KeyboardEvent.process = _process_and_tell


class SSIPClient:
    """Takes what Orca asks of a voice. A voice here is as quick as can be: what is said is said at once."""

    def __init__(self, *_, **__):
        pass

    def speak(self, text, callback=None, event_types=None):
        _write(re.sub(r"<[^>]*>", "", text))
        if callback:
            # From a thread of its own, as the real client does.
            for moment in (CallbackType.BEGIN, CallbackType.END):
                threading.Timer(0.01, callback, [moment]).start()

    def char(self, char):
        _write(char)

    def list_output_modules(self):
        return ("file",)

    def list_synthesis_voices(self):
        return (("Voix", "fr", None),)

    def get_language(self):
        return "fr"

    def __getattr__(self, name):
        """Whatever else is asked, such as how fast or how high, changes nothing that is written."""
        if name.startswith("__"):
            raise AttributeError(name)
        return lambda *_, **__: 0
