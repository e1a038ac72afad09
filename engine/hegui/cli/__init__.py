"""The face: the command line. Nothing else in hegui prints, and nothing else exits."""

from __future__ import annotations

import io
import os
import sys
from dataclasses import replace

from hegui.garbage import seldom_collected
from hegui.words.errors import Exit, Fault, HeguiError

DEBUG_VARIABLE = "HEGUI_DEBUG"


@seldom_collected()
def main() -> None:
    """Run the command line; a user's mistake ends in lines that say what, where and what to do, never in a traceback."""
    from hegui.cli.app import app
    from hegui.cli.printing import say

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        app(prog_name="hegui")
    except HeguiError as error:
        for fault in error.faults:
            say(f"error: {_told(fault)}", err=True)
        sys.exit(error.exit)
    except Exception as error:
        if os.environ.get(DEBUG_VARIABLE):
            raise
        if isinstance(error, OSError):
            say(f"error: {error.filename or 'system'}: {error.strerror or error}", err=True)
            sys.exit(Exit.UNUSABLE)
        say(f"internal error: {type(error).__name__}: {error}", err=True)
        say(f"This is a defect of hegui. Run again with {DEBUG_VARIABLE}=1 for the details, and report them.", err=True)
        sys.exit(Exit.INTERNAL)


def _told(fault: Fault) -> str:
    """A fault as one line of bearable length: what it quotes from a file can be anything."""
    from hegui.cli.printing import capped

    return str(replace(fault, what=capped(fault.what, 400), remedy=capped(fault.remedy, 400)))
