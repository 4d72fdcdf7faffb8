"""A rhythm: how often, when, where, and its next dates; for who runs it, and readable by who is in it."""

from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from checkins.models import CheckIn, CheckInSeries, Every
from checkins.permissions import can_run_series
from checkins.series import schedule
from checkins.series.actions import change_series, name_of, rhythm_of, start_series, stop_series
from objectives.display.entries import MeetingDate
from okrsite.infra.htmx import go, page_or_part
from organisations.display import dates
from organisations.display.dialogs import ask
from organisations.display.reader import Reader, reader
from organisations.models import Membership, Weekday, valid_time_zones
from organisations.refusals import Refused
from organisations.tenancy.decorators import MemberRequest, member_view

FREQUENCIES = (
    ("Weekly", "Recommended. Five key results take under a minute.", 5),
    ("Every two weeks", "Half as often as recommended.", 3),
    ("Monthly", "Below the recommended rhythm, and shown as such.", 2),
)
"""Each choice of how often: its words, what they mean, ticks on a ruler of a month."""


class SeriesForm(forms.Form):
    """How often, when, how long, where."""

    every = forms.ChoiceField(
        label="How often", choices=Every.choices, widget=forms.RadioSelect, initial=Every.WEEK
    )
    weekday = forms.TypedChoiceField(
        label="Weekday",
        choices=Weekday.choices,
        coerce=int,
        widget=forms.RadioSelect,
        initial=Weekday.THURSDAY,
    )
    local_time = forms.TimeField(
        label="Starts at", widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), initial="10:00"
    )
    minutes = forms.IntegerField(label="Lasts, in minutes", min_value=10, max_value=240, initial=30)
    time_zone = forms.ChoiceField(label="Time zone", choices=valid_time_zones)
    place = forms.CharField(label="Where", max_length=200, required=False)


