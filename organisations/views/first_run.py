"""The first run: four steps, each of which can be left."""

from django.http import HttpResponse
from django.shortcuts import render

from organisations.decorators import MemberRequest, member_view


@member_view
def first_run(request: MemberRequest) -> HttpResponse:
    return render(request, "organisations/first_run.html")
