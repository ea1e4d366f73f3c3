//! How documents are to look: the `style.toml` of a folder of templates, and the logo that it names.

mod colour;
mod picture;

pub use colour::Colour;
pub use picture::{held, is_picture, released, uri};

use super::parse::{source, table};
use super::source::{At, Text};
use super::template::Template;
use super::texts::Texts;
use crate::diagnostic::{Diagnostic, Place};
use crate::words;
use picture::ending;
use serde::Deserialize;
use std::sync::Arc;

/// The file that says it.
pub const STYLE: &str = "style.toml";

/// Every document carries the logo, so that it may have so many KiB at most.
const MOST: usize = 256;

/// No name of a font is longer.
const LONGEST_NAME: usize = 60;

/// As it is written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawStyle {
    accent: Text,
    font: Text,
    logo: Text,
    logo_alt: Text,
}

/// How documents are to look; what nothing is said of stays as it is.
#[derive(Clone, Debug, Default)]
pub struct Style {
    /// The colour of headings, lines and marks; it can be read on white.
    pub accent: Option<Colour>,
    /// The family of the letters.
    pub font: Option<String>,
    /// The logo.
    pub logo: Option<Logo>,
    /// What the logo says, for those who do not see it.
    pub logo_alt: Option<String>,
    /// The names of the files that say all this.
    files: Vec<String>,
}

/// A logo.
#[derive(Clone, Debug)]
pub struct Logo {
    /// The name of its file.
    pub name: String,
    /// What it is.
    pub picture: Picture,
    /// Where it is named.
    pub place: Place,
}

/// A picture as it was read.
#[derive(Clone, Debug)]
pub enum Picture {
    /// Drawn: the text of an SVG.
    Drawn(Arc<str>),
    /// In pixels: the bytes of a PNG.
    Pixels(Vec<u8>),
}

impl Style {
    /// The style that stands among templates, and what is wrong with it. One's own goes before the bank's, key by key.
    #[must_use]
    pub fn of(bank: &[Template], own: &[Template]) -> (Self, Vec<Diagnostic>) {
        let all: Vec<&Template> = bank.iter().chain(own).collect();
        let (mut style, mut problems) = (Self::default(), Vec::new());
        for file in all.iter().filter(|file| file.name == STYLE) {
            style.read(file, &all, &mut problems);
        }
        (style, problems)
    }

    /// Whether a file among templates belongs to the style, and so is no template.
    #[must_use]
    pub fn holds(&self, template: &Template) -> bool {
        self.files.contains(&template.name)
    }

    /// These templates without what belongs to the style.
    #[must_use]
    pub fn taken_out(&self, templates: &[Template]) -> Vec<Template> {
        templates.iter().filter(|template| !self.holds(template)).cloned().collect()
    }

    fn read(&mut self, file: &Template, all: &[&Template], problems: &mut Vec<Diagnostic>) {
        self.files.push(STYLE.to_owned());
        let texts = Texts::of(&[(file.path.clone(), file.text.to_string())]);
        let Some(table) = texts.iter().next().and_then(|laid| table(&texts, laid, 1, problems)) else { return };
        let raw: RawStyle = source(&texts, 0, table, problems).raw;
        let mut told = |found: Result<(), Diagnostic>| problems.extend(found.err());
        if let Some(text) = raw.accent {
            told(accent(&text, &texts).map(|colour| self.accent = Some(colour)));
        }
        if let Some(text) = raw.font {
            told(font(&text, &texts).map(|name| self.font = Some(name)));
        }
        if let Some(text) = raw.logo {
            self.files.push(text.value.clone());
            // What another style says of its logo is not said of this one.
            self.logo_alt = None;
            told(logo(&text, &texts, all).map(|logo| self.logo = Some(logo)));
        }
        self.logo_alt = raw.logo_alt.map(|text| words::printable(text.value.trim())).or_else(|| self.logo_alt.take());
    }
}

fn problem(
    code: &'static str,
    message: impl Into<String>,
    text: &At<String>,
    texts: &Texts,
    help: impl Into<String>,
) -> Diagnostic {
    Diagnostic::error(code, message).at(texts.place(&text.span)).help(help)
}

