"""What the company, unit and person pages read, from what the roll-up keeps: never a count of a hundred thousand rows.

`company` the corporate objectives and the sentence above them, `units` the table, `people` who takes part,
`findings` attention, gaps and wins, `snapshots` trends, `lines` key results as rows, `links` what leads where.
"""
