"""`gge-sim kit`."""

from __future__ import annotations

from pathlib import Path

from sim.commands import options


def kit(
    scenario: options.ScenarioName,
    runs: options.Runs = 500,
    seed: options.Seed = 1,
    language: options.InLanguage = "en",
    out: options.Out = None,
    quiet: options.Quiet = False,
) -> None:
    """Write a teacher's kit, ready to print: role sheets, draft, table signs, guide, debrief and quiz.

    Open index.html in the folder with any browser; the pages need no internet. The runs feed the sheet with
    the model's forecast for the teacher.
    """
    if language != "en":
        options.needs("babel", "kit --language")
    from sim.classroom.kit.kit import FILES, PARTS, kit_name
    from sim.classroom.kit.kit import kit as made
    from sim.report.results_folder import Target
    from sim.scenario.loading import load_with_record
    from sim.scenario.shipped import locate

    path = locate(scenario)
    loaded, record = load_with_record(path)
    target = Target.open(out or Path("results") / kit_name(path.stem, language), "kit", FILES)
    target.write(made(loaded, record, runs, seed, language, path))
    if not quiet:
        seats = len(loaded.members)
        print(f"{loaded.title}: {seats} seats")
        for part in PARTS:
            pages = f"{part.each_seat * seats} pages" if part.each_seat else ""
            print(f"  {part.file:<20} {part.title:<26} {part.reader:<10} {pages}".rstrip())
        print(f"  {'seats/':<20} {'The role sheets, one by one':<26} {'student':<10} {seats} files")
        print(f"\nWritten to {target.folder}: open index.html, and print what you need on A4")
