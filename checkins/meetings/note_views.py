"""The notes of a meeting: the shared ones by version, so that nobody overwrites the other; the private ones
for their author alone."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from checkins.meetings import actions as meeting_actions
from checkins.meetings.views import Typed, done, fetch, meeting_page, part
from checkins.models import CheckIn, SharedNote
from okrsite.infra.htmx import page_or_part, wants_part
from organisations.display.reader import reader
from organisations.refusals import Stale
from organisations.tenancy.decorators import MemberRequest, member_view

LONGEST = 20_000
"""Characters of a note: some twelve pages."""


@require_POST
@member_view
def save_shared(request: MemberRequest, public_id: str) -> HttpResponse:
    """The shared notes, as they are typed; 409 shows both texts when somebody else saved first.

    Whoever is shown both chooses (`settle`: both, mine or theirs) against the version that was shown
    (`standing`); a third text that came meanwhile is shown again.
    """
    found = fetch(request, public_id)
    text, settle = request.POST.get("text", "")[:LONGEST], request.POST.get("settle", "")
    try:
        if settle:
            note = meeting_actions.settle_shared(
                check_in=found,
                mine=text,
                choice=settle,
                standing=whole(request.POST.get("standing", "")),
                by=request.membership,
                now=timezone.now(),
            )
        else:
            note = meeting_actions.save_shared(
                check_in=found,
                text=text,
                version=whole(request.POST.get("version", "")),
                by=request.membership,
                now=timezone.now(),
            )
    except Stale as stale:
        return both(request, found, text, stale.current)
    if not wants_part(request):
        return done(request, found, "#shared-notes")
    if settle:
        return part(request, found, "shared_notes", said="Saved")
    return page_or_part(
        request,
        "checkins/meetings/parts/saved.html",
        {"note": note, "which": "shared", "reader": reader(request, timezone.now())},
    )


def both(request: MemberRequest, found: CheckIn, mine: str, theirs: SharedNote) -> HttpResponse:
    """Both texts. htmx places theirs beside the field that is being typed in, and leaves the field alone."""
    typed = Typed("shared", mine, "Somebody saved these notes while you were writing.")
    if not wants_part(request):
        return meeting_page(request, found, typed, status=409)
    context = {"check_in": found, "shared": theirs, "reader": reader(request, timezone.now())}
    answer = page_or_part(request, "checkins/meetings/parts/both_notes.html", context, status=409)
    answer.headers["HX-Retarget"], answer.headers["HX-Reswap"] = "#both-notes", "outerHTML"
    return answer


@require_POST
@member_view
def save_private(request: MemberRequest, public_id: str) -> HttpResponse:
    """The author's own notes: a separate address, a separate table, never cached."""
    found = fetch(request, public_id)
    note = meeting_actions.save_private(
        check_in=found, text=request.POST.get("text", "")[:LONGEST], by=request.membership, now=timezone.now()
    )
    if wants_part(request):
        return page_or_part(
            request,
            "checkins/meetings/parts/saved.html",
            {"note": note, "which": "private", "reader": reader(request, timezone.now())},
        )
    return done(request, found, "#private-notes")


def whole(typed: str) -> int:
    """A version from a form; 0, which nothing has, for anything else."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0
