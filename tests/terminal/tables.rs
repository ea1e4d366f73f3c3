//! Ticks for several entries at once, in every window: the screens as they are seen, and what comes back.

use crate::pty::{CTRL_C, DOWN, ENTER, ESC, LEFT, RIGHT, Terminal, UP};
use crate::run::{MENU, PROGRESS, Run, SIZES};
use crate::scripts::HEADING;

/// What the keys are when the table waits for one.
const WAITS: &str = "rest open";

/// The table after some keys, in each of the windows.
const SCREENS: [((u16, u16), &str); 4] =
    [((100, 30), WIDE), ((80, 24), WIDE), ((60, 16), NARROW), ((40, 16), NUMBERED)];

/// Longer lines are hard to read, so that a wider window has the same ones.
const WIDE: &str = "
Step 3 of 10: Customer relationships · question 2 of about 5 · 12 min left
How would each customer group like to be reached? (optional)
e.g. People in the old town who cycle to work 🚲
                            awareness  evaluation  purchase  送货  after-sales
Stickers                    [ ]        [x]         [ ]       [ ]   [ ]
周末骑自行车的人的聚会      [ ]       >[ ]         [x]       [ ]   [ ]
Vans 🚐                     [ ]        [ ]         [ ]       [ ]   [ ]
A stall on the market in…   [-]        [-]         [-]       [-]   [-]
周末骑自行车的人的聚会 (2 of 4): evaluation - They make up their minds: is it
for them?
= as above · a: same for all · o: rest open · ?: explain
[↑↓←→ move · Space: tick · Enter: done · Esc: menu]";

/// What is long above a column is wrapped.
const NARROW: &str = "
Step 3 of 10 · question 2 of about 5 · 12 min left
How would each customer group like to be reached?
(optional)
e.g. People in the old town who cycle to work 🚲
                                                     after-
              awareness  evaluation  purchase  送货  sales
Stickers      [ ]        [x]         [ ]       [ ]   [ ]
周末骑自…     [ ]       >[ ]         [x]       [ ]   [ ]
Vans 🚐       [ ]        [ ]         [ ]       [ ]   [ ]
A stall on…   [-]        [-]         [-]       [-]   [-]
周末骑自行车的人的聚会 (2 of 4): evaluation - They make up
their minds: is it for them?
= as above · a: same for all · o: rest open · ?: explain
[↑↓←→ move · Space: tick · Enter: done · Esc: menu]";

/// Where there is still less room, the columns have numbers.
const NUMBERED: &str = "
Step 3 of 10, question 2, 12 min left
How would each customer group like to
be reached? (optional)
                1    2    3    4    5
Stickers        [ ]  [x]  [ ]  [ ]  [ ]
周末骑自行车…   [ ] >[ ]  [x]  [ ]  [ ]
Vans 🚐         [ ]  [ ]  [ ]  [ ]  [ ]
A stall on…     [-]  [-]  [-]  [-]  [-]
周末骑自行车的人的… (2 of 4):
evaluation - They make up their minds:…
1 awareness · 2 evaluation · 3 purchase
4 送货 · 5 after-sales
= above · a: for all · o: rest open
[Space: tick · Enter: done · Esc: menu]";

/// What comes back: the rows in their order, with the keys of the choices as numbers.
fn report(rows: [&str; 4], at: usize, then: &str) -> String {
    let row = |(index, row): (usize, &&str)| {
        let keys: Vec<String> = row.chars().map(|job| format!("\"job-{job}\"")).collect();
        format!("Ticks {{ item: \"ways-{}\", keys: [{}] }}", index + 1, keys.join(", "))
    };
    let rows = rows.iter().enumerate().map(row).collect::<Vec<_>>().join(", ");
    format!(
        "Ok(Response {{ reply: Ticked(Ticked {{ rows: [{rows}], at: \"ways-{at}\", then: {then} }}), draft: None }})"
    )
}

/// Presses keys one by one, each once the screen has changed.
fn press(terminal: &Terminal, keys: &[&str]) {
    for key in keys {
        let (before, cursor) = (terminal.screen(), terminal.cursor());
        terminal.send(key);
        terminal
            .wait_until(&format!("{key:?} does something"), |screen| screen != before || terminal.cursor() != cursor);
    }
}

