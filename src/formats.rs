//! Formats of files: numbered from 1. A newer one is refused, an older one is brought up to date format by format.

/// The newest format, where so many steps lead from each format to the next.
#[must_use]
pub const fn newest<S>(steps: &[S]) -> u32 {
    let mut format = 1;
    let mut step = 0;
    while step < steps.len() {
        format += 1;
        step += 1;
    }
    format
}

/// Brings a document of an older format up to date: the first step leads from format 1 to 2, and so on.
pub fn bring_up<D>(document: &mut D, format: u64, steps: &[impl Fn(&mut D)]) {
    let done = usize::try_from(format.saturating_sub(1)).unwrap_or(usize::MAX);
    for step in steps.iter().skip(done) {
        step(document);
    }
}

/// What is said of a format that is newer than `newest`, or that never was; `what` is the document.
#[must_use]
pub fn refused(what: &str, format: u64, newest: u32) -> Option<String> {
    if format == 0 {
        return Some(format!("this {what} has format 0, which no canvass ever wrote"));
    }
    let newer = format > u64::from(newest);
    newer.then(|| format!("this {what} has format {format}, and this canvass reads formats up to {newest}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A document of the first format was called `old`, in the second its name was changed, in the third it was marked.
    const STEPS: [fn(&mut String); 2] = [|name| *name = name.replace("old", "new"), |name| name.push('!')];

    #[test]
    fn a_document_takes_the_steps_that_it_has_not_taken_yet() {
        assert_eq!((newest(&STEPS), newest::<fn(&mut String)>(&[])), (3, 1));
        for (format, expected) in [(1, "new!"), (2, "old!"), (3, "old"), (9, "old")] {
            let mut name = "old".to_owned();
            bring_up(&mut name, format, &STEPS);
            assert_eq!(name, expected, "{format}");
        }
    }

    #[test]
    fn only_formats_that_are_known_are_read() {
        assert_eq!((refused("plan", 1, 2), refused("plan", 2, 2)), (None, None));
        let newer = "this bank has format 3, and this canvass reads formats up to 2";
        assert_eq!(refused("bank", 3, 2).as_deref(), Some(newer));
        assert!(refused("bank", 0, 2).is_some());
    }
}
