//! The canvas in the terminal. Run with `CANVASS_BLESS=1` to write the drawings anew, and read the difference.

use crate::command::{Folder, example, same};
use std::path::Path;
use std::{env, fs};

fn with_example() -> Folder {
    Folder::new().file("spoke.canvass.json", example())
}

#[test]
fn the_canvas_of_the_example_is_drawn_as_expected_for_each_width() {
    let folder = with_example();
    for (name, words, columns) in
        [("show.txt", "", ""), ("show-narrow.txt", "", "60"), ("show-plain.txt", "--plain", "60")]
    {
        let run = folder.canvass(&format!("show spoke.canvass.json {words}")).env("COLUMNS", columns);
        let text = run.status(0).stderr("").output_text();
        let expected = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/spoke-and-go").join(name);
        if env::var_os("CANVASS_BLESS").is_some() {
            fs::write(&expected, &text).unwrap();
        }
        same(name, &fs::read_to_string(&expected).unwrap_or_default(), &text);
    }
}

#[test]
fn a_canvas_comes_from_standard_input_and_in_plain_lines_where_boxes_cannot_be_drawn() {
    let folder = with_example();
    let plan = folder.read("spoke.canvass.json");
    let wide = folder.canvass("show spoke.canvass.json").status(0).output_text();
    folder.canvass("show -").stdin(plan.as_str()).status(0).stdout(&wide).stderr("");
    let listed = folder.canvass("show --plain -").stdin(plan.as_str()).status(0).output_text();
    assert!(!listed.contains(['│', '─', '┌']) && listed.contains("\nChannels\n- Rack stickers\n"), "{listed}");
    folder.canvass("show -").env("TERM", "dumb").stdin(plan.as_str()).status(0).stdout(&listed);
    let coloured = folder.canvass("show - --colour always").stdin(plan.as_str()).status(0).output_text();
    assert!(coloured.contains("│ \u{1b}[1mChannels\u{1b}[0m "), "{coloured}");
    folder.canvass("show - --colour always").env("NO_COLOR", "1").stdin(plan.as_str()).status(0).stdout(&coloured);
    folder.canvass("show -").env("CLICOLOR_FORCE", "1").env("NO_COLOR", "1").stdin(plan).status(0).stdout(&wide);
    folder.canvass("show").status(2).stdout("");
    folder.canvass("show gone.json").status(1).stdout("");
}

#[test]
fn a_canvas_says_what_is_open_what_does_not_apply_and_what_to_look_at_again() {
    let answers = "venture_name = 'Loaf'\n\
                   partners = { not_applicable = 'we bake alone' }\n\
                   channels = { unknown = true }\n\
                   [[segments]]\nname = 'Office workers, 办公室的人'\n\
                   [[personas]]\nname = 'Ida'\nsegment = 'Office workers, 办公室的人'\n";
    let folder = Folder::new().file("answers.toml", answers);
    folder.canvass("fill loaf.canvass.json --answers answers.toml").status(3);
    let text = folder.canvass("show loaf.canvass.json").env("COLUMNS", "50").status(0).stderr("").output_text();
    for row in [
        "│ - Office workers, 办公室的人 (?)               │",
        "│ Value propositions: still open                 │",
        "│ Channels: not known yet                        │",
        "│ Key partners: none: we bake alone              │",
        "(?) something about it is still open",
    ] {
        assert!(text.lines().any(|line| line == row), "{row}\n{text}");
    }
    let plain = folder.canvass("show loaf.canvass.json --plain").status(0).output_text();
    assert!(plain.contains("- Office workers, 办公室的人 (something about it is still open)\n"), "{plain}");
    assert!(plain.contains("\nKey partners\nnone: we bake alone\n"), "{plain}");
}
