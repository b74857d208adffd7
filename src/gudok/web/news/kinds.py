"""Every kind of news, and what it says. They stand beside the journal's facts in the list of events."""

from __future__ import annotations

KINDS: dict[str, str] = {
    "alert.began": "Something asks for a person.",
    "alert.worsened": "An alert that needed attention is bad now.",
    "alert.ended": "What an alert told of is over.",
    "alert.seen": "A person has taken note of an alert.",
    "alert.muted": "An alert is told to nobody aloud until a time.",
    "alert.unmuted": "An alert is told aloud again, before its time.",
    "order.created": "An order was placed: it has its number.",
    "article.published": "An article of the knowledge base has a new version: `version` numbers it.",
    "order.changed": "A placed order was changed: `fields` names what.",
    "script.ended": "A call was led to the end of its script: its answers stand with the call.",
    "case.created": "A case was registered: it has its number.",
    "case.changed": "A registered case was changed: `fields` names what.",
    "case.climbed": "An overdue case went to the next responsible.",
}
