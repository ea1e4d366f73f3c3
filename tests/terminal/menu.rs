//! The menu behind Esc, and Ctrl-C.

use crate::pty::{CTRL_C, ENTER, ESC};
use crate::run::{MENU, PROGRESS, Run, SIZES};
use crate::scripts;

#[test]
fn esc_opens_the_menu_and_the_typed_text_comes_back() {
    for size in SIZES {
        let run = Run::new("line", size);
        run.at("Enter: next", "half a thou");
        run.at("half a thou", ESC);
        run.terminal.wait_for(MENU);
        run.shows(&[MENU, "> go back"]);
        run.terminal.send(ESC);
        run.terminal.wait_gone(MENU);
        run.at("Enter: next", "ght");
        run.terminal.wait_for("> half a thought");
        run.shows(&[PROGRESS, scripts::QUESTION, "half a thought"]);
        run.menu("go back");
        run.ends_with(&[r#"Ok(Response { reply: Back, draft: Some("half a thought") })"#]);
    }
}

#[test]
fn every_way_to_go_on_is_in_the_menu() {
    let ways = [
        ("skip it", "Ok(Response { reply: Skip, draft: None })"),
        ("show what", "Ok(Response { reply: Show, draft: None })"),
        ("undo the", "Ok(Response { reply: Undo, draft: None })"),
        ("change an earlier", r#"Ok(Response { reply: Change { search: "" }, draft: None })"#),
        ("jump to", "Ok(Response { reply: Jump, draft: None })"),
        ("save and", "Ok(Response { reply: Leave, draft: None })"),
    ];
    for (label, expected) in ways {
        let run = Run::new("line", (40, 16));
        run.terminal.wait_for("Enter: next");
        run.menu(label);
        run.ends_with(&[expected]);
    }
    let run = Run::new("line", (40, 16));
    run.terminal.wait_for("Enter: next");
    run.menu("I don't know");
    run.at("Enter: done", "ask the shops\r");
    run.ends_with(&[r#"Ok(Response { reply: Unknown { note: Some("ask the shops") }, draft: None })"#]);
    let run = Run::new("line", (40, 16));
    run.terminal.wait_for("Enter: next");
    run.menu("this does not apply");
    run.at("Enter: done", "no shop\r");
    run.ends_with(&[r#"Ok(Response { reply: NotApplicable { because: "no shop" }, draft: None })"#]);
}

#[test]
fn the_answers_to_change_are_searched_in_their_whole_length_and_no_match_takes_nothing() {
    for size in SIZES {
        let run = Run::new("answers", size);
        let screen = run.terminal.wait_for("Esc: back");
        assert!(screen.contains("type to search") && screen.contains("> answer number 28"), "{screen}");
        run.terminal.send("COMMUT");
        let screen = run.terminal.wait_gone("answer number");
        assert!(screen.contains("> what they do today"), "{screen}");
        run.shows(&["Commuters (how many"]);
        run.terminal.send(" xyz");
        run.terminal.wait_gone("Commuters (how many");
        run.terminal.send(ENTER);
        run.terminal.send("\u{7f}\u{7f}\u{7f}\u{7f} 400");
        run.terminal.wait_for("> Commuters (how many");
        run.terminal.send(ENTER);
        run.ends_with(&[r#"Ok(Picked("size"))"#]);
        let run = Run::new("answers", size);
        run.at("Esc: back", ESC);
        run.ends_with(&["Ok(Back)"]);
    }
}

#[test]
fn a_choice_between_two_takes_nothing_that_does_not_fit_either() {
    for size in SIZES {
        let run = Run::new("two", size);
        run.at("> the short path", "a sauna on a trailer\r");
        run.at("! nothing here is called", "\u{15}full");
        run.at("> the full path", ENTER);
        run.ends_with(&[r#"Ok(Picked("full"))"#]);
    }
}

#[test]
fn ctrl_c_brings_the_draft() {
    for size in SIZES {
        for script in ["line", "long", "list"] {
            let run = Run::new(script, size);
            run.at("Esc: menu", "几乎 done");
            run.at("几乎 done", CTRL_C);
            run.ends_with(&[r#"Err(Interrupted { draft: Some("几乎 done") })"#]);
        }
        let run = Run::new("one", size);
        run.at("Esc: menu", CTRL_C);
        run.ends_with(&["Err(Interrupted { draft: None })"]);
        let run = Run::new("line", size);
        run.at("Esc: menu", "kept");
        run.at("> kept", ESC);
        run.at(MENU, CTRL_C);
        run.ends_with(&[r#"Err(Interrupted { draft: Some("kept") })"#]);
    }
}

#[test]
fn what_is_ticked_is_half_an_answer_too() {
    for (script, ticked, keys) in [("some", 2, "segments-1, segments-2"), ("picklist", 1, "problem-1")] {
        let tick = || {
            let run = Run::new(script, (80, 24));
            run.at("Esc: menu", " ");
            run.terminal.wait_until("it is ticked", |screen| screen.matches("[x]").count() == ticked);
            run
        };
        let run = tick();
        run.terminal.send(CTRL_C);
        run.ends_with(&[format!("Err(Interrupted {{ draft: Some({keys:?}) }})").as_str()]);
        let run = tick();
        run.menu("go back");
        run.ends_with(&[format!("Ok(Response {{ reply: Back, draft: Some({keys:?}) }})").as_str()]);
    }
    let run = Run::new("some", (80, 24));
    run.at("Esc: menu", CTRL_C);
    run.ends_with(&["Err(Interrupted { draft: None })"]);
}

#[test]
fn explain_shows_everything_and_returns_to_the_question() {
    for size in SIZES {
        let run = Run::new("line", size);
        run.at("Enter: next", "abc");
        run.terminal.wait_for("> abc");
        run.menu("explain");
        run.terminal.wait_until("the explanation ends", |screen| screen.contains("back to the question"));
        run.shows(&["Less helpful: “Everyone”"]);
        run.terminal.send(ENTER);
        let screen = run.terminal.wait_for("> abc");
        assert!(screen.contains(PROGRESS), "{screen}");
        run.terminal.send(ENTER);
        run.ends_with(&[r#"Ok(Response { reply: Text("abc"), draft: None })"#]);
    }
}