class NewSeriesForm(SeriesForm):
    def __init__(self, *args: Any, reports: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["weekday"].widget = forms.Select(
            choices=Weekday.choices
        )  # seven words side by side do not fit a dialog
        self.fields["report"] = forms.ModelChoiceField(label="With", queryset=reports, empty_label=None)
        self.order_fields(("report", "every", "weekday", "local_time", "minutes", "time_zone", "place"))


@require_http_methods(["GET", "POST"])
@member_view
def series(request: MemberRequest, public_id: str) -> HttpResponse:
    """The rhythm as a form for who runs it, with the next five dates as they would be."""
    found: CheckInSeries = get_object_or_404(
        CheckInSeries.objects.select_related("manager", "report", "unit"), public_id=public_id
    )
    by, here = request.membership, reader(request, timezone.now())
    runs = can_run_series(by, found)
    if not runs and by.pk != found.report_id and (found.unit_id is None or by.unit_id != found.unit_id):
        raise Http404
    initial = {name: getattr(found, name) for name in SeriesForm.base_fields}
    preview = request.method == "GET" and "weekday" in request.GET
    form = SeriesForm(
        request.POST if request.method == "POST" else request.GET if preview else None, initial=initial
    )
    status = 200
    if request.method == "POST":
        if not runs:
            raise PermissionDenied
        status = 422
        if form.is_valid():
            try:
                change_series(series=found, by=by, now=here.now, **form.cleaned_data)
                return go(
                    request, reverse("checkins:series", args=(request.organisation.slug, found.public_id))
                )
            except Refused as refused:
                form.add_error(None, refused.sentence)
    if preview and form.is_valid():
        for name, value in form.cleaned_data.items():
            setattr(found, name, value)
    context = {
        "reader": here,
        "section": "check_ins",
        "series": found,
        "names": name_of(found),
        "form": form,
        "runs": runs and not found.ended_on,
        "preview": preview,
        "dates": preview_dates(found, here)
        if preview
        else next_dates(found, here, request.organisation.slug),
        "offset": offset_words(found, here),
        "frequencies": zip(form["every"], FREQUENCIES, strict=True),
        "days": zip(form["weekday"], dates.WEEKDAYS, strict=True),
        "questions": request.organisation.questions,
    }
    return page_or_part(
        request, "checkins/series/series.html", context, "dates" if preview else "", status=status
    )


def next_dates(found: CheckInSeries, here: Reader, slug: str) -> list[MeetingDate]:
    """The next five meetings as they stand: planned, moved, skipped."""
    rows = CheckIn.objects.filter(series=found, starts_at__gt=here.now - timedelta(hours=2)).order_by(
        "local_date"
    )[:5]
    zone = rhythm_of(found).zone
    listed = []
    for row in rows:
        local = row.starts_at.astimezone(zone)
        moved = row.reason and row.state == CheckIn.State.PLANNED
        was = (
            f"{dates.weekday(row.local_date)} {dates.day_and_month(row.local_date, here.today)}"
            if moved
            else ""
        )
        listed.append(
            MeetingDate(
                weekday=dates.weekday(local.date()),
                day=local.day,
                month=dates.month(local.date()),
                times=f"{local:%H:%M} to {local + timedelta(minutes=found.minutes):%H:%M}",
                line=row.reason,
                state="skipped" if row.state == CheckIn.State.SKIPPED else "moved" if moved else "planned",
                was=was,
                url=reverse("checkins:change_date", args=(slug, row.public_id))
                if row.state != CheckIn.State.HELD
                else "",
                iso=local.date().isoformat(),
            )
        )
    return listed


def preview_dates(found: CheckInSeries, here: Reader) -> list[MeetingDate]:
    """What the form as it stands would make, before it is saved."""
    rhythm = rhythm_of(found)
    days = [
        day
        for day in schedule.dates(rhythm, here.today, 6)
        if schedule.meeting(rhythm, day).starts > here.now
    ][:5]
    end = timedelta(minutes=found.minutes)
    return [
        MeetingDate(
            weekday=dates.weekday(day),
            day=day.day,
            month=dates.month(day),
            line="",
            times=f"{found.local_time:%H:%M} to {(schedule.meeting(rhythm, day).starts + end).astimezone(rhythm.zone):%H:%M}",
            iso=day.isoformat(),
        )
        for day in days
    ]


def offset_words(found: CheckInSeries, here: Reader) -> str:
    """ "UTC+1 now. Stays at 10:00 when the clocks change." """
    zone = rhythm_of(found).zone
    offset = here.now.astimezone(zone).utcoffset() or timedelta()
    hours = offset.total_seconds() / 3600
    return f"UTC{hours:+g} now. Stays at {found.local_time:%H:%M} in {found.time_zone.split('/')[-1].replace('_', ' ')} when the clocks change."


@require_http_methods(["GET", "POST"])
@member_view
def new_series(request: MemberRequest) -> HttpResponse:
    """A rhythm with one of one's reports."""
    by = request.membership
    reports = (
        Membership.objects.active()
        .filter(manager=by)
        .exclude(series_joined__manager=by, series_joined__ended_on=None)
        .order_by("name")
    )
    form = NewSeriesForm(
        request.POST or None, reports=reports, initial={"time_zone": request.organisation.time_zone}
    )
    made: list[CheckInSeries] = []

    def act(said: dict[str, Any]) -> None:
        now = timezone.now()
        made.append(
            start_series(
                by=by, now=now, manager=by, starts_on=now.astimezone(request.organisation.zone).date(), **said
            )
        )

    back = reverse("checkins:check_ins", args=(request.organisation.slug,))
    answer = ask(
        request,
        form,
        act,
        title="A new series",
        verb="Start it",
        back=back,
        section="check_ins",
        about="Weekly is recommended. Five key results take under a minute.",
    )
    return (
        go(request, reverse("checkins:series", args=(request.organisation.slug, made[0].public_id)))
        if made
        else answer
    )


@require_POST
@member_view
def end_series(request: MemberRequest, public_id: str) -> HttpResponse:
    """From the next meeting on; earlier ones stay."""
    found: CheckInSeries = get_object_or_404(
        CheckInSeries.objects.select_related("manager", "report", "unit", "organisation"), public_id=public_id
    )
    if not can_run_series(request.membership, found):
        raise PermissionDenied
    stop_series(series=found, by=request.membership, now=timezone.now())
    return go(request, reverse("checkins:check_ins", args=(request.organisation.slug,)))
