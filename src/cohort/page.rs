//! The table as one page for a browser: it can be put in order without a script, by anchors, and the script that turns an
//! order round is the only one that the page allows. Nothing is fetched.

use super::column::Heading;
use super::measure::{Cell, Value};
use super::score::READINESS_NOTE;
use super::table::{Row, Table, order};
use crate::bank::{ColumnKind, Severity};
use crate::words;
use rust_decimal::prelude::ToPrimitive;
use std::collections::BTreeMap;
use std::fmt::Write;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");
/// The SHA-256 of the script, by which the page allows it: the test in a browser tells when it is another one.
const SCRIPT_HASH: &str = "6n97eOm1davMnMOTmhtw4xW0PwAI1NZeTf4NFrEy1f4=";

/// The columns that the page shows besides those asked for.
const USUAL: [&str; 9] =
    ["venture", "step", "required_open", "completeness", "consistency", "evidence", "gaps", "warnings", "readiness"];

/// The parts of the score whose distribution is drawn.
const DRAWN: [&str; 4] = ["completeness", "consistency", "evidence", "readiness"];

/// The most findings that are listed of one plan.
const MOST_FOUND: usize = 12;

/// The table as a page in HTML, with the columns asked for, made on a day in ISO 8601. `language` is that of the words.
#[must_use]
pub fn page(table: &Table, asked: &[String], language: &str, made_on: &str) -> String {
    let shown = table.shown(Some(&USUAL), asked);
    let read: Vec<(usize, &Row)> = table.rows.iter().enumerate().filter(|(_, row)| !row.is_unreadable).collect();
    let mut page = Page { table, read, html: String::new() };
    page.head(&shown, language);
    page.intro(made_on);
    page.plans(&shown);
    page.spread();
    page.stuck();
    page.commonest();
    page.each();
    page.unreadable();
    page.about(&shown);
    page.add(&format!("</main>\n<script>{SCRIPT}</script>\n</body>\n</html>\n"));
    page.html
}

struct Page<'t> {
    table: &'t Table,
    /// The plans that could be read, each with its place in the table.
    read: Vec<(usize, &'t Row)>,
    html: String,
}

