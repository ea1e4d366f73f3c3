//! Sources and uses of funds as facts.

use super::form::FigureMap;
use crate::fact::Fact;
use crate::figures::Figures;
use crate::figures::cash::LowestCash;

impl Figures {
    pub(super) fn add_funding(&self, shape: &mut FigureMap) {
        let funding = &self.funding;
        shape.number("own_money", funding.own.as_ref());
        shape.total("other_money", &funding.other);
        shape.number("unnamed_money", funding.unnamed.as_ref());
        let asked_note = funding.asked.note().filter(|_| funding.is_asked_for());
        shape.noted("asked_money", funding.asked.amount.as_ref(), asked_note);
        shape.noted("sources", funding.sources.as_ref(), funding.sources_note());
        shape.number("own_share", funding.own_share.as_ref());
        add_lowest(shape, "start_losses", funding.losses.as_ref());
        let note = funding.uses_note(&self.totals);
        shape.noted("reserve", funding.reserve.as_ref(), note.clone());
        shape.noted("uses", funding.uses.as_ref(), note);
        shape.number("instalment", funding.instalment.as_ref());
        add_lowest(shape, "lowest_funded_cash", funding.lowest.as_ref());
        add_lowest(shape, "still_missing", funding.still_missing.as_ref());
        shape.number("funded_safety", funding.safety.as_ref());
    }
}

/// An amount and the month it belongs to.
fn add_lowest(shape: &mut FigureMap, name: &str, lowest: Option<&LowestCash>) {
    shape.number(name, lowest.map(|lowest| &lowest.amount));
    shape.set(&format!("{name}_month"), lowest.map_or(Fact::Null, |lowest| Fact::Whole(lowest.month.into())));
}
