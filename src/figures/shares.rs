//! Each stream's share of the revenue.

use super::Exact;
use super::stream::StreamFigures;

/// Tenths of a percent in the whole.
const TENTHS: i64 = 1000;

/// Sets the shares of all streams; none where there is no revenue to share, or where a stream is not known in full:
/// a part of an unknown whole would be too large, and would make a stream the largest that may not be.
pub(super) fn set(streams: &mut [StreamFigures]) {
    if !streams.iter().all(StreamFigures::is_whole) {
        return;
    }
    let revenue: Exact = streams.iter().filter_map(StreamFigures::counted_revenue).sum();
    let mut sharing: Vec<(&mut StreamFigures, Exact)> = streams
        .iter_mut()
        .filter_map(|stream| {
            let part = stream.counted_revenue()?.over(&revenue)?;
            Some((stream, part))
        })
        .collect();
    let parts: Vec<Exact> = sharing.iter().map(|(_, part)| part.clone()).collect();
    for ((stream, part), tenths) in sharing.iter_mut().zip(largest_remainder(&parts)) {
        stream.share = Some(&*part * &Exact::whole(100));
        stream.share_shown = tenths.over(&Exact::whole(10));
    }
}

/// Tenths of a percent for parts of one, which add up to all tenths exactly: each part is rounded down, and what is
/// left goes to those that lost most; among equals the first comes first.
fn largest_remainder(parts: &[Exact]) -> Vec<Exact> {
    let exact: Vec<Exact> = parts.iter().map(|part| part * &Exact::whole(TENTHS)).collect();
    let mut tenths: Vec<Exact> = exact.iter().map(Exact::floor).collect();
    let given: Exact = tenths.iter().sum();
    let mut left = &Exact::whole(TENTHS) - &given;
    let mut lost: Vec<(Exact, &mut Exact)> =
        exact.iter().zip(&mut tenths).map(|(exact, tenths)| (exact - tenths, tenths)).collect();
    lost.sort_by(|(one, _), (other, _)| other.cmp(one));
    for (_, tenths) in lost {
        if !left.is_positive() {
            break;
        }
        *tenths = &*tenths + &Exact::whole(1);
        left = &left - &Exact::whole(1);
    }
    tenths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_rounding_leaves_goes_to_those_that_lost_most() {
        for (weights, shown) in [
            (vec![6000, 2000, 1000], vec![667, 222, 111]),
            (vec![1, 1, 1], vec![334, 333, 333]),
            (vec![1800, 1440], vec![556, 444]),
            (vec![1, 1, 1, 1, 1, 1], vec![167, 167, 167, 167, 166, 166]),
            (vec![5, 0], vec![1000, 0]),
        ] {
            let total = Exact::whole(weights.iter().sum());
            let parts: Vec<Exact> = weights.iter().map(|weight| Exact::whole(*weight).over(&total).unwrap()).collect();
            let tenths: Vec<String> = largest_remainder(&parts).iter().map(|tenths| tenths.text(0)).collect();
            assert_eq!(tenths, shown.iter().map(ToString::to_string).collect::<Vec<_>>());
        }
    }
}
