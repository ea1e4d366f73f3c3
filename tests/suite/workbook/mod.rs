//! The spreadsheet: its file is whole, its formulas come to what canvass works out, and words stay words.
//!
//! Every formula carries its result, made of canvass's own figures. An evaluator works all of them out again, hundreds of
//! plans among them that are typed into the free rows of an empty workbook; the office suite does the same for a few, from
//! files that hold wrong results.

pub mod contents;
mod evaluator;
mod file;
mod office;
mod plans;

use canvass::fact::Fact;
use canvass::figures::{Change, CostInput, CostKind, Exact, Figures, Inputs, Month, SeasonInput};
use canvass::workbook::spreadsheet;
use contents::{Content, Contents, typed_into};
use evaluator::{Evaluator, worked_out};
use plans::{Dice, cost, decimal, edges, of_answers, single, typed_inputs};
use std::collections::BTreeMap;
use std::sync::OnceLock;

const EXAMPLE: &str = "questions/business-model/example.toml";
const ALLOTLY: &str = "tests/cases/allotly/answers.toml";
const HEARING_VAN: &str = "tests/cases/hearing-van/answers.toml";
const ICE_CREAM: &str = "tests/cases/courses/ice-cream-bike.toml";
const CLUB: &str = "tests/cases/courses/language-club.toml";
/// Its schools have their instruments serviced in one month of each year.
const WORKSHOP: &str = "tests/cases/workshop/answers.toml";

/// The workbooks of the worked cases, as files and as what stands in them.
fn made() -> &'static BTreeMap<&'static str, (Vec<u8>, Contents)> {
    static MADE: OnceLock<BTreeMap<&'static str, (Vec<u8>, Contents)>> = OnceLock::new();
    MADE.get_or_init(|| {
        let one = |case| {
            let made = book(&of_answers(case).1);
            let contents = Contents::read(&made);
            (case, (made, contents))
        };
        [EXAMPLE, ALLOTLY, HEARING_VAN, ICE_CREAM, CLUB, WORKSHOP].map(one).into()
    })
}

fn book(inputs: &Inputs) -> Vec<u8> {
    spreadsheet(&Fact::Null, inputs, None, None).unwrap()
}

fn named(book: &Contents, names: &[(&str, usize, &str)]) {
    for (name, places, expected) in names {
        assert_eq!(book.named(name).text(*places), *expected, "{name}");
    }
}

fn is_golden_a(book: &Contents) {
    named(
        book,
        &[
            ("Revenue", 2, "9000.00"),
            ("Contribution", 2, "5940.00"),
            ("Contribution_ratio", 6, "0.660000"),
            ("Fixed_costs", 2, "4740.00"),
            ("Profit", 2, "1200.00"),
            ("Part_needed", 6, "0.797980"),
            ("Revenue_needed", 2, "7181.82"),
            ("Safety", 3, "0.202"),
            ("First_profitable_month", 0, "4"),
            ("Unfunded_out_of_cash_month", 0, "3"),
            ("Unfunded_lowest_cash", 0, "-1092"),
            ("Unfunded_funding_gap", 0, "1092"),
            ("Funding_gap", 0, "0"),
            ("Payback_month", 0, "18"),
            ("Steady_runway", 2, "not shrinking"),
        ],
    );
    for (stream, left, share, needed) in [
        ("Repair visit", "42.00", "0.667", "80"),
        ("Fleet bike", "18.00", "0.222", "64"),
        ("Accessories", "6.00", "0.111", "40"),
    ] {
        assert_eq!(book.beside("Break-even", stream, 'E').text(2), left);
        assert_eq!(book.beside("Break-even", stream, 'J').text(3), share);
        assert_eq!(book.beside("Break-even", stream, 'K').text(0), needed);
    }
    assert_eq!(book.beside("Break-even", "Total", 'L').text(0), "4752");
    for (column, expected) in [('D', "45.00"), ('F', "600.00"), ('G', "2.50"), ('H', "13.33")] {
        assert_eq!(book.beside("Customers", "Fleet bike", column).text(2), expected);
    }
}

