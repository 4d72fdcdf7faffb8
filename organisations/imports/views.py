"""People and units from a CSV file: file, columns, dry run, import. Nothing is imported until every row is
clean."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from okrsite.infra.htmx import go, nothing_new, page_or_part, wants_part
from organisations.display.reader import reader
from organisations.imports import csv_files
from organisations.imports.actions import (
    begin_import,
    drop,
    leave_out,
    map_columns,
    mend_row,
    unmend_row,
    upload,
)
from organisations.imports.csv_files import Unreadable
from organisations.imports.dry_run import DryRun, dry_run
from organisations.imports.forms import MappingForm, UploadForm
from organisations.imports.rows import address_of, columns_of, drawn, steps
from organisations.imports.synonyms import PEOPLE, UNITS
from organisations.models import PeopleImport
from organisations.refusals import Refused
from organisations.settings.views import admin_view
from organisations.tenancy.decorators import MemberRequest

PAGE = 50
SAMPLE = 2

EXAMPLES = {
    "people": [
        [
            "Ingrid Solheim",
            "ingrid@example.com",
            "Key account manager",
            "Sales / Key Accounts",
            "maya@example.com",
            "Member",
        ],
        ["Maya Berge", "maya@example.com", "Head of Sales", "Sales", "", "Leader"],
    ],
    "units": [
        ["Sales", "", "Department", "maya@example.com", "Pilot"],
        ["Key Accounts", "Sales", "Team", "", ""],
    ],
}


# Views ------------------------------------------------------------------------------------------------------


@admin_view
@require_http_methods(["GET", "POST"])
def start(request: MemberRequest) -> HttpResponseBase:
    """Choose a file; files that wait for their import stand below."""
    form = UploadForm(
        request.POST or None, request.FILES or None, initial={"what": request.GET.get("what", "people")}
    )
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["file"]
        try:
            if chosen.size > csv_files.MOST_BYTES:
                raise Unreadable("The file is larger than 5 MB. Split it in two.")
            table = csv_files.read(chosen.read())
        except Unreadable as problem:
            form.add_error("file", str(problem))
        else:
            made = upload(
                what=form.cleaned_data["what"],
                file_name=chosen.name,
                table=table,
                by=request.membership,
                now=reader(request).now,
            )
            return go(request, address_of(request, made))
    earlier = PeopleImport.objects.exclude(state="dropped").defer("rows").select_related("uploaded_by")
    context = {
        "form": form,
        "earlier": earlier.order_by("-uploaded_at")[:10],
        "settings_page": "organisations:import",
    }
    return page_or_part(
        request, "organisations/imports/import.html", context, "form", status=422 if form.errors else 200
    )


@admin_view
@require_http_methods(["GET", "POST"])
def look(request: MemberRequest, public_id: str) -> HttpResponseBase:
    """The file's columns and its dry run; posting changes the columns. A working import answers polls."""
    file = find(public_id)
    if request.method == "GET" and wants_part(request):  # the poll of a page that waits for a large import
        return (
            nothing_new()
            if file.state == PeopleImport.State.WORKING
            else go(request, address_of(request, file))
        )
    form = mapping_form(request, file)
    if request.method == "POST" and form.is_valid():
        try:
            existing = form.cleaned_data.get("existing", "update")
            file = map_columns(upload=file, mapping=form.mapping(), existing=existing)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return go(request, address_of(request, file))
    return import_page(request, file, form=form, status=422 if form.errors else 200)


@admin_view
@require_POST
def mend(request: MemberRequest, public_id: str, number: int) -> HttpResponseBase:
    """Other text for one row's cells, a button's fix, or Undo; answers the row and, out of band, what
    remains."""
    file = find(public_id)
    names = {column.name for column in columns_of(file)} | {"out", "create_unit", "back"}
    cells = {name: csv_files.clean(str(value)) for name, value in request.POST.items() if name in names}
    if not cells and "undo" not in request.POST:
        raise PermissionDenied("Nothing to mend was sent.")
    try:
        file = (
            mend_row(upload=file, number=number, cells=cells)
            if cells
            else unmend_row(upload=file, number=number)
        )
    except Refused as refusal:
        return import_page(request, file, problem=refusal.sentence, status=409)
    if not wants_part(request) or "create_unit" in cells:  # a unit that is created mends other rows too
        return go(request, f"{address_of(request, file)}#row-{number}")
    run = dry_run(file)
    changed = next(row for row in run.rows if row.number == number)
    context = {
        **around(request, file, run),
        "row": drawn(request, file, changed, first=True),
        "swap": True,
    }
    status = (
        422 if cells and changed.findings and not changed.out else 200
    )  # 422 writes nothing: the row stands as it was
    return page_or_part(request, "organisations/imports/import_file.html", context, "mended", status=status)


@admin_view
@require_POST
def set_aside(request: MemberRequest, public_id: str) -> HttpResponseBase:
    """Leave every row out that is still to mend."""
    file = find(public_id)
    return after(
        request, file, lambda: leave_out(upload=file, numbers=[row.number for row in dry_run(file).bad])
    )


