"""The rules by which a question is given its kind of answer, in the order in which they are tried."""

from assistant.question import holding_rules, measure_rules, money_rules, record_rules, text_rules
from assistant.question.choices import Rule

RULES: tuple[Rule, ...] = (
    text_rules.limits,
    text_rules.sheet,
    text_rules.wording,
    text_rules.show,
    text_rules.ministry,
    record_rules.absent,
    holding_rules.document_age,
    text_rules.define,
    record_rules.categories,
    record_rules.signing,
    record_rules.thing,
    record_rules.places,
    holding_rules.document_share,
    text_rules.comparison,
    text_rules.factsheet,
    money_rules.funds,
    holding_rules.corpus,
    measure_rules.measures,
)
