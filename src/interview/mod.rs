//! What to ask next: a pure state machine that every front passes through.

mod prompt;

pub use prompt::{
    Addable, Adding, Entry, Form, ListForm, Menu, MenuReply, Notice, Pick, Progress, Prompt, Reply, Response,
};
