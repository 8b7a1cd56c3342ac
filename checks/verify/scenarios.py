"""Random scenario files by number: small panels with issues, ladders, caucuses and rules of their own."""

import json
from pathlib import Path
from typing import Any

import numpy as np

from checks.verify.rooms import chance
from sim.negotiation.chairs import STRATEGIES
from sim.negotiation.conduct import CONDUCTS
from sim.negotiation.decisions import DECISIONS
from sim.scenario.loading import load
from sim.scenario.roster import roster
from sim.scenario.schema import Scenario

GRADES = ("document", "literature", "recalled", "proxy")


def random_scenario(case: int, folder: Path, most_members: int = 12) -> Scenario:
    """Write a random scenario file and load it as a user's."""
    path = folder / f"random-{case}.yaml"
    # JSON is YAML, and writes numbers to the last bit.
    path.write_text(json.dumps(content(case, most_members)), encoding="utf-8")
    return load(path)


def content(case: int, most_members: int) -> dict[str, Any]:
    """Return what a random scenario file says."""
    rng = chance(3, case)

    def one(values: Any) -> Any:
        return values[int(rng.integers(len(values)))]

    n, k = int(rng.integers(1, most_members + 1)), int(rng.integers(1, 6))
    codes = [sorted(roster())[i] for i in rng.choice(len(roster()), n, replace=False)]
    issues = [issue(f"I{i}", rng) for i in range(k)]
    rungs = ("silent", "indirect", "explicit")
    ladders = [[rung for rung in rungs if rung == "silent" or rung in i] for i in issues]
    caucus = {code: one(["Friends", "Group", "Others"]) for code in codes}
    # The rules in turn, so that every chair meets every way to decide.
    return {
        "id": f"random-{case}",
        "title": f"Panel {case}",
        "question": "Will it agree?",
        "body": one(["GGE", "OEWG", "other"]),
        "mandate": {
            "resolution": "X/1", "adopted": "2020-01", "source": "drawn",
            "ambition": {i["code"]: one([0, 0.25, 0.5, 1]) for i in issues},
        },
        "starts": "2020-03",
        "ends": "2021-03",
        "sessions": int(rng.integers(1, 4)),
        "readings_per_session": int(rng.integers(1, 4)),
        "chair": {
            "name": "Somebody", "source": "drawn", "camp": one(["neutral", *sorted(set(caucus.values()))]),
            "strategy": STRATEGIES[case % len(STRATEGIES)].name,
        },
        "decision": DECISIONS[case // len(STRATEGIES) % len(DECISIONS)].name,
        "outlets": [{"what": f"forum {o}", "source": "drawn", "date": "2020", "evidence": "document"}
                    for o in range(int(rng.integers(0, 3)))],
        "issues": issues,
        "acquis": [
            {"document": f"X/{body}", "body": body, "adopted": "2019-05-01", "source": "drawn",
             "evidence": "document",
             "language": {i["code"]: one(words) for i, words in zip(issues, ladders, strict=True)}}
            for body in ("GGE", "OEWG")
            if rng.random() < 0.6
        ],
        "stakes": {"sponsors": codes[:1], "source": "drawn"},
        "members": codes,
        "members_source": "drawn",
        "delegations": {
            code: {
                "source": "drawn", "date": "2020", "evidence": one(GRADES),
                "positions": {i["code"]: round(float(rng.uniform(-3, 3)), 3) for i in issues},
                "caucus": caucus[code], "stake": round(float(rng.uniform(0, 1)), 3),
                "weight": round(float(rng.uniform(0, 1)), 3),
                **({"conduct": one(CONDUCTS).name} if rng.random() < 0.2 else {}),
            }
            for code in codes
        },
    }  # fmt: skip


def issue(code: str, rng: np.random.Generator) -> dict[str, Any]:
    """Return an issue, with indirect text or without."""
    told: dict[str, Any] = {"code": code, "title": code, "salience": round(float(rng.uniform(0.3, 3)), 3)}
    told["explicit"] = {"text": "All of it."}
    if rng.random() < 0.7:
        told["indirect"] = {"text": "Some of it."}
    return told
