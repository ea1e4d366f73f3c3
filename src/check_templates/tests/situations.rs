//! Situations that chance alone would hardly bring about: what is answered so that figures and texts come out in a
//! certain way. A bank that does not ask for it leaves it out.

use crate::trial::{Settled, Situation};

/// What all situations begin with: ten sales at 10 a month, and nothing that costs anything.
const USUAL: Settled = &[
    ("currency", "EUR"),
    ("stream_currency", "EUR"),
    ("cost_currency", "EUR"),
    ("other_currency", "USD"),
    ("revenue_streams.kind", "asset_sale"),
    ("price", "10"),
    ("units", "10"),
    ("customers", ""),
    ("purchases", ""),
    ("direct_cost", "0"),
    ("direct_cost_percent", ""),
    ("declared_share", ""),
    ("cost_kind", "fixed"),
    ("cost_period", "monthly"),
    ("cost_amount", "0"),
    ("cost_percent", ""),
    ("founders_pay", "0"),
    ("start_cash", "1000"),
    ("source_kind", "own"),
    ("source_amount", "1000|0|0|0"),
    ("source_month", "0"),
    ("volume_way", ""),
    ("first_month", "1"),
    ("paid_after", "0"),
    ("stream_vat", ""),
    ("season_level", "100"),
    ("cost_from", "1"),
    ("cost_until", ""),
    ("cost_month", "0"),
    ("cost_vat", ""),
    ("tax_rate", ""),
    ("ramp_months", "1"),
    ("ramp_start", "100"),
    ("purposes", "bank"),
    ("segments.priority", "first"),
    ("revenue_streams.begins", "start"),
    ("needs.kind", "money"),
];

/// So many items in every list, and what is answered otherwise than usual.
const fn situation(items: usize, answers: Settled) -> Situation {
    Situation { items, answers, usual: USUAL }
}