#[test]
fn the_table_stands_whole_in_every_window() {
    for (size, expected) in SCREENS {
        let run = Run::new("table", size);
        run.terminal.wait_for(WAITS);
        press(&run.terminal, &[RIGHT, " ", DOWN]);
        let screen = run.terminal.screen();
        assert_eq!(run.terminal.overrun(), Vec::<String>::new(), "{screen}");
        assert_eq!(screen.trim(), expected.trim(), "at {size:?}");
        let (column, row) = run.terminal.cursor();
        let at = screen.lines().nth(usize::from(row)).unwrap_or_default();
        assert!(at.contains(">["), "the cursor is in the cell at hand, not at {column} in `{at}`");
        run.terminal.send(ENTER);
        run.ends_with(&[report(["2", "3", "", ""], 2, "Enter").as_str(), "Ok(())"]);
    }
}

#[test]
fn keys_fill_rows_and_lead_out() {
    let size = (80, 24);
    for (keys, rows, at, then) in [
        (&[" ", DOWN, "=", DOWN, "=", ENTER][..], ["1", "1", "1", ""], 3, "Enter"),
        (&[" ", "a", ENTER], ["1", "1", "1", "1"], 1, "Enter"),
        (&[DOWN, "a", "a", "o"], ["", "3", "", ""], 2, "LeaveRest"),
        (&["\t", "\t", " ", LEFT, " ", DOWN, UP, ENTER], ["23", "3", "", ""], 1, "Enter"),
    ] {
        let run = Run::new("table", size);
        run.terminal.wait_for(WAITS);
        let (last, before) = keys.split_last().unwrap();
        press(&run.terminal, before);
        run.terminal.send(last);
        run.ends_with(&[report(rows, at, then).as_str(), "Ok(())"]);
    }
}

/// What was answered stays on the screen in a line a row.
#[test]
fn the_answers_stay_on_the_screen() {
    for size in SIZES {
        let run = Run::new("tables", size);
        run.terminal.wait_for(WAITS);
        press(&run.terminal, &[" "]);
        run.terminal.send(ENTER);
        run.terminal.wait_until("the next table comes", |screen| run.report().len() == 1 && screen.contains(WAITS));
        let screen = run.terminal.screen();
        let answered = screen.lines().filter(|row| row.starts_with('✓')).count();
        // What has no room any more is scrolled away, the last first seen.
        assert!(answered == 4 || size.1 < 20, "{screen}");
        run.terminal.send(ENTER);
        run.ends_with(&[
            report(["1", "3", "", ""], 1, "Enter").as_str(),
            report(["", "3", "", ""], 1, "Enter").as_str(),
        ]);
    }
}

#[test]
fn the_menu_is_about_the_row_at_hand_and_keeps_what_was_ticked() {
    for size in SIZES {
        let run = Run::new("table", size);
        run.terminal.wait_for(WAITS);
        press(&run.terminal, &[" ", DOWN, DOWN]);
        run.terminal.send(ESC);
        run.terminal.wait_for(MENU);
        assert_eq!(run.terminal.overrun(), Vec::<String>::new(), "{}", run.terminal.screen());
        run.terminal.send(ESC);
        run.terminal.wait_gone(MENU);
        let screen = run.terminal.wait_for(WAITS);
        assert_eq!(screen.matches("[x]").count(), 2, "{screen}");
        run.menu("I don't know yet");
        run.at("What would help", "ask\r");
        let then = "Reply(Unknown { note: Some(\"ask\") })";
        run.ends_with(&[report(["1", "3", "", ""], 3, then).as_str(), "Ok(())"]);
    }
    for (entry, rows, then) in [
        ("go back to the question before", ["1", "3", "", ""], "Reply(Back)"),
        ("leave rows without a tick open (o)", ["1", "3", "", ""], "LeaveRest"),
        ("save and leave", ["1", "3", "", ""], "Reply(Leave)"),
    ] {
        let run = Run::new("table", (80, 24));
        run.terminal.wait_for(WAITS);
        press(&run.terminal, &[" "]);
        run.menu(entry);
        run.ends_with(&[report(rows, 1, then).as_str(), "Ok(())"]);
    }
    let run = Run::new("table", (80, 24));
    run.terminal.wait_for(WAITS);
    press(&run.terminal, &[" "]);
    run.menu("the same for all rows (a)");
    run.terminal.wait_for(WAITS);
    run.terminal.send(ENTER);
    run.ends_with(&[report(["1"; 4], 1, "Enter").as_str(), "Ok(())"]);
}