fn accent(text: &At<String>, texts: &Texts) -> Result<Colour, Diagnostic> {
    let written = words::printable(&text.value);
    let Some(colour) = Colour::parse(text.value.trim()) else {
        let help = "write six digits after a hash, such as `accent = \"#0b6b53\"`";
        let message = format!("`accent` is `{written}`, which is no colour");
        return Err(problem("style-colour", message, text, texts, help));
    };
    let contrast = colour.contrast(Colour::WHITE);
    if contrast < Colour::READABLE {
        // Never more than it is: 4.49 is not 4.5.
        let shown = (contrast * 10.0).floor() / 10.0;
        let message = format!("`{written}` stands out from white by {shown:.1} to 1, and text needs 4.5 to 1");
        let darker = colour.readable_on(Colour::WHITE).hex();
        return Err(problem("style-contrast", message, text, texts, format!("take a darker one, such as `{darker}`")));
    }
    Ok(colour)
}

fn font(text: &At<String>, texts: &Texts) -> Result<String, Diagnostic> {
    let name = text.value.trim();
    let is_of_name = |c: char| c.is_alphanumeric() || " -.".contains(c);
    if name.is_empty() || name.chars().count() > LONGEST_NAME || !name.chars().all(is_of_name) {
        let message = format!("`font` is `{}`, which is no name of a font", words::printable(name));
        let help = "write one name as your programs list it, such as `font = \"Source Sans 3\"`";
        return Err(problem("style-font", message, text, texts, help));
    }
    Ok(name.to_owned())
}

fn logo(text: &At<String>, texts: &Texts, all: &[&Template]) -> Result<Logo, Diagnostic> {
    let name = text.value.clone();
    let shown = words::printable(&name);
    let kind = ending(&name).filter(|ending| ["svg", "png"].contains(&ending.as_str()));
    let Some(kind) = kind else {
        let message = format!("`logo` names `{shown}`, and a logo is an SVG or a PNG");
        let help = "save the logo as SVG or as PNG, and name that file";
        return Err(problem("style-logo", message, text, texts, help));
    };
    let Some(file) = all.iter().rev().find(|file| file.name == name) else {
        let pictures = all.iter().map(|file| file.name.as_str());
        let pictures = pictures.filter(|name| [".svg", ".png"].iter().any(|ending| name.ends_with(ending)));
        let help = match words::closest(&name, pictures) {
            Some(close) => format!("did you mean `{close}`?"),
            None => format!("put the file into the folder of {STYLE}, and name it as it is called there"),
        };
        return Err(problem("style-logo", format!("there is no `{shown}` among these templates"), text, texts, help));
    };
    let bytes = released(&name, &file.text);
    if bytes.len() > MOST * 1024 {
        let size = bytes.len().div_ceil(1024);
        let message = format!("`{shown}` has {size} KiB, which every document would carry; {MOST} KiB are the most");
        let help = "save it smaller: as SVG, or as a PNG of 600 pixels across, which is sharp in print";
        return Err(problem("style-logo", message, text, texts, help));
    }
    let picture = if kind == "svg" {
        if let Some((what, help)) = foreign(&file.text) {
            return Err(problem("style-logo", format!("`{shown}` {what}"), text, texts, help));
        }
        Picture::Drawn(Arc::clone(&file.text))
    } else {
        if !bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            let help = "save the logo as PNG with a program that draws; another ending alone changes nothing";
            return Err(problem("style-logo", format!("`{shown}` holds no PNG"), text, texts, help));
        }
        Picture::Pixels(bytes)
    };
    Ok(Logo { name, picture, place: texts.place(&text.span) })
}

