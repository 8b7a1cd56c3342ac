import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.scenario.memberships import spans
from sim.scenario.roster import roster
from sim.scenario.state_names import LOOK_UP, state_hint
from sim.scenario.text import shipped_table

#: Spellings by the state that they mean, as people write them; codes of the standard, and names in any case,
#: are tried for every state below.
MEANT = dict(one.split(" ", 1) for one in """
AFG Afganistan|Islamic Republic of Afghanistan; AGO ANG|Republic of Angola; ALB Albnia;
ARE UAE|Emirates|United Arab Emirate; ATG AAB|Antigua|Antigua & Barbuda; AUS AUL|Australa;
AUT Republic of Austria; AZE Azerbaidjan|Azerbaijan Republic of; BDI BUI; BEL Belguim|Kingdom of Belgium;
BFA Burkina|BFO|Upper Volta|Burkina Fasso; BGD BAN|BNG|Bangla Desh|Bangladeshh; BGR BUL|Bulgariia;
BHR Kingdom of Bahrain; BIH BOS|Bosnia|Bosnia-Herzegovina|Bosnia & Herzegovina; BLR Byelorussia;
BOL Bolivia (Plurinational State of)|Plurinational State of Bolivia;
BRA Brasil|Federative Republic of Brazil; BRN BRU|Brunei; BTN BHU; BWA BOT;
CAF CEN|CAR|The Central African Republic; CAN Cannada; CHE SUI|Swiss Confederation|Switserland; CHL CHI;
CHN PRC|People's Republic of China|China, People's Republic of;
CIV CDI|Ivory Coast|Cote d'Ivoire|COTE D’IVOIRE|Côte dIvoire; CMR CAO|Cameroun;
COD DRC|Zaire|Zaïre|Congo (Kinshasa)|Congo, Democratic Republic of the|ZAR|Congo-Kinshasa;
COG CON|CGO|Republic of the Congo|Congo, Rep.|Congo (Brazzaville); CPV Cape Verde|CAP; CRI CRC|COS;
CZE CZR|Czech Republic; DEU GER|GMY|GFR|Germny|FRG|West Germany|Federal Republic of Germany|Deutschland;
DNK DEN|Danmark; DZA ALG|Algerie; ESP SPN|España|Espana|Kingdom of Spain; EST Estonai;
FRA FRN|FAR|French Republic; FSM Micronesia|Federated States of Micronesia;
GBR UK|U.K.|UKG|Great Britain|Gt. Britain|Britain|The United Kingdom; GEO GRG;
GMB The Gambia|Gambia (the)|GAM|Gambie; GNQ GEQ|EQG|Guinea, Equatorial|Guinea Equatorial;
GRC GRE|EL|Hellenic Republic; HRV CRO|Hrvatska; HUN Hungry|Republic of Hungary; IDN INA|INS|Indonezia;
IND Republic of India; IRL IRE|Republic of Ireland|Irland;
IRN IRI|Iran, Islamic Rep.|Iran, Islamic Republic of|Iran (Islamic Republic of)|Persia; ISL ICE|Icelnad;
ISR State of Israel; ITA Italian Republic; JPN Nippon|Jpaan; KAZ KZK|Kazakstan; KEN Kenia;
KGZ KYR|Kirghizia|Kyrgyz Republic|Kyrgystan; KHM CAM|Kampuchea;
KNA SKN|Saint Kitts and Nevis|St Kitts & Nevis; KOR Republic of Korea|Korea, Republic of|ROK|S. Korea;
LAO Lao People's Dem. Rep.|Lao People's Democratic Republic|Lao PDR; LBY LBA|Libyan Arab Jamahiriya|Lybia;
LCA SLU|Saint Lucia|St Lucia; LKA SRI|Ceylon|SriLanka; LVA LAT; MCO MNC;
MDA MLD|Moldavia|Republic of Moldova; MEX México|United Mexican States;
MKD Macedonia|FYROM|The former Yugoslav Republic of Macedonia; MMR Burma|MYA|Myanmar (Burma)|Miyanmar;
MRT MTN|MAA; MUS MRI|Mauritus; NGA NGR|Federal Republic of Nigeria;
NLD NED|NTH|Holland|The Netherlands|Netherland; NOR Kingdom of Norway|Norwey;
NZL NEW|New Zeeland|Newzealand; PHL PHI|Phillipines|the Philippines;
PRK DPRK|Democratic People's Republic of Korea|Korea, North; PRT POR; ROU ROM|Rumania;
RUS Russian Federation|Rusia; SAU KSA|Saudi-Arabia|Saudia Arabia; SGP SIN; SRB Republic of Serbia;
SVK Slovak Republic; SVN Slovinia; SWE SWD; SWZ Swaziland|Kingdom of Eswatini; SYR Syrian Arab Republic;
TLS East Timor|ETM|Timor Leste; TON TGA|TNO; TTO Trinidad & Tobago|TRI;
TUR Turkey|Turkiye|Republic of Türkiye; TZA TAZ|TAN|United Republic of Tanzania; UKR Ukrain|Ukraina;
USA U.S.|U.S.A.|United States of America|America; VCT VIN|SVG|Saint Vincent & the Grenadines;
VEN Venezuela, RB|Venezuela (Bolivarian Republic of); VNM VIE|DRV|Viet Nam; ZAF RSA|SAF|South-Africa;
ZWE ZIM|Rhodesia
""".replace("\n", " ").strip().split("; "))  # fmt: skip
#: What is no member, by what must be said of it.
NO_MEMBERS = {
    "Palestine, an observer": "PSE|PS|PLE|Palestine|State of Palestine|palestine|Palestin",
    "the Holy See, an observer": "VAT|VA|Vatican|Holy See|Vatikan",
    "the European Union, an observer": "EU|European Union",
    "Taiwan": "TWN|TW|TPE|Taiwan|Chinese Taipei|Taiwan, Province of China",
    "Kosovo": "XKX|XK|KOS|Kosova",
    "Hong Kong": "HKG|HK|Hong Kong SAR China",
    "Western Sahara": "ESH|Western Sahara",
    "Puerto Rico": "PRI|PUR",
    "American Samoa": "ASM|American Samoa",
    "Scotland": "Scotland",
    "Northern Ireland": "Northern Ireland|NIRELAND|N. Ireland",
    "England": "ENGLAND",
    "French Guiana": "GUF|French Guiana",
    "the Soviet Union, a member until 1991": "USSR|Soviet Union|SUN|U.S.S.R.",
    "Yugoslavia, a member until 1992": "YUG|Yugoslavia|Yugoslavija",
    "Czechoslovakia, a member until 1992": "CSK|Czechoslovakia|TCH",
    "East Germany, a member until 1990": "GDR|DDR|East Germany|German Democratic Republic",
    "Zanzibar, a member until 1964": "Zanzibar",
}
#: What may mean two states, or none.
NOTHING = [
    "Korea", "Congo", "congo", "NIG", "SLO", "MAD", "MAS", "BAH", "MON", "BUR", "LIB", "PAL", "MAC",
    "Austrlia", "Slovania", "FRC", "KEM", "XYZ", "ABC", "QQQ", "ZZZ", "AFR", "APG", "ALL", "ASI", "EUR",
    "FOO", "TBD", "N/A", "none", "Wakanda", "Atlantis", "Latveria", "Genovia", "Narnia", "Elbonia",
    "Ruritania", "Panem", "Sokovia", "Africa", "Europe", "Arabia", "Latin America", "West", "Friends",
    "12", "1e3", "0x1F", "2020-01-01", "~", "TRUE", "NULL", "", "?", "???", "-", "of the", "NIR",
    "Bulgary", "New Guinea", "Saint Martin", "Timor", "Morroco", "JAP", "USS", "ISO", "Virginia",
    "New York", "Paris", "Irac", "Guinee Conakryy Republic of the South", "xxxxxxxxxx",
]  # fmt: skip