fn is_golden_b(book: &Contents) {
    named(
        book,
        &[
            ("Revenue", 2, "3240.00"),
            ("Contribution", 2, "1947.00"),
            ("Contribution_ratio", 6, "0.600926"),
            ("Fixed_costs", 2, "2400.00"),
            ("Profit", 2, "-453.00"),
            ("Part_needed", 6, "1.232666"),
            ("Revenue_needed", 2, "3993.84"),
            ("Safety", 3, "-0.233"),
            ("Opening_cash", 0, "9060"),
            ("Steady_runway", 6, "20.000000"),
            ("No_sales_runway", 3, "3.775"),
            ("First_profitable_month", 0, "not within 36 months"),
            ("Out_of_cash_month", 0, "21"),
            ("Funding_gap", 0, "7248"),
            ("Payback_month", 0, "not within 36 months"),
        ],
    );
    assert_eq!(book.beside("Break-even", "Total", 'L').text(2), "2401.30");
}

/// The cash of every month as it was worked out by hand.
fn is_by_hand(book: &Contents, table: &str) {
    let rows = table.lines().skip(2).take_while(|line| !line.is_empty());
    let mut seen = 0;
    for row in rows {
        let cells: Vec<&str> = row.trim_matches(['|', ' ']).split(" | ").collect();
        let month: u32 = cells[0].parse().unwrap();
        for (sheet, label, column) in [
            ("Result", "Revenue", 1),
            ("Result", "Operating result", 5),
            ("Result", "Result before tax", 9),
            ("Cash", "Cash at the end", 10),
        ] {
            let by_hand: f64 = cells[column].replace(',', "").replace('−', "-").parse().unwrap();
            let Content::Number(own) = in_month(book, sheet, label, month) else { panic!("{label} {month}") };
            assert!((own - by_hand).abs() < 0.0051, "{label}, month {month}: {own}, by hand {by_hand}");
        }
        seen += 1;
    }
    assert!(seen >= 16, "only {seen} months");
}

/// The cell of a line in a month: the months follow the years, of which there is one more than twelve months go into.
fn in_month(book: &Contents, sheet: &str, label: &str, month: u32) -> Content {
    let numbers = &book.sheets[sheet];
    let wanted = Content::Number(f64::from(month));
    let heading = numbers.iter().find(|(place, cell)| {
        place.trim_start_matches(|c: char| c.is_ascii_uppercase()) == "5" && cell.content == wanted
    });
    let column = heading.unwrap_or_else(|| panic!("{sheet} has no month {month}")).0.trim_end_matches('5').to_owned();
    let words = Content::Words(label.to_owned());
    let row = numbers.iter().find(|(place, cell)| {
        place.starts_with('A') && !place[1..].starts_with(|c: char| c.is_alphabetic()) && cell.content == words
    });
    let row = row.unwrap_or_else(|| panic!("{sheet} has no {label}")).0.trim_start_matches('A');
    numbers.get(&format!("{column}{row}")).map_or(Content::Empty, |cell| cell.content.clone())
}

/// The courses of the worked cases with what was worked out by hand.
fn by_hand() -> [(&'static str, &'static str); 2] {
    [
        (ICE_CREAM, include_str!("../../../src/figures/tests/courses/ice-cream-bike.md")),
        (CLUB, include_str!("../../../src/figures/tests/courses/language-club.md")),
    ]
}

#[test]
fn the_file_itself_holds_the_golden_figures_for_viewers_that_do_not_calculate() {
    is_golden_a(&made()[EXAMPLE].1);
    is_golden_b(&made()[ALLOTLY].1);
    for (case, table) in by_hand() {
        is_by_hand(&made()[case].1, table);
    }
}

/// Every formula comes to what the file says it does.
fn same_results(name: &str, own: &Contents, found: impl Fn(&str, &str) -> Content) {
    let mut faults = Vec::new();
    for (sheet, place, cell) in own.results() {
        let result = found(sheet, place);
        if !is_same(&cell.content, &result) {
            let formula = cell.formula.as_deref().unwrap_or_default();
            faults.push(format!("{name}, {sheet}!{place}: {:?}, not {result:?}: {formula}", cell.content));
        }
    }
    let count = own.results().count();
    assert!(count > 1000, "{name} has only {count} formulas");
    faults.truncate(30);
    assert!(faults.is_empty(), "{} of {count} differ\n{}", faults.len(), faults.join("\n"));
}

fn is_same(own: &Content, other: &Content) -> bool {
    match (own, other) {
        (Content::Number(own), Content::Number(other)) => (own - other).abs() <= 1e-6 + own.abs() * 1e-9,
        _ => own.text(0) == other.text(0) && matches!(own, Content::Number(_)) == matches!(other, Content::Number(_)),
    }
}

