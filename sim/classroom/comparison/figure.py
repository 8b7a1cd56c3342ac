"""The figure of compared classes: paragraphs in brackets, reading by reading, and how each class ended."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from sim.classroom.comparison.compared import ComparedClass, Comparison
from sim.report.figures import style
from sim.report.figures.drawing import drawings

#: A class is known by its line's marker and dashes, and by its name at the end; never by a colour alone.
_MARKERS, _DASHES = "osD^vP*X", ("-", "--", "-.", ":")
_COLOURS = (style.BLUE, style.RED, style.GREEN, style.INK)
#: How a class ended, behind its name.
_ENDS = {True: "✓ adopted", False: "✗ no report", None: "– no decision"}


@style.house_style()
def brackets(found: Comparison) -> Figure:
    """Draw the paragraphs in brackets at the end of each reading, class by class."""
    rows = found.scenarios
    figure = style.sheet(7.2, 0.9 + sum(1.5 + 0.14 * len(row) for row in rows))
    for axes, classes in zip(figure.subplots(len(rows), squeeze=False)[:, 0], rows, strict=True):
        _draw(axes, classes)
        if len(rows) > 1:
            axes.set_title(classes[0].title, loc="left", fontsize=9)
    axes.set_xlabel("at the end of reading")
    return style.finish(
        figure, "Paragraphs in brackets, reading by reading", "The last reading stands before the decision."
    )


def _draw(axes: Axes, classes: tuple[ComparedClass, ...]) -> None:
    last = max((len(one.brackets) for one in classes), default=1)
    most = max((len(one.issues) for one in classes), default=1)
    told = []
    for n, one in enumerate(classes):
        marker, dashes, colour = (looks[n % len(looks)] for looks in (_MARKERS, _DASHES, _COLOURS))
        # Lines that lie on one another stand a little apart.
        aside = 0.05 * (n - (len(classes) - 1) / 2)
        readings = [reading + aside for reading in range(1, len(one.brackets) + 1)]
        axes.plot(readings, one.brackets, dashes, marker=marker, color=colour, markersize=5, linewidth=1.4)
        end = (len(one.brackets), one.brackets[-1]) if one.brackets else (1, 0)
        told.append((end, f"{one.label}: {_ENDS[one.adopted]}", colour))
    # Names stand below each other, from the highest line down, and never on one another.
    step = max(most, 1) / (2.0 + 4.5 * (1.5 + 0.14 * len(classes)) / 1.5)
    height = float("inf")
    for (reading, count), words, colour in sorted(told, key=lambda one: -one[0][1]):
        height = min(float(count), height - step)
        axes.annotate(
            words, (reading, count), (last + 0.25, height), va="center", fontsize=8, color=colour,
            arrowprops={"arrowstyle": "-", "color": style.FAINT}, annotation_clip=False,
        )  # fmt: skip
    axes.set_xlim(0.8, last + 1.6)
    axes.set_xticks(range(1, last + 1))
    axes.set_ylim(min(-0.4, height - step), most + 0.4)
    axes.yaxis.set_major_locator(MaxNLocator(integer=True, nbins=5))
    axes.set_ylabel(f"of {most}")


def describe(found: Comparison) -> str:
    """Say what the figure shows: the numbers of each class, and how it ended."""
    told = [
        f"{one.label}: {', '.join(map(str, one.brackets)) or 'no reading'}; {one.outcome}"
        for one in found.classes
    ]
    return f"Paragraphs in brackets at the end of each reading. {'. '.join(told)}."


comparison_drawings = drawings(brackets=(brackets, describe))
