//! What is typed beside an answer: a remark, a reason, the name of something. Where it was not entered when the walk was
//! interrupted, it is offered again, as half an answer is.

use super::Interview;
use super::findings::Reason;
use crate::plan::Address;

/// What a text beside an answer is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Beside {
    /// What would help to find something out.
    Remark,
    /// Why a question does not apply.
    Reason,
    /// What a new entry of this list is called.
    New(String),
    /// What this entry is called from now on.
    Name(String),
}

/// A text typed beside an answer and not entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aside {
    /// What it is for.
    pub beside: Beside,
    /// The text.
    pub text: String,
}

impl Beside {
    fn key(&self) -> String {
        match self {
            Self::Remark => "remark".to_owned(),
            Self::Reason => "reason".to_owned(),
            Self::New(list) => format!("new {list}"),
            Self::Name(item) => format!("name {item}"),
        }
    }

    fn named(key: &str) -> Option<Self> {
        match key.split_once(' ') {
            None if key == "remark" => Some(Self::Remark),
            None if key == "reason" => Some(Self::Reason),
            Some(("new", list)) => Some(Self::New(list.to_owned())),
            Some(("name", item)) => Some(Self::Name(item.to_owned())),
            _ => None,
        }
    }
}

impl Interview<'_> {
    /// What was typed beside the answer at an address.
    pub(super) fn aside(&self, address: &Address) -> Option<Aside> {
        let prefix = format!("{address} ");
        self.plan.drafts.iter().find_map(|(key, text)| {
            let beside = Beside::named(key.strip_prefix(&prefix)?)?;
            Some(Aside { beside, text: text.clone() })
        })
    }

    pub(super) fn keep_aside(&mut self, address: &Address, aside: Aside) {
        self.drop_asides(address);
        self.plan.drafts.insert(format!("{address} {}", aside.beside.key()), aside.text);
    }

    /// Something was entered at the address, so that nothing waits there any more.
    pub(super) fn drop_asides(&mut self, address: &Address) {
        let prefix = format!("{address} ");
        self.plan.drafts.retain(|key, _| !key.starts_with(&prefix));
    }

    /// What was typed of a reason.
    pub(super) fn reason_begun(&self, reason: &Reason) -> String {
        self.plan.drafts.get(&reason_key(reason)).cloned().unwrap_or_default()
    }

    /// Keeps what was typed of a reason; nothing once it is entered.
    pub(super) fn keep_reason(&mut self, reason: &Reason, typed: Option<&str>) {
        let key = reason_key(reason);
        match typed.map(str::trim).filter(|text| !text.is_empty()) {
            Some(text) => self.plan.drafts.insert(key, text.to_owned()),
            None => self.plan.drafts.shift_remove(&key),
        };
    }
}

fn reason_key(reason: &Reason) -> String {
    match reason {
        Reason::NotApplicable(address) => format!("{address} {}", Beside::Reason.key()),
        Reason::GoingOn => "going on".to_owned(),
        Reason::Waiver { rule, subject } => format!("{rule} {}", subject.join(" ")),
    }
}
