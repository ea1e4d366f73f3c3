//! How documents look: the style of the templates made ready for every format.

use super::drawing::raster::{self, Raster};
use super::html::escaped;
use super::templating::escape::typst::literal;
use super::templating::filters::named;
use crate::bank::style::{Colour, Logo, Picture, Style, uri};
use crate::diagnostic::Diagnostic;
use tera::Value;

/// The room of a logo on paper, in millimetres.
const ROOM: (f32, f32) = (60.0, 14.0);

/// What drawings put beside a warm colour, so that neither is taken for the other: on white, and in the dark.
const COOL: [(&str, &str, &str); 2] = [("second", "#1f5f8b", "#7db7e8"), ("third", "#6b8fb0", "#a9cbe6")];

/// How documents look.
#[derive(Debug, Default)]
pub(super) struct Look {
    style: Style,
    pub(super) logo: Option<Shown>,
}

/// A logo as documents show it.
#[derive(Debug)]
pub(super) struct Shown {
    /// As a PNG.
    pub(super) png: Vec<u8>,
    /// As an SVG; it holds the pixels of one that is not drawn.
    svg: String,
    /// Its address within a page, which holds all of it.
    source: String,
    /// What it says, for those who do not see it.
    pub(super) alternative: String,
    /// How wide and high it is on paper, in millimetres.
    pub(super) size: (f32, f32),
}

impl Look {
    /// The look of a style.
    ///
    /// # Errors
    /// A logo that cannot be drawn.
    pub(super) fn new(style: Style) -> Result<Self, Vec<Diagnostic>> {
        let alternative = |logo: &Logo| match (&style.logo_alt, &logo.picture) {
            (Some(told), _) => told.clone(),
            (None, Picture::Drawn(svg)) => titled(svg).unwrap_or_else(|| "Logo".to_owned()),
            (None, Picture::Pixels(_)) => "Logo".to_owned(),
        };
        let logo = style.logo.as_ref().map(|logo| shown(logo, alternative(logo))).transpose()?;
        Ok(Self { style, logo })
    }

    /// What is likely not meant: letters in a logo are others wherever their font is missing.
    pub(super) fn warnings(&self) -> Option<Diagnostic> {
        let logo = self.style.logo.as_ref()?;
        let Picture::Drawn(svg) = &logo.picture else { return None };
        let message = format!("`{}` holds text, whose letters are others where its font is missing", logo.name);
        let warning = Diagnostic::warning("style-logo-text", message).at(logo.place.clone());
        svg.contains("<text").then(|| warning.help("turn its text into paths with the program that drew it"))
    }

    pub(super) fn style(&self) -> &Style {
        &self.style
    }

    /// What templates know of it.
    pub(super) fn value(&self) -> Value {
        let text = |text: Option<String>| text.map_or_else(Value::none, |text| Value::normal_string(&text));
        let accent = self.style.accent;
        let hex = |colour: Option<Colour>| text(colour.map(Colour::hex));
        let cool = |at: usize, dark: bool| {
            let companion = COOL.get(at).filter(|_| accent.is_some_and(Colour::is_warm));
            text(companion.map(|(_, light, own)| if dark { *own } else { *light }.to_owned()))
        };
        named([
            ("accent", hex(accent)),
            ("accent_on_dark", hex(accent.map(|own| own.readable_on(Colour::DARK).mixed(80, Colour::WHITE)))),
            ("tint", hex(accent.map(Colour::tint))),
            ("tint_on_dark", hex(accent.map(|own| own.mixed(35, Colour::DARK)))),
            ("second", cool(0, false)),
            ("second_on_dark", cool(0, true)),
            ("third", cool(1, false)),
            ("third_on_dark", cool(1, true)),
            ("font", text(self.style.font.clone())),
            ("logo", self.logo.as_ref().map_or_else(Value::none, Shown::value)),
        ])
    }
}

impl Shown {
    fn value(&self) -> Value {
        let (width, height) = self.size;
        let typst = format!(
            "image(bytes({}), format: \"svg\", width: {width:.1}mm, alt: {})",
            literal(&self.svg),
            literal(&self.alternative)
        );
        named([
            ("source", Value::safe_string(&self.source)),
            ("alternative", Value::normal_string(&self.alternative)),
            ("width", Value::from(tenths(width))),
            ("height", Value::from(tenths(height))),
            ("typst", Value::safe_string(&typst)),
        ])
    }
}

/// A length in tenths of its unit at most.
fn tenths(length: f32) -> f64 {
    (f64::from(length) * 10.0).round() / 10.0
}

