"""Make the Word templates of ``templates/library`` from GB/T 9704 pages and styles.

Run once (``python -m tools.templates.build``); from then on the files are edited in Word. Running it again makes them
anew and loses such edits, so it asks for ``--force`` where a file exists.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from tools.templates import agreement, reply

LIBRARY = Path(__file__).resolve().parents[2] / "templates" / "library"
MAKERS = {"reply": reply.make, "mediation-agreement": agreement.make}


def main() -> None:
    """Write each template that is named, or all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", default=list(MAKERS))
    parser.add_argument("--force", action="store_true")
    chosen = parser.parse_args()
    for name in chosen.names:
        target = LIBRARY / f"{name}.docx"
        if target.exists() and not chosen.force:
            parser.error(f"{target.name} exists; --force replaces it")
        document = MAKERS[name]()
        document.save(str(target))
        print(target)


if __name__ == "__main__":
    main()
