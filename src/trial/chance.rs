//! Choices that look like chance and are the same at every run.

use fnv::FnvHasher;
use std::hash::Hasher;

/// Makes choices by what they are about, so that a question more in the bank changes no other choice.
#[derive(Clone, Copy, Debug)]
pub(super) struct Chance(u64);

impl Chance {
    pub(super) fn new(seed: u64) -> Self {
        Self(FnvHasher::default().finish()).about(&seed.to_string())
    }

    /// The chance of one thing among others.
    pub(super) fn about(self, what: &str) -> Self {
        let mut hasher = FnvHasher::with_key(self.0);
        hasher.write(what.as_bytes());
        let hash = hasher.finish();
        // The last bytes have to reach every bit.
        let mixed = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
        Self(mixed ^ (mixed >> 33))
    }

    /// A number below `count`; 0 if that is 0.
    pub(super) fn below(self, count: usize) -> usize {
        let count = u64::try_from(count).unwrap_or(u64::MAX).max(1);
        usize::try_from(self.0 % count).unwrap_or_default()
    }

    /// Whether something happens that happens so many times out of a hundred.
    pub(super) fn happens(self, percent: u64) -> bool {
        self.about("happens").0 % 100 < percent
    }

    /// One of several.
    pub(super) fn one_of<T>(self, all: &[T]) -> Option<&T> {
        all.get(self.below(all.len()))
    }

    /// Some of several, in their order: at least and at most so many.
    pub(super) fn some_of<T>(self, all: &[T], at_least: usize, at_most: usize) -> Vec<&T> {
        let most = at_most.min(all.len());
        let least = at_least.max(1).min(most);
        let wanted = least + self.about("how many").below(most - least + 1);
        let first = self.below(all.len());
        let mut picked: Vec<usize> = (0..wanted).map(|step| (first + step) % all.len().max(1)).collect();
        picked.sort_unstable();
        picked.into_iter().filter_map(|index| all.get(index)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_depends_on_its_subject_and_on_nothing_else() {
        let chance = Chance::new(3);
        assert_eq!(chance.about("a").below(1000), Chance::new(3).about("a").below(1000));
        assert_ne!(chance.about("a").below(1000), chance.about("b").below(1000));
        assert_ne!(chance.about("a").below(1000), Chance::new(4).about("a").below(1000));
    }

    #[test]
    fn some_of_several_are_as_many_as_may_be_and_none_twice() {
        for seed in 0..50 {
            let picked = Chance::new(seed).some_of(&[1, 2, 3, 4], 2, 3);
            assert!((2..=3).contains(&picked.len()), "{picked:?}");
            assert!(picked.is_sorted() && picked.windows(2).all(|pair| pair[0] != pair[1]), "{picked:?}");
        }
        assert!(Chance::new(1).some_of::<u8>(&[], 1, 3).is_empty());
    }
}