def spelt(table: dict[str, str]) -> list[tuple[str, str]]:
    return [(spelling, meant) for meant, spellings in table.items() for spelling in spellings.split("|")]


@pytest.mark.parametrize(("spelling", "state"), spelt(MEANT))
def test_a_spelling_of_a_state_is_understood(spelling: str, state: str) -> None:
    assert state_hint(spelling) == f"; did you mean {state} ({roster()[state].name})?"


@pytest.mark.parametrize(("spelling", "told"), spelt(NO_MEMBERS))
def test_what_is_no_member_is_said_to_be_none_and_never_taken_for_another(spelling: str, told: str) -> None:
    assert state_hint(spelling) == f"; it stands for {told}"


@pytest.mark.parametrize("spelling", NOTHING)
def test_what_may_mean_two_states_or_none_gets_no_hint_but_where_to_look(spelling: str) -> None:
    assert state_hint(spelling) == f"; look up its code at {LOOK_UP}"


def test_a_group_is_hinted_at_where_groups_may_stand() -> None:
    groups = [*spans(), "Friends"]
    assert state_hint("nato", groups) == "; did you mean NATO?"
    assert state_hint("Freinds", groups) == "; did you mean Friends?"
    assert state_hint("Eu", groups) == "; did you mean EU?"
    assert state_hint("European Union", groups) == "; did you mean EU?"
    assert state_hint("UK", groups) == "; did you mean GBR (United Kingdom)?"


