"""What is wrong with a letter, or at odds in it: each finding names its place and both values."""

from sammachip.core.letterfacts.evidence import Evidence
from sammachip.core.letterfacts.faults_days import order_findings, period_findings, unread_findings
from sammachip.core.letterfacts.faults_names import name_findings, place_findings, title_findings
from sammachip.core.letterfacts.faults_sums import rate_findings, table_findings, words_findings
from sammachip.core.letterfacts.model import Finding


def findings_of(read: Evidence) -> tuple[Finding, ...]:
    """Everything found, in the order of the letter."""
    tables = list(enumerate(read.letter.tables, start=1))
    found = [
        *words_findings(read),
        *rate_findings(read),
        *(one for number, table in tables for one in table_findings(table, number)),
        *(one for number, table in tables for one in place_findings(read, table, number)),
        *unread_findings(read),
        *name_findings(read),
        *title_findings(read),
        *period_findings(read),
        *order_findings(read),
    ]
    return tuple(sorted(found, key=lambda finding: finding.span))