impl Page<'_> {
    fn add(&mut self, html: &str) {
        self.html.push_str(html);
    }

    fn headings<'s>(&'s self, shown: &'s [usize]) -> impl Iterator<Item = (usize, &'s Heading)> {
        shown.iter().filter_map(|place| Some((*place, self.table.headings.get(*place)?)))
    }

    fn head(&mut self, shown: &[usize], language: &str) {
        let policy = format!("default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{SCRIPT_HASH}'");
        let orders = self.orders(shown);
        let title = words::counted(self.read.len(), "plan", "plans");
        self.add(&format!(
            "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" \
             content=\"{policy}\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title} \
             compared</title>\n<style>\n{STYLE}{orders}</style>\n</head>\n<body>\n",
            escaped(language)
        ));
    }

    /// The place of every row in the order of every column, and the order that an anchor asks for.
    fn orders(&self, shown: &[usize]) -> String {
        let mut css = format!(".plans table {{ grid-template-columns: repeat({}, auto); }}\n", shown.len());
        let mut places: BTreeMap<usize, String> = BTreeMap::new();
        for (_, heading) in self.headings(shown) {
            let id = &heading.id;
            let _ = writeln!(css, "#by-{id}:target ~ .plans tbody tr {{ order: var(--{id}); }}");
            let mut numbered: Vec<(usize, Cell)> = self
                .read
                .iter()
                .map(|(place, row)| (*place, self.table.cell(row, id).cloned().unwrap_or_default()))
                .collect();
            numbered.sort_by(|(_, left), (_, right)| order(&left.value, &right.value, falls(heading)));
            for (order, (place, _)) in numbered.iter().enumerate() {
                let _ = write!(places.entry(*place).or_default(), "--{id}: {order}; ");
            }
        }
        for (place, orders) in places {
            let _ = writeln!(css, "#row-{place} {{ {orders}}}");
        }
        css
    }

    fn intro(&mut self, made_on: &str) {
        let count = words::counted(self.read.len(), "plan", "plans");
        let unread = self.table.rows.len() - self.read.len();
        let unread = match unread {
            0 => String::new(),
            count => format!(
                " <a href=\"#unreadable\">{} not be read.</a>",
                words::counted(count, "file could", "files could")
            ),
        };
        self.add(&format!(
            "<header>\n<h1>{count} compared</h1>\n<p>As of {}.{unread}</p>\n<p class=\"note\">{READINESS_NOTE}</p>\n</header>\n<main>\n<nav \
             aria-label=\"Contents\"><ul>\n<li><a href=\"#plans\">All plans</a></li>\n<li><a href=\"#spread\">How they are \
             spread</a></li>\n<li><a href=\"#stuck\">Who is where</a></li>\n<li><a href=\"#commonest\">What is found most \
             often</a></li>\n<li><a href=\"#each\">Each plan</a></li>\n<li><a href=\"#about\">What the columns mean</a></li>\n\
             </ul></nav>\n",
            escaped(&crate::amounts::date(made_on))
        ));
    }

    fn plans(&mut self, shown: &[usize]) {
        self.add("<section>\n<h2 id=\"plans\">All plans</h2>\n<p class=\"soft\">Press a heading to sort by it, and again to turn the order round.</p>\n");
        let (mut anchors, mut heads) = (String::new(), String::new());
        for (_, heading) in self.headings(shown) {
            let (id, number) = (&heading.id, class(heading));
            let first = if falls(heading) { "descending" } else { "ascending" };
            let _ = writeln!(anchors, "<span id=\"by-{id}\"></span>");
            let _ = write!(
                heads,
                "<th scope=\"col\" role=\"columnheader\"{number} data-first=\"{first}\"><a href=\"#by-{id}\">{}</a></th>",
                escaped(&heading.title)
            );
        }
        let mut rows = String::new();
        for (place, row) in &self.read {
            let _ = write!(rows, "<tr role=\"row\" id=\"row-{place}\">");
            for (column, heading) in self.headings(shown) {
                rows.push_str(&self.cell(*place, row, column, heading));
            }
            rows.push_str("</tr>\n");
        }
        self.add(&format!(
            "{anchors}<div class=\"table plans\" role=\"region\" aria-label=\"All plans\" tabindex=\"0\">\n<table role=\"table\">\n\
             <thead role=\"rowgroup\">\n<tr role=\"row\">{heads}</tr>\n</thead>\n<tbody role=\"rowgroup\">\n{rows}</tbody>\n</table>\n\
             </div>\n<p class=\"soft\">* Something is left out of this number, because it is not known.</p>\n</section>\n"
        ));
    }

    fn cell(&self, place: usize, row: &Row, column: usize, heading: &Heading) -> String {
        let empty = Cell::default();
        let cell = row.cells.get(column).unwrap_or(&empty);
        if heading.id == "venture" {
            let name = escaped(&self.name(row));
            return format!(
                "<th scope=\"row\" role=\"rowheader\" dir=\"auto\"><a href=\"#plan-{place}\">{name}</a></th>"
            );
        }
        let text = escaped(&cell.shown(heading.kind, self.table.words(row, "currency")));
        let text = if text.is_empty() { "–".to_owned() } else { text };
        let text = if cell.is_partial { format!("<span class=\"partial\">{text}</span>") } else { text };
        format!("<td role=\"cell\"{} dir=\"auto\">{text}</td>", class(heading))
    }

    fn name(&self, row: &Row) -> String {
        let names = ["venture", "file"].map(|id| self.table.words(row, id));
        names.into_iter().find(|name| !name.is_empty()).unwrap_or("–").to_owned()
    }

    /// Links to plans, by their places in the table.
    fn links(&self, places: &[usize]) -> String {
        let rows = self.read.iter().filter(|(place, _)| places.contains(place));
        let links: Vec<String> = rows
            .map(|(place, row)| format!("<a href=\"#plan-{place}\"><bdi>{}</bdi></a>", escaped(&self.name(row))))
            .collect();
        links.join(", ")
    }

    fn spread(&mut self) {
        let mut charts = String::new();
        for (number, id) in DRAWN.into_iter().enumerate() {
            let Some(heading) = self.table.headings.iter().find(|heading| heading.id == id) else { continue };
            let values = self.read.iter().filter_map(|(_, row)| match self.table.cell(row, id)?.value {
                Value::Number(value) => value.to_usize(),
                _ => None,
            });
            charts.push_str(&chart(number, &heading.title, &values.collect::<Vec<_>>()));
        }
        self.add(&format!("<section>\n<h2 id=\"spread\">How they are spread</h2>\n<div class=\"charts\">\n{charts}</div>\n</section>\n"));
    }

    fn stuck(&mut self) {
        let mut steps: BTreeMap<(usize, String), Vec<usize>> = BTreeMap::new();
        for (place, row) in &self.read {
            let Some(Cell { value: Value::Number(step), .. }) = self.table.cell(row, "step") else { continue };
            let key = (step.to_usize().unwrap_or_default(), self.table.words(row, "step_title").to_owned());
            steps.entry(key).or_default().push(*place);
        }
        let mut rows = String::new();
        for ((step, title), places) in &steps {
            let (title, count, links) = (escaped(title), places.len(), self.links(places));
            let _ = writeln!(
                rows,
                "<tr><td class=\"number\">{step}</td><th scope=\"row\" dir=\"auto\">{title}</th><td class=\"number\">{count}</td>\
                 <td>{links}</td></tr>"
            );
        }
        let rows = table_of("Who is where", &["Step", "About", "Plans", "Which"], &[0, 2], &rows);
        self.add(&format!("<section>\n<h2 id=\"stuck\">Who is where</h2>\n<p>The last step in which something was said.</p>\n{rows}</section>\n"));
    }

    fn commonest(&mut self) {
        let mut rules: BTreeMap<(Severity, &str), Vec<usize>> = BTreeMap::new();
        for (place, row) in &self.read {
            for found in row.found.iter().filter(|found| !found.is_waived) {
                let places = rules.entry((found.severity, found.rule.as_str())).or_default();
                if places.last() != Some(place) {
                    places.push(*place);
                }
            }
        }
        let mut rules: Vec<_> = rules.into_iter().collect();
        rules.sort_by_key(|((severity, _), places)| (*severity, std::cmp::Reverse(places.len())));
        let mut rows = String::new();
        for ((severity, rule), places) in &rules {
            let (severity, rule, count, links) = (severity.name(), escaped(rule), places.len(), self.links(places));
            let _ = writeln!(
                rows,
                "<tr><th scope=\"row\">{rule}</th><td class=\"{severity}\">{severity}</td><td class=\"number\">{count}</td>\
                 <td>{links}</td></tr>"
            );
        }
        let rows = match rows.as_str() {
            "" => "<p>Nothing was found.</p>\n".to_owned(),
            _ => table_of("What is found most often", &["Check", "Weight", "Plans", "Which"], &[2], &rows),
        };
        self.add(&format!("<section>\n<h2 id=\"commonest\">What is found most often</h2>\n{rows}</section>\n"));
    }

    fn each(&mut self) {
        let plans: String = self.read.iter().map(|(place, row)| self.one(*place, row)).collect();
        self.add(&format!("<section>\n<h2 id=\"each\">Each plan</h2>\n{plans}</section>\n"));
    }

    fn one(&self, place: usize, row: &Row) -> String {
        let mut html = format!("<article id=\"plan-{place}\">\n<h3 dir=\"auto\">{}</h3>\n", escaped(&self.name(row)));
        let parts =
            ["completeness", "consistency", "evidence", "confirmed", "readiness"].into_iter().filter_map(|id| {
                let heading = self.table.headings.iter().find(|heading| heading.id == id)?;
                let value = self.table.cell(row, id)?.shown(heading.kind, "");
                (!value.is_empty()).then(|| format!("<div><dt>{}</dt><dd>{value}</dd></div>", escaped(&heading.title)))
            });
        let _ = writeln!(html, "<dl class=\"parts\">{}</dl>", parts.collect::<String>());
        if let Some(score) = &row.score {
            let caps =
                score.caps.iter().map(|cap| format!("<li>At most {} while {}.</li>\n", cap.at, escaped(&cap.because)));
            let advice = score.advice.iter().take(3).map(|advice| {
                let gain = if advice.gain > 0 { format!(" (+{})", advice.gain) } else { String::new() };
                format!("<li dir=\"auto\">{}{gain}</li>\n", escaped(&words::capitalised(&advice.what)))
            });
            html.push_str(&list("", caps));
            html.push_str(&list("<p>What would raise it most:</p>\n", advice));
        }
        let found = row.found.iter().filter(|found| !found.is_waived && !found.message.is_empty());
        let found: Vec<_> = found.collect();
        let more = found.len().saturating_sub(MOST_FOUND);
        let findings = found.iter().take(MOST_FOUND).map(|found| {
            let severity = found.severity.name();
            format!("<li dir=\"auto\"><span class=\"{severity}\">{severity}</span>: {}</li>\n", escaped(&found.message))
        });
        let findings = findings.chain((more > 0).then(|| format!("<li>and {more} more</li>\n")));
        html.push_str(&list("<p>What was found:</p>\n", findings));
        if let Some(summary) = &row.summary {
            // Every plan has tables of the same names: whoever hears them listed has to tell them apart.
            let region = "role=\"region\" aria-label=\"";
            let summary = summary.replace(region, &format!("{region}{}: ", escaped(&self.name(row))));
            let _ = write!(
                html,
                "<details>\n<summary>The plan on one page</summary>\n<div class=\"summary\">\n{summary}</div>\n</details>\n"
            );
        }
        html + "</article>\n"
    }

    fn unreadable(&mut self) {
        let rows = self.table.rows.iter().filter(|row| row.is_unreadable);
        let rows = rows.map(|row| {
            let problem = match self.table.words(row, "problem") {
                "" => "cannot be read",
                problem => problem,
            };
            format!("<tr><th scope=\"row\">{}</th><td>{}</td></tr>\n", escaped(&self.name(row)), escaped(problem))
        });
        let rows: String = rows.collect();
        if !rows.is_empty() {
            let rows = table_of("What could not be read", &["File", "Why"], &[], &rows);
            self.add(&format!("<section>\n<h2 id=\"unreadable\">What could not be read</h2>\n{rows}</section>\n"));
        }
    }

    fn about(&mut self, shown: &[usize]) {
        let rows = self.headings(shown).map(|(_, heading)| {
            let about = words::capitalised(heading.about.as_deref().unwrap_or_default());
            let unit = heading.unit.as_deref().unwrap_or_default();
            format!(
                "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td></tr>\n",
                escaped(&heading.title),
                escaped(unit),
                escaped(&about)
            )
        });
        let rows = table_of("What the columns mean", &["Column", "Unit", "Meaning"], &[], &rows.collect::<String>());
        self.add(&format!("<section>\n<h2 id=\"about\">What the columns mean</h2>\n{rows}</section>\n"));
    }
}

