//! The names of the figures.

use crate::figures::names::{BY_ITEM, WHOLE};
use std::fmt::Write;

/// Writes the chapter on the figures.
pub(super) fn write(page: &mut String) {
    page.push_str(
        "\n## Figures\n\nAll are under `figures`: `{{ figures.profit | money(places=2) }}`. What cannot be worked out is null, and for many the name \
         with\n`_note` after it says why, or what the number leaves out: `figures.profit_note`. Where an answer makes working out impossible,\n`figures` itself is null.\n\n\
         | Name | What it is |\n|:---|:---|\n",
    );
    for figure in WHOLE {
        let _ = writeln!(page, "| `{}` | {} |", figure.name, figure.meaning);
    }
    page.push_str("\nSome belong to items, under the item's id: `figures.revenue_streams[r.id].revenue`.\n\n| Name | of each item |\n|:---|:---|\n");
    for (list, figures) in BY_ITEM {
        let fields: Vec<String> = figures.iter().map(|figure| format!("`{}`", figure.name)).collect();
        let _ = writeln!(page, "| `{list}.ID` | {} |", fields.join(", "));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bank::{built_in_files, read};
    use crate::fact::Fact;
    use crate::trial::trials;
    use std::collections::BTreeSet;

    fn keys(fact: &Fact) -> BTreeSet<String> {
        match fact {
            Fact::Map(map) => map.keys().map(ToString::to_string).collect(),
            _ => BTreeSet::new(),
        }
    }

    /// The names that a note belongs to need not be listed with it.
    fn without_notes(names: &BTreeSet<String>) -> BTreeSet<String> {
        let has_number = |name: &String| name.strip_suffix("_note").is_some_and(|number| names.contains(number));
        names.iter().filter(|name| !has_number(name)).cloned().collect()
    }

    #[test]
    fn every_figure_is_listed_and_nothing_else() {
        let bank = read(&built_in_files()).unwrap();
        let figures = trials(&bank, "2026-03-01").nth(2).map(|trial| trial.facts.get("figures")).unwrap();
        let listed = WHOLE.iter().map(|figure| figure.name).chain(BY_ITEM.iter().map(|(list, _)| *list));
        let listed = listed.map(str::to_owned).collect();
        assert_eq!(without_notes(&keys(&figures)), listed);
        for (list, fields) in BY_ITEM {
            let Fact::Map(items) = figures.get(list) else { panic!("{list}") };
            let Some(item) = items.values().next() else { continue };
            let listed = fields.iter().map(|figure| figure.name.to_owned()).collect::<BTreeSet<_>>();
            assert_eq!(without_notes(&keys(item)), listed, "{list}");
        }
    }
}
