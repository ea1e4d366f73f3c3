//! Where templates come from, one over the other: what serves every bank, what the bank brings, what is one's own.

use super::engines;
use crate::bank::style::{self, STYLE};
use crate::bank::{Template, generic_templates};
use crate::diagnostic::Diagnostic;

/// Templates that serve every bank stand under this name, so that one that takes their place can extend them.
pub(crate) const GENERIC: &str = "builtin/";

/// Those of the bank stand under this name, for the same reason.
pub(crate) const OF_BANK: &str = "bank/";

/// Both, in the order in which a name is looked for.
pub(crate) const LAYERS: [&str; 2] = [OF_BANK, GENERIC];

/// Whether a template is neither generic nor the bank's.
pub(crate) fn is_own(name: &str) -> bool {
    LAYERS.iter().all(|layer| !name.starts_with(layer))
}

/// A template's name without its layer.
pub(crate) fn bare(name: &str) -> &str {
    LAYERS.iter().find_map(|layer| name.strip_prefix(layer)).unwrap_or(name)
}

/// All templates, each under the name that it can always be reached by. Those that lie over the templates of a bank that
/// is extended are like one's own, and give way to them. One's own that would stand for those below are left out: see
/// [`unusable`].
pub(crate) fn layered(bank: &[Template], own: Vec<Template>) -> Vec<Template> {
    let generic = generic_templates().map(|(name, text)| {
        let name = format!("{GENERIC}{name}");
        Template { path: name.clone(), name, text: text.into(), is_built_in: true, is_over: false }
    });
    let (over, lowest): (Vec<&Template>, Vec<&Template>) = bank.iter().partition(|template| template.is_over);
    let lowest =
        lowest.into_iter().map(|template| Template { name: format!("{OF_BANK}{}", template.name), ..template.clone() });
    let is_replaced = |template: &&Template| own.iter().any(|own| own.name == template.name);
    let over: Vec<Template> = over.into_iter().filter(|template| !is_replaced(template)).cloned().collect();
    generic.chain(lowest).chain(over).chain(own.into_iter().filter(|own| is_own(&own.name))).collect()
}

/// A template by the name that templates call it: one's own before the bank's, the bank's before the generic one.
pub(crate) fn called<'a>(sources: &'a [Template], name: &str) -> Option<&'a Template> {
    let layers =
        || LAYERS.iter().find_map(|layer| sources.iter().find(|source| source.name.strip_prefix(layer) == Some(name)));
    sources.iter().find(|source| source.name == name).or_else(layers)
}

/// Why a template of one's own or of a bank can never be used, if it cannot.
pub(crate) fn unusable(template: &Template) -> Option<Diagnostic> {
    if let Some(layer) = LAYERS.iter().find(|layer| template.name.starts_with(**layer)) {
        let message = format!(
            "template `{}` stands in a folder `{layer}`, which is kept for templates that others extend",
            template.path
        );
        return Some(Diagnostic::error("template-folder", message).help("put it into the folder above"));
    }
    (!engines::is_known(&template.name)).then(|| {
        let help = if style::is_picture(&template.name) {
            format!("name it as `logo` in {STYLE}, or keep the file elsewhere")
        } else {
            "let its name end in `.md`, `.txt`, `.tsv`, `.html`, `.svg`, `.xml` or `.typ`, or keep the file elsewhere"
                .to_owned()
        };
        let message = format!("template `{}` has an ending that no document uses", template.path);
        Diagnostic::error("template-ending", message).help(help)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_takes_the_name_of_what_can_be_extended() {
        for layer in LAYERS {
            let own = Template::from((format!("{layer}plan.md"), "{% block x %}".to_owned()));
            let problem = unusable(&own).unwrap();
            assert_eq!(problem.code, "template-folder");
            assert!(layered(&[], vec![own]).iter().all(|template| template.is_built_in), "{layer}");
        }
    }
}
