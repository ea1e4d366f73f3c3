//! What others remark on a plan stands beside it, is shown where the plan is read, and is never lost.

use crate::command::{Folder, example, same};
use serde_json::Value as Json;

const PRICE: &str = "Repair visit.price";

fn folder() -> Folder {
    Folder::new().file("p.canvass.json", example())
}

/// Runs a command whose words hold spaces.
fn canvass(folder: &Folder, words: &[&str]) -> crate::command::Run {
    folder.canvass(&shell_words::join(words))
}

#[test]
fn a_comment_is_kept_shown_and_settled() {
    let folder = folder();
    let told = canvass(
        &folder,
        &["comment", "p.canvass.json", "How did you find <b>60</b>?", "--on", PRICE, "--by", "A. Mentor"],
    );
    let told = told.status(0).stdout("").error_text();
    let id = told.strip_prefix("noted as ").unwrap()[..8].to_owned();
    assert!(told.contains(", about Repair visit ("), "{told}");
    canvass(&folder, &["comment", "p.canvass.json", "Whom else did you ask?", "--on", "Mara", "--by", "B"]).status(0);
    canvass(&folder, &["comment", "p.canvass.json", "A fine start."]).status(0);
    let file = folder.read("p.comments.jsonl");
    assert_eq!(file.lines().count(), 3);
    let first: Json = serde_json::from_str(file.lines().find(|line| line.contains("Mentor")).unwrap()).unwrap();
    assert_eq!((first["on"].as_str(), first["at"].as_str()), (Some("price"), Some("2026-03-01T12:00:00Z")));
    assert!(first["entry"].as_str().unwrap().starts_with("revenue_streams-"));
    // Where the plan is read, the comments are.
    let said = "A. Mentor, 2026-03-01: How did you find <b>60</b>?";
    for command in ["check p.canvass.json", "show p.canvass.json", "comment p.canvass.json"] {
        let text = folder.canvass(command).status_among(&[0, 3]).output_text();
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains("3 comments are open.") && text.contains(said), "{command}: {text}");
    }
    let json: Json =
        serde_json::from_str(&folder.canvass("check p.canvass.json --json").status_among(&[0, 3]).output_text())
            .unwrap();
    assert_eq!(json["comments"].as_array().unwrap().len(), 3);
    let walk = folder.canvass("walk p.canvass.json --plain").stdin("/leave\n").status(0);
    assert!(walk.error_text().contains("3 comments are open."), "{}", walk.error_text());
    // In the margin of the page, beside the chapter on the money, as text.
    folder.canvass("draft p.canvass.json --with comments -o p.html").status(0);
    let page = folder.read("p.html");
    let at = page.find("How did you find &lt;b&gt;60&lt;/b&gt;?").unwrap();
    let heading = page[..at].rfind("</h2>").unwrap();
    assert!(page[..heading].ends_with("How money is earned"), "{}", &page[heading - 200..heading]);
    assert_eq!(page.matches("<aside").count(), 3, "one for each chapter and one for the whole");
    folder.canvass("draft p.canvass.json -o plain.html").status(0);
    assert!(!folder.read("plain.html").contains("How did you find"), "nobody else reads them unasked");
    folder.canvass("draft p.canvass.json --with comments --to md").status(2);
    // It is settled, and stays.
    canvass(&folder, &["comment", "p.canvass.json", "--resolve", &id[..6], "Three riders said so.", "--by", "Nadia"])
        .status(0)
        .stderr("settled\n");
    let text = folder.canvass("comment p.canvass.json").status(0).output_text();
    assert!(text.starts_with("2 comments are open.") && !text.contains("60"), "{text}");
    let all = folder.canvass("comment p.canvass.json --all").status(0).output_text();
    assert!(
        all.split_whitespace().collect::<Vec<_>>().join(" ").contains("(settled by Nadia: Three riders said so.)"),
        "{all}"
    );
}

