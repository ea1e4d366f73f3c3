//! Problems in files, drawn with the line they are about. The home of annotate-snippets.

use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::words::printable;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

/// Draws problems one below the other, each with its file, line, column, source line and remedy.
/// The text ends with a line break, unless there is nothing to draw.
#[must_use]
pub fn draw(diagnostics: &[Diagnostic], colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let drawn: Vec<String> = diagnostics.iter().map(|diagnostic| one(diagnostic, &renderer)).collect();
    drawn.join("\n")
}

fn one(diagnostic: &Diagnostic, renderer: &Renderer) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(printable(&diagnostic.message));
    let group = match &diagnostic.place {
        Some(place) => title.element(snippet(place)),
        None => Group::with_title(title),
    };
    let mut drawn = renderer.render(&[group]);
    if let Some(help) = &diagnostic.help {
        let help = Group::with_title(Level::HELP.primary_title(printable(help)));
        drawn.push('\n');
        drawn.push_str(&renderer.render(&[help]));
    }
    drawn.push('\n');
    drawn
}

/// The lines meant; of a table that spans many, the first.
fn snippet(place: &Place) -> Snippet<'_, annotate_snippets::Annotation<'_>> {
    let start = place.span.start.min(place.source.len());
    let end = place.span.end.clamp(start, place.source.len());
    let meant = place.source.get(start..end).unwrap_or_default();
    let first_line = meant.lines().next().unwrap_or_default().len();
    let span = start..start + first_line;
    Snippet::source(&*place.source).path(printable(&place.path)).annotation(AnnotationKind::Primary.span(span))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    fn sample() -> Diagnostic {
        let source = "id = \"price\"\nké = 1; when = \"has_prise\"\n";
        let start = source.find("\"has").unwrap();
        let place = Place { path: "questions/05.toml".to_owned(), source: Arc::from(source), span: start..start + 11 };
        Diagnostic::error("unknown-name", "question `price` depends on `has_prise`, which this bank does not have")
            .at(place)
            .help("did you mean `has_price`?")
    }

    #[test]
    fn a_problem_shows_its_line_and_its_remedy() {
        let expected = "\
error: question `price` depends on `has_prise`, which this bank does not have
 --> questions/05.toml:2:16
  |
2 | ké = 1; when = \"has_prise\"
  |                ^^^^^^^^^^^
help: did you mean `has_price`?
";
        assert_eq!(draw(&[sample()], false), expected);
    }

    #[test]
    fn problems_without_a_place_are_drawn_too_and_kept_apart() {
        let warning = Diagnostic::warning("unused-file", "nobody uses `x.toml`");
        let drawn = draw(&[warning.clone(), warning.help("remove it")], false);
        assert_eq!(drawn, "warning: nobody uses `x.toml`\n\nwarning: nobody uses `x.toml`\nhelp: remove it\n");
        assert_eq!(draw(&[], false), "");
    }

    #[test]
    fn colour_only_adds_colour() {
        let coloured = draw(&[sample()], true);
        assert!(coloured.contains("\u{1b}["));
        let codes = coloured.split('\u{1b}').skip(1).filter_map(|rest| rest.split_once('m'));
        let plain: String = codes.map(|(_, text)| text).collect();
        assert_eq!(plain, draw(&[sample()], false));
    }

    #[test]
    fn any_place_can_be_drawn() {
        for span in [0..0, 5..90, 200..300, 40..41] {
            let mut diagnostic = sample();
            diagnostic.place.as_mut().unwrap().span = span;
            assert!(draw(&[diagnostic], false).contains("help:"));
        }
        let mut diagnostic = sample();
        diagnostic.place.as_mut().unwrap().source = Arc::from("");
        assert!(draw(&[diagnostic], false).contains("questions/05.toml:1"));
    }
}
