"""What the names inside a pack must refer to: stages, forms, roles, facts, rules. Every slip is reported, none stops."""

from sammachip.programmes import kinds
from sammachip.programmes.meaning import figures, forms, outline, outward, stages
from sammachip.programmes.meaning.names import Names
from sammachip.programmes.pack import Pack
from sammachip.programmes.packbuild import Builder
from sammachip.programmes.packleaves import Report


def check(built: Builder, report: Report) -> None:
    """Reports every name that leads nowhere and every rule that cannot be read."""
    names = Names(built, report)
    outline.check_levels(names)
    outline.check_keys(names)
    outline.check_order(names)
    for stage in built.stages:
        stages.check_stage(names, stage)
    forms.check_forms(names)
    figures.check_lists(names)
    figures.check_enrol(names)
    figures.check_openers(names)
    for limit in built.limits:
        figures.check_limit(names, limit)
    for measure in built.measures:
        figures.check_measure(names, measure)
    for rollup in built.rollups:
        figures.check_rollup(names, rollup)
    figures.check_proposals(names)
    outward.check_invitation(names)
    outward.check_followup(names)
    outward.check_exports(names)
    outline.check_guideline(names)
    outline.check_terms(names)
    outline.check_samples(names)


def check_kinds(pack: Pack, report: Report) -> None:
    """Asks each kind about its stages; only a pack that is otherwise whole can be shown to a kind."""
    for at, stage in enumerate(pack.stages):
        for sentence in kinds.get(stage.kind).problems(stage, pack):
            report.say(f"stages[{at}]", sentence, f"แก้ options หรือคีย์อื่นของขั้นตอน '{stage.key}'")
