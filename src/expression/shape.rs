//! What a part of an expression stands for, as far as its names tell.

/// What an expression stands for, as far as its names tell.
#[derive(Clone)]
pub(super) enum Referent {
    /// A name with fields; `read` once it is among the references.
    Path {
        path: Vec<String>,
        offset: usize,
        read: bool,
    },
    /// A list of such.
    ListOf(Box<Referent>),
    /// A fixed text.
    Text {
        text: String,
        offset: usize,
    },
    Unknown,
}

impl Referent {
    /// A field, or the entry of a map under a fixed key.
    pub fn entry(self, name: &str) -> Self {
        match self {
            Self::Path { mut path, offset, .. } => {
                path.push(name.to_owned());
                Self::Path { path, offset, read: false }
            }
            _ => Self::Unknown,
        }
    }

    /// An element of the list this stands for.
    pub fn element(&self) -> Self {
        match self {
            Self::Path { path, offset, read } => {
                let path = path.iter().cloned().chain(["[]".to_owned()]).collect();
                Self::Path { path, offset: *offset, read: *read }
            }
            Self::ListOf(element) => (**element).clone(),
            Self::Text { .. } | Self::Unknown => Self::Unknown,
        }
    }
}
