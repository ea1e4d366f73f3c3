//! A line, and several sentences.

use crate::pty::{CTRL_C, DOWN, ENTER, ESC};
use crate::run::{MENU, PROGRESS, Run, SIZES};
use crate::scripts;

#[test]
fn a_line_brings_its_text_and_shows_progress_and_question() {
    for size in SIZES {
        let run = Run::new("line", size);
        run.terminal.wait_for("Enter: next");
        run.shows(&[PROGRESS, scripts::QUESTION, "e.g. People in the old town"]);
        run.terminal.send("城里的人 🚲 ok");
        run.terminal.wait_for("ok");
        run.shows(&[PROGRESS, scripts::QUESTION, "城里的人 🚲 ok"]);
        run.terminal.send(ENTER);
        run.ends_with(&[r#"Ok(Response { reply: Text("城里的人 🚲 ok"), draft: None })"#]);
    }
}

#[test]
fn a_rejection_is_shown_and_the_old_text_stands_in_the_line() {
    for size in SIZES {
        let run = Run::new("rejected", size);
        run.terminal.wait_for("Enter: next");
        run.shows(&[PROGRESS, "Please give a number between 1 and 5000, such as 120.", "(people) many"]);
        run.terminal.send(ENTER);
        run.ends_with(&[r#"Ok(Response { reply: Text("many"), draft: None })"#]);
    }
}

#[test]
fn what_a_refused_text_may_mean_stands_in_the_line_instead_of_it() {
    let run = Run::new("offered", (80, 24));
    run.terminal.wait_for("Enter: next");
    run.terminal.send("3 x 60");
    run.at("> 3 x 60", ENTER);
    run.at("! `3 x 60` comes to 180", "");
    run.at("> 180", ENTER);
    let [typed, taken] = ["3 x 60", "180"].map(|text| format!("Ok(Response {{ reply: Text({text:?}), draft: None }})"));
    run.ends_with(&[&typed, &taken]);
}

#[test]
fn chinese_questions_wrap_and_every_part_of_the_heading_is_there() {
    for size in SIZES {
        let run = Run::new("chinese", size);
        run.terminal.wait_for("Enter: next");
        run.terminal.send("答案👍");
        run.terminal.wait_for("答案");
        run.shows(&[PROGRESS, scripts::CHINESE, "About: 周末骑自行车的人", "变了", "(optional)"]);
        run.terminal.send(ENTER);
        run.ends_with(&[r#"Ok(Response { reply: Text("答案👍"), draft: None })"#]);
    }
}

#[test]
fn pasted_lines_become_one_line_or_are_changed_first() {
    let run = Run::new("line", (40, 16));
    run.terminal.wait_for("Enter: next");
    run.terminal.paste("first\nsecond");
    run.at("second", ENTER);
    run.at("That was 2 lines", DOWN);
    run.at("> change it first", ENTER);
    run.at("> first second", " third");
    run.at("third", ENTER);
    run.ends_with(&[r#"Ok(Response { reply: Text("first second third"), draft: None })"#]);
}

#[test]
fn a_long_text_is_kept_or_written_anew_and_pasted_lines_stay() {
    for size in SIZES {
        let run = Run::new("written", size);
        run.terminal.wait_for("This text is there already");
        run.shows(&[PROGRESS, scripts::QUESTION, "First paragraph of what they said."]);
        run.pick("keep it");
        run.ends_with(&[&format!("Ok(Response {{ reply: Text({:?}), draft: None }})", scripts::PARAGRAPHS)]);
        let run = Run::new("written", size);
        run.terminal.wait_for("This text is there already");
        run.pick("write it anew");
        run.at("Enter: next", ESC);
        run.at(MENU, ENTER);
        run.ends_with(&[&format!("Ok(Response {{ reply: Back, draft: Some({:?}) }})", scripts::PARAGRAPHS)]);
    }
    let run = Run::new("long", (40, 16));
    run.terminal.wait_for("Enter: next");
    run.terminal.paste("one\n\ntwo");
    run.at("two", ENTER);
    run.ends_with(&[r#"Ok(Response { reply: Text("one\n\ntwo"), draft: None })"#]);
}

/// Not every terminal announces a paste; then it comes like keys, but faster than anybody types.
#[test]
fn lines_that_arrive_at_once_are_a_paste_and_never_answer_the_next_question() {
    for lines in ["first\rsecond\rthird", "first\nsecond\nthird\n"] {
        let run = Run::new("twice", (40, 16));
        run.terminal.wait_for("Enter: next");
        run.terminal.send(lines);
        run.terminal.wait_for("third");
        assert_eq!(run.report(), Vec::<String>::new());
        run.terminal.send(ENTER);
        run.at("That was 3 lines", ENTER);
        run.terminal.wait_until("the first question is answered", |_| run.report().len() == 1);
        run.at("Enter: next", "next\r");
        run.ends_with(&[
            r#"Ok(Response { reply: Text("first second third"), draft: None })"#,
            r#"Ok(Response { reply: Text("next"), draft: None })"#,
        ]);
    }
    let run = Run::new("one", (40, 16));
    run.terminal.wait_for("Esc: menu");
    run.terminal.send("couriers\rsecond\rthird\r");
    run.terminal.wait_for("nothing here is called");
    assert_eq!(run.report(), Vec::<String>::new());
}

#[test]
fn the_keys_of_readline_edit_a_line() {
    let left = "\u{1b}[D";
    let cases = [
        (format!("15.000{left}{left}\u{15}"), "> 00", "00"),
        ("one two\u{17}three".to_owned(), "> one three", "one three"),
        ("bc\u{1}a\u{5}d".to_owned(), "> abcd", "abcd"),
        ("one two\u{1b}b\u{b}\u{1}\u{19} ".to_owned(), "> two one", "two one"),
        ("周末骑车🚲\u{2}\u{2}\u{4}!".to_owned(), "> 周末骑!🚲", "周末骑!🚲"),
        ("sure\u{11}\u{18}\u{10}".to_owned(), "> sure", "sure"),
    ];
    for (keys, seen, text) in cases {
        let run = Run::new("line", (60, 16));
        run.at("Enter: next", &keys);
        let wanted = |screen: &str| screen.lines().any(|row| row == seen);
        run.terminal.wait_until(&format!("`{seen}` stands in the line"), wanted);
        run.terminal.send(ENTER);
        run.ends_with(&[&format!("Ok(Response {{ reply: Text({text:?}), draft: None }})")]);
    }
}

#[test]
fn the_cursor_stands_where_text_is_typed_whatever_its_width() {
    let run = Run::new("line", (40, 16));
    run.at("Enter: next", "周末 a");
    run.terminal.wait_for("> 周末 a");
    assert_eq!(run.terminal.cursor().0, 8);
    run.terminal.send("\u{1b}[D\u{1b}[D\u{1b}[D");
    run.terminal.wait_until("the cursor moves", |_| run.terminal.cursor().0 == 4);
}

#[test]
fn an_emptied_line_is_told() {
    for (keys, reply) in [("\u{15}", r#"Some("")"#), ("\u{15}new", r#"Some("new")"#), ("", r#"Some("restored")"#)] {
        let run = Run::new("draft", (60, 16));
        run.at("> restored", keys);
        if !keys.is_empty() {
            run.terminal.wait_gone("restored");
        }
        run.menu("jump to");
        run.ends_with(&[&format!("Ok(Response {{ reply: Jump, draft: {reply} }})")]);
        let run = Run::new("draft", (60, 16));
        run.at("> restored", keys);
        if !keys.is_empty() {
            run.terminal.wait_gone("restored");
        }
        run.terminal.send(CTRL_C);
        run.ends_with(&[&format!("Err(Interrupted {{ draft: {reply} }})")]);
    }
}

#[test]
fn question_and_help_stay_in_sight_however_long_the_text_is() {
    for size in SIZES {
        let run = Run::new("long", size);
        run.terminal.wait_for("Enter: next");
        let text = format!("begin {}end", "word ".repeat(400));
        run.terminal.paste(&text);
        run.terminal.wait_for("end");
        run.shows(&[PROGRESS, scripts::QUESTION, "Enter: next"]);
        run.terminal.send("\u{1b}[H");
        run.terminal.wait_for("> begin");
        run.shows(&[PROGRESS, scripts::QUESTION, "Enter: next"]);
        run.terminal.send(ENTER);
        run.ends_with(&[&format!("Ok(Response {{ reply: Text({text:?}), draft: None }})")]);
    }
}

#[test]
fn a_paste_taller_than_the_window_leaves_a_clean_screen() {
    for words in [80, 200, 400] {
        let run = Run::new("long", (40, 16));
        run.terminal.wait_for("Enter: next");
        run.terminal.paste(&format!("{}end", "word ".repeat(words)));
        run.terminal.wait_for("end");
        run.terminal.send(ESC);
        run.terminal.wait_for(MENU);
        run.shows(&[PROGRESS, scripts::QUESTION]);
        run.terminal.send(ESC);
        run.terminal.wait_for("This text is there already");
        run.pick("keep it");
        let text = format!("{}end", "word ".repeat(words));
        run.ends_with(&[&format!("Ok(Response {{ reply: Text({text:?}), draft: None }})")]);
    }
}

#[test]
fn the_editor_writes_long_texts_and_a_missing_one_is_explained() {
    let editor = "sh -c 'echo \"# and more\" >> \"$0\"'";
    let run = Run::with_editor("long", (60, 16), editor);
    run.at("Enter: next", "start");
    run.terminal.wait_for("> start");
    run.menu("open my editor");
    run.ends_with(&[r#"Ok(Response { reply: Text("start\n# and more"), draft: None })"#]);
    let run = Run::with_editor("long", (60, 16), "no-such-editor");
    run.at("Enter: next", "start");
    run.terminal.wait_for("> start");
    run.menu("open my editor");
    run.terminal.wait_for("the editor `no-such-editor` was not found");
    run.at("> start", " over\r");
    run.ends_with(&[r#"Ok(Response { reply: Text("start over"), draft: None })"#]);
}
