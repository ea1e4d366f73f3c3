//! One pick, several picks.

use crate::pty::{DOWN, ENTER, ESC, UP};
use crate::run::{MENU, PROGRESS, Run, SIZES};
use crate::scripts;

#[test]
fn one_pick_starts_on_the_selected_and_can_add() {
    for size in SIZES {
        let run = Run::new("one", size);
        run.terminal.wait_for("Esc: menu");
        run.shows(&[PROGRESS, scripts::QUESTION]);
        assert!(run.terminal.screen().contains("> 周末骑自行车的人"), "{}", run.terminal.screen());
        run.terminal.send(ENTER);
        run.ends_with(&[r#"Ok(Response { reply: Picked(["segments-2"]), draft: None })"#]);
        let run = Run::new("one", size);
        run.terminal.wait_for("Esc: menu");
        run.pick("+ add a new customer group");
        run.at("Enter: add", "Clubs\r");
        run.ends_with(&[
            r#"Ok(Response { reply: AddTo { list: "segments", name: "Clubs", picked: [] }, draft: None })"#,
        ]);
    }
}

#[test]
fn a_long_choice_scrolls_without_overdrawing() {
    for size in SIZES {
        let run = Run::new("many", size);
        run.terminal.wait_for("Esc: menu");
        for _ in 0..15 {
            run.terminal.send(DOWN);
        }
        run.terminal.wait_for("> Choice number 15");
        run.shows(&[PROGRESS, scripts::QUESTION]);
        run.terminal.send(ENTER);
        run.ends_with(&[r#"Ok(Response { reply: Picked(["c15"]), draft: None })"#]);
    }
}

#[test]
fn several_picks_come_in_the_order_shown_and_survive_adding() {
    for size in SIZES {
        let run = Run::new("some", size);
        let screen = run.terminal.wait_for("Esc: menu");
        assert!(screen.contains("Tick with Space, one to three:"), "{screen}");
        run.shows(&[PROGRESS, scripts::QUESTION]);
        run.terminal.send(" ");
        run.terminal.wait_until("both are ticked", |screen| screen.matches("[x]").count() == 2);
        run.terminal.send(ENTER);
        run.ends_with(&[r#"Ok(Response { reply: Picked(["segments-1", "segments-2"]), draft: None })"#]);
        let run = Run::new("some", size);
        run.at("Esc: menu", UP);
        run.at("> [ ] + add", " ");
        run.terminal.wait_for("> [x] + add");
        run.terminal.send(ENTER);
        run.at("Enter: add", "Clubs\r");
        run.ends_with(&[
            r#"Ok(Response { reply: AddTo { list: "segments", name: "Clubs", picked: ["segments-2"] }, draft: None })"#,
        ]);
    }
}

#[test]
fn picks_make_entries_and_none_ends_the_list() {
    let run = Run::new("picklist", (40, 16));
    run.at("Space: tick", " ");
    run.at("[x]", ENTER);
    run.ends_with(&[r#"Ok(Response { reply: AddPicked(["problem-1"]), draft: None })"#]);
    let run = Run::new("picklist", (40, 16));
    run.at("Space: tick", ENTER);
    run.ends_with(&["Ok(Response { reply: Done, draft: None })"]);
}

#[test]
fn typing_narrows_a_long_choice_down() {
    let run = Run::new("many", (40, 16));
    run.at("type to search", "15");
    run.at("> Choice number 15", ENTER);
    run.ends_with(&[r#"Ok(Response { reply: Picked(["c15"]), draft: None })"#]);
}

#[test]
fn what_is_typed_is_never_taken_for_a_choice() {
    for size in SIZES {
        for (script, searched) in [
            ("one", "Enter: pick"),
            ("some", "Tab: tick"),
            ("many", "Enter: pick"),
            ("picklist", "Tab: tick"),
            ("menu", "Enter: pick"),
        ] {
            let run = Run::new(script, size);
            run.at("Enter:", "19500");
            run.terminal.wait_for("nothing here is called `19500`");
            run.terminal.wait_for(searched);
            run.terminal.send(ENTER);
            std::thread::sleep(std::time::Duration::from_millis(100));
            assert_eq!(run.report(), Vec::<String>::new(), "{script}");
            assert_eq!(run.terminal.overrun(), Vec::<String>::new());
            run.terminal.send("\u{15}");
            run.terminal.wait_gone("nothing here");
        }
    }
    let run = Run::new("line", (40, 16));
    run.terminal.wait_for("Enter: next");
    run.terminal.send(ESC);
    run.at(MENU, "not now");
    run.at("nothing here is called `not now`", ENTER);
    run.at("nothing here is called `not now`", "\u{15}save");
    run.at("> save and leave", ENTER);
    run.ends_with(&["Ok(Response { reply: Leave, draft: None })"]);
}

#[test]
fn a_space_in_a_search_is_a_space_and_tab_ticks() {
    let run = Run::new("some", (40, 16));
    run.at("Space: tick", "to school");
    run.at("Tab: tick", "\t");
    run.terminal.wait_for("> [x] Parents");
    run.terminal.send(ENTER);
    run.ends_with(&[r#"Ok(Response { reply: Picked(["segments-1", "segments-2"]), draft: None })"#]);
    let run = Run::new("picklist", (40, 16));
    run.at("Space: tick", "rain");
    run.at("Tab: tick", ENTER);
    run.ends_with(&[r#"Ok(Response { reply: AddPicked(["problem-2"]), draft: None })"#]);
}

#[test]
fn ticks_outlive_the_menu_and_the_explanation() {
    for size in SIZES {
        let run = Run::new("some", size);
        run.at("Space: tick", " ");
        run.terminal.wait_until("both are ticked", |screen| screen.matches("[x]").count() == 2);
        run.terminal.send(ESC);
        run.at(MENU, ESC);
        run.terminal.wait_until("both are still ticked", |screen| screen.matches("[x]").count() == 2);
        run.menu("explain");
        while !run.terminal.wait_for("Enter: ").contains("back to the question") {
            let page = run.terminal.screen();
            run.terminal.send(ENTER);
            run.terminal.wait_until("the page turns", |screen| screen != page);
        }
        run.terminal.send(ENTER);
        run.terminal.wait_until("both are still ticked", |screen| screen.matches("[x]").count() == 2);
        run.terminal.send(ENTER);
        run.ends_with(&[r#"Ok(Response { reply: Picked(["segments-1", "segments-2"]), draft: None })"#]);
    }
}

#[test]
fn nothing_ticked_is_passed_on_and_nothing_to_pick_leads_to_the_menu() {
    let run = Run::new("some", (60, 16));
    run.at("[x]", "\u{1b}[B ");
    run.terminal.wait_gone("[x]");
    run.terminal.send(ENTER);
    run.ends_with(&["Ok(Response { reply: Picked([]), draft: None })"]);
    let run = Run::new("empty", (60, 16));
    run.at("There is nothing to pick yet.", "");
    run.terminal.wait_for("Esc: menu");
    run.menu("skip it");
    run.ends_with(&["Ok(Response { reply: Skip, draft: None })"]);
}

/// What Enter alone means is decided by the interview: the front says that nothing was picked.
#[test]
fn a_choice_without_a_default_starts_on_neither() {
    for size in SIZES {
        for (script, start) in [("optional", "> leave it open"), ("yes-no", "> (nothing picked yet)")] {
            let run = Run::new(script, size);
            run.at("Esc: menu", "");
            assert!(run.terminal.screen().contains(start), "{}", run.terminal.screen());
            run.shows(&[PROGRESS, scripts::QUESTION]);
            run.terminal.send(ENTER);
            run.ends_with(&["Ok(Response { reply: Picked([]), draft: None })"]);
            let run = Run::new(script, size);
            run.terminal.wait_for("Esc: menu");
            run.pick("no");
            run.ends_with(&[r#"Ok(Response { reply: Picked(["no"]), draft: None })"#]);
        }
    }
}

#[test]
fn an_entry_without_a_name_is_begun_and_enter_ends_a_list_that_may_end() {
    for size in SIZES {
        for (script, first, reply) in [
            ("begin", "+ add a new", "Begin"),
            ("begin-more", "go on", "Done"),
            ("begin-optional", "leave it open", "Done"),
        ] {
            let run = Run::new(script, size);
            run.terminal.wait_for(&format!("> {first}"));
            run.shows(&[PROGRESS, scripts::QUESTION]);
            run.terminal.send(ENTER);
            run.ends_with(&[&format!("Ok(Response {{ reply: {reply}, draft: None }})")]);
        }
    }
    // Text does not name such an entry: it begins one.
    let run = Run::new("begin", (80, 24));
    run.at("> + add a new", "Loan");
    run.terminal.send(ENTER);
    run.ends_with(&["Ok(Response { reply: Add(\"Loan\"), draft: None })"]);
}
