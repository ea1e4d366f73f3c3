//! The same plan for each reader, whole and in short.

use super::super::{Edition, Extent, Format, Templates};
use super::examples::{allotly, bank, empty, essential, facts, full, plan};
use super::{templates, text};
use crate::fact::Fact;

const READERS: [Option<&str>; 5] = [None, Some("bank"), Some("mentor"), Some("incubator"), Some("self")];

fn edition(reader: Option<&str>, extent: Extent) -> Edition {
    Edition {
        format: Format::Markdown,
        reader: reader.map(str::to_owned),
        extent,
        with_answers: false,
        is_final: false,
    }
}

fn for_bank(facts: &Fact) -> String {
    text(templates().draft(facts, edition(Some("bank"), Extent::Whole)))
}

/// What stands under a heading.
fn under<'a>(text: &'a str, heading: &str) -> &'a str {
    let start = text.find(heading).unwrap_or_else(|| panic!("no {heading} in\n{text}"));
    let rest = &text[start..];
    &rest[..rest.find("\n## ").unwrap_or(rest.len())]
}

#[test]
fn no_edition_of_any_plan_has_a_heading_with_nothing_under_it() {
    let templates = templates();
    let asking = facts(&plan("purposes = ['bank']\n[[needs]]\nkind = 'money'\n"));
    for plan in [empty(), essential(), full(), allotly(), asking] {
        for reader in READERS {
            for extent in [Extent::Whole, Extent::Summary] {
                let text = text(templates.draft(&plan, edition(reader, extent)));
                let lines: Vec<&str> = text.lines().filter(|line| !line.is_empty()).collect();
                let level = |line: &str| line.bytes().take_while(|byte| *byte == b'#').count();
                for pair in lines.windows(2) {
                    let (this, next) = (level(pair[0]), level(pair[1]));
                    let ends = pair[1] == "---";
                    assert!(
                        this < 2 || !ends && (next == 0 || next > this),
                        "{reader:?}, {extent:?}: {pair:?}\n{text}"
                    );
                }
                assert!(!text.lines().any(|line| line.starts_with(' ') || line.contains("  ")), "{text}");
            }
        }
    }
}

#[test]
fn a_chapter_of_ones_own_takes_its_place_for_every_reader() {
    let templates = Templates::with_own(bank(), vec![("chapters/evidence.md".into(), "Words.".into())]).unwrap();
    for (reader, place) in READERS.into_iter().zip([10, 6, 3, 3, 12]) {
        let text = text(templates.draft(&full(), edition(reader, Extent::Whole)));
        assert!(
            text.contains(&format!("\n## {place}. What supports it so far\n\nWords.\n\n## {}. ", place + 1)),
            "{reader:?}\n{text}"
        );
    }
}

#[test]
fn a_bank_reads_what_is_not_known_of_the_money_and_what_does_not_add_up() {
    let sold = "currency = 'EUR'\nfounders_pay = 0\nramp_months = 1\n[[revenue_streams]]\nname = 'Bread'\nprice = 5\n\
                units = 100\ndirect_cost = 1\n[[costs]]\nname = 'Oven'\nkind = 'one_off'\namount = 900\n";
    let asks =
        |start: &str, needs: &str| for_bank(&facts(&plan(&format!("purposes = ['bank']\n{start}{sold}{needs}"))));
    let loan = "[[needs]]\nkind = 'money'\nuse = 'An oven'\n";
    let own = "[[money_sources]]\nkind = 'own'\namount = 600\n";
    let of = |rest: &str| format!("{loan}{own}[[money_sources]]\nkind = 'loan'\ncertainty = 'asked_here'\n{rest}");
    let text = asks("", &of("amount = 400\n"));
    assert!(text.contains("| A loan (asked for here) | €400 |"), "{text}");
    assert!(text.contains("**€400 is asked for**, beside €600 of own money."), "{text}");
    let text = asks("", loan);
    assert!(text.contains("**Money is asked for; how much is still open.**"), "{text}");
    let text = asks("", &of(""));
    assert!(text.contains("| A loan (asked for here) | not known yet |"), "{text}");
    let text = asks("", &of("amount = 400\nmonths = 20\n"));
    let terms = "| A loan | €400 | 6% (a stand-in) | twenty months | €21 | €21 |";
    assert!(text.contains(terms), "{text}");
    let text = asks("", &format!("[[needs]]\nkind = 'advice'\nuse = 'A mentor'\n{own}"));
    assert!(under(&text, "## 4. What is asked for").contains("No money is asked for."), "{text}");
}
