//! Situations that chance alone would hardly bring about: what is answered so that figures and texts come out in a
//! certain way. A bank that does not ask for it leaves it out.

/// Answers that are settled: the role of a question, its id, or `list.field`, with its value. Values for the items of a
/// list stand in a row, parted by `|`, the last one for all that follow; an empty one leaves the question open.
pub(super) type Answers = &'static [(&'static str, &'static str)];

/// What all situations begin with: ten sales at 10 a month, and nothing that costs anything.
const USUAL: Answers = &[
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
    ("ramp_months", "1"),
    ("ramp_start", "100"),
    ("purposes", "bank"),
    ("segments.priority", "first"),
    ("revenue_streams.begins", "start"),
    ("needs.kind", "money"),
];

/// One situation.
#[derive(Clone, Copy, Debug)]
pub(super) struct Situation {
    /// How many items every list has.
    pub items: usize,
    /// What is answered otherwise than usual.
    answers: Answers,
}

/// A month that comes out even; the same whatever is sold; one that would be even without sales; too little to open with, and losses besides; an unknown amount at the start; too little to open with; early
/// losses that are made up for; nothing but guesses; costs without a rate; a source that is not known; a customer who is
/// paid back within a month; a price that is not known; a one-off cost that is not known; nothing but commissions; money whose
/// source or amount is not known; sources that are too small, or just enough; losses to the end; a loan that early losses
/// put off; requests of another kind; requests that say nothing; money that is asked for before anything else is known;
/// sources that come to just what is spent; a partner who does what is special; a team that says more than its part; prices
/// by what a thing costs, by what rivals charge, by what it is worth; a source of income that is only an idea; sources whose
/// direct cost is open, all of them or some; costs of a sale that are told twice; tests without a result, and requests that
/// do not say what for; nothing that is paid every month.
pub(super) const SITUATIONS: [Situation; 44] = [
    Situation { items: 1, answers: &[("cost_kind", "one_off"), ("founders_pay", "")] },
    Situation { items: 1, answers: &[("cost_amount", "100"), ("asked_amount", "")] },
    Situation { items: 1, answers: &[("direct_cost", "10")] },
    Situation {
        items: 1,
        answers: &[
            ("direct_cost", "20"),
            ("assumptions.importance", "3"),
            ("assumptions.evidence", "belief"),
            ("tests.threshold", ""),
        ],
    },
    Situation {
        items: 2,
        answers: &[("cost_kind", "fixed|one_off"), ("cost_amount", "200|500"), ("start_cash", "100"), ("units", "5")],
    },
    Situation { items: 2, answers: &[("start_cash", ""), ("tests.measure", ""), ("resources.gap_plan", "")] },
    Situation {
        items: 2,
        answers: &[
            ("cost_kind", "fixed|one_off"),
            ("cost_amount", "50|500"),
            ("start_cash", "0"),
            ("needs.kind", "money"),
            ("purposes", "bank"),
        ],
    },
    Situation {
        items: 2,
        answers: &[
            ("cost_kind", "fixed|one_off"),
            ("cost_amount", "50|500"),
            ("start_cash", "100"),
            ("needs.kind", "money"),
        ],
    },
    Situation { items: 1, answers: &[("cost_amount", "50"), ("ramp_months", "6"), ("ramp_start", "0")] },
    Situation { items: 2, answers: &[("cost_amount", "20"), ("costs.certainty", "guess")] },
    Situation {
        items: 2,
        answers: &[
            ("cost_kind", "fixed|one_off"),
            ("cost_amount", "20"),
            ("cost_currency", "GBP"),
            ("resources.status", "missing"),
            ("resources.gap_plan", ""),
        ],
    },
    Situation {
        items: 3,
        answers: &[
            ("units", "10|10|"),
            ("assumptions.importance", "3"),
            ("assumptions.evidence", "belief"),
            ("tests.measure", ""),
        ],
    },
    Situation {
        items: 1,
        answers: &[
            ("customers", "10"),
            ("purchases", "1"),
            ("acquisition_cost", "100"),
            ("new_customers", "10"),
            ("monthly_loss", "10"),
        ],
    },
    Situation { items: 2, answers: &[("price", "10|"), ("cost_amount", "20")] },
    Situation { items: 3, answers: &[("cost_kind", "fixed|one_off|one_off"), ("cost_amount", "50|500|")] },
    Situation {
        items: 4,
        answers: &[
            ("revenue_streams.kind", "commission"),
            ("rate", "10"),
            ("ticket", "100"),
            ("segments.priority", "first"),
            ("revenue_streams.payers", "segments-1"),
        ],
    },
    Situation { items: 2, answers: &[("own_money", "10"), ("source_amount", ""), ("asked_amount", "")] },
    Situation { items: 2, answers: &[("own_money", ""), ("start_cash", ""), ("asked_amount", "")] },
    Situation {
        items: 2,
        answers: &[("own_money", ""), ("start_cash", ""), ("price", ""), ("cost_amount", ""), ("asked_amount", "")],
    },
    Situation {
        items: 2,
        answers: &[
            ("cost_kind", "fixed|one_off"),
            ("cost_amount", "50|5000"),
            ("costs.certainty", "contract"),
            ("asked_amount", "100"),
            ("founders_pay", "10"),
        ],
    },
    Situation {
        items: 2,
        answers: &[
            ("cost_kind", "fixed|one_off"),
            ("cost_amount", "50|1000"),
            ("start_cash", "500"),
            ("own_money", ""),
            ("asked_amount", "250"),
        ],
    },
    Situation {
        items: 1,
        answers: &[("cost_amount", "200"), ("asked_amount", "100"), ("payback_months", "12"), ("payback_start", "3")],
    },
    Situation {
        items: 1,
        answers: &[("cost_amount", "50"), ("ramp_months", "6"), ("ramp_start", "0"), ("payback_months", "12")],
    },
    Situation { items: 3, answers: &[("needs.kind", "other"), ("own_money", "10")] },
    Situation { items: 3, answers: &[("needs.kind", "other"), ("needs.use", "")] },
    Situation { items: 2, answers: &[("own_money", ""), ("start_cash", "100"), ("price", ""), ("cost_amount", "")] },
    Situation { items: 1, answers: &[("cost_kind", "one_off"), ("cost_amount", "1100"), ("asked_amount", "100")] },
    Situation {
        items: 2,
        answers: &[
            ("start_cash", "500"),
            ("price", ""),
            ("activities.essential", "yes"),
            ("partners.provides", "activities-1"),
            ("special_handed_over", "yes"),
            ("special_note", ""),
        ],
    },
    Situation {
        items: 4,
        answers: &[
            ("needs.kind", "other|advice|money|space"),
            ("asked_use", "|a place to meet|an oven|"),
            ("own_money", ""),
        ],
    },
    Situation {
        items: 3,
        answers: &[
            ("revenue_streams.mechanism", "list"),
            ("revenue_streams.price_basis", "cost"),
            ("revenue_streams.propositions", ""),
        ],
    },
    Situation {
        items: 3,
        answers: &[
            ("needs.kind", "other"),
            ("team.role", "We bake every night. In the morning it is sold."),
            ("team.hours", ""),
        ],
    },
    Situation {
        items: 3,
        answers: &[("revenue_streams.mechanism", "list"), ("revenue_streams.price_basis", "rivals")],
    },
    Situation { items: 3, answers: &[("revenue_streams.mechanism", "list"), ("revenue_streams.price_basis", "value")] },
    Situation {
        items: 4,
        answers: &[("problems.alternative", ""), ("channels.phases", ""), ("propositions.problems", "")],
    },
    Situation { items: 3, answers: &[("direct_cost", "20"), ("activities.serves", ""), ("personas.segment", "")] },
    Situation { items: 3, answers: &[("price", "10||10"), ("units", "10||10"), ("cost_amount", "20")] },
    Situation {
        items: 4,
        answers: &[
            ("revenue_streams.name", "Boxes|Care homes|Jar|Pot"),
            ("direct_cost", "4|||4"),
            ("cost_amount", "20"),
        ],
    },
    Situation { items: 2, answers: &[("revenue_streams.name", "Care homes|Jar"), ("direct_cost", "")] },
    Situation {
        items: 2,
        answers: &[
            ("cost_kind", "variable"),
            ("cost_stream", "revenue_streams-1|revenue_streams-2"),
            ("cost_amount", "1|7"),
            ("direct_cost", "4"),
            ("direct_cost_is", ""),
        ],
    },
    Situation {
        items: 2,
        answers: &[
            ("cost_kind", "variable"),
            ("cost_stream", "revenue_streams-1|revenue_streams-2"),
            ("cost_amount", "1"),
            ("direct_cost", "4"),
            ("direct_cost_is", "on_top|broken_down"),
        ],
    },
    Situation {
        items: 1,
        answers: &[("cost_amount", "50"), ("asked_amount", "600"), ("payback_months", "12"), ("payback_start", "1")],
    },
    Situation {
        items: 4,
        answers: &[
            ("revenue_streams.payers", "segments-1"),
            ("assumptions.importance", "3"),
            ("assumptions.evidence", "belief"),
            ("tests.result", ""),
            ("asked_use", ""),
            ("units", "0.5"),
        ],
    },
    Situation {
        items: 4,
        answers: &[
            ("revenue_streams.payers", "segments-1"),
            ("revenue_streams.propositions", ""),
            ("assumptions.importance", "3"),
            ("assumptions.evidence", "belief"),
            ("tests.result", ""),
            ("needs.kind", "money|money|advice|advice"),
            ("asked_use", ""),
            ("price", "10|10||10"),
        ],
    },
    Situation {
        items: 2,
        answers: &[
            ("revenue_streams.payers", "segments-2"),
            ("assumptions.importance", "3"),
            ("assumptions.evidence", "belief"),
            ("tests.result", ""),
            ("asked_use", ""),
            ("price", ""),
        ],
    },
];

impl Situation {
    /// What is answered to one of these keys by an item, the first one being number 1; none if chance decides.
    pub(super) fn says(&self, keys: [&str; 2], number: usize) -> Option<&'static str> {
        let all = self.answers.iter().chain(USUAL);
        let (_, values) = all.into_iter().find(|(key, _)| keys.contains(key))?;
        let mut each = values.split('|');
        each.clone().nth(number.saturating_sub(1)).or_else(|| each.next_back())
    }
}
