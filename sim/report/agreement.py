"""What the agreement of two coders has to say: how far the codebook alone decides the codes."""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan

from sim.report import agreement_columns
from sim.report.document import Answer, Bullets, Document, Grid, Section
from sim.report.result import Report
from sim.report.words.numbers import number_of, percent
from sim.scenario.roster import name_of
from sim.study.agreement import Agreement, KindAgreement
from sim.study.codes import Key, Value
from sim.study.estimate import Estimate

#: From here on codes are reliable, and from here on good enough for tentative conclusions (Krippendorff).
RELIABLE, TENTATIVE = 0.8, 0.667
#: Disagreements that a page shows, and codes of one coder alone that it names.
SHOWN, NAMED = 40, 6


def agreement_report(result: Agreement) -> Report:
    """Report how far two coders agree."""
    return Report.of(result, agreement_columns, agreement_document(result), {})


def agreement_document(result: Agreement) -> Document:
    """Say how far two coders agree, kind by kind, and where they do not."""
    overall = result.overall
    weak = [k.kind for k in result.kinds if k.alpha.value < RELIABLE]
    below = f" Below {RELIABLE:g}: {', '.join(weak)}." if weak else ""
    answer = Answer(
        f"The coders agree on {percent(overall.same)} of {number_of(overall.codes, 'code')}; Krippendorff's "
        f"alpha is {_written(overall.alpha)}.{below}",
        "Do two coders give the same codes?",
        tuple(_alone(who, keys) for who, keys in (("A", result.only_a), ("B", result.only_b)) if keys),
    )
    kinds = Grid(
        "Agreement by kind of code",
        ("kind", "codes", "the same", "Cohen's kappa", "Krippendorff's alpha", "which is"),
        tuple(_row(kind) for kind in (*result.kinds, overall)),
        right=1,
    )
    notes = Bullets(
        (
            "In brackets: 95 % of the coefficients in "
            f"{number_of(result.resamples, 'bootstrap sample')} of the codes. Codes are treated as "
            "independent; where one reading of a document decides several, the range should be wider.",
            "Positions are the same within half a step. All: mean over the kinds, weighted by their codes.",
            "No coefficient: all codes have one value, so that chance alone would agree.",
        ),
        note=True,
    )
    shown = result.disagreements[:SHOWN]
    title = f"Where they differ ({len(result.disagreements)})"
    differ = Grid(
        title,
        ("process", "kind", "delegation", "on", "A", "B", "why, by A", "why, by B"),
        tuple(
            (d.key.process, d.key.kind.value, name_of(d.key.delegation), d.key.matter, _code(d.a), _code(d.b),
             d.note_a, d.note_b)
            for d in shown
        ),
        left=4,
        right=2,
    )  # fmt: skip
    rest = len(result.disagreements) - len(shown)
    more = (Bullets((f"{rest} more are in disagreements.csv, with --out.",), note=True),) if rest else ()
    differences = (Section.everywhere(title, differ, *more),) if shown else ()
    sections = (Section.everywhere("By kind of code", kinds, notes), *differences)
    return Document("agreement", "Two coders compared", answer, sections)


def _alone(who: str, keys: Sequence[Key]) -> str:
    """Say which codes one coder alone has: a misspelt row is one of them."""
    named = ", ".join(" ".join(filter(None, key)) for key in keys[:NAMED])
    more = f" and {len(keys) - NAMED} more" if len(keys) > NAMED else ""
    return f"Not compared, since only {who} has {'it' if len(keys) == 1 else 'them'}: {named}{more}."


def _row(kind: KindAgreement) -> tuple[str, ...]:
    alpha = kind.alpha.value
    verdict = (
        "not defined" if isnan(alpha)
        else "reliable" if alpha >= RELIABLE
        else "tentative" if alpha >= TENTATIVE
        else "not reliable"
    )  # fmt: skip
    words = (kind.kind or "all", str(kind.codes), percent(kind.same))
    return (*words, _written(kind.kappa), _written(kind.alpha), verdict)


def _written(found: Estimate) -> str:
    if isnan(found.value):
        return "–"
    ends = "" if isnan(found.low) else f" ({found.low:.2f} to {found.high:.2f})"
    return f"{found.value:.2f}{ends}"


def _code(value: Value) -> str:
    return value if isinstance(value, str) else f"{value:g}"
