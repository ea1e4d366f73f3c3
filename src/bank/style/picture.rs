//! Pictures among texts: one that is no text is held by the data URI of its bytes. The home of base64.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// Pictures that are no text, by the endings of their names, as data URIs call them.
const KINDS: [(&str, &str); 5] = [("png", "png"), ("jpg", "jpeg"), ("jpeg", "jpeg"), ("gif", "gif"), ("webp", "webp")];

/// The ending of a name in lower case, if it has one.
pub(super) fn ending(name: &str) -> Option<String> {
    name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase())
}

/// The text that stands for a picture of that name; none where a file of that name is text anyway.
#[must_use]
pub fn held(name: &str, bytes: &[u8]) -> Option<String> {
    let own = ending(name)?;
    let (_, kind) = KINDS.iter().find(|(ending, _)| *ending == own)?;
    Some(uri(kind, bytes))
}

/// Whether a file of that name is a picture that is no text.
#[must_use]
pub fn is_picture(name: &str) -> bool {
    held(name, &[]).is_some()
}

/// The bytes of a file whose text is known.
#[must_use]
pub fn released(name: &str, text: &str) -> Vec<u8> {
    let bytes = is_picture(name).then(|| STANDARD.decode(text.split_once(',')?.1).ok()).flatten();
    bytes.unwrap_or_else(|| text.as_bytes().to_vec())
}

/// Bytes as an address that holds them.
#[must_use]
pub fn uri(kind: &str, bytes: &[u8]) -> String {
    format!("data:image/{kind};base64,{}", STANDARD.encode(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_comes_out_as_it_was_held() {
        let bytes = [0x89, b'P', 0, 255];
        let text = held("a/logo.PNG", &bytes).unwrap();
        assert_eq!(text, "data:image/png;base64,iVAA/w==");
        assert_eq!(released("a/logo.PNG", &text), bytes);
        assert_eq!(held("logo.svg", b"<svg/>"), None);
        assert_eq!(released("logo.svg", "<svg/>"), b"<svg/>");
        assert_eq!(released("logo.png", "no picture"), b"no picture");
    }
}