@admin_view
@require_POST
def begin(request: MemberRequest, public_id: str) -> HttpResponseBase:
    """Import it, all of it; a large file is worked through in the background."""
    file, now = find(public_id), reader(request).now
    return after(request, file, lambda: begin_import(upload=file, by=request.membership, now=now))


@admin_view
@require_POST
def discard(request: MemberRequest, public_id: str) -> HttpResponseBase:
    """Forget the file."""
    try:
        drop(upload=find(public_id), by=request.membership)
    except Refused as refusal:
        messages.info(request, refusal.sentence)
    return go(request, reverse("organisations:import", kwargs={"slug": request.organisation.slug}))


@admin_view
@require_GET
def template(request: MemberRequest, what: str) -> HttpResponseBase:
    """An example file with the headings that are understood."""
    columns = [
        column.label
        for column in (PEOPLE if what == "people" else UNITS)
        if column.name not in ("first_name", "last_name")
    ]
    return as_file(f"{what}.csv", csv_files.written(columns, EXAMPLES[what]))


@admin_view
@require_GET
def bad_rows(request: MemberRequest, public_id: str) -> HttpResponseBase:
    """The rows to mend as a file, each with why, for whoever mends them in a spreadsheet."""
    file = find(public_id)
    originals = {row["n"]: row["c"] for row in file.rows}
    width = len(file.headings)
    rows = [
        [
            str(row.number),
            *[*originals[row.number], *[""] * width][:width],
            " ".join(each.sentence for each in row.findings),
        ]
        for row in dry_run(file).bad
    ]
    return as_file("rows-to-mend.csv", csv_files.written(["Row", *file.headings, "Why"], rows))


# Beats ------------------------------------------------------------------------------------------------------


def find(public_id: str) -> PeopleImport:
    return get_object_or_404(
        PeopleImport.objects.exclude(state="dropped").select_related("uploaded_by"), public_id=public_id
    )


def as_file(name: str, content: bytes) -> HttpResponse:
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type="text/csv; charset=utf-8", headers=disposition)


def after(request: MemberRequest, file: PeopleImport, act: Any) -> HttpResponseBase:
    """Do it and show the file again; a refusal is a sentence above the rows."""
    try:
        act()
    except Refused as refusal:
        return import_page(request, find(file.public_id), problem=refusal.sentence, status=409)
    return go(request, address_of(request, file))


def mapping_form(request: MemberRequest, file: PeopleImport) -> MappingForm:
    places = {place: name for name, place in file.mapping.items()}
    initial = {f"column_{place}": places.get(place, "") for place in range(len(file.headings))}
    return MappingForm(
        request.POST if request.method == "POST" else None,
        initial={**initial, "existing": file.options.get("existing", "update")},
        headings=file.headings,
        columns={column.name: column.label for column in columns_of(file)},
        with_existing=file.what == PeopleImport.What.PEOPLE,
    )


def import_page(
    request: MemberRequest,
    file: PeopleImport,
    *,
    form: MappingForm | None = None,
    problem: str = "",
    status: int = 200,
) -> HttpResponseBase:
    context: dict[str, Any] = {
        "file": file,
        "problem": problem or file.outcome.get("problem", ""),
        "settings_page": "organisations:import",
    }
    if file.state == PeopleImport.State.DRY:
        run = dry_run(file)
        context |= around(request, file, run)
        context |= rows_shown(request, file, run)
        mapping = form or mapping_form(request, file)
        context["form"] = mapping
        context["columns"] = [mapping[f"column_{place}"] for place in range(len(file.headings))]
        context["sample"] = [
            [*row["c"], *[""] * len(file.headings)][: len(file.headings)] for row in file.rows[:SAMPLE]
        ]
    else:
        context["steps"] = steps(file, None)
    return page_or_part(request, "organisations/imports/import_file.html", context, "", status=status)


def around(request: MemberRequest, file: PeopleImport, run: DryRun) -> dict[str, Any]:
    """Everything on the page that changes when a row is mended."""
    things = "people" if file.what == PeopleImport.What.PEOPLE else "units"
    counts = {
        "bad": len(run.bad),
        "mended": len(run.mended),
        "clean": len(run.understood),
        "all": len(run.rows),
    }
    plain = [row for row in run.understood if not row.mended]
    return {
        "file": file,
        "run": run,
        "things": things,
        "counts": counts,
        "untouched": len(plain),
        "here": address_of(request, file),
        "steps": steps(file, run),
    }


def rows_shown(request: MemberRequest, file: PeopleImport, run: DryRun) -> dict[str, Any]:
    """The rows of one tab, fifty a page."""
    show = request.GET.get("show", "")
    tabs = {"bad": run.bad, "mended": run.mended, "all": run.rows}
    chosen = show if show in tabs else "bad"
    page = Paginator(tabs[chosen], PAGE).get_page(request.GET.get("page"))
    rows = [drawn(request, file, row, first=place == 0) for place, row in enumerate(page.object_list)]
    return {"show": chosen, "page": page, "rows": rows}
