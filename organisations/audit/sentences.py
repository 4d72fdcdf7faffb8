"""The audit trail's acts as sentences. Pure but for the event it is given."""

from organisations.models import AuditEvent

SENTENCES = {
    "organisation_created": "founded {name}",
    "settings_changed": "changed the settings",
    "unit_added": "added the unit {name}",
    "unit_changed": "changed the unit {name}",
    "unit_moved": "moved the unit {name}",
    "unit_removed": "removed the unit {name}",
    "member_joined": "added {name}",
    "member_changed": "changed {name}",
    "member_left": "let {name} go",
    "member_returned": "took {name} back",
    "handed_over": "handed {name} over",
    "handed_over_later": "handed over what {name} left",
    "people_imported": "imported people from {name}",
    "units_imported": "imported units from {name}",
    "import_dropped": "dropped the file {name}",
    "invited": "invited {name}",
    "invitation_renewed": "sent {name} a new invitation",
    "invitation_withdrawn": "withdrew the invitation of {name}",
    "invitation_accepted": "accepted the invitation to {name}",
    "cycle_created": "made the cycle {name}",
    "cycle_changed": "changed the cycle {name}",
    "cycle_moved": "moved the cycle {name} on",
    "leader_told": "told {name} to write objectives first",
    "set_up_finished": "finished setting up {name}",
    "series_started": "began the check-ins of {name}",
    "series_changed": "changed the check-ins of {name}",
    "series_ended": "ended the check-ins of {name}",
}


def sentence(event: AuditEvent) -> str:
    """What was done, without who: "moved the unit Sales". An act nobody worded yet reads as it is called."""
    if event.act == "member_joined" and event.by_id in (None, event.row):
        return "joined" if event.by_id else f"{event.name} joined"
    template = SENTENCES.get(event.act)
    return template.format(name=event.name) if template else f"{event.act.replace('_', ' ')}: {event.name}"