#[test]
fn the_explanation_comes_by_one_key_and_leads_back_to_the_table() {
    let run = Run::new("table", (80, 24));
    run.terminal.wait_for(WAITS);
    press(&run.terminal, &[" "]);
    run.terminal.send("?");
    run.terminal.wait_for("Enter: back to the question");
    run.shows(&["They make up their minds: is it for them?", "Less helpful"]);
    run.terminal.send(ENTER);
    let screen = run.terminal.wait_for(WAITS);
    assert_eq!(screen.matches("[x]").count(), 2, "{screen}");
    run.terminal.send(ENTER);
    run.ends_with(&[report(["1", "3", "", ""], 1, "Enter").as_str(), "Ok(())"]);
}

#[test]
fn a_refusal_stands_above_the_table() {
    for size in SIZES {
        let run = Run::new("table-refused", size);
        let screen = run.terminal.wait_for("Esc: menu");
        run.shows(&[PROGRESS, HEADING, "! 聚会: pick at least one"]);
        assert!(screen.contains(WAITS) || size == (40, 16), "{screen}");
    }
}

#[test]
fn what_was_ticked_comes_back_when_the_walk_is_interrupted() {
    let run = Run::new("table", (80, 24));
    run.terminal.wait_for(WAITS);
    press(&run.terminal, &[" ", DOWN]);
    run.terminal.send(CTRL_C);
    run.terminal.wait_until("it ends", |_| run.report().len() == 2);
    let first = run.report().remove(0);
    assert!(first.starts_with("Err(Ticking { ticked: [Ticks { item: \"ways-1\", keys: [\"job-1\"] }"), "{first}");
    assert!(first.ends_with("at: \"ways-2\", why: Interrupted { draft: None } })"), "{first}");
    // The same while something is typed beside it.
    let run = Run::new("table", (80, 24));
    run.terminal.wait_for(WAITS);
    press(&run.terminal, &[" ", DOWN]);
    run.menu("I don't know yet");
    run.at("What would help", "ask");
    run.terminal.wait_for("> ask");
    run.terminal.send(CTRL_C);
    run.terminal.wait_until("it ends", |_| run.report().len() == 2);
    let first = run.report().remove(0);
    assert!(first.contains("keys: [\"job-1\"]") && first.contains("beside: Remark, text: \"ask\""), "{first}");
}

#[test]
fn a_window_of_another_size_redraws_whole_or_asks_the_rows() {
    let run = Run::new("table", (80, 24));
    run.terminal.wait_for(WAITS);
    press(&run.terminal, &[" ", DOWN]);
    for size in [(60, 20), (100, 30), (78, 24)] {
        run.terminal.resize(size.0, size.1);
        run.terminal.wait_until("the table is there again", |screen| {
            screen.matches(HEADING).count() == 1 && screen.matches("[x]").count() == 2 && screen.contains(WAITS)
        });
        assert_eq!(run.terminal.overrun(), Vec::<String>::new(), "{}", run.terminal.screen());
    }
    run.terminal.resize(40, 10);
    run.ends_with(&[report(["1", "3", "", ""], 2, "OneByOne").as_str(), "Ok(())"]);
}

#[test]
fn what_is_typed_or_pasted_is_no_tick() {
    let run = Run::new("table", (80, 24));
    run.terminal.wait_for(WAITS);
    run.terminal.send("z");
    run.terminal.wait_for("! nothing can be typed here");
    run.terminal.send("=");
    run.terminal.wait_for("! there is no row above this one");
    run.terminal.paste("a b\nc");
    run.terminal.wait_for("! nothing can be typed here");
    run.terminal.send(ENTER);
    run.ends_with(&[report(["", "3", "", ""], 1, "Enter").as_str(), "Ok(())"]);
}
