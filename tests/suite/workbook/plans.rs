//! The plans that workbooks are made of: the worked examples, the edge cases, and some that nobody chose.

use super::contents::Content;
use canvass::bank::Route;
use canvass::fact::Fact;
use canvass::facts::Facts;
use canvass::figures::{
    Base, Billed, Certainty, Change, CostInput, CostKind, DirectCostIs, Exact, Growth, Inputs, Period, RateInput,
    Repayment, SeasonInput, SourceInput, SourceKind, Step, StreamInput,
};
use canvass::interview;
use canvass::plan::{self, Plan};
use rust_decimal::Decimal;
use std::fs;
use std::path::Path;

/// The facts and the inputs of a plan made of an answers file.
pub fn of_answers(file: &str) -> (Fact, Inputs) {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap();
    let bank = crate::built_in::bank();
    let answers = plan::read_answers(&text, file).unwrap();
    let empty = Plan::new(bank, Route::Full, None);
    let plan = interview::fill(bank, &empty, &answers, jiff::Timestamp::UNIX_EPOCH).unwrap();
    let facts = Facts::new(bank, &plan);
    (facts.view.clone(), facts.inputs(bank))
}

pub fn decimal(text: &str) -> Option<Decimal> {
    Decimal::from_str_exact(text).ok()
}

/// Money that is there before the opening.
pub fn cash(amount: Option<Decimal>) -> Vec<SourceInput> {
    vec![SourceInput { title: "Money".into(), amount, ..SourceInput::default() }]
}

pub fn stream(title: &str, price: &str, cost: &str, sold: &str) -> StreamInput {
    StreamInput {
        id: title.into(),
        title: title.into(),
        price: decimal(price),
        direct_cost: decimal(cost),
        units: decimal(sold),
        ..StreamInput::default()
    }
}

pub fn cost(title: &str, kind: CostKind, amount: &str) -> CostInput {
    CostInput {
        id: title.into(),
        title: title.into(),
        kind: Some(kind),
        amount: decimal(amount),
        period: (kind == CostKind::Fixed).then_some(Period::Monthly),
        ..CostInput::default()
    }
}

/// One stream, one rent, founders without pay, 1,000 to start with.
pub fn single(price: &str, cost_of_one: &str, sold: &str, rent: &str) -> Inputs {
    Inputs {
        currency: "EUR".into(),
        streams: vec![stream("One", price, cost_of_one, sold)],
        costs: vec![cost("Rent", CostKind::Fixed, rent)],
        founders_pay: decimal("0").map(Step::always).unwrap_or_default(),
        sources: cash(decimal("1000")),
        ..Inputs::default()
    }
}

/// Two streams and a little of everything, for what one stream alone does not show.
fn mix() -> Inputs {
    let mut inputs = single("10", "4", "50", "100");
    inputs.streams.push(stream("Two", "5", "7", "20"));
    inputs.costs.push(cost("Tools", CostKind::OneOff, "500"));
    inputs
}

