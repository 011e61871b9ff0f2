"""Start `python -m hiring ...` again and again without paying each time for imports, encoder, tables and templates.

Every line of input is the JSON of one start: arguments, environment, log file. The answer is the process id. The child
runs the module as `python -m` would. When the input ends, this process takes everything that it started with it.
"""

import json
import os
import runpy
import signal
import sys

from tests.support.warm import compile_pages, rate_once


def main() -> None:
    """Serve until the input ends, also when the test that wrote it was killed."""
    rate_once()
    compile_pages()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the children: the kernel clears them away
    for line in sys.stdin:
        print(_start(**json.loads(line)), flush=True)
    os.killpg(0, signal.SIGKILL)


def _start(arguments: list[str], environment: dict[str, str], log: str) -> int:
    child = os.fork()
    if child:
        return child
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    _redirect(log)
    os.environ.update(environment)
    sys.argv = ["hiring", *arguments]
    try:
        runpy.run_module("hiring", run_name="__main__", alter_sys=True)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(1)  # only a refusal ends here; back in the loop the child would be a second server


def _redirect(log: str) -> None:
    nothing = os.open(os.devnull, os.O_RDONLY)
    written = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for here, there in ((nothing, 0), (written, 1), (written, 2)):
        os.dup2(here, there)


if __name__ == "__main__":
    main()
