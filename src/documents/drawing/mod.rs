//! Drawings: the canvas and the charts, their lettering, and their pixels where a document takes no SVG.

pub(crate) mod canvas;
pub(crate) mod chart;
pub(crate) mod lettering;
pub(crate) mod raster;

/// What a drawing says of itself for those who do not see it, as its SVG has it.
pub(crate) fn described(drawing: &str) -> Option<&str> {
    let from = drawing.find("<desc")?;
    let text = drawing.get(from..)?.split_once('>')?.1;
    text.split_once("</desc>").map(|(text, _)| text)
}
