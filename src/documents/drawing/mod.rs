//! Drawings: the canvas and the chart of the cash, and the lettering of both.

pub(crate) mod canvas;
pub(crate) mod chart;
pub(crate) mod lettering;
