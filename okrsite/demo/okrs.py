"""What Fjellvann's people want. A key result: title, measure, start, target, and how far from pace it ends
up."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Result:
    """`ends` is the share of the expected progress that has been made by today: 1.0 is on pace, 0.4 far
    behind.

    `unit` is the unit of measure: "%", an ISO currency, or a word. `start` None is benchmark first.
    """

    title: str
    start: float | None
    target: float
    unit: str = ""
    ends: float = 1.0
    weight: int = 1
    hold: bool = False
    confidence: str = ""
    note: str = ""
    measured_by: str = "updates"

    @property
    def measure(self) -> str:
        return "percentage" if self.unit == "%" else "currency" if self.unit == "NOK" else "number"

    @property
    def decimals(self) -> Decimal:
        span = abs(self.target - (self.start or 0))
        return (
            Decimal("1000")
            if span > 100_000
            else Decimal("1")
            if span >= 20
            else Decimal("0.1")
            if span >= 1
            else Decimal("0.01")
        )


@dataclass(frozen=True)
class Wanted:
    """An objective. `leads` are (kind, title or "up", how): "up" is the objective of the unit above."""

    title: str
    why: str
    results: tuple[Result, ...]
    leads: tuple[tuple[str, str, str], ...] = (("direct", "up", ""),)
    ambition: str = "committed"
    counts: str = "key_results"


R = Result
GROWTH = "Significant growth with sustained profitability"
CUSTOMERS = "Deepen and strengthen existing customer relationships"
SALES = "Increase revenue from existing customers"
PLAN = "Every key account has a plan it believes in"
SIGN = "Offers customers can sign the same day"
INVOICES = "Invoices right the first time"
MILLION = 1_000_000

CORPORATE = (
    Wanted(
        GROWTH,
        "We grow by winning new customers and by doing more for those we have, and keep enough of it to invest.",
        (
            R(
                "Revenue to NOK 480 million",
                400 * MILLION,
                480 * MILLION,
                "NOK",
                weight=5,
                measured_by="contributions",
                confidence="on",
            ),
            R("Operating margin to 12%", 10, 12, "%", ends=0.85, confidence="risk"),
            R("Existing customers buy 70% of sales", 60, 70, "%", ends=1.12, confidence="on"),
            R("New customers who came on a recommendation", None, 45, "%"),
        ),
        (),
        counts="both",
    ),
    Wanted(
        CUSTOMERS,
        "A customer who is met by people who know them stays longer, buys more and tells others.",
        (
            R("Net Promoter Score of 45 or above", 32, 45, "points", ends=0.97, confidence="risk"),
            R(
                "Churn down to 8%",
                12,
                8,
                "%",
                ends=0.74,
                confidence="off",
                note="Falls, but too slowly: two losses in Bergen.",
            ),
            R("Renewal rate above 90%", 80, 90, "%", ends=0.93, hold=True, confidence="on"),
        ),
        (),
    ),
)

DEPARTMENTS: dict[str, tuple[Wanted, ...]] = {
    "Sales": (
        Wanted(
            SALES,
            "It is six times as dear to win a customer as to keep one.",
            (
                R(
                    "Revenue to NOK 240 million",
                    200 * MILLION,
                    240 * MILLION,
                    "NOK",
                    weight=2,
                    measured_by="contributions",
                    confidence="on",
                ),
                R("Upsell rate at 20%", 12, 20, "%", ends=0.62, confidence="risk"),
                R("Renewal rate above 90% in Sales", 80, 90, "%", ends=0.8, hold=True, confidence="on"),
                R(
                    "Average sales cycle down by 15%",
                    62,
                    53,
                    "days",
                    ends=0.42,
                    confidence="off",
                    note="Legal review adds nine days to every frame agreement.",
                ),
            ),
            (
                (
                    "indirect",
                    GROWTH,
                    "Its revenue is counted in the company's already; this is how it comes about.",
                ),
                ("indirect", CUSTOMERS, "Customers who buy more tell us more."),
            ),
            counts="both",
        ),
        Wanted(
            "Every large customer has a yearly plan",
            "A plan the customer has signed is the shortest way to the next renewal.",
            (
                R("Plans signed by the customer", 8, 24, "plans", ends=1.06, confidence="on"),
                R("Plan reviews held on time", 55, 95, "%", ends=0.95, confidence="risk"),
                R("Customers who opened their plan", 20, 80, "%", ends=1.1, confidence="on"),
            ),
            (("direct", CUSTOMERS, ""),),
        ),
    ),
    "Product": (
        Wanted(
            "Customers reach value in their first 30 days",
            "Who has seen a report that matters by day 30 is still here after two years.",
            (
                R("Time to first value, 21 to 7 days", 21, 7, "days", ends=0.38, confidence="off"),
                R("Reports opened every week, 20% to 60%", 20, 60, "%", ends=0.42, confidence="on"),
                R("Customers live within a month", 40, 80, "%", ends=0.82, confidence="risk"),
            ),
            (("direct", CUSTOMERS, ""),),
            counts="both",
        ),
        Wanted(
            "One design for all reports",
            "Seven kinds of report look like seven products.",
            (
                R("Reports on the common design", 2, 14, "reports", ends=0.8, confidence="on"),
                R("Support cases about reading a report", 80, 40, "cases", ends=0.62, confidence="risk"),
                R("Reports that meet the accessibility rules", 30, 100, "%", ends=0.85, confidence="on"),
            ),
            (),
            "aspirational",
        ),
    ),
    "Finance": (
        Wanted(
            "Make every invoice a good customer moment",
            "The invoice is the one letter that every customer opens.",
            (
                R("Invoices without a question back", 82, 95, "%", ends=1.0, confidence="on"),
                R("Days from delivery to invoice", 12, 4, "days", ends=0.92, confidence="risk"),
                R("Customers paying on time", 71, 85, "%", ends=1.05, confidence="on"),
            ),
            (("indirect", CUSTOMERS, "A right invoice is a conversation we do not need to have."),),
            counts="both",
        ),
        Wanted(
            "Prices that follow our costs",
            "A quarter of our contracts still have the prices of three years ago.",
            (
                R("Contracts with an index clause", 54, 80, "%", ends=1.05, confidence="on"),
                R("Margin on the ten largest contracts", 14, 18, "%", ends=1.0, confidence="on"),
                R("Discounts above 15%", 31, 12, "offers", ends=1.08, confidence="on"),
            ),
            (("direct", GROWTH, ""),),
        ),
    ),
    "Delivery": (
        Wanted(
            "Projects delivered at the margin we sold them",
            "What we lose between offer and handover we cannot win back in sales.",
            (
                R("Projects within 5% of their budget", 58, 85, "%", ends=1.08, confidence="on"),
                R("Change orders invoiced", 40, 90, "%", ends=1.05, confidence="on"),
                R("Hours written by Friday noon", 70, 98, "%", ends=1.1, confidence="on"),
            ),
            (("direct", GROWTH, ""),),
        ),
        Wanted(
            "Handover that support does not have to repeat",
            "Half of the cases in the first month are questions we had answered.",
            (
                R("Handovers with a complete checklist", 35, 95, "%", ends=1.04, confidence="on"),
                R("Cases in a customer's first month", 14, 6, "cases", ends=1.0, confidence="on"),
                R("Customers who know whom to call", 60, 95, "%", ends=0.97, confidence="risk"),
            ),
            (("indirect", CUSTOMERS, "A calm first month is where the relationship begins."),),
        ),
    ),
    "Marketing": (
        Wanted(
            "Strengthen our customer relationships through events",
            "Customers trust other customers more than they trust us.",
            (
                R("Customers at our customer days", 60, 260, "guests", ends=0.8, confidence="risk"),
                R("Guests who bring a colleague", 8, 30, "%", ends=0.76, confidence="risk"),
                R("Meetings agreed at an event", 20, 90, "meetings", ends=0.82, confidence="off"),
            ),
            (("direct", CUSTOMERS, ""),),
        ),
        Wanted(
            "Be the first name in our field",
            "In two of three lost deals we were asked too late.",
            (
                R("Known unprompted among buyers", 18, 30, "%", ends=1.2, confidence="on"),
                R("Requests that name a customer of ours", 40, 120, "requests", ends=1.22, confidence="on"),
                R("Visits to the customer stories", 3000, 9000, "visits", ends=1.25, confidence="on"),
            ),
            (("direct", GROWTH, ""),),
        ),
    ),
    "People and Culture": (
        Wanted(
            "Every vacancy filled within eight weeks",
            "An empty chair costs a customer before it costs us.",
            (
                R("Weeks from opening to yes", 13, 8, "weeks", ends=1.1, confidence="on"),
                R("First choices who accept", 61, 80, "%", ends=1.12, confidence="on"),
                R("Recommendations from colleagues", 10, 40, "names", ends=1.08, confidence="on"),
            ),
            (("indirect", GROWTH, "Teams that are whole deliver what we sold."),),
        ),
        Wanted(
            "Managers who give feedback every week",
            "People leave when nobody tells them how it goes.",
            (
                R("People who had feedback this week", 38, 80, "%", ends=1.0, confidence="on"),
                R("1-on-1 meetings held", 64, 90, "%", ends=1.05, confidence="on"),
                R("People who would recommend us as employer", 22, 40, "points", ends=1.06, confidence="on"),
            ),
            (),
        ),
    ),
    "Support": (
        Wanted(
            "Fast issue resolution",
            "A case that is solved today is forgotten; one that is solved next week is told to others.",
            (
                R("Solved on the first day", 46, 70, "%", ends=1.1, confidence="on"),
                R(
                    "Cases reopened down to 4%",
                    9,
                    4,
                    "%",
                    ends=2.0,
                    confidence="on",
                    note="At its target: the checklist works.",
                ),
                R("Waiting time for hard cases", 30, 10, "hours", ends=1.02, confidence="risk"),
            ),
            (("direct", CUSTOMERS, ""),),
        ),
        Wanted(
            "Customers find the answer before they ask",
            "Four of ten cases are about something we have written down.",
            (
                R("Cases answered by an article", 12, 30, "%", ends=1.05, confidence="on"),
                R("Articles kept within a quarter", 40, 90, "%", ends=1.0, confidence="on"),
                R("Searches that end in an article", 45, 75, "%", ends=1.03, confidence="on"),
            ),
            (("indirect", CUSTOMERS, "Who is not kept waiting comes back with better questions."),),
        ),
    ),
    "Operations": (),
}

TEAMS: dict[str, tuple[Wanted, ...]] = {
    "Key Accounts": (
        Wanted(
            PLAN,
            "Our forty largest customers are half of our revenue.",
            (
                R("Key accounts with a written success plan", 12, 40, "accounts", ends=1.05, confidence="on"),
                R("Sponsors we have met this quarter", 15, 40, "sponsors", ends=1.0, confidence="on"),
                R("Plans looked at together this month", 10, 32, "plans", ends=1.1, confidence="on"),
            ),
            (("direct", SALES, ""),),
            counts="both",
        ),
    ),
    "Inside Sales": (
        Wanted(
            SIGN,
            "Every day between yes and signature is a day for second thoughts.",
            (
                R("Offers signed on the day they are sent", 10, 35, "%", ends=0.95, confidence="on"),
                R("Offers with the right price the first time", 64, 90, "%", ends=0.98, confidence="risk"),
                R("Questions from the customer's lawyers", 12, 4, "questions", ends=0.9, confidence="on"),
            ),
            (("direct", SALES, ""),),
        ),
        Wanted(
            "New customers at home first",
            "We win more where people can visit a neighbour who uses us.",
            (
                R(
                    "New revenue from Inside Sales",
                    90 * MILLION,
                    102 * MILLION,
                    "NOK",
                    ends=1.12,
                    confidence="on",
                ),
                R("New customers in Norway", 40, 58, "customers", ends=1.05, confidence="on"),
                R("First meetings from a recommendation", 10, 45, "meetings", ends=0.96, confidence="on"),
            ),
            (("indirect", SALES, "Its revenue counts in Sales already."),),
        ),
    ),
    "Partners": (
        Wanted(
            "Partners bring customers we would not have met",
            "Three partners know two hundred companies that have never heard of us.",
            (
                R("Partner offers through the portal", 4, 40, "offers", ends=0.85, confidence="on"),
                R("Partner revenue to NOK 12 million", 3 * MILLION, 12 * MILLION, "NOK", ends=0.45),
                R("Partner managers trained", 0, 10, "people", ends=0.95, confidence="on"),
            ),
            (("direct", GROWTH, ""),),
        ),
    ),
    "Events": (
        Wanted(
            "Customer days people bring colleagues to",
            "A guest who comes back brings the next customer.",
            (
                R("Seats filled at the Bergen customer day", 0, 120, "seats", ends=1.3, confidence="on"),
                R("Guests who came before", 10, 40, "%", ends=1.25, confidence="on"),
                R("Speakers who are customers", 2, 12, "speakers", ends=1.3, confidence="on"),
            ),
            (("direct", SALES, ""), ("direct", "up", "")),
        ),
    ),
    "Billing": (
        Wanted(
            INVOICES,
            "A wrong invoice costs us an hour and the customer a morning.",
            (
                R("Invoices sent again", 9, 2, "%", ends=1.0, confidence="on"),
                R("Invoice data filled by the project", 50, 95, "%", ends=0.98, confidence="on"),
                R("Credit notes after day one", 22, 5, "notes", ends=0.95, confidence="on"),
            ),
        ),
    ),
}

INDIVIDUAL: dict[str, tuple[Wanted, ...]] = {
    "Ingrid Solheim": (
        Wanted(
            "Grow my accounts with what actually helps them",
            "My eleven accounts know what they bought; few know what else would help.",
            (
                R(
                    "More from my portfolio: NOK 8 to 14 million",
                    8 * MILLION,
                    14 * MILLION,
                    "NOK",
                    ends=1.08,
                    confidence="on",
                ),
                R(
                    "Renewal rate above 90%",
                    80,
                    90,
                    "%",
                    ends=0.84,
                    hold=True,
                    confidence="risk",
                    note="Nordvik and Bryggen wait for frame prices. Finance has promised them by Friday.",
                ),
                R("Accounts with a written success plan", 8, 40, "accounts", ends=1.04, confidence="on"),
            ),
            (("indirect", PLAN, "My plans are part of theirs; my revenue counts in Sales already."),),
        ),
        Wanted(
            "Shorten the road from offer to signature",
            "My offers wait longer for a lawyer than for the customer.",
            (
                R(
                    "Average sales cycle down by 15%",
                    62,
                    53,
                    "days",
                    ends=0.42,
                    confidence="off",
                    note="Legal review adds nine days to every frame agreement.",
                ),
                R("Offers sent within two working days", 55, 90, "%", ends=1.1, confidence="on"),
                R("Offers signed without a second round", 30, 60, "%", ends=0.75, confidence="risk"),
            ),
            (("direct", SIGN, ""), ("indirect", INVOICES, "A clear offer makes a clear invoice.")),
        ),
    ),
    "Runa Hagen": (
        Wanted(
            "Renewals agreed before they expire",
            "A renewal that is late is a discount.",
            (
                R("Revenue of my portfolio", 46 * MILLION, 53 * MILLION, "NOK", ends=1.05, confidence="on"),
                R("Renewals agreed 60 days ahead", 30, 75, "%", ends=0.95, confidence="on"),
                R("Accounts reviewed with their sponsor", 4, 16, "accounts", ends=1.0, confidence="risk"),
            ),
            (("indirect", PLAN, "A plan is what we renew by."),),
        ),
    ),
    "Hanna Nilsen": (
        Wanted(
            "My accounts buy what they asked for",
            "Half of what my customers ask for we have, and they do not know it.",
            (
                R("Revenue of my accounts", 30 * MILLION, 35 * MILLION, "NOK", ends=0.98, confidence="on"),
                R("Wishes answered with something we have", 10, 40, "wishes", ends=1.04, confidence="on"),
                R("Accounts visited", 2, 14, "accounts", ends=0.9, confidence="on"),
            ),
            (("indirect", PLAN, "Visits make the plan true."),),
        ),
    ),
    "Henrik Aasen": (
        Wanted(
            "Every leader has customers of their own",
            "We decide better about customers we have met this month.",
            (
                R("Customer visits by the leadership", 2, 24, "visits", ends=1.1, confidence="on"),
                R("Leaders with a sponsored customer", 1, 8, "leaders", ends=1.05, confidence="on"),
                R("1-on-1 meetings I joined", 0, 16, "meetings", ends=0.95, confidence="on"),
            ),
            (("indirect", CUSTOMERS, "Leaders who know customers choose with them in mind."),),
        ),
    ),
}

# Everybody else's: chosen by name, so that the same person always wants the same.
COMMON: dict[str, tuple[Wanted, ...]] = {
    "Product": (
        Wanted(
            "Ten customers live without a workshop",
            "",
            (
                R("Customers set up by themselves", 1, 10, "customers", ends=0.8),
                R("Minutes to the first report", 45, 12, "minutes", ends=0.7),
                R("Guides that answer without a call", 20, 70, "%", ends=0.9),
            ),
        ),
        Wanted(
            "Integrations nobody has to think about",
            "",
            (
                R("Failed synchronisations a week", 120, 20, "failures", ends=0.75),
                R("Customers on the new connector", 5, 60, "customers"),
                R("Hours from failure to mended", 18, 4, "hours", ends=0.95),
            ),
        ),
        Wanted(
            "A release every week that nobody notices",
            "",
            (
                R("Releases without a hot fix", 60, 95, "%"),
                R("Minutes of planned downtime", 90, 0, "minutes", ends=1.05),
                R("Changes behind a switch", 20, 80, "%", ends=0.85),
            ),
        ),
    ),
    "Sales": (
        Wanted(
            "Renewals agreed before they expire",
            "",
            (
                R("Renewals agreed 60 days ahead", 30, 75, "%", ends=0.95),
                R("Accounts reviewed with their sponsor", 4, 16, "accounts"),
                R("Renewals without a discount", 50, 75, "%", ends=0.85),
            ),
        ),
        Wanted(
            "Every offer has a name to call",
            "",
            (
                R("Offers followed up within a day", 60, 95, "%", ends=1.05),
                R("First meetings with a decision maker", 3, 18, "meetings"),
                R("Offers lost without an answer", 14, 4, "offers", ends=0.9),
            ),
        ),
        Wanted(
            "Demos that answer the buyer's question",
            "",
            (
                R("Demos that lead to an offer", 25, 45, "%", ends=0.8),
                R("Questions sent before the demo", 10, 60, "%"),
                R("Demos with a customer of ours on the line", 0, 12, "demos", ends=0.9),
            ),
        ),
    ),
    "Finance": (
        Wanted(
            "A month closed in four days",
            "",
            (
                R("Days to close the month", 9, 4, "days", ends=0.95),
                R("Accounts reconciled weekly", 40, 95, "%"),
                R("Corrections after closing", 12, 2, "corrections", ends=0.9),
            ),
        ),
        Wanted(
            "Contracts a customer reads to the end",
            "",
            (
                R("Pages in the standard contract", 24, 8, "pages", ends=0.6),
                R("Days of legal review", 9, 3, "days", ends=0.5),
                R("Contracts signed without changes", 35, 70, "%", ends=0.8),
            ),
        ),
    ),
    "Delivery": (
        Wanted(
            "Every change order answered in two days",
            "",
            (
                R("Days to answer a change order", 6, 2, "days", ends=0.6),
                R("Change orders priced by template", 20, 80, "%", ends=0.72),
                R("Customers who agree before work starts", 50, 95, "%", ends=0.8),
            ),
        ),
        Wanted(
            "Go-lives without a night shift",
            "",
            (
                R("Go-lives in working hours", 40, 90, "%", ends=0.75),
                R("Rehearsals before a go-live", 1, 3, "rehearsals", ends=0.8),
                R("Incidents in the first week", 8, 2, "incidents", ends=0.65),
            ),
        ),
        Wanted(
            "Consultants booked a month ahead",
            "",
            (
                R("Hours planned four weeks ahead", 45, 85, "%", ends=0.78),
                R("Moved bookings a week", 20, 6, "bookings", ends=0.7),
                R("Hours on customer projects", 68, 78, "%", ends=0.7),
            ),
        ),
    ),
    "Marketing": (
        Wanted(
            "Sixty guests who come a second time",
            "",
            (
                R("Guests who come again", 12, 60, "guests", ends=1.35),
                R("Thank-you notes within two days", 40, 100, "%", ends=1.3),
                R("Guests who speak to a colleague of ours", 30, 80, "%", ends=1.3),
            ),
        ),
        Wanted(
            "Stories that customers tell for us",
            "",
            (
                R("Customer stories published", 3, 12, "stories", ends=1.25),
                R("Minutes read per story", 1.2, 3, "minutes", ends=1.2),
                R("Stories used in an offer", 5, 40, "offers", ends=1.3),
            ),
        ),
    ),
    "People and Culture": (
        Wanted(
            "A first week people write home about",
            "",
            (
                R("New colleagues with a plan on day one", 60, 100, "%", ends=1.05),
                R("First-week rating", 3.6, 4.6, "of 5"),
                R("Equipment ready on day one", 70, 100, "%", ends=1.1),
            ),
        ),
    ),
    "Support": (
        Wanted(
            "Solve it in the first conversation",
            "",
            (
                R("Cases solved in the first conversation", 40, 65, "%", ends=1.05),
                R("Cases handed on twice", 18, 5, "%"),
                R("Satisfaction after a case", 4.1, 4.6, "of 5", ends=1.1),
            ),
        ),
        Wanted(
            "Hard cases get an owner within the hour",
            "",
            (
                R("Hard cases with an owner in an hour", 35, 90, "%"),
                R("Cases older than two weeks", 40, 10, "cases", ends=1.1),
                R("Causes written down", 20, 80, "%", ends=0.95),
            ),
        ),
        Wanted(
            "Articles our customers thank us for",
            "",
            (
                R("Articles rewritten", 0, 24, "articles", ends=1.05),
                R("Articles marked as helpful", 55, 80, "%"),
                R("Cases on the ten commonest questions", 90, 45, "cases", ends=1.0),
            ),
        ),
    ),
}

# Whose revenue adds up to what: key results by title, contributor and parent.
CONTRIBUTIONS = (
    ("Revenue to NOK 240 million", "Revenue to NOK 480 million"),
    ("More from my portfolio: NOK 8 to 14 million", "Revenue to NOK 240 million"),
    ("Revenue of my portfolio", "Revenue to NOK 240 million"),
    ("Revenue of my accounts", "Revenue to NOK 240 million"),
    ("New revenue from Inside Sales", "Revenue to NOK 240 million"),
)

NOTES = {
    "on": (
        "Two more this week.",
        "As planned.",
        "The new routine works.",
        "A good week, thanks to the team.",
        "Steady.",
    ),
    "risk": (
        "Waits for an answer from another team.",
        "Slower than hoped; two people were away.",
        "We try the short form next week.",
    ),
    "off": (
        "We need to talk about this one.",
        "Nothing moves until the review is done.",
        "The plan was too hopeful.",
    ),
}

# What Maya and Ingrid talked about, Thursday by Thursday: title, talking point, shared notes, action.
MEETINGS = (
    (
        "First week of the quarter",
        "Which accounts first",
        "Nordvik, Bryggen and the two ports first.",
        "Book the Nordvik steering meeting",
    ),
    (
        "Renewals and prices",
        "Nordvik's renewal comes early",
        "We offer three years at last year's price.",
        "Ask Kari for frame prices",
    ),
    (
        "The road to signature",
        "Why offers wait",
        "Legal adds nine days. We try a short form.",
        "Collect the ten last questions from lawyers",
    ),
    (
        "Success plans",
        "Plans the customer believes in",
        "Write them with the sponsor, not for them.",
        "Invite three sponsors to write along",
    ),
    (
        "Bryggen's pilot",
        "Bryggen pilot result",
        "Bryggen likes the reporting package.",
        "Send Bryggen the price for all sites",
    ),
    (
        "Before the last weeks",
        "What to finish this quarter",
        "Two renewals and the portfolio target.",
        "Agree dates with both renewals",
    ),
    (
        "Where we stand",
        "What moved and what did not",
        "Upsell is on pace. The sales cycle is not.",
        "Show Hege the three slowest offers",
    ),
)
