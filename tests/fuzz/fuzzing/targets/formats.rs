//! What a file of each format has to be, whatever stands in it.

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::Event;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// Whether XML may hold the character.
fn is_of_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

/// XML is well-formed: its characters, its tags in pairs, each attribute once, every reference known.
pub fn xml(name: &str, text: &str) -> Result<(), String> {
    let broken = |why: String| format!("{name} is no XML: {why}");
    if let Some(c) = text.chars().find(|c| !is_of_xml(*c)) {
        return Err(broken(format!("{c:?}")));
    }
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    let (mut depth, mut roots) = (0_usize, 0);
    loop {
        let event = reader.read_event().map_err(|error| broken(error.to_string()))?;
        match event {
            Event::Start(element) => {
                attributes(&element).map_err(broken)?;
                roots += usize::from(depth == 0);
                depth += 1;
            }
            Event::Empty(element) => {
                attributes(&element).map_err(broken)?;
                roots += usize::from(depth == 0);
            }
            Event::End(_) => depth -= 1,
            Event::Text(text) if depth == 0 && !text.trim().is_empty() => {
                return Err(broken("text outside".to_owned()));
            }
            Event::Text(text) if text.contains("]]>") => {
                return Err(broken("the end of a section in a text".to_owned()));
            }
            Event::GeneralRef(reference) => {
                let whole = format!("&{};", &*reference);
                let letters = unescape(&whole).map_err(|error| broken(format!("{whole}: {error}")))?;
                if !letters.chars().all(is_of_xml) {
                    return Err(broken(whole));
                }
            }
            Event::Eof if depth == 0 && roots == 1 => return Ok(()),
            Event::Eof => return Err(broken(format!("{roots} roots, {depth} left open"))),
            _ => {}
        }
    }
}

fn attributes(element: &quick_xml::events::BytesStart<'_>) -> Result<(), String> {
    for attribute in element.attributes() {
        let attribute = attribute.map_err(|error| error.to_string())?;
        let value = unescape(&attribute.value).map_err(|error| error.to_string())?;
        if attribute.value.contains('<') || !value.chars().all(is_of_xml) {
            return Err(format!("the attribute {attribute:?}"));
        }
    }
    Ok(())
}

/// A packed file of Office: each part that is XML is well-formed.
pub fn package(name: &str, bytes: &[u8]) -> Result<(), String> {
    let broken = |error: &dyn std::fmt::Display| format!("{name} is no package: {error}");
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    for number in 0..archive.len() {
        let mut file = archive.by_index(number).map_err(|error| broken(&error))?;
        let part = file.name().map_err(|error| broken(&error))?.into_owned();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).map_err(|error| broken(&error))?;
        if matches!(part.rsplit('.').next(), Some("xml" | "rels")) {
            let text = String::from_utf8(bytes).map_err(|error| broken(&error))?;
            xml(&format!("{name}, {part}"), &text)?;
        }
    }
    Ok(())
}

/// What HTML never closes.
const VOID: [&str; 9] = ["meta", "br", "hr", "input", "img", "link", "col", "wbr", "!DOCTYPE"];

/// What no page of ours has, however it is written: what runs, what fetches, what frames.
const FOREIGN: [&str; 14] = [
    "iframe",
    "object",
    "embed",
    "form",
    "base",
    "link",
    "audio",
    "video",
    "applet",
    "foreignObject",
    "frame",
    "textarea",
    "select",
    "math",
];

/// HTML that any reader parses as it was meant: tags in pairs, attributes in quotes, every `<` and `&` of a text escaped,
/// nothing that runs but the scripts of a page that `has_scripts`, links of safe schemes alone.
pub fn page(text: &str, has_scripts: bool) -> Result<(), String> {
    let broken = |why: &str, rest: &str| {
        let near: String = rest.chars().take(80).collect();
        format!("the page is no sound HTML: {why}\nnear {near:?}")
    };
    let mut open: Vec<&str> = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let (words, tag) = rest.split_at(at);
        references(words).map_err(|why| broken(&why, words))?;
        if let Some(comment) = tag.strip_prefix("<!--") {
            rest = comment.split_once("-->").ok_or_else(|| broken("a comment without an end", tag))?.1;
            continue;
        }
        let end = end_of_tag(tag).ok_or_else(|| broken("a tag without an end", tag))?;
        let (inside, after) = (&tag[1..end], &tag[end + 1..]);
        rest = after;
        if let Some(name) = inside.strip_prefix('/') {
            if open.pop() != Some(name) {
                return Err(broken(&format!("`{name}` is closed and not open"), tag));
            }
            continue;
        }
        let name = inside.split([' ', '\n', '/']).next().unwrap_or_default();
        if name.is_empty() || !name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '!') {
            return Err(broken("a tag without a name", tag));
        }
        if FOREIGN.contains(&name) || name == "script" && !has_scripts {
            return Err(broken(&format!("`{name}` stands in it"), tag));
        }
        tag_attributes(&inside[name.len()..]).map_err(|why| broken(&why, tag))?;
        if name == "style" || name == "script" {
            let close = format!("</{name}>");
            rest = rest.split_once(&close).ok_or_else(|| broken(&format!("`{name}` is never closed"), tag))?.1;
        } else if !inside.ends_with('/') && !VOID.contains(&name) {
            open.push(name);
        }
    }
    references(rest).map_err(|why| broken(&why, rest))?;
    if open.is_empty() { Ok(()) } else { Err(broken(&format!("{open:?} is never closed"), rest)) }
}

