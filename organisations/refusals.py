"""What an action will not do, in a sentence for beside the field it is about."""


class Refused(Exception):
    """The action was not done and nothing was written. `field` names the field the sentence stands beside."""

    def __init__(self, sentence: str, *, field: str = "") -> None:
        super().__init__(sentence)
        self.sentence, self.field = sentence, field
