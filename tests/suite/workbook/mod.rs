//! The spreadsheet: its file is whole, its formulas come to what canvass works out, and words stay words.
//!
//! Every formula carries its result, made of canvass's own figures. The office suite gets the files with wrong results in
//! their place and has to come to the right ones.

pub mod contents;
mod file;
mod office;
mod plans;

use canvass::fact::Fact;
use canvass::figures::{CostInput, CostKind, Figures, Inputs};
use canvass::workbook::spreadsheet;
use contents::{Content, Contents, typed_over};
use plans::{Dice, cost, decimal, edges, of_answers, single};
use std::collections::BTreeMap;
use std::sync::OnceLock;

const EXAMPLE: &str = "questions/business-model/example.toml";
const ALLOTLY: &str = "tests/cases/allotly/answers.toml";

/// Workbooks by name, and those whose results they have to come to when they are calculated anew.
struct Books {
    made: BTreeMap<String, Vec<u8>>,
    truth: BTreeMap<String, Contents>,
}

impl Books {
    fn add(&mut self, name: &str, made: Vec<u8>, truth: &[u8]) {
        self.made.insert(name.to_owned(), made);
        self.truth.insert(name.to_owned(), Contents::read(truth));
    }
}

fn book(inputs: &Inputs) -> Vec<u8> {
    spreadsheet(&Fact::Null, inputs).unwrap()
}

fn negative() -> Inputs {
    single("10", "12", "50", "100")
}

/// All workbooks of these tests.
fn books() -> &'static Books {
    static BOOKS: OnceLock<Books> = OnceLock::new();
    BOOKS.get_or_init(|| {
        let mut books = Books { made: BTreeMap::new(), truth: BTreeMap::new() };
        let examples =
            [("example", of_answers(EXAMPLE).1), ("allotly", of_answers(ALLOTLY).1), ("negative", negative())];
        for (name, inputs) in examples.into_iter().chain(edges()) {
            let made = book(&inputs);
            books.add(name, made.clone(), &made);
        }
        let (example, dearer) = (of_answers(EXAMPLE).1, dearer());
        books.add("dearer", typed_over(&book(&example), &book(&dearer)), &book(&dearer));
        for number in 0..12 {
            let mut dice = Dice(number);
            let inputs = dice.plan();
            let other = book(&dice.other_numbers(&inputs));
            books.add(&format!("random-{number}"), typed_over(&book(&inputs), &other), &other);
        }
        books
    })
}

/// The example with a visit that costs 75 instead of 60.
fn dearer() -> Inputs {
    let mut inputs = of_answers(EXAMPLE).1;
    inputs.streams[0].price = decimal("75");
    inputs
}

/// The workbooks as the office suite works them out; `None` where it is not installed.
fn recalculated() -> Option<&'static BTreeMap<String, Contents>> {
    static RECALCULATED: OnceLock<Option<BTreeMap<String, Contents>>> = OnceLock::new();
    RECALCULATED.get_or_init(|| office::recalculated(&books().made)).as_ref()
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
            ("Opening_cash", 0, "6000"),
            ("First_profitable_month", 0, "4"),
            ("Out_of_cash_month", 0, "3"),
            ("Lowest_cash", 0, "-1092"),
            ("Lowest_cash_month", 0, "3"),
            ("Funding_gap", 0, "1092"),
            ("Payback_month", 0, "18"),
            ("Steady_runway", 2, "not shrinking"),
            ("No_sales_runway", 2, "1.27"),
        ],
    );
    for (stream, left, share, needed) in [
        ("Repair visit", "42.00", "0.667", "80"),
        ("Fleet bike", "18.00", "0.222", "64"),
        ("Accessories", "6.00", "0.111", "40"),
    ] {
        assert_eq!(book.beside("Income", stream, 'F').text(2), left);
        assert_eq!(book.beside("Income", stream, 'K').text(3), share);
        assert_eq!(book.beside("Break-even", stream, 'B').text(0), needed);
    }
    assert_eq!(book.beside("Break-even", "Together", 'C').text(0), "4752");
    assert_eq!(book.beside("Income", "Total", 'K').text(3), "1.000");
    let course = (5..=10).map(|row| ['B', 'C', 'D'].map(|column| book.at("Cash", &format!("{column}{row}")).text(1)));
    assert_eq!(
        course.collect::<Vec<_>>(),
        [
            ["-", "-", "6000.0"],
            ["0.2", "-3552.0", "2448.0"],
            ["0.4", "-2364.0", "84.0"],
            ["0.6", "-1176.0", "-1092.0"],
            ["0.8", "12.0", "-1080.0"],
            ["1.0", "1200.0", "120.0"],
        ]
    );
    assert_eq!((book.at("Cash", "E22").text(0), book.at("Cash", "E23").text(0)), ("-480".into(), "720".into()));
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
    let streams = [
        ('D', 2, ["6.00", "24.00"]),
        ('E', 2, ["1.31", "15.00"]),
        ('F', 2, ["4.69", "9.00"]),
        ('K', 3, ["0.556", "0.444"]),
    ];
    for (column, places, expected) in streams {
        let found = [6, 7].map(|row| book.at("Income", &format!("{column}{row}")).text(places));
        assert_eq!(found, expected);
    }
    assert_eq!([22, 23].map(|row| book.at("Break-even", &format!("B{row}")).text(0)), ["370", "74"]);
    assert_eq!(book.beside("Break-even", "Together", 'C').text(2), "2401.30");
}

