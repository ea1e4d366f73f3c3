//! Documents that are sent to a terminal.

use crate::program::PROGRAM;
use crate::pty::Terminal;

#[test]
fn a_document_that_is_not_text_is_kept_from_a_terminal() {
    let script = r#"cd "$0" && "$1" example -o plan.canvass.json && exec "$1" draft plan.canvass.json --to "$2""#;
    for format in ["docx", "xlsx"] {
        let folder = tempfile::tempdir().unwrap();
        let arguments = ["-c", script, folder.path().to_str().unwrap(), PROGRAM, format];
        let mut terminal = Terminal::start(80, 24, "sh", &arguments, &[("CANVASS_BANK", "")], None);
        let status = terminal.wait_end();
        let screen = terminal.wait_for("help:");
        assert_eq!(Terminal::code(status), 2, "{screen}");
        let message = format!("error: a document in {format} is not text, so it cannot be shown in a terminal");
        assert!(screen.contains(&message), "{screen}");
        assert!(screen.contains(&format!("--output plan.{format}")), "{screen}");
    }
}