/// The logo within its room.
fn shown(logo: &Logo, alternative: String) -> Result<Shown, Vec<Diagnostic>> {
    let broken = || {
        let message = format!("`{}` cannot be drawn", logo.name);
        let help = "open it in the program that made it, and save it anew as SVG or as PNG";
        vec![Diagnostic::error("style-logo", message).at(logo.place.clone()).help(help)]
    };
    let Raster { png, width, height, .. } = match &logo.picture {
        Picture::Drawn(svg) => raster::within(svg, ROOM).ok_or_else(broken)?,
        Picture::Pixels(png) => raster::of_png(png).ok_or_else(broken)?,
    };
    let scale = (ROOM.0 / width).min(ROOM.1 / height);
    let (svg, source) = match &logo.picture {
        Picture::Drawn(svg) => (svg.to_string(), uri("svg+xml", svg.as_bytes())),
        Picture::Pixels(_) => {
            let source = uri("png", &png);
            let svg = format!(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\">\
                 <image width=\"{width}\" height=\"{height}\" href=\"{source}\"/></svg>"
            );
            (svg, source)
        }
    };
    Ok(Shown { png, svg, source, alternative, size: (width * scale, height * scale) })
}

/// What an SVG is called by its own account.
fn titled(svg: &str) -> Option<String> {
    let (_, rest) = svg.split_once("<title")?;
    let (title, _) = rest.split_once('>')?.1.split_once("</title>")?;
    let title = crate::words::printable(title.trim());
    let plain = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")];
    let title = plain.iter().fold(title, |title, (name, sign)| title.replace(name, sign));
    Some(title).filter(|title| !title.is_empty())
}

/// Words for an attribute of XML.
pub(super) fn attribute(words: &str) -> String {
    escaped(words).replace('\n', " ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bank::Template;

    fn look(style: &str, logo: &str) -> Result<Look, Vec<Diagnostic>> {
        let own = [("style.toml", style), ("logo.svg", logo)];
        let own = own.map(|(name, text)| Template::from((name.to_owned(), text.to_owned())));
        let (style, problems) = Style::of(&[], &own);
        assert!(problems.is_empty(), "{problems:?}");
        Look::new(style)
    }

    fn said(look: &Look, key: &str) -> Option<String> {
        Some(look.value().as_map()?.get(&tera::value::Key::Str(key))?.as_str()?.to_owned())
    }

    #[test]
    fn a_logo_keeps_its_shape_within_its_room() {
        for (width, height, size) in [(600, 100, (60.0, 10.0)), (100, 100, (14.0, 14.0)), (3, 1, (42.0, 14.0))] {
            let logo = format!(
                "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {width} {height}'><title>Us &amp; them</title>\
                 <rect width='{width}' height='{height}'/></svg>"
            );
            let found = look("logo = 'logo.svg'", &logo).unwrap().logo.unwrap();
            assert!((found.size.0 - size.0).abs() < 0.01 && (found.size.1 - size.1).abs() < 0.01, "{:?}", found.size);
            assert_eq!(found.alternative, "Us & them");
            assert!(found.png.starts_with(b"\x89PNG") && found.source.starts_with("data:image/svg+xml;base64,"));
        }
    }

    #[test]
    fn a_logo_that_cannot_be_drawn_is_told_and_one_with_text_is_warned_of() {
        let problems = look("logo = 'logo.svg'", "<svg><rect").unwrap_err();
        assert_eq!(problems[0].message, "`logo.svg` cannot be drawn");
        let svg = |inside: &str| format!("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'>{inside}</svg>");
        let warned = look("logo = 'logo.svg'", &svg("<text y='9'>Us</text>")).unwrap().warnings();
        assert!(warned.is_some_and(|warning| warning.place.is_some()));
        assert!(look("logo = 'logo.svg'", &svg("<path d='M0 0h9v9'/>")).unwrap().warnings().is_none());
    }

    #[test]
    fn colours_can_be_read_in_the_light_and_in_the_dark_and_warm_ones_get_cool_companions() {
        for accent in ["#0b6b53", "#8a1538", "#000000", "#1f3a8a", "#c8102e"] {
            let found = look(&format!("accent = '{accent}'"), "").unwrap();
            let colour = |key: &str| Colour::parse(&said(&found, key).unwrap()).unwrap();
            assert!(colour("accent_on_dark").contrast(Colour::DARK) >= Colour::READABLE, "{accent}");
            assert!(colour("accent").contrast(colour("tint")) > 3.0 && colour("tint").contrast(Colour::WHITE) < 1.5);
            assert_eq!(said(&found, "second").is_some(), colour("accent").is_warm(), "{accent}");
        }
        assert_eq!(said(&Look::default(), "accent"), None);
    }
}
