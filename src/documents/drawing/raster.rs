//! Drawings as PNG, for documents that hold no SVG. The home of resvg, which leaves out silently what a font lacks; so
//! the fonts come along, and every character without a glyph is named.

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::Database;
use resvg::usvg::{FontResolver, ImageHrefResolver, Options, Tree};
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// `DejaVu` Sans, the letters of Latin, Greek and Cyrillic: regular and bold.
pub(crate) const FONTS: [&[u8]; 2] =
    [include_bytes!("fonts/DejaVuSans.ttf"), include_bytes!("fonts/DejaVuSans-Bold.ttf")];
const FAMILY: &str = "DejaVu Sans";

/// So many pixels for one unit of a drawing: 300 to an inch where 800 units take 174 mm.
const SCALE: f32 = 2.57;

/// A PNG has so many pixels on a side at most.
const MOST_PIXELS: u32 = 4000;

/// A drawing in pixels.
pub(crate) struct Raster {
    pub(crate) png: Vec<u8>,
    /// Its size in units of the drawing.
    pub(crate) width: f32,
    pub(crate) height: f32,
    /// Characters that the fonts have no glyph for, so that they are missing.
    pub(crate) missing: BTreeSet<char>,
}

/// An SVG in pixels; nothing where it cannot be read.
pub(crate) fn raster(svg: &str) -> Option<Raster> {
    drawn(svg, |_, _| SCALE)
}

/// An SVG with as many pixels as print shows within a room of so many millimetres.
pub(crate) fn within(svg: &str, (width, height): (f32, f32)) -> Option<Raster> {
    drawn(svg, |own_width, own_height| (width / own_width).min(height / own_height) * 300.0 / 25.4)
}

/// A PNG with its size in pixels; nothing where it is none, or too large for print.
pub(crate) fn of_png(png: &[u8]) -> Option<Raster> {
    let side =
        |at: usize| png.get(at..at + 4).map(|bytes| bytes.iter().fold(0, |sum, byte| sum << 8 | u32::from(*byte)));
    // Looked at before all pixels are unpacked.
    (side(16)? <= MOST_PIXELS && side(20)? <= MOST_PIXELS).then_some(())?;
    let pixels = Pixmap::decode_png(png).ok()?;
    #[expect(clippy::cast_precision_loss, reason = "a picture has some thousand pixels on a side")]
    let (width, height) = (pixels.width() as f32, pixels.height() as f32);
    Some(Raster { png: png.to_vec(), width, height, missing: BTreeSet::new() })
}

/// An SVG in pixels, so many for one unit of it, by its width and height.
fn drawn(svg: &str, scale: impl Fn(f32, f32) -> f32) -> Option<Raster> {
    let missing = Mutex::new(BTreeSet::new());
    let note = |character: char| missing.lock().unwrap_or_else(PoisonError::into_inner).insert(character);
    let resolver = FontResolver {
        select_font: FontResolver::default_font_selector(),
        select_fallback: Box::new(|character, _, _| {
            note(character);
            None
        }),
    };
    let options = Options {
        fontdb: Arc::clone(fonts()),
        font_family: FAMILY.to_owned(),
        font_resolver: resolver,
        // Nothing is read beside the drawing.
        image_href_resolver: ImageHrefResolver {
            resolve_data: ImageHrefResolver::default_data_resolver(),
            resolve_string: Box::new(|_, _| None),
        },
        ..Options::default()
    };
    let tree = Tree::from_str(svg, &options).ok()?;
    drop(options);
    let size = tree.size();
    let scale = scale(size.width(), size.height());
    let pixels = size.scale_by(scale)?.to_int_size();
    let mut pixmap = Pixmap::new(pixels.width(), pixels.height())?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    let png = pixmap.encode_png().ok()?;
    let missing = missing.into_inner().unwrap_or_else(PoisonError::into_inner);
    Some(Raster { png, width: size.width(), height: size.height(), missing })
}

fn fonts() -> &'static Arc<Database> {
    static LOADED: OnceLock<Arc<Database>> = OnceLock::new();
    LOADED.get_or_init(|| {
        let mut fonts = Database::new();
        for font in FONTS {
            fonts.load_font_data(font.to_vec());
        }
        fonts.set_serif_family(FAMILY);
        fonts.set_sans_serif_family(FAMILY);
        Arc::new(fonts)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(text: &str) -> Raster {
        raster(&format!(
            "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 400 40' font-family=\"system-ui, sans-serif\">\
             <text x='5' y='30' font-size='20'>{text}</text></svg>"
        ))
        .unwrap()
    }

    #[test]
    fn text_is_drawn_and_what_has_no_glyph_is_named() {
        let blank = drawn("");
        let words = drawn("€1,200 – Größe, Ψ, Ж");
        assert_eq!((words.width, words.height), (400.0, 40.0));
        assert!(words.png.starts_with(b"\x89PNG") && words.png.len() > blank.png.len() + 500);
        assert!(words.missing.is_empty(), "{:?}", words.missing);
        let missing: String = drawn("Bäckerei 饭 a").missing.into_iter().collect();
        assert_eq!(missing, "饭");
        assert!(raster("<svg").is_none());
    }
}