/// Every case in which a number does not exist or is not whole.
pub fn edges() -> Vec<(&'static str, Inputs)> {
    let mut edges = vec![
        ("nothing-at-all", Inputs::default()),
        ("exactly-even", single("10", "10", "50", "0")),
        ("no-volume", single("10", "10", "50", "100")),
        ("even-at-zero", single("10", "4", "50", "0")),
        ("even-unsold", single("10", "12", "50", "0")),
        ("no-revenue", single("0", "1", "50", "100")),
        ("nothing-sold", single("10", "4", "0", "100")),
        ("a-losing-stream", mix()),
    ];
    let mut with = |name, change: fn(&mut Inputs)| {
        let mut inputs = mix();
        change(&mut inputs);
        edges.push((name, inputs));
    };
    with("thirds", |inputs| {
        *inputs = single("1", "0", "3", "2");
        inputs.streams.push(stream("None", "1", "0", "0"));
        (inputs.ramp_months, inputs.ramp_start) = (Some(4), decimal("0"));
    });
    with("sales-unknown", |inputs| {
        inputs.streams.truncate(1);
        inputs.streams[0].units = None;
    });
    with("partial", |inputs| {
        inputs.streams[1].price = None;
        inputs.costs[0].amount = None;
        inputs.costs[1].amount = None;
    });
    with("cost-unknown", |inputs| inputs.streams[0].direct_cost = None);
    with("pay-unknown", |inputs| inputs.founders_pay = Vec::new());
    with("start-unknown", |inputs| inputs.sources = Vec::new());
    with("spent-at-the-start", |inputs| inputs.sources = cash(decimal("499")));
    with("growth-unknown", |inputs| inputs.ramp_months = Some(5));
    with("slow-growth", |inputs| (inputs.ramp_months, inputs.ramp_start) = (Some(40), decimal("150")));
    with("no-rate", abroad);
    with("rate", |inputs| {
        abroad(inputs);
        inputs.rates = vec![RateInput { currency: "GBP".into(), rate: decimal("1.15") }];
    });
    with("periods", |inputs| {
        let periods = [Period::Weekly, Period::Quarterly, Period::Yearly];
        let paid = |period| CostInput { period: Some(period), ..cost("Paid", CostKind::Fixed, "100") };
        inputs.costs.extend(periods.map(paid));
        inputs.costs.push(CostInput { period: None, ..cost("Sometimes", CostKind::Fixed, "100") });
        inputs.costs.push(CostInput { kind: None, ..cost("Something", CostKind::Fixed, "100") });
    });
    with("loyal-customers", |inputs| customers(inputs, "10", "0"));
    with("no-new-customers", |inputs| customers(inputs, "0", "5"));
    with("shares", |inputs| {
        inputs.streams = ["a", "b", "c", "d", "e", "f"].map(|name| stream(name, "1", "0", "7")).into();
    });
    edges
}

fn abroad(inputs: &mut Inputs) {
    inputs.streams[1].currency = Some("GBP".into());
    inputs.costs[0].currency = Some("GBP".into());
    inputs.costs[1].currency = Some("GBP".into());
    let of_one = CostInput { stream: Some("One".into()), ..cost("Parts", CostKind::Variable, "2") };
    inputs.costs.push(CostInput { currency: Some("CHF".into()), ..of_one });
}

fn customers(inputs: &mut Inputs, new: &str, lost: &str) {
    for stream in &mut inputs.streams {
        stream.customers = decimal("5");
        stream.new_customers = decimal(new);
        stream.acquisition_cost = decimal("30");
        stream.monthly_loss = decimal(lost);
    }
}

