//! The plans that workbooks are made of: the worked examples, the edge cases, and some that nobody chose.

use canvass::bank::Route;
use canvass::fact::Fact;
use canvass::facts::Facts;
use canvass::figures::{Base, CostInput, CostKind, Inputs, Period, RateInput, SourceInput, Step, StreamInput};
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

    /// An amount in hundredths, now and then unknown.
    fn number(&mut self, hundredths: u64) -> Option<Decimal> {
        let number = Decimal::new(i64::try_from(self.below(hundredths)).unwrap(), 2);
        (self.below(8) > 0).then_some(number)
    }

    fn currency(&mut self) -> Option<String> {
        self.pick(&[None, None, None, Some("EUR"), Some("GBP"), Some("USD"), Some("CHF")]).map(str::to_owned)
    }

    pub fn plan(&mut self) -> Inputs {
        let streams: Vec<StreamInput> = (0..self.below(5)).map(|number| self.stream(number)).collect();
        let costs = (0..self.below(9)).map(|number| self.cost(number, streams.len() as u64)).collect();
        Inputs {
            currency: "EUR".into(),
            rates: ["GBP", "USD"].map(|code| RateInput { currency: code.into(), rate: self.rate() }).into(),
            streams,
            costs,
            founders_pay: self.number(400_000).map(Step::always).unwrap_or_default(),
            sources: cash(self.number(3_000_000)),
            ramp_months: self.pick(&[None, Some(0), Some(1), Some(2), Some(7), Some(40)]),
            ramp_start: self.number(12_000),
            ..Inputs::default()
        }
    }

    fn rate(&mut self) -> Option<Decimal> {
        self.number(200).map(|rate| rate + Decimal::ONE)
    }

    fn stream(&mut self, number: u64) -> StreamInput {
        let commission = self.below(4) == 0;
        let economics = self.below(3) == 0;
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
            direct_cost: self.number(6_000),
            direct_cost_percent: self.number(1_000),
            currency: self.currency(),
            new_customers: self.number(500).filter(|_| economics),
            acquisition_cost: self.number(50_000).filter(|_| economics),
            monthly_loss: Some(Decimal::new(3, 0)).filter(|_| economics),
            ..StreamInput::default()
        }
    }

    fn cost(&mut self, number: u64, streams: u64) -> CostInput {
        CostInput {
            id: format!("cost-{number}"),
            title: format!("Cost {number}"),
            kind: self.pick(&[
                None,
                Some(CostKind::Fixed),
                Some(CostKind::Fixed),
                Some(CostKind::Variable),
                Some(CostKind::OneOff),
            ]),
            stream: Some(format!("stream-{}", self.below(streams + 1))),
            amount: self.number(90_000),
            percent: self.number(900).filter(|_| self.below(2) == 0),
            base: self.pick(&[Base::Price, Base::Ticket]),
            period: self.pick(&[
                Some(Period::Weekly),
                Some(Period::Monthly),
                Some(Period::Quarterly),
                Some(Period::Yearly),
            ]),
            currency: self.currency(),
            ..CostInput::default()
        }
    }

    /// The same plan with other numbers, some of which become known or unknown by that.
    pub fn other_numbers(&mut self, inputs: &Inputs) -> Inputs {
        let mut other = inputs.clone();
        for stream in &mut other.streams {
            if stream.commission {
                (stream.ticket, stream.rate) = (self.number(50_000), self.number(3_000));
            } else {
                stream.price = self.number(9_000);
            }
            (stream.customers, stream.purchases, stream.units) =
                (self.number(20_000), self.number(300), self.number(10_000));
            (stream.direct_cost, stream.direct_cost_percent) = (self.number(6_000), self.number(1_000));
        }
        for cost in &mut other.costs {
            (cost.amount, cost.percent) = (self.number(90_000), self.number(900));
        }
        for rate in &mut other.rates {
            rate.rate = self.rate();
        }
        other.founders_pay = self.number(400_000).map(Step::always).unwrap_or_default();
        other.sources = cash(self.number(3_000_000));
        (other.ramp_months, other.ramp_start) = (self.pick(&[None, Some(1), Some(9)]), self.number(12_000));
        other
    }
}
