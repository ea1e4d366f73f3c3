//! The kinds of prompts that the walk has besides questions, in every window: an offer of details, choices with what they
//! mean, the pause with what changed, a finding with what would mend it.

use crate::pty::{DOWN, ENTER};
use crate::run::{PROGRESS, Run, SIZES};
use crate::scripts::{ADVICE, CHANGED, DETAILS, FINDING, QUESTION};

/// How often a text is to be seen, however it is wrapped.
fn count(run: &Run, text: &str) -> usize {
    let squeezed = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    squeezed(&run.terminal.screen()).matches(&squeezed(text)).count()
}

/// What others remarked stands at the question in a line each, and whole in the explanation.
#[test]
fn remarks_stand_at_their_question_and_leave_it_in_sight() {
    for size in SIZES {
        let run = Run::new("remarked", size);
        run.terminal.wait_for("Enter: next");
        run.shows(&[PROGRESS, QUESTION, "» Mentor 1: Whom", "» Mentor 3: Whom", "» and 2 more"]);
        run.terminal.send("x");
        run.terminal.send(ENTER);
        run.ends_with(&[r#"Ok(Response { reply: Text("x"), draft: None })"#]);
    }
}

#[test]
fn details_are_offered_by_label_and_enter_goes_on() {
    for size in SIZES {
        let run = Run::new("details", size);
        run.terminal.wait_for("Space: tick");
        run.shows(&[PROGRESS, DETAILS, "how often it comes up", "他们想什么", "no more details in this step"]);
        run.terminal.send(DOWN);
        run.terminal.wait_until("the long label can be read whole", |_| {
            count(&run, "why it is a group of its own, and not a part of another one 🙂") == 1
        });
        run.terminal.send(" ");
        run.terminal.wait_for("[x]");
        run.shows(&[PROGRESS, DETAILS]);
        run.terminal.send(ENTER);
        run.ends_with(&[r#"Ok(Response { reply: Picked(["d1"]), draft: None })"#]);
        let run = Run::new("details", size);
        run.at("Space: tick", ENTER);
        run.ends_with(&["Ok(Response { reply: Picked([]), draft: None })"]);
    }
}

#[test]
fn choices_stand_on_the_screen_once_each_with_what_it_means() {
    for size in SIZES {
        let run = Run::new("explained", size);
        run.terminal.wait_for("Enter: pick");
        run.shows(&[PROGRESS, "dedicated personal assistance", "自助服务"]);
        let long = "always the same person helps 🤝";
        let is_beside = size.0 > 70;
        assert_eq!(count(&run, long), usize::from(is_beside), "{size:?}\n{}", run.terminal.screen());
        run.terminal.send(&DOWN.repeat(2));
        run.terminal.wait_for("> dedicated personal assistance");
        run.terminal.wait_until("what it means can be read", |_| count(&run, long) == 1);
        run.shows(&[PROGRESS, "dedicated personal assistance"]);
        run.terminal.send(DOWN);
        run.terminal.wait_for("> 自助服务");
        run.shows(&[PROGRESS, "软件回答并提醒"]);
        run.terminal.send(ENTER);
        run.ends_with(&[r#"Ok(Response { reply: Picked(["automated"]), draft: None })"#]);
    }
}

#[test]
fn the_pause_says_what_changed_and_a_finding_is_read_whole() {
    for size in SIZES {
        for (script, texts) in [("changed", [CHANGED, "How would you like to go on?"]), ("finding", [ADVICE, FINDING])]
        {
            let run = Run::new(script, size);
            run.terminal.wait_for("Enter: pick");
            run.shows(&texts);
            run.shows(&["mend it at: Single boxes (the price)", "3 stands there now", "> mend it at"]);
            run.terminal.send(DOWN);
            run.terminal.wait_for("> let it stand");
            run.shows(&["let it stand", "with a reason, which the plan shows"]);
            run.terminal.send(ENTER);
            run.ends_with(&[r#"Ok(Picked("stand"))"#]);
        }
    }
}

#[test]
fn the_limit_of_a_text_is_shown_as_it_nears_and_what_is_too_much_is_said() {
    for size in SIZES {
        let run = Run::new("limited", size);
        run.terminal.wait_for("Enter: next");
        run.terminal.send("ten letter");
        run.terminal.wait_for("> ten letter");
        run.shows(&[PROGRESS, "[Enter: next"]);
        run.terminal.send("s 骑车");
        run.terminal.wait_for("[6 left · ");
        run.terminal.send(" 🚲 and more");
        run.terminal.wait_for("[5 too many · ");
        run.shows(&[PROGRESS]);
        run.terminal.send(ENTER);
        run.ends_with(&[r#"Ok(Response { reply: Text("ten letters 骑车 🚲 and more"), draft: None })"#]);
    }
}