/// Numbers that nobody chose, the same ones on every run.
pub struct Dice(pub u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }

    fn pick<T: Clone>(&mut self, of: &[T]) -> T {
        of[usize::try_from(self.below(of.len() as u64)).unwrap()].clone()
    }

    fn sure(&mut self, hundredths: u64) -> Decimal {
        Decimal::new(i64::try_from(self.below(hundredths)).unwrap(), 2)
    }

    /// An amount in hundredths, once in a while unknown.
    fn number(&mut self, hundredths: u64) -> Option<Decimal> {
        let number = self.sure(hundredths);
        (self.below(60) > 0).then_some(number)
    }

    /// Now and then.
    fn perhaps<T>(&mut self, one_in: u64, thing: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        if self.below(one_in) == 0 { thing(self) } else { None }
    }

    fn month(&mut self, last: u64) -> u32 {
        u32::try_from(self.below(last) + 1).unwrap()
    }

    fn currency(&mut self) -> Option<String> {
        self.pick(&[None, None, None, None, None, Some("EUR"), Some("GBP")]).map(str::to_owned)
    }

    /// A plan; of every fourth something is not known.
    pub fn plan(&mut self) -> Inputs {
        let streams: Vec<StreamInput> = (0..=self.below(4)).map(|number| self.stream(number)).collect();
        let costs = (0..self.below(9)).map(|number| self.cost(number, streams.len() as u64)).collect();
        let mut inputs = Inputs {
            currency: "EUR".into(),
            rates: vec![RateInput { currency: "GBP".into(), rate: decimal("1.15") }],
            streams,
            costs,
            founders_pay: self.steps(400_000),
            sources: (0..self.below(4)).map(|number| self.source(number)).collect(),
            start_month: self.perhaps(2, |dice| Some(dice.month(12))),
            vat_period: self.pick(&[None, Some(Period::Monthly), Some(Period::Quarterly), Some(Period::Yearly)]),
            tax_rate: self.perhaps(2, |dice| dice.number(4_000)),
            ramp_months: self.pick(&[None, Some(0), Some(1), Some(2), Some(7), Some(40)]),
            ramp_start: self.number(12_000),
            ..Inputs::default()
        };
        let month = |at: u64| 3 * u32::try_from(at).unwrap() + 1;
        inputs.seasons = (0..self.below(4)).map(|at| SeasonInput::of_all(month(at), self.below(150))).collect();
        for at in 0..self.below(3) {
            let streams = vec!["stream-1".to_owned()];
            inputs.seasons.push(SeasonInput { streams, ..SeasonInput::of_all(month(at), self.below(150)) });
        }
        match self.below(16) {
            0 => inputs.streams[0].price = None,
            1 => inputs.founders_pay = Vec::new(),
            2 => inputs.rates[0].rate = None,
            3 => inputs.ramp_start = None,
            4 => inputs.streams[0].direct_cost = None,
            5 => inputs.costs.extend([CostInput { kind: None, ..cost("Lost", CostKind::Fixed, "9") }]),
            _ => {}
        }
        inputs
    }

    fn steps(&mut self, hundredths: u64) -> Vec<Step> {
        let first = self.month(3);
        let count = u32::try_from(self.below(3)).unwrap();
        (0..=count).map(|at| Step { month: first + 7 * at, amount: self.sure(hundredths) }).collect()
    }

    fn stream(&mut self, number: u64) -> StreamInput {
        let commission = self.below(4) == 0;
        let growth = match self.below(6) {
            0 => Growth::Numbers(self.steps(30_000)),
            1 => Growth::Amounts(self.steps(900_000)),
            2 => Growth::Customers { at_start: self.perhaps(2, |dice| dice.number(5_000)) },
            3 => Growth::Steady,
            _ => Growth::Ramp,
        };
        StreamInput {
            id: format!("stream-{number}"),
            title: format!("Stream {number}"),
            commission,
            price: self.number(9_000).filter(|_| !commission),
            ticket: self.number(50_000).filter(|_| commission),
            rate: self.number(3_000).filter(|_| commission),
            customers: self.number(20_000),
            purchases: self.number(300),
            units: self.number(10_000),
            new_customers: self.number(900),
            monthly_loss: self.perhaps(2, |dice| dice.number(900)),
            first_month: self.perhaps(4, |dice| Some(dice.month(9))),
            paid_after: self.perhaps(2, |dice| Some(dice.month(4))),
            billed: self.pick(&[
                Billed::Monthly,
                Billed::Ahead(3),
                Billed::Ahead(12),
                Billed::After(3),
                Billed::After(12),
            ]),
            is_contracted: matches!(growth, Growth::Amounts(_)) && self.below(2) == 0,
            vat: self.pick(&[None, Some(Decimal::from(7)), Some(Decimal::from(19))]),
            direct_cost: self.number(6_000),
            direct_cost_percent: self.perhaps(2, |dice| dice.number(1_000)),
            direct_cost_is: self.pick(&[None, Some(DirectCostIs::BrokenDown), Some(DirectCostIs::OnTop)]),
            currency: self.currency(),
            growth,
            ..StreamInput::default()
        }
    }

    fn cost(&mut self, number: u64, streams: u64) -> CostInput {
        let kind = self.pick(&[
            CostKind::Fixed,
            CostKind::Fixed,
            CostKind::Variable,
            CostKind::OneOff,
            CostKind::OneOff,
            CostKind::Staff,
            CostKind::OfIncome,
        ]);
        let is_part = kind == CostKind::OfIncome;
        CostInput {
            id: format!("cost-{number}"),
            title: format!("Cost {number}"),
            kind: Some(kind),
            stream: Some(format!("stream-{}", self.below(streams))),
            amount: self.number(90_000).filter(|_| !is_part),
            percent: self.number(900).filter(|_| is_part || self.below(2) == 0),
            base: self.pick(&[Base::Price, Base::Ticket]),
            period: Some(self.pick(&[Period::Weekly, Period::Monthly, Period::Quarterly, Period::Yearly])),
            currency: self.currency().filter(|_| !is_part),
            from: self.perhaps(3, |dice| Some(dice.month(12))),
            until: self.perhaps(4, |dice| Some(dice.month(30))),
            due: self.perhaps(2, |dice| Some(dice.month(12))),
            month: self.perhaps(2, |dice| Some(dice.month(20))),
            life: self.pick(&[None, decimal("1"), decimal("2.5"), decimal("8")]),
            people: self.perhaps(2, |dice| dice.number(300)),
            on_costs: self.perhaps(2, |dice| dice.number(3_000)),
            vat: self.pick(&[None, Some(Decimal::from(19))]),
            ..CostInput::default()
        }
    }

    fn source(&mut self, number: u64) -> SourceInput {
        SourceInput {
            id: format!("source-{number}"),
            title: format!("Source {number}"),
            // Whole amounts at whole interest give payments of half a cent, which lenders round up.
            amount: Some(Decimal::from(self.below(40_000) + 1)),
            month: self.perhaps(3, |dice| Some(dice.month(12))),
            kind: Some(self.pick(&[SourceKind::Own, SourceKind::Family, SourceKind::Loan, SourceKind::Loan])),
            certainty: self.pick(&[Certainty::Sure, Certainty::AskedElsewhere, Certainty::AskedHere]),
            interest: self.pick(&[None, Some(Decimal::ZERO), Some(Decimal::from(6)), decimal("3.5")]),
            months: self.pick(&[None, Some(1), Some(12), Some(24), Some(84)]),
            months_free: self.pick(&[None, Some(6), Some(30)]),
            repayment: self.pick(&[Repayment::EqualPayments, Repayment::EqualInstalments, Repayment::AtTheEnd]),
        }
    }

    /// Something that might go differently, of a plan with so many streams.
    pub fn change(&mut self, streams: usize) -> Change {
        let part = |dice: &mut Self| Exact::percent(Decimal::from(80 + dice.below(50)));
        Change {
            sales: part(self),
            slower: self.below(2) == 0,
            late: u32::try_from(self.below(4)).unwrap(),
            fixed: part(self),
            direct: part(self),
            without: self
                .perhaps(3, |dice| Some(usize::try_from(dice.below(streams as u64)).unwrap()))
                .into_iter()
                .collect(),
            interest: Exact::whole(i64::try_from(self.below(9)).unwrap() - 4),
            unfunded: self.below(3) == 0,
            ..Change::default()
        }
    }
}

