//! Lists, brainstormed and changed.

use crate::pty::{ENTER, ESC};
use crate::run::{MENU, PROGRESS, Run, SIZES};
use crate::scripts;

#[test]
fn a_list_is_brainstormed_without_repeating_the_question() {
    for size in SIZES {
        let run = Run::new("brainstorm", size);
        run.at("Enter: add", "Cyclists\r");
        run.at("> 1. Cyclists", "周末 riders\r");
        run.at("> 2. 周末 riders", "Shops");
        run.terminal.wait_for("> Shops");
        run.shows(&[PROGRESS, scripts::QUESTION, "1. Cyclists", "at least 3"]);
        run.terminal.send(ENTER);
        run.terminal.wait_for("> 3. Shops");
        run.terminal.send(ENTER);
        run.ends_with(&[
            r#"Ok(Response { reply: Add("Cyclists"), draft: None })"#,
            r#"Ok(Response { reply: Add("周末 riders"), draft: None })"#,
            r#"Ok(Response { reply: Add("Shops"), draft: None })"#,
            "Ok(Response { reply: Done, draft: None })",
        ]);
    }
}

#[test]
fn progress_stays_in_sight_however_many_names_are_typed() {
    for size in SIZES {
        let run = Run::new("marathon", size);
        for number in 1..=30 {
            let last = format!("{}. Group {}", number - 1, number - 1);
            let screen = run.terminal.wait_until("the next name is asked for", |screen| {
                let lines: Vec<&str> = screen.lines().rev().collect();
                lines.get(1) == Some(&">") && (number == 1 || lines.get(2).is_some_and(|line| line.ends_with(&last)))
            });
            assert!(screen.contains(PROGRESS), "{screen}");
            run.terminal.send(&format!("Group {number}\r"));
        }
        let last = r#"Ok(Response { reply: Add("Group 30"), draft: None })"#;
        run.terminal.wait_until("all are noted", |_| run.report().last().is_some_and(|line| line == last));
    }
}

#[test]
fn pasted_lines_become_entries_of_a_list() {
    let run = Run::new("brainstorm", (40, 16));
    run.terminal.wait_for("Enter: add");
    run.terminal.paste("- Cyclists\n\n- Riders\r\n- Shops");
    run.at("- Shops", ENTER);
    run.terminal.wait_for("> 3 entries, one for each line");
    run.terminal.send(ENTER);
    run.at("3. Shops", ENTER);
    run.ends_with(&[
        r#"Ok(Response { reply: Add("Cyclists"), draft: None })"#,
        r#"Ok(Response { reply: Add("Riders"), draft: None })"#,
        r#"Ok(Response { reply: Add("Shops"), draft: None })"#,
        "Ok(Response { reply: Done, draft: None })",
    ]);
}

#[test]
fn entries_of_a_list_are_changed_in_the_menu() {
    let changes = [
        ("go through", r#"Edit { item: "segments-1" }"#),
        ("move it down", r#"Move { item: "segments-1", to: 1 }"#),
        ("remove it", r#"Remove { item: "segments-1" }"#),
    ];
    for (label, reply) in changes {
        let run = Run::new("list", (40, 16));
        let screen = run.terminal.wait_for("Enter: add");
        assert!(screen.contains("earlier)") && screen.contains("9. Group number 9"), "{screen}");
        run.shows(&[PROGRESS]);
        run.menu("change an entry");
        run.at("> Group number 1", ENTER);
        run.terminal.wait_for("What shall be done");
        run.pick(label);
        run.ends_with(&[&format!("Ok(Response {{ reply: {reply}, draft: None }})")]);
    }
    let run = Run::new("list", (40, 16));
    run.terminal.wait_for("Enter: add");
    run.menu("change an entry");
    run.at("> Group number 1", ENTER);
    run.terminal.wait_for("What shall be done");
    run.pick("give it another");
    run.at("leave as it is", " b\r");
    run.ends_with(&[
        r#"Ok(Response { reply: Rename { item: "segments-1", name: "Group number 1 (1 question open) b" }, draft: None })"#
            .replace(" (1 question open)", "")
            .as_str(),
    ]);
}

#[test]
fn lines_that_wait_after_a_rejection_are_not_lost() {
    let run = Run::new("refused", (60, 16));
    run.terminal.wait_for("Enter: add");
    run.terminal.paste("Everyone\nRiders\nShops");
    run.at("Shops", ENTER);
    run.at("> 3 entries", ENTER);
    run.at("Name a group, not everyone.", ESC);
    run.at(MENU, ENTER);
    run.terminal.wait_for("There are 3 lines from before");
    run.pick("3 entries");
    run.ends_with(&[
        r#"Ok(Response { reply: Add("Everyone"), draft: None })"#,
        r#"Ok(Response { reply: Back, draft: Some("Everyone\nRiders\nShops") })"#,
        r#"Ok(Response { reply: Add("Everyone"), draft: None })"#,
    ]);
}
