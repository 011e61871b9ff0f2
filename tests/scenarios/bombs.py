"""Files made to choke a reader. Run as a program, it prints by how many MiB reading all of them grew the process."""

import contextlib
import resource

from scenarios.library import shipped
from scenarios.reading import ReadingError, read_scenario
from scenarios.tree import MAX_BYTES

ROOM = MAX_BYTES - 64

BOMBS = {
    "deep lists": "[" * ROOM,
    "deep groups": "{a: " * (ROOM // 4),
    "deep lines": "\n".join(" " * n + "a:" for n in range(700)),
    "deep dashes": "- " * (ROOM // 2),
    "deep questions": "? " * (ROOM // 2),
    "deep colons": ": " * (ROOM // 2),
    "a flat list": "[" + "a," * (ROOM // 2) + "]",
    "many names": "\n".join(f"k{n}: 1" for n in range(20_000)),
    "one name again and again": "a: 1\n" * (ROOM // 5),
    "a billion laughs": "\n".join(["a0: &a0 [x,x]", *(f"a{n}: &a{n} [*a{n - 1},*a{n - 1}]" for n in range(1, 60))]),
    "a list inside itself": "a: &a [*a]",
    "many anchors": "[" + "&a x," * (ROOM // 6) + "]",
    "many aliases": "[" + "*a," * (ROOM // 3) + "]",
    "many tags": "[" + "!x x," * (ROOM // 6) + "]",
    "a tag that calls code": "a: !!python/object/apply:os.system [ls]",
    "a long tag name": "%TAG ! " + "x" * (ROOM - 100) + "\n--- a",
    "another YAML": "%YAML 9.9\n---\na: 1",
    "many documents": "---\n" * (ROOM // 4),
    "an open quotation": 'a: "' + "x " * (ROOM // 2 - 4),
    "comments only": "#\n" * (ROOM // 2),
    "line ends only": "\n" * ROOM,
    "spaces only": " " * ROOM,
    "tabs only": "\t" * ROOM,
    "a text of short lines": "a: |\n" + " x\n" * (ROOM // 3 - 3),
    "a folded text": "a: >\n" + " x\n\n" * (ROOM // 4 - 3),
    "a list over lines": "a: [\n" + "x\n" * (ROOM // 2 - 10),
    "NUL only": "\0" * ROOM,
    "lone surrogates": "\ud800" * (ROOM // 3),
    "a surrogate in disguise": 'a: "\\ud800"',
    "a NUL in disguise": 'a: "\\0"',
    "an impossible character": 'a: "\\UFFFFFFFF"',
    "text that runs backwards": "a: \u202eabc",
    "commas": "[" + "," * ROOM,
    "quotation marks": '"' * ROOM,
    "ten times too large": "x" * (10 * MAX_BYTES),
    "too large in bytes only": "é" * (MAX_BYTES // 2 + 1),
    "a list as a name": "? [a]\n: 1",
    "a number without end": "a: 1e999",
    "ampersands": "&" + "a" * ROOM + " b",
}


def peak_mib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def growth_over_all() -> float:
    name, text = shipped()[0]
    read_scenario(text, name)
    before = peak_mib()
    for bomb in BOMBS.values():
        with contextlib.suppress(ReadingError):
            read_scenario(bomb, "bomb")
    return peak_mib() - before


if __name__ == "__main__":
    print(growth_over_all())