/// What has to be typed into a workbook without entries to make it that of a plan: names of cells with their contents.
pub fn typed_inputs(inputs: &Inputs) -> Vec<(String, Content)> {
    let mut typed = Typed::default();
    for (number, stream) in (1..).zip(&inputs.streams) {
        typed.stream(number, stream);
    }
    for (kind, stem) in [
        (CostKind::Variable, "Sale_cost"),
        (CostKind::Fixed, "Fixed_cost"),
        (CostKind::Staff, "Staff"),
        (CostKind::OfIncome, "Part_cost"),
        (CostKind::OneOff, "Bought"),
    ] {
        for (number, cost) in (1..).zip(inputs.costs.iter().filter(|cost| cost.kind == Some(kind))) {
            typed.cost(&format!("{stem}_{number}"), cost, inputs);
        }
    }
    for (number, cost) in (1..).zip(inputs.costs.iter().filter(|cost| cost.kind.is_none())) {
        typed.words(&format!("Loose_cost_{number}_name"), Some(&cost.title));
    }
    for (number, step) in (1..).zip(&inputs.founders_pay) {
        typed.count(&format!("Pay_{number}_month"), Some(step.month));
        typed.number(&format!("Pay_{number}_amount"), Some(step.amount));
    }
    for (number, source) in (1..).zip(&inputs.sources) {
        typed.source(&format!("Source_{number}"), source);
    }
    for SeasonInput { month, level, streams } in inputs.seasons.iter().rev() {
        let named = (1..).zip(&inputs.streams).filter(|(_, stream)| streams.contains(&stream.id));
        let fields = named.map(|(number, _)| format!("income_{number}"));
        for field in fields.chain(streams.is_empty().then(|| "level".to_owned())) {
            typed.percent(&format!("Season_{month}_{field}"), Some(*level));
        }
    }
    for (number, rate) in (1..).zip(&inputs.rates) {
        typed.words(&format!("Rate_{number}_name"), Some(&rate.currency));
        typed.number(&format!("Rate_{number}_worth"), rate.rate);
    }
    typed.words("Plan_currency", Some(&inputs.currency));
    typed.count("Start_month", inputs.start_month);
    typed.count("Full_sales_month", inputs.ramp_months);
    typed.percent("First_month_sales", inputs.ramp_start);
    typed.words("VAT_period", inputs.vat_period.map(period));
    typed.percent("Tax_rate", inputs.tax_rate);
    typed.0
}

