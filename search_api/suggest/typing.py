"""What is offered while somebody types: own past queries first, then what the index holds."""

from __future__ import annotations

from collections.abc import Sequence

from archive.chinese.fold import fold
from indexer.index import Everything
from search_api.access import Asker
from search_api.search import Request, Searcher
from search_api.suggest.completion import Completion, completions
from search_api.suggest.piece import last_piece

LONGEST = 200
"""Characters up to which a query is completed; nobody completes a pasted text."""
_PAST = 3


def while_typing(
    searcher: Searcher, request: Request, asker: Asker, past: Sequence[str] = (), limit: int = 10
) -> list[Completion]:
    """What completes the query typed so far, within its other conditions.

    ``past`` are the asker's own queries, the newest first.
    """
    typed = request.typed
    if len(typed) > LONGEST:
        return []
    begun = fold(typed).strip()
    own = [one for one in past if fold(one).startswith(begun) and fold(one).strip() != begun][:_PAST]
    offered = [Completion("past", one, one, None) for one in own]
    piece = last_piece(typed)
    if piece.text or piece.field:
        before = piece.before.strip()
        match = searcher.parse(before, request.without).match if before.strip('"“”-+NOT非 ') else Everything()
        scope = searcher.scope(match, request, asker)
        offered += completions(searcher.index, piece, scope, limit)
    return list({one.query: one for one in reversed(offered)}.values())[::-1][:limit]