#[test]
fn every_formula_of_the_worked_cases_comes_to_its_figure() {
    for (case, (_, book)) in made() {
        every_formula_holds(case, book);
    }
}

#[test]
fn every_edge_case_has_the_same_words_and_numbers_as_the_figures() {
    let empty = Contents::read(&book(&Inputs::default()));
    let (places, mut typed) = (Places::of(&empty), Evaluator::new(&empty));
    let cases = edges().into_iter().chain([("negative", single("10", "12", "50", "100"))]);
    let known: BTreeMap<&str, Inputs> = cases.collect();
    let words = [
        ("nothing-at-all", "Revenue", "not known yet"),
        ("exactly-even", "Verdict", "always exactly even"),
        ("even-at-zero", "Revenue_needed", "0.00"),
        ("even-unsold", "Verdict", "even only without sales"),
        ("no-revenue", "Contribution_ratio", "no revenue"),
        ("spent-at-the-start", "No_sales_runway", "no money left at the start"),
        ("start-unknown", "Out_of_cash_month", "not known yet"),
        ("a-losing-stream", "Verdict", "breaks even"),
        ("negative", "Verdict", "no volume breaks even"),
        ("negative", "Safety", "-"),
        ("no-rate", "Revenue", "500.00"),
        // A part of One is in francs, which have no rate: its direct cost is open, so its 500 are not counted.
        ("rate", "Revenue", "115.00"),
    ];
    for (name, inputs) in &known {
        let contents = typed_inputs(inputs);
        for (name, content) in &contents {
            typed.type_into(name, Some(content.clone()));
        }
        same_course(name, &typed, &places, &Figures::new(inputs).unwrap(), &Change::default());
        for (_, cell, expected) in words.iter().filter(|(own, ..)| own == name) {
            assert_eq!(typed.named(cell).text(2), *expected, "{name}: {cell}");
        }
        for (name, _) in &contents {
            typed.type_into(name, None);
        }
    }
    let mut made = BTreeMap::new();
    for name in ["thirds", "partial", "rate", "loyal-customers", "no-new-customers"] {
        let book = Contents::read(&book(&known[name]));
        every_formula_holds(name, &book);
        made.insert(name, book);
    }
    assert_eq!(made["thirds"].beside("Break-even", "One", 'K').text(0), "2");
    assert_eq!(made["loyal-customers"].beside("Customers", "One", 'E').text(0), "unbounded");
    assert_eq!(made["no-new-customers"].beside("Customers", "One", 'D').text(0), "no new customers");
    assert_eq!(made["partial"].beside("Break-even", "Revenue", 'C').text(0), "partial: 1 of 2 streams");
}

/// Every formula, worked out again, comes to what the file says.
fn every_formula_holds(name: &str, book: &Contents) {
    let worked_out = worked_out(book);
    same_results(name, book, |sheet, place| worked_out[&(sheet.to_owned(), place.to_owned())].clone());
}

/// A line of a course, as a sheet calls it, and its amount in a month.
type Line = (&'static str, &'static str, fn(&Month) -> Exact);

const LINES: [Line; 16] = [
    ("Result", "Revenue", |month| month.revenue.clone()),
    ("Result", "Direct costs", |month| -&month.direct),
    ("Result", "Gross margin", Month::gross_margin),
    ("Result", "Fixed costs and staff", |month| -&month.fixed),
    ("Result", "Founders' pay", |month| -&month.pay),
    ("Result", "Operating result", |month| month.operating_result.clone()),
    ("Result", "Depreciation", |month| -&month.depreciation),
    ("Result", "Interest", |month| -&month.interest),
    ("Result", "Result before tax", |month| month.result.clone()),
    ("Cash", "Receipts from customers, with VAT", |month| month.receipts.clone()),
    ("Cash", "Bought once, with VAT", |month| -&month.investment),
    ("Cash", "Money from others and own", |month| month.drawn.clone()),
    ("Cash", "Repayment", |month| -&month.repayment),
    ("Cash", "VAT settled", |month| -&month.vat),
    ("Cash", "Tax paid", |month| -&month.tax),
    ("Cash", "Cash at the end", |month| month.cash.clone().unwrap_or_else(Exact::zero)),
];

/// Where the lines of an empty workbook stand: the row of each, and the letter of each month.
struct Places {
    rows: BTreeMap<(&'static str, &'static str), String>,
    columns: Vec<String>,
}