/// Where a tag ends: a sign within quotes does not end it.
fn end_of_tag(tag: &str) -> Option<usize> {
    let mut is_quoted = false;
    tag.bytes().position(|byte| {
        is_quoted ^= byte == b'"';
        byte == b'>' && !is_quoted
    })
}

/// Every `&` begins a reference, and no sign that HTML may not hold stands there.
fn references(text: &str) -> Result<(), String> {
    for after in text.split('&').skip(1) {
        let name = after.split(';').next().unwrap_or_default();
        let is_number = name.strip_prefix('#').is_some_and(|number| number.chars().all(|c| c.is_ascii_alphanumeric()));
        let is_known = ["amp", "lt", "gt", "quot", "apos", "nbsp"].contains(&name);
        if after.len() == name.len() || !is_number && !is_known {
            return Err(format!("`&{}` is no reference", name.chars().take(12).collect::<String>()));
        }
    }
    match text.chars().find(|c| c.is_control() && !matches!(c, '\n' | '\t' | '\r')) {
        Some(c) => Err(format!("{c:?} stands in it")),
        None => Ok(()),
    }
}

/// The attributes of a tag: each once, in quotes, none that runs anything or leads where no link may.
fn tag_attributes(text: &str) -> Result<(), String> {
    let mut rest = text.trim_end_matches('/').trim();
    let mut seen = Vec::new();
    while !rest.is_empty() {
        let end = rest.find(['=', ' ', '\n']).unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        if name.is_empty() || name.contains(['"', '\'', '<']) || seen.contains(&name) {
            return Err(format!("the attribute `{name}`"));
        }
        seen.push(name);
        rest = after.trim_start();
        let Some(value) = after.strip_prefix('=') else { continue };
        let quoted = value.strip_prefix('"').and_then(|value| value.split_once('"'));
        let (value, after) = quoted.ok_or_else(|| format!("the attribute `{name}` has no quotes"))?;
        rest = after.trim_start();
        references(value)?;
        let value = unescape(value).map_err(|error| error.to_string())?;
        if name.starts_with("on") || ["srcdoc", "formaction", "ping"].contains(&name) {
            return Err(format!("the attribute `{name}`"));
        }
        if ["href", "src", "action", "xlink:href"].contains(&name) {
            leads_somewhere_safe(&value)?;
        }
    }
    Ok(())
}

/// As a browser reads it: without white space and control characters.
fn leads_somewhere_safe(value: &str) -> Result<(), String> {
    let read: String = value.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
    let scheme = read.split(['/', '?', '#']).next().unwrap_or_default();
    let Some((scheme, _)) = scheme.split_once(':') else { return Ok(()) };
    let scheme = scheme.to_lowercase();
    let is_picture = scheme == "data"
        && ["png", "jpeg", "gif", "webp"].iter().any(|kind| read.starts_with(&format!("data:image/{kind};base64,")));
    if is_picture || ["http", "https", "mailto", "tel"].contains(&scheme.as_str()) {
        Ok(())
    } else {
        Err(format!("a link leads to `{}`", value.chars().take(40).collect::<String>()))
    }
}

/// A calendar: lines that are not too long, what begins ends, nothing but lines of names and values.
pub fn calendar(text: &str) -> Result<(), String> {
    let broken = |why: &str| format!("the calendar is none: {why}");
    if !text.ends_with("\r\n") || text.replace("\r\n", "").contains(|c: char| c.is_control()) {
        return Err(broken("its lines end otherwise"));
    }
    if text.split("\r\n").any(|line| line.len() > 75) {
        return Err(broken("a line is too long"));
    }
    let whole = text.replace("\r\n ", "");
    let mut open = Vec::new();
    for line in whole.lines() {
        let Some((name, value)) = line.split_once(':') else { return Err(broken("a line without a name")) };
        let (name, parameter) = name.split_once(';').unwrap_or((name, "VALUE=DATE"));
        if !name.chars().all(|c| c.is_ascii_uppercase() || c == '-') || parameter != "VALUE=DATE" {
            return Err(broken("a name that is none"));
        }
        match name {
            "BEGIN" => open.push(value),
            "END" if open.pop() != Some(value) => return Err(broken("what ends had not begun")),
            "DTSTART" if value.len() != 8 || !value.chars().all(|c| c.is_ascii_digit()) => {
                return Err(broken("a day that is none"));
            }
            _ => {}
        }
    }
    if open.is_empty() { Ok(()) } else { Err(broken("what began does not end")) }
}

/// Typst source: no answer is code. What is hostile in the plans here names `zz`.
pub fn typst(text: &str) -> Result<(), String> {
    for code in ["\n#import \"zz", " #import \"zz", " #panic(", "\n#panic(", " #text(fill: red)", "\n@ref ", " <label>"]
    {
        if let Some(at) = text.find(code) {
            let near: String = text[at..].chars().take(80).collect();
            return Err(format!("an answer is Typst code: {code:?}\n{near:?}"));
        }
    }
    match text.chars().find(|c| c.is_control() && !matches!(c, '\n' | '\t')) {
        Some(c) => Err(format!("the Typst source holds {c:?}")),
        None => Ok(()),
    }
}
