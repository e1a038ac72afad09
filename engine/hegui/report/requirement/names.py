"""What fields and logs are called in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hegui.words.expressions import Ref
from hegui.words.related import EVENT_NAMES, other
from hegui.words.text import Text
from hegui.words.vocabulary import FieldType, Log

SELECTED: Mapping[tuple[str, ...], Text] = {("first",): Text("首次", "first "), ("last",): Text("末次", "last ")}
WHICH = {
    "event": Text("本环节", "this event's"),
    "previous": Text("上一环节", "the previous event's"),
    "next": Text("下一环节", "the next event's"),
}
WHAT = {"activity": Text("名称", "activity"), "time": Text("时间", "time"), "actor": Text("经办人", "actor")}
RECORD = Text("该记录", "the record")


@dataclass(frozen=True)
class Place:
    """The log that a sentence is about, and the others."""

    log: Log | None
    """None: names stand for themselves."""
    logs: Mapping[str, Log]

    def name(self, ref: Ref) -> Text:
        """What a name of the log is called; of other logs (``log.field``) and of events in relation too."""
        if ref.name in EVENT_NAMES and len(ref.selector) == 1:
            which, what = WHICH[ref.name], WHAT[ref.selector[0]]
            return Text(f"{which.zh}{what.zh}", f"{which.en} {what.en}")
        if ref.name in self.logs and ref.selector and not self._has(ref.name):
            return self._beside(self.beside(ref.name).name(other(ref)))
        field = self.log.fields.get(ref.name) if self.log else None
        title = field.title if field else self._unknown(ref)
        picked = SELECTED.get(ref.selector[:1], Text("", "")) if ref.name != "case" else Text("", "")
        return Text(f"{picked.zh}{title.zh}", f"{picked.en}{title.en}")

    def code(self, ref: Ref, value: str) -> Text:
        """What a code of a field is called: in Chinese by the word that exports use first."""
        if ref.name in self.logs and ref.selector and not self._has(ref.name):
            return self.beside(ref.name).code(other(ref), value)
        field = self.log.fields.get(ref.name) if self.log else None
        words = field.values.get(value, ()) if field else ()
        return Text(words[0] if words else value, value.replace("_", " "))

    def holds_truth(self, ref: Ref) -> bool:
        """Whether a name of the log holds yes or no."""
        field = self.log.fields.get(ref.name) if self.log else None
        return field is not None and field.type is FieldType.BOOLEAN

    @staticmethod
    def _unknown(ref: Ref) -> Text:
        """A name by itself; one of a log that is not known keeps the field with the log."""
        told = [part for part in ref.selector if (part,) not in SELECTED]
        name = ".".join((ref.name, *told))
        return Text(name, name)

    def _beside(self, theirs: Text) -> Text:
        """A name of the other log, told apart where the log itself has one that is called the same."""
        own = [field.title for field in self.log.fields.values()] if self.log else []
        zh, en = any(theirs.zh == title.zh for title in own), any(theirs.en == title.en for title in own)
        return Text(f"其{theirs.zh}" if zh else theirs.zh, f"its {theirs.en}" if en else theirs.en)

    def _has(self, name: str) -> bool:
        return self.log is not None and name in self.log.fields

    def beside(self, log: str) -> Place:
        """Another log by itself."""
        return Place(self.logs.get(log), self.logs)

    def title(self, log: str) -> Text:
        """What another log is called."""
        found = self.logs.get(log)
        return self.title_of(found) if found else Text(f"“{log}”", f"“{log}”")

    @staticmethod
    def title_of(log: Log) -> Text:
        """The title of a log, in quotation marks."""
        return Text(f"“{log.title.zh}”", f"“{log.title.en}”")

    @property
    def anchor(self) -> Text:
        """What the time is called that places a row."""
        return self.name(self.log.anchor_ref) if self.log else RECORD


def listed(texts: Iterable[Text]) -> Text:
    """``A, B and C``."""
    all_ = list(texts)
    head, last = ", ".join(text.en for text in all_[:-1]), all_[-1].en
    return Text("、".join(text.zh for text in all_), f"{head} and {last}" if head else last)


def joined(texts: Iterable[Text], zh: str, en: str) -> Text:
    """Several texts as one."""
    all_ = list(texts)
    return Text(zh.join(text.zh for text in all_), en.join(text.en for text in all_))