impl Places {
    fn of(book: &Contents) -> Self {
        let row = |sheet: &str, label: &str| {
            let words = Content::Words(label.to_owned());
            let found = book.sheets[sheet].iter().find(|(place, cell)| {
                place[1..].parse::<u32>().is_ok() && place.starts_with('A') && cell.content == words
            });
            found.unwrap_or_else(|| panic!("{sheet} has no {label}")).0[1..].to_owned()
        };
        let rows = LINES.iter().map(|(sheet, label, _)| ((*sheet, *label), row(sheet, label))).collect();
        let column = |month: u32| {
            let wanted = Content::Number(f64::from(month));
            let is_it = |place: &str| place.trim_start_matches(|c: char| c.is_ascii_uppercase()) == "5";
            let found = book.sheets["Cash"].iter().find(|(place, cell)| is_it(place) && cell.content == wanted);
            found.unwrap().0.trim_end_matches('5').to_owned()
        };
        Self { rows, columns: (0..=36).map(column).collect() }
    }
}

fn number(number: Option<&Exact>, otherwise: &str) -> Content {
    number.map_or_else(
        || Content::Words(otherwise.to_owned()),
        |number| Content::Number(number.text(12).parse().unwrap()),
    )
}

/// The months of a typed workbook are those of the figures, and so is what a change leads to.
fn same_course(name: &str, book: &Evaluator, places: &Places, figures: &Figures, change: &Change) -> usize {
    let mut compared = 0;
    for (at, column) in places.columns.iter().enumerate() {
        for (sheet, label, amount) in LINES {
            let is_cash = label == "Cash at the end";
            if at == 0 && !["Cash at the end", "Bought once, with VAT", "Money from others and own"].contains(&label) {
                continue;
            }
            let month = figures.cash.months.get(at).filter(|month| !is_cash || month.cash.is_some());
            let own = number(month.map(amount).as_ref(), "-");
            let found = book.at(sheet, &format!("{column}{}", places.rows[&(sheet, label)]));
            assert!(is_same(&own, &found), "{name}, {label}, month {at}: {own:?}, not {found:?}");
            compared += usize::from(month.is_some());
        }
    }
    let judged = figures.cash.first_profitable.note() != Some("not known yet");
    let what_if = judged.then(|| figures.what_if(String::new(), String::new(), change.clone())).flatten();
    let of = |pick: &dyn Fn(&canvass::figures::WhatIf) -> Option<Exact>| what_if.as_ref().and_then(pick);
    for (column, own) in [
        ("J", of(&|what_if| Some(what_if.lowest.clone()?.amount))),
        ("K", of(&|what_if| Some(Exact::whole(what_if.lowest.clone()?.month.into())))),
        ("L", of(&|what_if| Some(what_if.operating_result.clone()))),
        ("M", of(&|what_if| what_if.cash.clone())),
        ("O", of(&|what_if| Some(what_if.service.clone()))),
        ("P", of(&|what_if| what_if.cover.clone())),
    ] {
        let found = book.at("What if", &format!("{column}13"));
        let own = number(own.as_ref(), "-");
        assert!(is_same(&own, &found), "{name}, what if, {column}: {own:?}, not {found:?}: {change:?}");
    }
    let unknown = "not known yet";
    for (cell, own) in [
        ("Unfunded_lowest_cash", number(figures.cash.unfunded.lowest.as_ref().map(|lowest| &lowest.amount), unknown)),
        ("Revenue_needed", number(figures.break_even.sales().as_ref(), figures.break_even.note().unwrap_or_default())),
        ("Verdict", Content::Words(figures.break_even.note().unwrap_or("breaks even").to_owned())),
        ("Profit", number(figures.totals.profit.as_ref(), unknown)),
    ] {
        let found = book.named(cell);
        assert!(is_same(&own, &found), "{name}, {cell}: {own:?}, not {found:?}");
    }
    compared
}

/// Types a change into the row that is there for one of the founder's own.
fn type_change(book: &mut Evaluator, change: &Change) {
    let one = Exact::whole(1);
    let part = |factor: &Exact| Some(Content::Number((factor - &one).text(12).parse().unwrap()));
    let yes = |holds: bool| holds.then(|| Content::Words("yes".to_owned()));
    let count = |number: u32| Some(Content::Number(f64::from(number)));
    for (field, content) in [
        ("sales", part(&change.sales)),
        ("slower", yes(change.slower)),
        ("late", count(change.late)),
        ("fixed_costs", part(&change.fixed)),
        ("direct_costs", part(&change.direct)),
        ("without", change.without.first().and_then(|at| count(u32::try_from(at + 1).unwrap()))),
        ("interest_points", Some(Content::Number(change.interest.text(2).parse().unwrap()))),
        ("without_promise", yes(change.unfunded)),
    ] {
        book.type_into(&format!("What_if_7_{field}"), content);
    }
}