/// Whether a column begins with its largest value when it is sorted by.
fn falls(heading: &Heading) -> bool {
    matches!(heading.kind, ColumnKind::Number | ColumnKind::Money | ColumnKind::Percent | ColumnKind::Date)
}

fn class(heading: &Heading) -> &'static str {
    if matches!(heading.kind, ColumnKind::Number | ColumnKind::Money | ColumnKind::Percent) {
        " class=\"number\""
    } else {
        ""
    }
}

fn list(before: &str, entries: impl Iterator<Item = String>) -> String {
    let entries: String = entries.collect();
    if entries.is_empty() { entries } else { format!("{before}<ul>\n{entries}</ul>\n") }
}

fn table_of(label: &str, headings: &[&str], numbers: &[usize], rows: &str) -> String {
    let mut heads = String::new();
    for (place, heading) in headings.iter().enumerate() {
        let number = if numbers.contains(&place) { " class=\"number\"" } else { "" };
        let _ = write!(heads, "<th scope=\"col\"{number}>{heading}</th>");
    }
    format!(
        "<div class=\"table\" role=\"region\" aria-label=\"{label}\" tabindex=\"0\">\n<table>\n<thead>\n<tr>{heads}</tr>\n</thead>\n\
         <tbody>\n{rows}</tbody>\n</table>\n</div>\n"
    )
}