fn is_negative(book: &Contents) {
    let never = "no volume breaks even";
    named(
        book,
        &[
            ("Contribution", 2, "-100.00"),
            ("Profit", 2, "-200.00"),
            ("Verdict", 0, never),
            ("Part_needed", 6, never),
            ("Revenue_needed", 2, never),
            ("Safety", 2, "-"),
        ],
    );
    assert_eq!(book.beside("Break-even", "One", 'B').text(0), "-");
}

#[test]
fn the_file_itself_holds_the_golden_figures_for_viewers_that_do_not_calculate() {
    let truth = &books().truth;
    is_golden_a(&truth["example"]);
    is_golden_b(&truth["allotly"]);
    is_negative(&truth["negative"]);
}

#[test]
fn libre_office_comes_to_the_golden_figures_from_the_formulas() {
    let Some(found) = recalculated() else { return };
    is_golden_a(&found["example"]);
    is_golden_b(&found["allotly"]);
    is_negative(&found["negative"]);
}

#[test]
fn a_price_that_is_typed_over_changes_everything_that_follows_from_it() {
    let figures = Figures::new(&dearer()).unwrap();
    let Some(found) = recalculated() else { return };
    let book = &found["dearer"];
    let amount = |number: Option<canvass::figures::Exact>| number.unwrap().text(4);
    assert_eq!(book.named("Revenue").text(4), amount(figures.totals.revenue.amount.clone()));
    assert_eq!(book.named("Profit").text(4), amount(figures.totals.profit.clone()));
    assert_eq!(book.named("Revenue_needed").text(4), amount(figures.break_even.sales()));
    assert_eq!(book.named("Lowest_cash").text(4), amount(figures.cash.unfunded.lowest.map(|lowest| lowest.amount)));
    assert_eq!(book.named("Revenue").text(0), "10500");
    same_results("dearer", book);
}

#[test]
fn every_edge_case_has_the_same_words_and_numbers_as_the_figures() {
    let Some(found) = recalculated() else { return };
    for (name, _) in edges() {
        same_results(name, &found[name]);
    }
    for (name, cell, expected) in [
        ("nothing-at-all", "Revenue", "not known yet"),
        ("exactly-even", "Verdict", "always exactly even"),
        ("even-at-zero", "Revenue_needed", "break-even at 0"),
        ("even-unsold", "Verdict", "even only without sales"),
        ("no-revenue", "Contribution_ratio", "no revenue"),
        ("spent-at-the-start", "No_sales_runway", "no money left at the start"),
        ("start-unknown", "Out_of_cash_month", "not known yet"),
        ("a-losing-stream", "Verdict", "breaks even"),
        ("no-rate", "Revenue", "500.00"),
        // A part of One is in francs, which have no rate: its direct cost is open, so its 500 are not counted.
        ("rate", "Revenue", "115.00"),
    ] {
        let expected = if expected == "break-even at 0" { "0.00" } else { expected };
        assert_eq!(found[name].named(cell).text(2), expected, "{name}: {cell}");
    }
    assert_eq!(found["thirds"].beside("Break-even", "One", 'B').text(0), "2");
    assert_eq!(found["loyal-customers"].beside("Customers", "One", 'E').text(0), "unbounded");
    assert_eq!(found["no-new-customers"].beside("Customers", "One", 'D').text(0), "no new customers");
    assert_eq!(found["partial"].beside("Break-even", "Revenue", 'C').text(0), "partial: 1 of 2 streams");
    assert_eq!(found["no-rate"].beside("Costs", "GBP", 'D').text(0), "100");
}

#[test]
fn the_formulas_of_plans_that_nobody_chose_come_to_the_figures_of_canvass() {
    let Some(found) = recalculated() else { return };
    let mut numbers = 0;
    for (name, book) in found.iter().filter(|(name, _)| name.starts_with("random")) {
        same_results(name, book);
        numbers += book.results().filter(|(_, _, cell)| matches!(cell.content, Content::Number(_))).count();
    }
    assert!(numbers > 1000, "only {numbers} numbers were compared");
}

/// Every formula of a recalculated workbook comes to what canvass worked out.
fn same_results(name: &str, found: &Contents) {
    let truth = &books().truth[name];
    let mut faults = Vec::new();
    for (sheet, place, cell) in truth.results() {
        let result = found.at(sheet, place);
        let is_same = match (&cell.content, result) {
            (Content::Number(own), Content::Number(other)) => (own - other).abs() <= 1e-6 + own.abs() * 1e-9,
            (own, other) => {
                own.text(0) == other.text(0) && matches!(own, Content::Number(_)) == matches!(other, Content::Number(_))
            }
        };
        if !is_same {
            let formula = cell.formula.as_deref().unwrap_or_default();
            faults.push(format!("{name}, {sheet}!{place}: {:?}, not {result:?}: {formula}", cell.content));
        }
    }
    assert!(faults.is_empty(), "{} of {} differ\n{}", faults.len(), truth.results().count(), faults.join("\n"));
}

#[test]
fn nothing_in_a_workbook_is_worked_out_from_a_cost_that_names_no_stream() {
    let mut inputs = single("10", "4", "50", "100");
    let lost = CostInput { stream: Some("elsewhere".into()), ..cost("Lost", CostKind::Variable, "9") };
    inputs.costs.push(lost);
    let book = Contents::read(&book(&inputs));
    named(&book, &[("Contribution", 2, "300.00")]);
    assert_eq!(book.beside("Read me", "Lost", 'B').text(0), "Revenue stream not known");
}