#[test]
fn plans_that_nobody_chose_typed_into_an_empty_workbook_come_to_the_figures() {
    let empty = Contents::read(&book(&Inputs::default()));
    let (places, mut compared) = (Places::of(&empty), 0);
    let mut book = Evaluator::new(&empty);
    for seed in 0..200 {
        let mut dice = Dice(seed);
        let inputs = dice.plan();
        let change = dice.change(inputs.streams.len());
        let figures = Figures::new(&inputs).unwrap();
        let typed = typed_inputs(&inputs);
        for (name, content) in &typed {
            book.type_into(name, Some(content.clone()));
        }
        type_change(&mut book, &change);
        compared += same_course(&format!("plan {seed}"), &book, &places, &figures, &change);
        for (name, _) in &typed {
            book.type_into(name, None);
        }
    }
    assert!(compared > 50_000, "only {compared} numbers were compared");
}

/// The ice-cream bike with something else said, by name.
fn changes_of_the_bike() -> Vec<(&'static str, Inputs)> {
    let with = |change: fn(&mut Inputs)| {
        let mut inputs = of_answers(ICE_CREAM).1;
        change(&mut inputs);
        inputs
    };
    vec![
        ("interest", with(|inputs| inputs.sources.last_mut().unwrap().interest = decimal("8.25"))),
        (
            "season",
            with(|inputs| {
                inputs.seasons =
                    [(3, 75), (7, 130), (12, 10)].map(|(month, level)| SeasonInput::of_all(month, level)).to_vec();
            }),
        ),
        ("start", with(|inputs| inputs.start_month = Some(8))),
        ("no start", with(|inputs| inputs.start_month = None)),
        ("payment", with(|inputs| inputs.streams[1].paid_after = Some(5))),
        (
            "all",
            with(|inputs| {
                inputs.sources.last_mut().unwrap().interest = decimal("2.5");
                inputs.seasons = vec![SeasonInput::of_all(5, 60)];
                inputs.start_month = Some(11);
                inputs.streams[0].paid_after = Some(1);
                inputs.streams[0].price = decimal("3.75");
            }),
        ),
    ]
}

/// Typed over what the bike says: the inputs that differ, under their names.
fn typed_over(inputs: &Inputs) -> Vec<(String, Option<Content>)> {
    let (old, new) = (typed_inputs(&of_answers(ICE_CREAM).1), typed_inputs(inputs));
    let gone =
        old.iter().filter(|(name, _)| !new.iter().any(|(own, _)| own == name)).map(|(name, _)| (name.clone(), None));
    let changed =
        new.iter().filter(|one| !old.contains(one)).map(|(name, content)| (name.clone(), Some(content.clone())));
    gone.chain(changed).collect()
}

#[test]
fn another_interest_season_start_or_term_of_payment_changes_all_that_follows() {
    let bike = &made()[ICE_CREAM].1;
    for (name, inputs) in changes_of_the_bike() {
        let mut typed = Evaluator::new(bike);
        let differences = typed_over(&inputs);
        assert!(!differences.is_empty());
        for (name, content) in differences {
            typed.type_into(&name, content);
        }
        let truth = Contents::read(&book(&inputs));
        for (sheet, place, cell) in truth.results().filter(|(sheet, ..)| !sheet.starts_with("Course")) {
            // What stands for the largest stream was found when the file was made.
            let result = typed.at(sheet, place);
            assert!(is_same(&cell.content, &result), "{name}, {sheet}!{place}: {:?}, not {result:?}", cell.content);
        }
    }
}

