//! A filter that notes which marks in templates are come by, for the tests of those who mark branches.

use std::collections::BTreeSet;
use std::sync::Mutex;
use tera::{Tera, Value};

static REACHED: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());

/// Adds the filter that marks are made of.
pub(crate) fn register(tera: &mut Tera) {
    tera.register_filter("mark", |_: &Value, kwargs: tera::Kwargs, _: &tera::State| {
        let at = kwargs.must_get::<&str>("at")?;
        REACHED.lock().unwrap().insert(at.to_owned());
        Ok::<_, tera::Error>(String::new())
    });
}

/// Every mark that was come by.
pub(crate) fn reached() -> BTreeSet<String> {
    REACHED.lock().unwrap().clone()
}
