//! Findings that say the same of several things become one finding with a list.

use super::Finding;
use super::hash::together;
use crate::fact::Fact;

/// Puts together the findings of one check that differ only in the item they name, weigh the same, and are let stand for
/// the same reason or not at all. The first of them speaks for all.
pub(super) fn gathered(findings: Vec<Finding>, view: &Fact) -> Vec<Finding> {
    let mut gathered: Vec<(Option<String>, Finding)> = Vec::new();
    for finding in findings {
        let pattern = pattern(&finding, view);
        let alike = gathered.iter_mut().find(|(other, first)| {
            pattern.is_some()
                && *other == pattern
                && first.rule == finding.rule
                && first.severity == finding.severity
                && first.waived == finding.waived
        });
        match alike {
            Some((_, first)) => {
                first.parts.extend(finding.parts);
                first.subject.extend(finding.subject);
            }
            None => gathered.push((pattern, finding)),
        }
    }
    gathered.into_iter().map(|(_, finding)| told(finding, view)).collect()
}

/// What a finding about one item says, without its title; nothing for one about no item or several.
fn pattern(finding: &Finding, view: &Fact) -> Option<String> {
    let [id] = finding.subject.as_slice() else { return None };
    let title = title(id, view);
    (!title.is_empty()).then(|| finding.message.replace(&title, "\u{1}"))
}

fn title(id: &str, view: &Fact) -> String {
    view.get("items").get(id).get("title").as_text().unwrap_or_default().to_owned()
}

/// The finding with the others it speaks for named.
fn told(mut finding: Finding, view: &Fact) -> Finding {
    if let [_, others @ ..] = finding.subject.as_slice()
        && finding.parts.len() > 1
    {
        let others: Vec<String> = others.iter().map(|id| title(id, view)).collect();
        finding.message = format!("{} The same holds for: {}.", finding.message, others.join("; "));
        finding.read_hash = together(finding.parts.iter().map(|part| part.read_hash.as_str()));
    }
    finding
}
