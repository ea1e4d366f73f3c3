//! What is due stands in a calendar: days of the programme, and those that follow from the answers.

use crate::command::{Folder, example};

/// The events of a calendar, unfolded: day and summary, in order.
fn events(text: &str) -> Vec<(String, String)> {
    assert!(text.starts_with("BEGIN:VCALENDAR\r\n") && text.ends_with("END:VCALENDAR\r\n"), "{text}");
    assert!(text.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')), "{text}");
    let unfolded = text.replace("\r\n ", "");
    let value = |event: &str, key: &str| {
        event
            .split("\r\n")
            .find_map(|line| line.strip_prefix(key))
            .unwrap_or_else(|| panic!("{key}: {event}"))
            .to_owned()
    };
    let found: Vec<&str> = unfolded.split("BEGIN:VEVENT\r\n").skip(1).collect();
    let mut ids: Vec<String> = found.iter().map(|event| value(event, "UID:")).collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), found.len(), "every event has an id of its own");
    found.iter().map(|event| (value(event, "DTSTART;VALUE=DATE:"), value(event, "SUMMARY:"))).collect()
}

#[test]
fn tests_steps_and_days_of_the_programme_are_due() {
    let folder = Folder::new().file("p.canvass.json", example());
    let text = folder.canvass("draft p.canvass.json --to ics").status(0).stderr("").output_text();
    let before = events(&text);
    assert!(before.iter().any(|(_, title)| title.starts_with("Test: ")), "{before:?}");
    assert!(before.iter().any(|(_, title)| title.starts_with("Next step: ")), "{before:?}");
    assert!(before.contains(&("20260301".into(), "Start: Spoke & Go".into())), "{before:?}");
    // What is done is due no more; a comma parts nothing.
    folder.write(
        "more.toml",
        "[[actions]]\naction = 'Ask, twice; at the station'\ndue = '2026-04-02'\n[[actions]]\naction = 'Over'\ndue = '2026-04-03'\ndone = true\n",
    );
    folder.canvass("fill p.canvass.json --answers more.toml").status_among(&[0, 3]);
    folder.canvass("draft p.canvass.json -o due.ics").status(0);
    let after = events(&folder.read("due.ics"));
    assert_eq!(after.len(), before.len() + 1, "{after:?}");
    assert!(after.contains(&("20260402".into(), "Next step: Ask\\, twice\\; at the station".into())), "{after:?}");
    // It is known again as canvass's own, and an edited one is left alone.
    folder.canvass("draft p.canvass.json -o due.ics").status(0);
    folder.write("due.ics", folder.read("due.ics").replace("Start: ", "Begin: "));
    folder.canvass("draft p.canvass.json -o due.ics").status(1);
    folder.canvass("draft p.canvass.json --to ics --for bank").status(2);
}

/// An incubator puts its days beside them.
#[test]
fn a_programme_has_days_of_its_own() {
    let bank = |on: &str| {
        format!(
            "extends = 'minimal'\nid = 'hub'\nversion = '1'\ntitle = 'Hub'\n\n[[due]]\nid = 'half-time'\ntitle = 'Interview at half-time'\non = '{on}'\n"
        )
    };
    let folder = Folder::new().file("hub/bank.toml", bank("2026-05-01")).file("a.toml", "idea = 'Shelf'\n");
    folder.canvass("--bank hub fill p.canvass.json --answers a.toml").status(3);
    let text = folder.canvass("--bank hub draft p.canvass.json --to ics").status(0).output_text();
    assert_eq!(events(&text), [("20260501".to_owned(), "Interview at half-time".to_owned())]);
    folder.write("hub/bank.toml", bank("1 May"));
    let told = folder.canvass("bank check hub").status(1).error_text();
    assert!(told.contains("`1 May` is no day") && told.contains("hub/bank.toml:9:"), "{told}");
    folder.write("hub/bank.toml", bank("2026-05-01").replace("on = '2026-05-01'", "dates = 'peeple'"));
    let told = folder.canvass("bank check hub").status(1).error_text();
    assert!(told.contains("`peeple`") && told.contains("due day `half-time`"), "{told}");
}

/// Whoever looks at a plan, or goes on with it, is told what is due: as many days on as the clock says.
#[test]
fn what_is_due_is_told_with_the_days_that_are_left() {
    let due = "\n[[due]]\nid = 'plan'\ntitle = 'Hand in the plan'\non = '2026-03-10'\n
[[due]]\nid = 'talk'\ntitle = 'Talk at half-time'\non = '2026-03-05'\npasses = true\n";
    let bank = format!("extends = 'minimal'\nid = 'hub'\nversion = '1'\ntitle = 'Hub'\n{due}");
    let folder = Folder::new().file("hub/bank.toml", bank).file("a.toml", "idea = 'Shelf'\n");
    folder.canvass("--bank hub fill p.canvass.json --answers a.toml").status(3);
    let day = |date: &str| date.parse::<jiff::civil::Date>().unwrap().to_zoned(jiff::tz::TimeZone::UTC).unwrap();
    for (today, said) in [
        ("2026-03-01", "; due in 4 days, 2026-03-05: Talk at half-time"),
        ("2026-03-04", "; due tomorrow: Talk at half-time"),
        ("2026-03-10", "; due today: Hand in the plan"),
        ("2026-03-12", "; 2 days overdue: Hand in the plan"),
    ] {
        let seconds = day(today).timestamp().as_second().to_string();
        let run = |words: &str| folder.canvass(words).env("SOURCE_DATE_EPOCH", &seconds);
        let status = run("status p.canvass.json").status(0).stderr("").output_text();
        assert!(status.ends_with(&format!("{said}\n")), "{today}: {status}");
        let walk = run("walk p.canvass.json --plain").stdin("/leave\n").status(0).error_text();
        let line = format!("\n{}.\n", canvass::words::capitalised(&said[2..]));
        assert!(walk.contains(&line), "{today}: {walk}");
    }
    // Nothing due, nothing said.
    folder.write("hub/bank.toml", folder.read("hub/bank.toml").replace(due, ""));
    assert!(!folder.canvass("status p.canvass.json").status(0).output_text().contains("due"));
}
