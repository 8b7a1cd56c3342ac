"""Sources: full references of the studies that the debrief cites."""

from __future__ import annotations

BUZAN = (
    "Barry Buzan (1981), Negotiating by Consensus: Developments in Technique at the United Nations "
    "Conference on the Law of the Sea, American Journal of International Law 75 (2)"
)
FARATIN = (
    "Peyman Faratin, Carles Sierra and Nicholas R. Jennings (1998), Negotiation Decision Functions for "
    "Autonomous Agents, Robotics and Autonomous Systems 24 (3-4)"
)
FISCHHENDLER = (
    "Itay Fischhendler (2008), When Ambiguity in Treaty Design Becomes Destructive: A Study of "
    "Transboundary Water, Global Environmental Politics 8 (1)"
)
FISHER = "Roger Fisher and William Ury (1981), Getting to Yes, on the single negotiating text"
HAMPSON = (
    "Fen Osler Hampson and Michael Hart (1995), Multilateral Negotiations: Lessons from Arms Control, Trade, "
    "and the Environment"
)
KAHNEMAN = (
    "Daniel Kahneman and Amos Tversky (1979), Prospect Theory: An Analysis of Decision under Risk, "
    "Econometrica 47 (2)"
)
ODELL = "John S. Odell (2005), Chairing a WTO Negotiation, Journal of International Economic Law 8 (2)"
PUTNAM = (
    "Robert D. Putnam (1988), Diplomacy and Domestic Politics: The Logic of Two-Level Games, "
    "International Organization 42 (3)"
)
ROTH = (
    "Alvin E. Roth, J. Keith Murnighan and Françoise Schoumaker (1988), The Deadline Effect in Bargaining: "
    "Some Experimental Evidence, American Economic Review 78 (4)"
)
SEBENIUS = (
    "James K. Sebenius (1983), Negotiation Arithmetic: Adding and Subtracting Issues and Parties, "
    "International Organization 37 (2)"
)
TALLBERG = (
    "Jonas Tallberg (2010), The Power of the Chair: Formal Leadership in International Cooperation, "
    "International Studies Quarterly 54 (1)"
)
