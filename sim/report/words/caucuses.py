"""Caucuses as a sentence names them."""

_GROUPS = {
    "AFR": "the African group",
    "APG": "the Asia-Pacific group",
    "EEG": "the Eastern European group",
    "GRULAC": "the Latin American and Caribbean group",
    "WEOG": "the Western European and other group",
}


def caucus(name: str) -> str:
    """Return the name of a caucus; of a regional group, with its article."""
    return _GROUPS.get(name, name)