#[test]
fn a_month_that_is_typed_over_changes_what_follows_and_nothing_before() {
    let club = &made()[CLUB].1;
    let (mut typed, places) = (Evaluator::new(club), Places::of(club));
    let cash = |typed: &Evaluator, month: usize| {
        let Content::Number(cash) =
            typed.at("Cash", &format!("{}{}", places.columns[month], places.rows[&("Cash", "Cash at the end")]))
        else {
            panic!("no cash")
        };
        cash
    };
    let before = [4, 5].map(|month| cash(&typed, month));
    let unit = club.sheets["Sales"]
        .iter()
        .find(|(place, cell)| place.starts_with('A') && cell.content == Content::Words("Courses".into()));
    let row = unit.unwrap().0[1..].to_owned();
    let place = format!("{}{row}", places.columns[5]);
    let Content::Number(sold) = typed.at("Sales", &place) else { panic!("nothing sold") };
    typed.type_over("Sales", &place, Content::Number(sold + 2.0));
    assert!((cash(&typed, 4) - before[0]).abs() < 1e-9);
    // Two more at 90 less 25.
    assert!((cash(&typed, 5) - before[1] - 130.0).abs() < 1e-6);
}

/// The first plan that nobody chose whose cash can be worked out.
fn plan_with_months() -> Inputs {
    let has_cash = |inputs: &Inputs| Figures::new(inputs).unwrap().cash.funded.gap.is_some();
    (0..200).map(|seed| Dice(seed).plan()).find(has_cash).unwrap()
}

/// A few workbooks as the office suite works them out; `None` where it is not installed. All in one run.
fn recalculated() -> Option<&'static BTreeMap<String, Contents>> {
    static RECALCULATED: OnceLock<Option<BTreeMap<String, Contents>>> = OnceLock::new();
    RECALCULATED
        .get_or_init(|| {
            let mut books: BTreeMap<String, Vec<u8>> = BTreeMap::new();
            for (name, case) in [("example", EXAMPLE), ("van", HEARING_VAN), ("bike", ICE_CREAM), ("club", CLUB)] {
                books.insert(name.to_owned(), made()[case].0.clone());
            }
            let all = changes_of_the_bike().pop().unwrap().1;
            books.insert("bike typed over".into(), typed_into(&books["bike"], &typed_over(&all)));
            let typed: Vec<_> =
                typed_inputs(&plan_with_months()).into_iter().map(|(name, content)| (name, Some(content))).collect();
            books.insert("plan typed".into(), typed_into(&book(&Inputs::default()), &typed));
            office::recalculated(&books)
        })
        .as_ref()
}

#[test]
fn libre_office_comes_to_the_golden_figures_from_the_formulas() {
    let Some(found) = recalculated() else { return };
    is_golden_a(&found["example"]);
    for ((_, table), name) in by_hand().into_iter().zip(["bike", "club"]) {
        is_by_hand(&found[name], table);
    }
    for (name, case) in [("example", EXAMPLE), ("van", HEARING_VAN), ("bike", ICE_CREAM), ("club", CLUB)] {
        same_results(name, &made()[case].1, |sheet, place| found[name].at(sheet, place).clone());
    }
}

#[test]
fn libre_office_follows_what_is_typed_over_and_what_is_typed_into_free_rows() {
    let Some(found) = recalculated() else { return };
    let all = changes_of_the_bike().pop().unwrap().1;
    let truth = Contents::read(&book(&all));
    for (sheet, place, cell) in
        truth.results().filter(|(sheet, ..)| ["Result", "Cash", "Ratios", "What if"].contains(sheet))
    {
        let result = found["bike typed over"].at(sheet, place);
        assert!(is_same(&cell.content, result), "{sheet}!{place}: {:?}, not {result:?}", cell.content);
    }
    let figures = Figures::new(&plan_with_months()).unwrap();
    let places = Places::of(&found["plan typed"]);
    for (month, column) in figures.cash.months.iter().zip(&places.columns) {
        for (sheet, label, amount) in
            LINES.iter().filter(|(_, label, _)| month.month > 0 || *label == "Cash at the end")
        {
            let own = number(Some(&amount(month)), "-");
            let result = found["plan typed"].at(sheet, &format!("{column}{}", places.rows[&(*sheet, *label)]));
            assert!(is_same(&own, result), "{label}, month {}: {own:?}, not {result:?}", month.month);
        }
    }
}

#[test]
fn nothing_in_a_workbook_is_worked_out_from_a_cost_that_names_no_stream() {
    let mut inputs = single("10", "4", "50", "100");
    let lost = CostInput { stream: Some("elsewhere".into()), ..cost("Lost", CostKind::Variable, "9") };
    inputs.costs.push(lost);
    let book = Contents::read(&book(&inputs));
    named(&book, &[("Contribution", 2, "300.00"), ("Months_known", 0, "0")]);
    assert_eq!(book.beside("Read me", "Lost", 'B').text(0), "Revenue stream not known");
}
