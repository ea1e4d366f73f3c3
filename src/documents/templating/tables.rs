//! Tables of a Markdown document: a column in which nothing is said is left out.

use std::borrow::Cow;

/// What stands in the cell of an answer that nobody gave.
const NOTHING: &str = "–";

/// The text with its tables, each without the columns that hold nothing but dashes. The first column stays, and so does a
/// table of which nothing else would be left, or whose rows are not of one length.
pub(crate) fn told_columns(text: &str) -> Cow<'_, str> {
    let lines: Vec<&str> = text.lines().collect();
    let (mut out, mut is_whole) = (Vec::with_capacity(lines.len()), true);
    for run in lines.chunk_by(|one, next| one.starts_with('|') == next.starts_with('|')) {
        let table = run.first().filter(|line| line.starts_with('|')).and_then(|_| told(run));
        is_whole &= table.is_none();
        match table {
            Some(table) => out.extend(table.into_iter().map(Cow::Owned)),
            None => out.extend(run.iter().copied().map(Cow::Borrowed)),
        }
    }
    if is_whole { Cow::Borrowed(text) } else { Cow::Owned(out.join("\n")) }
}

/// The table without such columns; `None` where it has none of them.
fn told(table: &[&str]) -> Option<Vec<String>> {
    let rows: Vec<Vec<&str>> = table.iter().map(|line| cells(line)).collect();
    let (head, body) = rows.split_first_chunk::<2>()?;
    let columns = head.first()?.len();
    if body.is_empty() || rows.iter().any(|row| row.len() != columns) {
        return None;
    }
    let is_told = |column: usize| {
        column == 0 || body.iter().any(|row| row.get(column).is_some_and(|cell| cell.trim() != NOTHING))
    };
    let told: Vec<usize> = (0..columns).filter(|column| is_told(*column)).collect();
    (told.len() > 1 && told.len() < columns).then(|| {
        let line = |row: &Vec<&str>| {
            let kept: Vec<&str> = told.iter().filter_map(|column| row.get(*column).copied()).collect();
            format!("|{}|", kept.join("|"))
        };
        rows.iter().map(line).collect()
    })
}

/// The cells of a row, with their spaces; a bar behind a backslash parts nothing.
fn cells(line: &str) -> Vec<&str> {
    let line = line.trim_end();
    let inner = line.strip_prefix('|').unwrap_or(line);
    let inner = inner.strip_suffix('|').unwrap_or(inner);
    let mut is_escaped = false;
    inner
        .split(move |c| {
            let parts = c == '|' && !is_escaped;
            is_escaped = c == '\\' && !is_escaped;
            parts
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_of_dashes_is_left_out() {
        let table = "Before\n\n| A | B | C |\n|:--|--:|---|\n| a | – | c |\n| – | – | – |\n\nAfter\n";
        assert_eq!(told_columns(table), "Before\n\n| A | C |\n|:--|---|\n| a | c |\n| – | – |\n\nAfter");
    }

    #[test]
    fn whatever_is_no_such_column_stays_as_it_is() {
        for text in [
            "| A | B |\n|---|---|\n| – | b |\n| – | – |\n",
            "| A | B |\n|---|---|\n",
            "| A | B |\n|---|---|\n| a | – |\n",
            "| A | B |\n|---|---|\n| a | – | more |\n",
            "| one line |\n",
            "no table – at all\n",
            "",
        ] {
            assert!(matches!(told_columns(text), Cow::Borrowed(same) if same == text), "{text}");
        }
        let bars = "| A | B | C |\n|---|---|---|\n| a \\| b | – | c |\n| \\\\| – | c |\n";
        assert_eq!(told_columns(bars), "| A | C |\n|---|---|\n| a \\| b | c |\n| \\\\| c |");
    }
}