fn period(period: Period) -> &'static str {
    match period {
        Period::Weekly => "week",
        Period::Monthly => "month",
        Period::Quarterly => "quarter",
        Period::Yearly => "year",
    }
}

#[derive(Default)]
struct Typed(Vec<(String, Content)>);

impl Typed {
    fn words(&mut self, name: &str, words: Option<&str>) {
        self.0.extend(words.map(|words| (name.to_owned(), Content::Words(words.to_owned()))));
    }

    fn number(&mut self, name: &str, number: Option<Decimal>) {
        let number = number.map(|number| number.to_string().parse().unwrap());
        self.0.extend(number.map(|number| (name.to_owned(), Content::Number(number))));
    }

    fn count(&mut self, name: &str, number: Option<u32>) {
        self.number(name, number.map(Decimal::from));
    }

    fn percent(&mut self, name: &str, percent: Option<Decimal>) {
        self.number(name, percent.map(|percent| percent / Decimal::ONE_HUNDRED));
    }

    fn stream(&mut self, number: usize, stream: &StreamInput) {
        let name = |field: &str| format!("Income_{number}_{field}");
        self.words(&name("name"), Some(&stream.title));
        self.words(&name("currency"), stream.currency.as_deref());
        self.words(&name("earned_as"), stream.commission.then_some("part of a deal"));
        let way = match &stream.growth {
            Growth::Ramp => None,
            Growth::Steady => Some("the same every month"),
            Growth::Numbers(_) => Some("so many in some months"),
            Growth::Amounts(_) => Some("a sum a month"),
            Growth::Customers { at_start } => {
                self.number(&name("at_start"), *at_start);
                Some("come and go")
            }
        };
        self.words(&name("way"), way);
        if let Growth::Numbers(steps) | Growth::Amounts(steps) = &stream.growth {
            for (at, step) in (1..).zip(steps) {
                self.count(&format!("Growth_{number}_month_{at}"), Some(step.month));
                self.number(&format!("Growth_{number}_many_{at}"), Some(step.amount));
            }
        }
        let is = stream.direct_cost_is.map(|is| if is == DirectCostIs::OnTop { "on top" } else { "broken down" });
        self.words(&name("direct_is"), is);
        self.count(&name("first"), stream.first_month);
        self.count(&name("paid_after"), stream.paid_after);
        let (months, billed) = match stream.billed {
            Billed::Monthly => (None, None),
            Billed::Ahead(months) => (Some(months), Some("ahead")),
            Billed::After(months) => (Some(months), Some("afterwards")),
        };
        self.count(&name("bill_months"), months);
        self.words(&name("billed"), billed);
        self.words(&name("contract"), stream.is_contracted.then_some("yes"));
        for (field, value) in [
            ("price", stream.price),
            ("deal", stream.ticket),
            ("customers", stream.customers),
            ("purchases", stream.purchases),
            ("units", stream.units),
            ("new", stream.new_customers),
            ("direct", stream.direct_cost),
        ] {
            self.number(&name(field), value);
        }
        for (field, value) in [
            ("kept", stream.rate),
            ("lost", stream.monthly_loss),
            ("vat", stream.vat),
            ("direct_part", stream.direct_cost_percent),
        ] {
            self.percent(&name(field), value);
        }
    }

