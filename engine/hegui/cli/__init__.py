"""The face: the command line. Nothing else in hegui prints, and nothing else exits."""

from __future__ import annotations

import os
import sys

from hegui.words.errors import Exit, HeguiError

DEBUG_VARIABLE = "HEGUI_DEBUG"


def main() -> None:
    """Run the command line; a user's mistake ends in lines that say what, where and what to do, never in a traceback."""
    from hegui.cli.app import app

    try:
        app()
    except HeguiError as error:
        for fault in error.faults:
            sys.stderr.write(f"error: {visible(str(fault))}\n")
        sys.exit(error.exit)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(Exit.CLEAN)
    except Exception as error:
        if os.environ.get(DEBUG_VARIABLE):
            raise
        sys.stderr.write(f"internal error: {type(error).__name__}: {visible(str(error))}\n")
        sys.stderr.write(f"This is a defect of hegui. Run again with {DEBUG_VARIABLE}=1 for the details, and report them.\n")
        sys.exit(Exit.INTERNAL)


def visible(text: str) -> str:
    """Text from data made harmless for a terminal: control and formatting characters shown as code points."""
    return "".join(char if char == "\n" or char.isprintable() else f"[U+{ord(char):04X}]" for char in text)