/// Two mentors write into copies; whoever takes in the other's file, nothing is lost and nothing doubled.
#[test]
fn comments_of_several_files_come_together() {
    let folder = folder();
    canvass(&folder, &["comment", "p.canvass.json", "One.", "--by", "A"]).status(0);
    folder.write("theirs.canvass.json", example());
    folder.write("theirs.comments.jsonl", folder.read("p.comments.jsonl"));
    canvass(&folder, &["comment", "p.canvass.json", "Two.", "--on", "price", "--by", "A"]).status(0);
    canvass(&folder, &["comment", "theirs.canvass.json", "Three.", "--on", "segments", "--by", "B"]).status(0);
    folder.write("before.jsonl", folder.read("p.comments.jsonl"));
    folder.canvass("comment p.canvass.json --merge theirs.comments.jsonl").status(0).stderr("1 comment taken in\n");
    folder.canvass("comment p.canvass.json --merge theirs.comments.jsonl").status(0).stderr("no comments taken in\n");
    folder.canvass("comment theirs.canvass.json --merge before.jsonl").status(0);
    same("both", &folder.read("p.comments.jsonl"), &folder.read("theirs.comments.jsonl"));
    assert_eq!(folder.read("p.comments.jsonl").lines().count(), 3);
}

#[test]
fn what_is_not_there_cannot_be_remarked_on() {
    let folder = folder();
    for (words, said) in [
        (vec!["x", "--on", "prise"], "there is no question and no entry `prise`\nhelp: did you mean `price`?"),
        (vec!["x", "--on", "Repair visit.prise"], "have no field `prise`\nhelp: did you mean `price`?"),
        (vec!["--resolve", "zz"], "no comment has an id that begins with `zz`"),
        (vec![" "], "the comment says nothing"),
    ] {
        let words: Vec<&str> = ["comment", "p.canvass.json"].into_iter().chain(words).collect();
        let told = canvass(&folder, &words).status(2).error_text();
        assert!(told.contains(said), "{said}: {told}");
    }
    assert!(!folder.path("p.comments.jsonl").exists());
    folder.write("p.comments.jsonl", "not json\n");
    let told = folder.canvass("check p.canvass.json").status(1).error_text();
    assert!(told.contains("this line is no comment") && told.contains("p.comments.jsonl:1:"), "{told}");
}

/// Where a question is put, stands what others said of it: of this entry, of that question in every entry, and of the
/// entry as a whole at its first question. Menus count it.
#[test]
fn a_comment_stands_at_the_question_it_is_about() {
    let folder = folder();
    for (text, on) in [("How did you find it?", PRICE), ("Every price!", "price"), ("A good group.", "Mara")] {
        canvass(&folder, &["comment", "p.canvass.json", text, "--on", on, "--by", "A. Mentor"]).status(0);
    }
    let walk = |lines: &str| {
        let walked = folder.canvass("walk p.canvass.json --plain").stdin(format!("{lines}/leave\n")).status(0);
        walked.error_text().split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let text = walk("/change the price)\n");
    assert!(
        text.contains("Repair visit (the price): 60 - 2 comments 2. Fleet bike (the price): 25 - 1 comment "),
        "{text}"
    );
    let text = walk("/change the price)\n1\n");
    let said = "A. Mentor, 2026-03-01: Every price! A. Mentor, 2026-03-01: How did you find it? What is the price for Repair visit";
    let other = "A. Mentor, 2026-03-01: How did you find it? A. Mentor, 2026-03-01: Every price! What is the price for Repair visit";
    assert!(text.contains(said) || text.contains(other), "{text}");
    let text = walk("/change the price)\n2\n");
    assert!(text.contains("A. Mentor, 2026-03-01: Every price! What is the price for Fleet bike"), "{text}");
    // Settled, it is out of the way.
    let open = folder.canvass("comment p.canvass.json --json").status(0).output_text();
    let open: Json = serde_json::from_str(&open).unwrap();
    for comment in open["comments"].as_array().unwrap() {
        canvass(&folder, &["comment", "p.canvass.json", "--resolve", comment["id"].as_str().unwrap()]).status(0);
    }
    assert!(!walk("/change the price)\n2\n").contains("A. Mentor"));
}
