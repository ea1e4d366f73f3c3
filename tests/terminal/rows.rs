//! Rows under one heading.

use crate::pty::ENTER;
use crate::run::{PROGRESS, Run, SIZES};
use crate::scripts::HEADING;

#[test]
fn rows_stand_below_one_heading_with_what_was_said_above() {
    for size in SIZES {
        let run = Run::new("rows", size);
        run.at("Stickers:", "a short message\r");
        run.terminal.wait_for("= as above");
        run.shows(&[PROGRESS, HEADING, "✓ Stickers: a short message"]);
        run.terminal.send("=\r");
        run.terminal.wait_for("Vans 🚐:");
        // A long title is cut where the window is narrow, and never what was said.
        let repeated = if size.0 > 40 { "聚会: a short message" } else { "…: a short message" };
        run.shows(&[PROGRESS, HEADING, "✓ Stickers: a short message", repeated]);
        run.terminal.send("by phone 📞\r");
        run.terminal.wait_for("A stall");
        run.shows(&[PROGRESS, HEADING]);
        run.terminal.send("==\r");
        run.ends_with(&[
            r#"Ok(Response { reply: Text("a short message"), draft: None })"#,
            r"Ok(Response { reply: Repeat { all: false }, draft: None })",
            r#"Ok(Response { reply: Text("by phone 📞"), draft: None })"#,
            r"Ok(Response { reply: Repeat { all: true }, draft: None })",
        ]);
    }
}

#[test]
fn picks_of_a_row_say_which_it_is_and_take_the_sign_for_the_answer_above() {
    for size in SIZES {
        for (script, help) in [("picked-rows", "Enter: pick"), ("ticked-rows", "Space: tick")] {
            let run = Run::new(script, size);
            run.terminal.wait_for("Stickers (1 of 4)");
            run.terminal.wait_for(help);
            run.shows(&[PROGRESS, HEADING]);
            run.terminal.send("hear");
            run.at("> ", ENTER);
            run.terminal.wait_for("(2 of 4)");
            run.shows(&[HEADING]);
            run.terminal.send("=\r");
            run.terminal.wait_for("Vans 🚐 (3 of 4)");
            run.shows(&[HEADING]);
            run.menu("leave all that follow open");
            run.terminal.wait_for("(4 of 4)");
            run.menu("the same for all that follow (==)");
            run.ends_with(&[
                r#"Ok(Response { reply: Picked(["hear"]), draft: None })"#,
                r"Ok(Response { reply: Repeat { all: false }, draft: None })",
                r"Ok(Response { reply: SkipRest, draft: None })",
                r"Ok(Response { reply: Repeat { all: true }, draft: None })",
            ]);
        }
    }
}