/// How many plans have how much of a part, ten columns from 0 to 100.
fn chart(number: usize, title: &str, values: &[usize]) -> String {
    const WIDTH: usize = 26;
    const HEIGHT: usize = 80;
    let mut counts = [0_usize; 10];
    for value in values {
        if let Some(count) = counts.get_mut((value / 10).min(9)) {
            *count += 1;
        }
    }
    let most = counts.iter().max().copied().unwrap_or_default().max(1);
    let (mut bars, mut told) = (String::new(), Vec::new());
    for (place, count) in counts.iter().enumerate() {
        let (x, height) = (10 + place * WIDTH, count * HEIGHT / most);
        let _ = write!(bars, "<text x=\"{x}\" y=\"112\">{}</text>", place * 10);
        if *count > 0 {
            let y = 96 - height;
            let _ =
                write!(bars, "<rect class=\"bar\" x=\"{x}\" y=\"{y}\" width=\"{}\" height=\"{height}\"/>", WIDTH - 4);
            let _ = write!(bars, "<text x=\"{}\" y=\"{}\">{count}</text>", x + 4, y - 3);
            told.push(format!("{count} from {} on", place * 10));
        }
    }
    let told = if told.is_empty() { "none".to_owned() } else { words::listed(&told) };
    format!(
        "<figure><figcaption>{title}</figcaption><svg viewBox=\"0 0 276 116\" role=\"img\" aria-labelledby=\"chart-{number} \
         chart-{number}-told\"><title id=\"chart-{number}\">{title}</title><desc id=\"chart-{number}-told\">Plans in tens: {told}.</desc>\
         <line class=\"axis\" x1=\"6\" y1=\"97\" x2=\"272\" y2=\"97\"/>{bars}</svg></figure>\n",
        title = escaped(title)
    )
}

/// Words as a place in HTML takes them, without what could turn round the direction of others.
fn escaped(words: &str) -> String {
    let mut html = String::with_capacity(words.len());
    for c in words::printable(words).chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            c => html.push(c),
        }
    }
    html
}
