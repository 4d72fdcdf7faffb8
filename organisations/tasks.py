"""What workers do for organisations. Each may die at any line; each docstring says what then."""

from django.utils import timezone

from okrsite.infra import jobs
from organisations.imports.actions import fail_import, write_import
from organisations.models import Membership, PeopleImport
from organisations.refusals import Refused


@jobs.handler("organisations.people_import")
def import_people(job: jobs.Claim) -> None:
    """Write a large file of people or units.

    One transaction with the job's "done": dying leaves nobody half-imported, and it runs again. What cannot
    be written any more (somebody left since the dry run) makes the file a dry run again, with the reason.
    """
    upload = PeopleImport.objects.get(pk=job.payload["import"])
    by = Membership.objects.get(pk=job.payload["by"])
    try:
        write_import(upload=upload, by=by, now=timezone.now())
    except Refused as refusal:
        fail_import(upload=upload, why=refusal.sentence)
