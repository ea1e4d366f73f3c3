use super::*;

fn html_of(markdown: &str) -> String {
    let parts = parts_of(markdown);
    format!("{}{}{}", parts.opening, parts.body, parts.credit)
}

fn parts_of(markdown: &str) -> Parts {
    let drawing = |name: &str, svg: &str| (name.to_owned(), svg.to_owned());
    from_markdown(markdown, &[drawing("canvas.svg", "<svg/>"), drawing("cash.svg", "<svg>"), drawing("none.svg", "")])
}

#[test]
fn raw_html_becomes_text() {
    assert_eq!(html_of("a <b>x</b>\n"), "<p dir=\"auto\">a &lt;b&gt;x&lt;/b&gt;</p>\n");
    let block = html_of("<script>alert(1)</script>\n");
    assert!(!block.contains("<script"), "{block}");
    assert!(block.contains("&lt;script&gt;"), "{block}");
}

#[test]
fn a_link_that_is_not_safe_is_left_as_its_words() {
    assert_eq!(html_of("[a](&#106;avascript:x)"), "<p dir=\"auto\">a</p>\n");
}

#[test]
fn a_picture_that_lies_elsewhere_is_left_as_its_words() {
    for destination in [
        "https://a.b/c.png",
        "c.png",
        "data:image/png,x",
        "data:image/svg+xml;base64,eA==",
        "data:text/html;base64,eA==",
    ] {
        assert_eq!(html_of(&format!("![a]({destination})")), "<p dir=\"auto\">a</p>\n");
    }
    let held = html_of("![a](data:image/png;base64,eA==)");
    assert!(held.contains("<img src=\"data:image/png;base64,eA==\" alt=\"a\""), "{held}");
}

#[test]
fn headings_get_ids_that_keep_their_letters_and_never_clash() {
    let html = html_of("# Über uns\n\n# Über *uns*\n\n# A & B\n");
    assert!(html.contains("id=\"h-über-uns\""), "{html}");
    assert!(html.contains("id=\"h-über-uns-1\""), "{html}");
    assert!(html.contains("id=\"h-a-b\""), "{html}");
}

#[test]
fn a_picture_with_the_name_of_a_drawing_is_replaced_by_it() {
    let figure = |caption: &str, drawing: &str| {
        format!(
            "<div class=\"pictures\">\n<figure>\n<div class=\"drawing\" role=\"region\" aria-label=\"{caption}\" tabindex=\"0\">\n{drawing}\n</div>\n\
             <figcaption dir=\"auto\">{caption}</figcaption>\n</figure>\n</div>\n"
        )
    };
    assert_eq!(html_of("![The canvas](canvas.svg)"), figure("The canvas", "<svg/>"));
    assert_eq!(html_of("![A \"b\" <c>](cash.svg)"), figure("A &quot;b&quot; &lt;c&gt;", "<svg>"));
    let two = html_of("![The canvas](canvas.svg)\n\n![The cash](cash.svg)\n\nz\n\n![The canvas](canvas.svg)");
    let lone = figure("The canvas", "<svg/>");
    let both = lone.replace("</div>\n</div>\n", "")
        + figure("The cash", "<svg>").trim_start_matches("<div class=\"pictures\">\n");
    assert_eq!(
        two,
        format!("{}<p dir=\"auto\">z</p>\n{lone}", both.replace("</figure>\n</div>\n<figure>", "</figure>\n<figure>"))
    );
    assert_eq!(html_of("![Nothing](none.svg)\n\nz"), "<p dir=\"auto\">z</p>\n");
    assert_eq!(
        html_of("x ![The canvas](canvas.svg) y"),
        format!("<p dir=\"auto\">x </p>\n{}<p dir=\"auto\"> y</p>\n", figure("The canvas", "<svg/>"))
    );
}

#[test]
fn a_page_has_an_opening_chapters_and_a_credit() {
    let parts = parts_of("# T\n\nFor *you*.\n\n## A <b>\n\na\n\n### B\n\n---\n\n## C\n\nc\n\n---\n\nThe end.\n");
    assert!(parts.opening.starts_with("<h1 ") && parts.opening.ends_with("<p dir=\"auto\">For <em>you</em>.</p>\n"));
    assert!(parts.body.starts_with("<h2 ") && parts.body.ends_with("<p dir=\"auto\">c</p>\n"), "{}", parts.body);
    assert_eq!(parts.credit, "<p dir=\"auto\">The end.</p>\n");
    let contents: Vec<_> = parts.contents.iter().map(|heading| (heading.level, heading.text.as_str())).collect();
    assert_eq!(contents, [(2, "A <b>"), (3, "B"), (2, "C")]);
    let parts = parts_of("# T\n\na\n");
    assert!(parts.opening.ends_with("</h1>\n") && parts.body.ends_with("a</p>\n") && parts.credit.is_empty());
}

#[test]
fn a_table_names_its_columns_and_rows() {
    let html = html_of("## Costs\n\n| a | b |\n|:-|-:|\n| c | 1 |\n\n| d |\n|-|\n| e |\n");
    assert!(
        html.contains(
            "<div class=\"table\" role=\"region\" aria-label=\"Costs\" tabindex=\"0\">\n<table>\n<thead>\n<tr>"
        )
    );
    assert!(html.contains(
        "<th scope=\"col\" dir=\"auto\">a</th><th scope=\"col\" class=\"number\" dir=\"auto\">b</th></tr>\n</thead>"
    ));
    assert!(
        html.contains(
            "<tr><th scope=\"row\" dir=\"auto\">c</th><td class=\"number\" dir=\"auto\">1</td></tr>\n</tbody>"
        )
    );
    assert!(html.contains("aria-label=\"Costs (2)\""), "{html}");
}

#[test]
fn a_text_runs_the_way_of_most_of_its_letters() {
    for (markdown, expected) in [
        ("שלום means peace, and more", "<p dir=\"ltr\">"),
        ("שלום", "<p dir=\"auto\">"),
        ("OK שלום עולם", "<p dir=\"rtl\">"),
        ("- a\n- שלום *means* peace", "<li dir=\"ltr\">"),
        ("| a |\n|--|\n| b שלום עולם |\n", "<th scope=\"row\" dir=\"rtl\">"),
        ("# שלום: a plan", "dir=\"ltr\""),
    ] {
        let html = html_of(markdown);
        assert!(html.contains(expected), "{html}");
    }
    assert!(html_of("- a\n\n  שלום\n- b").contains("<p dir=\"auto\">שלום</p>"));
}
