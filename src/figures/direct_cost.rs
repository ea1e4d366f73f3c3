//! What one more sale costs: the amount told with the price, the variable costs of the stream, or both.

use super::Exact;
use super::inputs::DirectCostIs;
use super::stream::both;

/// What one more sale costs, and what that is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct DirectCost {
    /// The amount told with the price, its percentage included; `None` where nothing was told.
    pub told: Option<Exact>,
    /// The sum of the stream's variable costs; `None` where it has none, or where one of them cannot be worked out.
    pub items: Option<Exact>,
    /// What is counted; `None` where it is not known.
    pub counted: Option<Exact>,
    /// Which of the two is counted.
    pub from: Option<CostFrom>,
}

/// Which of the two is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CostFrom {
    /// The amount told with the price: there is nothing else.
    Told,
    /// The variable costs: they break the amount down, or there is no other.
    Items,
    /// Both, because the variable costs come on top.
    Both,
    /// The amount told, which is the larger, because how the two go together was not said.
    LargerTold,
    /// The variable costs, which are not the smaller, because how the two go together was not said.
    LargerItems,
}

impl CostFrom {
    /// As templates and `figures --json` name it.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Told => "told",
            Self::Items => "items",
            Self::Both => "both",
            Self::LargerTold => "larger_told",
            Self::LargerItems => "larger_items",
        }
    }
}

impl DirectCost {
    /// Each is `None` where nothing of it was said, and `Some(None)` where what was said cannot be worked out.
    #[expect(
        clippy::option_option,
        reason = "whether a cost was told, and whether it can be worked out, are two things"
    )]
    pub(super) fn new(told: Option<Option<Exact>>, items: Option<Option<Exact>>, is: Option<DirectCostIs>) -> Self {
        // Nothing to pay leaves no question how the two go together.
        let told_something = told.clone().filter(|told| *told != Some(Exact::zero()));
        let (counted, from) = match (told_something, &items, is) {
            (_, None, _) => (told.clone().flatten(), CostFrom::Told),
            (None, Some(items), _) | (Some(_), Some(items), Some(DirectCostIs::BrokenDown)) => {
                (items.clone(), CostFrom::Items)
            }
            (Some(told), Some(items), Some(DirectCostIs::OnTop)) => {
                (both(told.as_ref(), items.as_ref(), |told, items| told + items), CostFrom::Both)
            }
            (Some(told), Some(items), None) if told > *items => {
                (told.filter(|_| items.is_some()), CostFrom::LargerTold)
            }
            (Some(told), Some(items), None) => (items.clone().filter(|_| told.is_some()), CostFrom::LargerItems),
        };
        Self { from: counted.as_ref().map(|_| from), counted, told: told.flatten(), items: items.flatten() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_counted_follows_from_how_the_two_go_together() {
        let number = |number: i64| Some(Exact::whole(number));
        let (broken_down, on_top) = (Some(DirectCostIs::BrokenDown), Some(DirectCostIs::OnTop));
        let said = |amount: i64| Some(number(amount));
        for (told, items, is, counted, from) in [
            (None, None, None, None, None),
            (Some(None), None, None, None, None),
            (said(28), None, None, number(28), Some(CostFrom::Told)),
            (said(0), None, None, number(0), Some(CostFrom::Told)),
            (said(28), None, on_top, number(28), Some(CostFrom::Told)),
            (None, said(3), None, number(3), Some(CostFrom::Items)),
            (said(0), said(3), None, number(3), Some(CostFrom::Items)),
            (said(28), said(3), broken_down, number(3), Some(CostFrom::Items)),
            (said(28), said(3), on_top, number(31), Some(CostFrom::Both)),
            (said(28), said(3), None, number(28), Some(CostFrom::LargerTold)),
            (said(2), said(3), None, number(3), Some(CostFrom::LargerItems)),
            (said(3), said(3), None, number(3), Some(CostFrom::LargerItems)),
            (said(28), Some(None), None, None, None),
            (said(28), Some(None), on_top, None, None),
            (said(28), Some(None), broken_down, None, None),
            (Some(None), said(3), None, None, None),
            (Some(None), said(3), on_top, None, None),
            (Some(None), said(3), broken_down, number(3), Some(CostFrom::Items)),
        ] {
            let cost = DirectCost::new(told.clone(), items.clone(), is);
            assert_eq!((cost.counted, cost.from), (counted, from), "{told:?} {items:?} {is:?}");
        }
    }
}
