//! The questions as one page for a browser: it works from a file, asks no network for anything, and saves the file of
//! answers that `fill` reads.
//!
//! The page holds the bank as data, its expressions compiled, and three scripts: `expressions.js` runs these,
//! `answers.js` makes the facts and checks of what was said, `page.js` shows it. What rests on the figures is left to the
//! program.

mod questions;
mod said;

use crate::bank::Bank;
use crate::documents::escaped_html;
use crate::plan::Plan;
use serde_json::Value as Json;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = concat!(include_str!("expressions.js"), include_str!("answers.js"), include_str!("page.js"));

/// The SHA-256 of both, by which the page allows them and nothing else; a test tells when they are others.
const STYLE_HASH: &str = "YWWMaIBU1ZBqlUaSbzQNUVWn0zxm70dH9HT1HjKG7c8=";
const SCRIPT_HASH: &str = "6vJu4DX4U7v2K3BtN30WmjQuOejku6oBDL077/BM3RY=";

/// The questions of a bank as a page in HTML, with what a plan says already in its place.
#[must_use]
pub fn form(bank: &Bank, plan: &Plan) -> String {
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{STYLE_HASH}'; script-src 'sha256-{SCRIPT_HASH}'; base-uri 'none'; \
         form-action 'none'"
    );
    let (title, language) = (escaped_html(&bank.title), escaped_html(&bank.language));
    let (questions, said) = (inert(&questions::of(bank)), inert(&said::of(bank, plan)));
    format!(
        "<!DOCTYPE html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n<meta \
         http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n<meta name=\"viewport\" \
         content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n\
         <noscript><p>This page needs JavaScript, which is switched off in this browser. `canvass workbook` prints the same \
         questions on paper.</p></noscript>\n<div id=\"page\"></div>\n<script type=\"application/json\" \
         id=\"bank\">{questions}</script>\n<script type=\"application/json\" id=\"said\">{said}</script>\n\
         <script>{SCRIPT}</script>\n</body>\n</html>\n"
    )
}

/// Data that nothing in it can end, so that no text becomes a part of the page.
fn inert(data: &Json) -> String {
    data.to_string().replace('<', "\\u003c")
}

#[cfg(test)]
mod tests;