    fn cost(&mut self, stem: &str, cost: &CostInput, inputs: &Inputs) {
        let name = |field: &str| format!("{stem}_{field}");
        self.words(&name("name"), Some(&cost.title));
        self.percent(&name("vat"), cost.vat);
        let is = |kind| cost.kind == Some(kind);
        if !is(CostKind::OfIncome) {
            self.words(&name("currency"), cost.currency.as_deref());
            self.number(&name("amount"), cost.amount);
        }
        if is(CostKind::Variable) || is(CostKind::OfIncome) {
            self.percent(&name("part"), cost.percent);
        }
        if is(CostKind::Variable) {
            let of = inputs.streams.iter().position(|stream| Some(&stream.id) == cost.stream.as_ref());
            self.count(&name("of"), of.map(|at| u32::try_from(at + 1).unwrap()));
            self.words(&name("base"), (cost.base == Base::Ticket).then_some("the whole deal"));
        }
        if is(CostKind::Fixed) || is(CostKind::Staff) {
            self.words(&name("every"), cost.period.map(period));
            self.count(&name("from"), cost.from);
            self.count(&name("until"), cost.until);
            self.count(&name("due"), cost.due);
        }
        if is(CostKind::Staff) {
            self.number(&name("people"), cost.people);
            self.percent(&name("on_costs"), cost.on_costs);
        }
        if is(CostKind::OneOff) {
            self.count(&name("month"), cost.month);
            self.number(&name("life"), cost.life);
        }
    }

    fn source(&mut self, stem: &str, source: &SourceInput) {
        let name = |field: &str| format!("{stem}_{field}");
        self.words(&name("name"), Some(&source.title));
        self.words(&name("kind"), source.kind.map(SourceKind::key));
        self.number(&name("amount"), source.amount);
        self.count(&name("month"), source.month);
        let sure = match source.certainty {
            Certainty::Sure => None,
            Certainty::AskedElsewhere => Some("asked for elsewhere"),
            Certainty::AskedHere => Some("asked for with this plan"),
        };
        self.words(&name("sure"), sure);
        self.percent(&name("interest"), source.interest);
        self.count(&name("months"), source.months);
        self.count(&name("free"), source.months_free);
        let how = match source.repayment {
            Repayment::EqualPayments => None,
            Repayment::EqualInstalments => Some("equal instalments"),
            Repayment::AtTheEnd => Some("at the end"),
        };
        self.words(&name("how"), how);
    }
}