@pytest.mark.parametrize("code", sorted(roster()))
def test_every_state_is_known_by_its_names_and_codes_in_any_case_unless_they_are_another_s(code: str) -> None:
    [row] = [row for row in shipped_table("state_names.csv") if row["iso3"] == code]
    unclear = set(NOTHING) | set(roster())
    names = [roster()[code].name, row["iso2"], row["ioc"], row["cow"], *row["names"].split("|")]
    for name in filter(None, names):
        if name not in unclear or name == code:
            for written in (name, name.lower(), f" {name.upper()} "):
                assert f" {code} (" in state_hint(written), (written, state_hint(written))


@given(st.text(max_size=30))
def test_whatever_is_written_gets_one_answer_of_three(word: str) -> None:
    forms = rf"; (did you mean [A-Z]{{3}} \(.+\)\?|it stands for .+|look up its code at {re.escape(LOOK_UP)})"
    assert re.fullmatch(forms, state_hint(word))


def test_codes_are_those_of_the_standard_and_none_of_others_hints_at_a_member() -> None:
    iso3166 = pytest.importorskip("iso3166", reason="iso3166 of the extra test is not installed")
    ours = {row["iso3"]: row["iso2"] for row in shipped_table("state_names.csv")}
    assert ours == {code: iso3166.countries_by_alpha3[code].alpha2 for code in roster()}
    others = {country.alpha3 for country in iso3166.countries} - set(roster())
    known = {code for row in shipped_table("non_members.csv") for code in row["also"].split("|")}
    # No hint to a member stands behind the code of what is none.
    assert {code for code in others if "did you mean" in state_hint(code)} == set()
    assert len(others & known) >= 40
    iso3166 = pytest.importorskip("iso3166", reason="iso3166 of the extra test is not installed")
    others = {country for country in iso3166.countries if country.alpha3 not in roster()}
    told = {country.alpha2: state_hint(country.alpha2) for country in others}
    assert {code: said for code, said in told.items() if "did you mean" in said} == {}
    named = {country.name: state_hint(country.name) for country in others}
    assert {name: said for name, said in named.items() if "did you mean" in said} == {}


def test_admissions_are_those_of_the_united_nations() -> None:
    years = [state.since.year for state in roster().values()]
    # Members of today among the 51 of 1945, the 16 of 1955, the 17 of 1960; the latest.
    assert (years.count(1945), years.count(1955), years.count(1960)) == (49, 16, 17)
    assert {code: str(roster()[code].since) for code in ("CHE", "TLS", "MNE", "SSD", "DEU", "RUS")} == {
        "CHE": "2002-09-10", "TLS": "2002-09-27", "MNE": "2006-06-28", "SSD": "2011-07-14",
        "DEU": "1973-09-18", "RUS": "1945-10-24",
    }  # fmt: skip
    assert max(state.since for state in roster().values()) == roster()["SSD"].since