/// What an SVG holds that some document would not show, or would have to ask for elsewhere; and what to do about it.
fn foreign(svg: &str) -> Option<(&'static str, &'static str)> {
    let lower = svg.to_lowercase();
    let addresses = lower.split("href=").skip(1).map(|rest| rest.trim_start_matches(['"', '\'']));
    let is_led_out = addresses.into_iter().any(|address| !address.starts_with('#'));
    if !lower.contains("<svg") {
        return Some(("holds no SVG", "save the logo as SVG with a program that draws"));
    }
    if lower.contains("<script") || lower.contains("<foreignobject") {
        return Some(("holds more than a drawing", "save it as plain SVG, without scripts and pages within it"));
    }
    if lower.contains("<image") {
        return Some(("holds a picture in pixels, which Word would not show", "save the logo as PNG instead"));
    }
    if is_led_out || lower.contains("@import") || lower.contains("url(http") {
        return Some(("draws in something from elsewhere", "save it as plain SVG that holds all that it shows"));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn template(name: &str, text: &str) -> Template {
        Template::from((name.to_owned(), text.to_owned()))
    }

    fn found(style: &str, other: &[(&str, &str)]) -> (Style, Vec<(String, String)>) {
        let others = other.iter().map(|(name, text)| template(name, text));
        let own: Vec<Template> = std::iter::once(template(STYLE, style)).chain(others).collect();
        let (style, problems) = Style::of(&[], &own);
        let told = |problem: Diagnostic| {
            assert!(problem.place.is_some(), "{problem:?}");
            (problem.message, problem.help.unwrap_or_default())
        };
        (style, problems.into_iter().map(told).collect())
    }

    #[test]
    fn what_is_wrong_with_a_style_is_told_with_a_remedy() {
        let large = format!("<svg>{}</svg>", " ".repeat(MOST * 1024));
        for (style, files, message, help) in [
            ("acent = '#000'", &[][..], "there is no key `acent` here", "did you mean `accent`?"),
            ("accent = 3", &[], "`accent` has to be text in quotes, not `3`", "write `accent = \"...\"`"),
            ("accent = 'green'", &[], "`accent` is `green`, which is no colour", "such as `accent = \"#0b6b53\"`"),
            ("accent = '#9bd3c0'", &[], "stands out from white by 1.6 to 1, and text needs 4.5", "such as `#5b7c71`"),
            ("font = 'a\"; }'", &[], "which is no name of a font", "such as `font = \"Source Sans 3\"`"),
            ("logo = 'logo.jpg'", &[("logo.jpg", "")], "a logo is an SVG or a PNG", "save the logo as SVG or as PNG"),
            ("logo = 'logo'", &[], "a logo is an SVG or a PNG", "save the logo"),
            ("logo = '../logo.svg'", &[], "there is no `../logo.svg` among", "put the file into the folder of"),
            ("logo = 'lgo.svg'", &[("logo.svg", "<svg/>")], "there is no `lgo.svg`", "did you mean `logo.svg`?"),
            ("logo = 'a.svg'", &[("a.svg", &large)], "`a.svg` has 257 KiB", "save it smaller"),
            ("logo = 'a.svg'", &[("a.svg", "{{ x }}")], "`a.svg` holds no SVG", "save the logo as SVG"),
            ("logo = 'a.svg'", &[("a.svg", "<svg><Script/></svg>")], "more than a drawing", "save it as plain SVG"),
            ("logo = 'a.svg'", &[("a.svg", "<svg><image/></svg>")], "a picture in pixels", "as PNG instead"),
            ("logo = 'a.svg'", &[("a.svg", "<svg><use href='b.svg'/></svg>")], "from elsewhere", "plain SVG"),
            (
                "logo = 'a.png'",
                &[("a.png", "data:image/png;base64,/9j/")],
                "`a.png` holds no PNG",
                "save the logo as PNG",
            ),
            ("accent", &[], "this is not TOML", "toml.io"),
        ] {
            let (_, problems) = found(style, files);
            let [(said, remedy)] = &problems[..] else { panic!("{style}: {problems:?}") };
            assert!(said.contains(message) && remedy.contains(help), "{style}: {said} / {remedy}");
        }
    }

    #[test]
    fn ones_own_style_goes_before_that_of_the_bank_key_by_key() {
        let drawn = "<svg><path id=\"p\"/><use xlink:href=\"#p\"/></svg>";
        let bank = [
            template(STYLE, "accent = '#0b6b53'\nlogo = 'hub.svg'\nlogo_alt = 'The hub'"),
            template("hub.svg", drawn),
            template("plan.md", ""),
        ];
        let (style, problems) = Style::of(&bank, &[template(STYLE, "accent = '#8a1538'\nfont = ' Inter '")]);
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!(style.accent.unwrap().hex(), "#8a1538");
        assert_eq!((style.font.as_deref(), style.logo_alt.as_deref()), (Some("Inter"), Some("The hub")));
        assert!(matches!(&style.logo.as_ref().unwrap().picture, Picture::Drawn(svg) if **svg == *drawn));
        let left: Vec<String> = style.taken_out(&bank).into_iter().map(|template| template.name).collect();
        assert_eq!(left, ["plan.md"]);
        let own = [template(STYLE, "logo = 'own.png'"), template("own.png", &uri("png", b"\x89PNG\r\n\x1a\n"))];
        let (style, _) = Style::of(&bank, &own);
        assert!(matches!(style.logo.unwrap().picture, Picture::Pixels(_)) && style.logo_alt.is_none());
    }
}