/// A month that comes out even; the same whatever is sold; one that would be even without sales; too little to open with, and losses besides; an unknown amount at the start; too little to open with; early
/// losses that are made up for; nothing but guesses; costs without a rate; a source that is not known; a customer who is
/// paid back within a month; a price that is not known; a one-off cost that is not known; nothing but commissions; money whose
/// source or amount is not known; sources that are too small, or just enough; losses to the end; a loan that early losses
/// put off; requests of another kind; requests that say nothing; money that is asked for before anything else is known;
/// sources that come to just what is spent; a partner who does what is special; a team that says more than its part; prices
/// by what a thing costs, by what rivals charge, by what it is worth; a source of income that is only an idea; sources whose
/// direct cost is open, all of them or some; costs of a sale that are told twice; tests without a result, and requests that
/// do not say what for; nothing that is paid every month; two sides that need each other, and nobody says what; a loan
/// without an interest; beliefs that all weigh most, whose tests are overdue or have no day; sales that come back in one
/// month of each year; a grant that is a little too small; a loan that holds only with more money, more time and less
/// pay; a sum a month under a contract; a loan that holds only with much less pay; a loan from a month without a loss on,
/// for nobody in particular; one beside a month that makes a loss after a good one; loans beside seasons; more beliefs than a short plan shows, and three things that do not fit.
pub const SITUATIONS: [Situation; 59] = [
    situation(1, &[("cost_kind", "one_off"), ("founders_pay", "")]),
    situation(1, &[("cost_amount", "100")]),
    situation(1, &[("direct_cost", "10")]),
    situation(
        1,
        &[
            ("direct_cost", "20"),
            ("assumptions.importance", "3"),
            ("assumptions.evidence", "belief"),
            ("tests.threshold", ""),
        ],
    ),
    situation(
        2,
        &[("cost_kind", "fixed|one_off"), ("cost_amount", "200|500"), ("source_amount", "100|0"), ("units", "5")],
    ),
    situation(2, &[("source_amount", ""), ("tests.measure", ""), ("resources.gap_plan", "")]),
    situation(
        2,
        &[
            ("cost_kind", "fixed|one_off"),
            ("cost_amount", "50|500"),
            ("source_amount", "0"),
            ("needs.kind", "money"),
            ("purposes", "bank"),
        ],
    ),
    situation(
        2,
        &[
            ("cost_kind", "fixed|one_off"),
            ("cost_amount", "50|500"),
            ("source_amount", "100|0"),
            ("needs.kind", "money"),
        ],
    ),
    situation(1, &[("cost_amount", "50"), ("ramp_months", "6"), ("ramp_start", "0")]),
    situation(2, &[("cost_amount", "20"), ("costs.certainty", "guess")]),
    situation(
        2,
        &[
            ("cost_kind", "fixed|one_off"),
            ("cost_amount", "20"),
            ("cost_currency", "GBP"),
            ("resources.status", "missing"),
            ("resources.gap_plan", ""),
        ],
    ),
    situation(
        3,
        &[
            ("units", "10|10|"),
            ("assumptions.importance", "3"),
            ("assumptions.evidence", "belief"),
            ("tests.measure", ""),
        ],
    ),
    situation(
        1,
        &[
            ("customers", "10"),
            ("purchases", "1"),
            ("acquisition_cost", "100"),
            ("new_customers", "10"),
            ("monthly_loss", "10"),
        ],
    ),
    situation(2, &[("price", "10|"), ("cost_amount", "20")]),
    situation(3, &[("cost_kind", "fixed|one_off|one_off"), ("cost_amount", "50|500|")]),
    situation(
        4,
        &[
            ("revenue_streams.kind", "commission"),
            ("rate", "10"),
            ("ticket", "100"),
            ("segments.priority", "first"),
            ("revenue_streams.payers", "segments-1"),
        ],
    ),
    situation(2, &[("source_amount", "10|")]),
    situation(2, &[("source_amount", "")]),
    situation(2, &[("source_amount", ""), ("price", ""), ("cost_amount", "")]),
    situation(
        2,
        &[
            ("cost_kind", "fixed|one_off"),
            ("cost_amount", "50|5000"),
            ("costs.certainty", "contract"),
            ("source_kind", "own|loan"),
            ("source_amount", "1000|100"),
            ("source_certainty", "asked_here"),
            ("founders_pay", "10"),
        ],
    ),
    situation(
        2,
        &[
            ("cost_kind", "fixed|one_off"),
            ("cost_amount", "50|1000"),
            ("source_kind", "own|loan"),
            ("source_amount", "500|500"),
            ("source_certainty", "asked_here"),
        ],
    ),
    situation(
        1,
        &[
            ("cost_amount", "200"),
            ("source_kind", "loan"),
            ("source_certainty", "asked_here"),
            ("interest", "0"),
            ("repayment", "equal_payments"),
            ("loan_months", "12"),
            ("months_free", "2"),
        ],
    ),
    situation(
        1,
        &[
            ("cost_amount", "50"),
            ("ramp_months", "6"),
            ("ramp_start", "0"),
            ("source_kind", "loan"),
            ("source_certainty", "asked_here"),
            ("interest", "0"),
            ("repayment", "equal_payments"),
            ("loan_months", "12"),
        ],
    ),
    situation(3, &[("needs.kind", "other")]),
    situation(3, &[("needs.kind", "other"), ("needs.use", "")]),
    situation(
        3,
        &[
            ("cost_kind", "one_off"),
            ("cost_amount", "100"),
            ("cost_vat", "19"),
            ("needs.use", ""),
            ("source_kind", "loan"),
            ("source_certainty", "asked_here"),
        ],
    ),
    situation(2, &[("source_amount", "100|0"), ("price", ""), ("cost_amount", "")]),
    situation(1, &[("cost_kind", "one_off"), ("cost_amount", "1100"), ("source_amount", "1100")]),
    situation(
        2,
        &[
            ("source_amount", "500|0"),
            ("price", ""),
            ("activities.essential", "yes"),
            ("partners.provides", "activities-1"),
            ("special_handed_over", "yes"),
            ("special_note", ""),
        ],
    ),
    situation(4, &[("needs.kind", "other|advice|money|space"), ("needs.use", "|a place to meet|an oven|")]),
    situation(
        3,
        &[
            ("revenue_streams.mechanism", "list"),
            ("revenue_streams.price_basis", "cost"),
            ("revenue_streams.propositions", ""),
        ],
    ),
    situation(
        3,
        &[
            ("needs.kind", "other"),
            ("team.role", "We bake every night. In the morning it is sold."),
            ("team.hours", ""),
        ],
    ),
    situation(3, &[("revenue_streams.mechanism", "list"), ("revenue_streams.price_basis", "rivals")]),
    situation(3, &[("revenue_streams.mechanism", "list"), ("revenue_streams.price_basis", "value")]),
    situation(4, &[("problems.alternative", ""), ("channels.phases", ""), ("propositions.problems", "")]),
    situation(3, &[("direct_cost", "20"), ("activities.serves", ""), ("personas.segment", "")]),
    situation(3, &[("price", "10||10"), ("units", "10||10"), ("cost_amount", "20")]),
    situation(
        4,
        &[("revenue_streams.name", "Boxes|Care homes|Jar|Pot"), ("direct_cost", "4|||4"), ("cost_amount", "20")],
    ),
    situation(2, &[("revenue_streams.name", "Care homes|Jar"), ("direct_cost", "")]),
    situation(
        2,
        &[
            ("cost_kind", "variable"),
            ("cost_stream", "revenue_streams-1|revenue_streams-2"),
            ("cost_amount", "1|7"),
            ("direct_cost", "4"),
            ("direct_cost_is", ""),
        ],
    ),
    situation(
        2,
        &[
            ("cost_kind", "variable"),
            ("cost_stream", "revenue_streams-1|revenue_streams-2"),
            ("cost_amount", "1"),
            ("direct_cost", "4"),
            ("direct_cost_is", "on_top|broken_down"),
        ],
    ),
    situation(
        1,
        &[
            ("cost_amount", "50"),
            ("source_amount", "600"),
            ("source_kind", "loan"),
            ("source_certainty", "asked_here"),
            ("interest", "0"),
            ("repayment", "equal_payments"),
            ("loan_months", "12"),
            ("months_free", "0"),
        ],
    ),
    situation(
        4,
        &[
            ("revenue_streams.payers", "segments-1"),
            ("assumptions.importance", "3"),
            ("assumptions.evidence", "belief"),
            ("tests.result", ""),
            ("asked_use", ""),
            ("units", "0.5"),
        ],
    ),
    situation(
        4,
        &[
            ("revenue_streams.payers", "segments-1"),
            ("revenue_streams.propositions", ""),
            ("assumptions.importance", "3"),
            ("assumptions.evidence", "belief"),
            ("tests.result", ""),
            ("needs.kind", "money|money|advice|advice"),
            ("asked_use", ""),
            ("price", "10|10||10"),
        ],
    ),
    situation(
        2,
        &[
            ("revenue_streams.payers", "segments-2"),
            ("assumptions.importance", "3"),
            ("assumptions.evidence", "belief"),
            ("tests.result", ""),
            ("asked_use", ""),
            ("price", ""),
        ],
    ),
    situation(2, &[("market_kind", "multi_sided"), ("counterpart_needs", "")]),
    situation(1, &[("volume_way", "amount"), ("amount_steps", "100"), ("contract_end", "2030-01-01")]),
    situation(
        2,
        &[
            ("units", "10|0"),
            ("cost_kind", "fixed|one_off"),
            ("cost_amount", "50|1200"),
            ("source_kind", "own|grant"),
            ("source_amount", "1000|100"),
            ("source_certainty", "there|asked_here"),
            ("team.hours", ""),
        ],
    ),
    situation(
        2,
        &[
            ("units", "40|0"),
            ("cost_kind", "fixed|one_off"),
            ("cost_amount", "100|1500"),
            ("founders_pay", "150, 200 from month 13"),
            ("source_kind", "loan"),
            ("source_amount", "1000|0"),
            ("source_certainty", "asked_here"),
            ("interest", "0"),
            ("repayment", "equal_payments"),
            ("loan_months", "40"),
            ("months_free", "0"),
            ("team.hours", ""),
        ],
    ),
    situation(
        2,
        &[
            ("units", "100"),
            ("cost_amount", "50"),
            ("source_kind", "own|loan"),
            ("source_amount", "1000|500"),
            ("source_certainty", "asked_here"),
            ("interest", ""),
            ("repayment", "equal_payments"),
            ("loan_months", "24"),
            ("months_free", "0"),
        ],
    ),
    situation(
        2,
        &[
            ("assumptions.importance", "3"),
            ("assumptions.evidence", "belief"),
            ("assumptions.status", "open"),
            ("tests.result", ""),
            ("tests.date", "2025-01-01"),
            ("tests.threshold", ""),
            ("resources.status", "missing"),
            ("resources.gap_date", ""),
            ("resources.gap_plan", ""),
        ],
    ),
    situation(
        2,
        &[
            ("assumptions.importance", "3"),
            ("assumptions.evidence", "belief"),
            ("assumptions.status", "open"),
            ("tests.result", ""),
            ("tests.date", ""),
        ],
    ),
    situation(
        1,
        &[
            ("volume_way", "growing"),
            ("sales_steps", "9, 0 from month 2, 12 from month 13, 0 from month 14"),
            ("price", "10"),
        ],
    ),
    situation(
        2,
        &[
            ("units", "40|0"),
            ("cost_kind", "fixed|one_off"),
            ("cost_amount", "180|1400"),
            ("founders_pay", "150, 200 from month 13"),
            ("source_kind", "loan"),
            ("source_amount", "1000|0"),
            ("source_certainty", "asked_here"),
            ("interest", "0"),
            ("repayment", "equal_payments"),
            ("loan_months", "40"),
            ("months_free", "0"),
            ("team.hours", ""),
        ],
    ),
    situation(
        2,
        &[
            ("units", "100"),
            ("cost_amount", "50"),
            ("purposes", "own_clarity"),
            ("source_kind", "own|loan"),
            ("source_amount", "1000|500"),
            ("source_certainty", "asked_here"),
            ("interest", "3"),
            ("repayment", "equal_payments"),
            ("loan_months", "24"),
            ("months_free", "0"),
        ],
    ),
    situation(
        2,
        &[
            ("volume_way", "growing"),
            ("sales_steps", "9, 0 from month 2, 12 from month 3|0"),
            ("price", "10"),
            ("cost_amount", "20|0"),
            ("source_kind", "own|loan"),
            ("source_amount", "1000|500"),
            ("source_certainty", "there|asked_here"),
            ("interest", "3"),
            ("repayment", "equal_payments"),
            ("loan_months", "24"),
            ("months_free", "0"),
        ],
    ),
    situation(
        2,
        &[
            ("units", "100"),
            ("cost_amount", "50"),
            ("season_level", "30"),
            ("source_kind", "own|loan"),
            ("source_amount", "1000|500"),
            ("source_certainty", "there|asked_here"),
            ("interest", "3"),
            ("repayment", "equal_payments"),
            ("loan_months", "24"),
            ("months_free", "0"),
        ],
    ),
    situation(
        2,
        &[
            ("units", "100"),
            ("cost_amount", "50"),
            ("purposes", "own_clarity"),
            ("season_level", "30"),
            ("source_kind", "own|loan"),
            ("source_amount", "1000|500"),
            ("source_certainty", "there|asked_here"),
            ("interest", "3"),
            ("repayment", "equal_payments"),
            ("loan_months", "24"),
            ("months_free", "0"),
        ],
    ),
    situation(
        6,
        &[
            ("sense", "One thing does not fit. Another one does not. A third one is open."),
            ("assumptions.status", "open"),
            ("assumptions.evidence", "paid"),
        ],
    ),
];
