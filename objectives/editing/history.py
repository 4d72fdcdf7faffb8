"""History lines as sentences: who did what, what it was before, why, and who was told."""

from objectives.display.entries import TimelineEntry
from objectives.models import HistoryEntry
from organisations.display.dates import moment
from organisations.display.reader import Reader

SENTENCES = {
    "submitted": "submitted the objective",
    "withdrawn": "took it back as a draft",
    "sent_back": "sent it back",
    "approved": "approved the objective",
    "self_approved": "approved the objective alone, as the last leader",
    "closed": "closed the objective with its cycle",
    "reopened": "reopened the objective",
    "terminated": "terminated the objective",
    "key_result_terminated": "terminated {kr}",
    "key_result_added": "added {kr}",
    "target_changed": "changed the target of {kr}",
    "start_changed": "changed the start of {kr}",
    "due_date_changed": "changed the due date of {kr}",
    "weight_changed": "changed the weight of {kr}",
    "accountable_changed": "changed who is accountable for {kr}",
    "measured_by_changed": "changed how {kr} is measured",
    "counts_changed": "changed what the objective counts",
    "shorter_weight_changed": "changed the weight of the shorter cycles",
    "title_changed": "changed the title",
    "why_changed": "changed the reason",
    "ambition_changed": "changed the ambition",
    "baseline_set": "set the start of {kr} with its first value",
    "draft_deleted": "deleted the draft",
    "linked": "linked it to another objective",
    "link_proposed": "proposed a direct link",
    "link_accepted": "accepted its link",
    "link_declined": "declined its link",
    "link_removed": "removed a link",
    "link_reweighted": "changed the weight of a link",
    "link_made_indirect": "turned a link into shown only",
    "contribution_made": "let {kr} count in another key result",
    "contribution_removed": "took {kr} out of another key result",
    "first_value_meets_target": "met the target of {kr} with its first value, so that a new target is asked for",
    "baseline_undone": "took back the first value of {kr}, which was its start",
}
FROM_BELOW = {
    "contribution_made": "let another key result count in {kr}",
    "contribution_removed": "took another key result out of {kr}",
    "linked": "linked another objective to this one",
    "link_proposed": "proposed a link from below",
    "link_accepted": "accepted a link from below",
    "link_declined": "declined a link from below",
    "link_removed": "removed a link from below",
    "link_reweighted": "changed the weight of a link from below",
    "link_made_indirect": "turned a link from below into shown only",
}
CHILD = "child_"


def told(line: HistoryEntry, reader: Reader) -> TimelineEntry:
    """One line of the timeline."""
    name = line.key_result.title if line.key_result else "a key result"
    act = line.act.removeprefix(CHILD)
    known = FROM_BELOW if line.act.startswith(CHILD) else SENTENCES
    sentence = known.get(act, act.replace("_", " ")).format(kr=name)
    when = moment(line.at, reader.now, reader.zone)
    told_to = f". {line.told.first_name} was told" if line.told else ""
    return TimelineEntry(
        who=line.by.first_name if line.by else "Northstar",
        did=sentence,
        when=f"{when[:1].upper()}{when[1:]}{told_to}",
        person=line.by,
        icon="" if line.by else "flag",
        before=line.before,
        after=line.after,
        reason=line.reason,
    )
