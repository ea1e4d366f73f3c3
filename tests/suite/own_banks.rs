//! Banks of one's own: which one a plan is asked from, what is said when it is another one, and to whom its faults are told.

use crate::command::{Folder, example};

const PLAN: &str = "p.canvass.json";

/// A folder with a copy of the built-in bank in which something was changed.
fn with_copy(file: &str, old: &str, new: &str) -> Folder {
    let folder = Folder::new();
    folder.canvass("bank copy hub").status(0);
    let path = format!("hub/{file}");
    let text = folder.read(&path);
    assert!(text.contains(old), "{old} is not in {path}");
    folder.write(&path, text.replacen(old, new, 1));
    folder
}

#[test]
fn the_command_that_goes_on_asks_from_the_same_bank_in_the_same_way() {
    let extra = "[[question]]\nid = \"hub_room\"\nask = \"Which room do you want?\"\nlabel = \"the room\"\nkind = \"text\"\n\
                 help = \"Rooms are on the second floor.\"\nexample = \"Room 4\"\nrequired = true\ndepth = \"essential\"\n\n";
    let folder = with_copy("01-customer-segments.toml", "[[question]]\n", &format!("{extra}[[question]]\n"));
    folder.canvass("template copy style").status(0);
    let begun = folder.canvass("walk p.canvass.json --bank hub --template style --plain").stdin("Quay Bikes\n/leave\n");
    let said = begun.status(0).error_text();
    let command = "canvass walk p.canvass.json --bank hub --template style --plain";
    assert!(said.ends_with(&format!("1 answer is saved in p.canvass.json. Go on with: {command}\n")), "{said}");
    assert!(folder.read(PLAN).contains("\"id\": \"hub\""));
    let again = folder.canvass(&format!("{} --from 1", &command["canvass ".len()..])).stdin("/leave\n").status(0);
    assert!(again.error_text().contains("Which room do you want?"), "{}", again.error_text());
    let refused = folder.canvass("draft p.canvass.json --final --bank hub").status(3).error_text();
    assert!(
        refused.ends_with("go on with `canvass walk p.canvass.json --bank hub`, or leave out --final to get a draft\n")
    );
    let found = folder.canvass("--bank hub example").status(0).output_text();
    folder.write("full.canvass.json", found.replace("\"2.50\"", "\"1.00\""));
    let checked = folder.canvass("check full.canvass.json --bank hub").end().output_text();
    if checked.contains("To let a warning") {
        assert!(checked.contains("canvass waive full.canvass.json --bank hub RULE"), "{checked}");
    }
}

#[test]
fn a_copy_has_an_id_of_its_own() {
    let folder = Folder::new();
    for (path, id) in
        [("hub", "hub"), ("in/Our Bank", "our-bank"), ("business-model", "my-business-model"), ("🚲", "bank")]
    {
        std::fs::create_dir_all(folder.path("in")).unwrap();
        let said = folder.canvass(&format!("bank copy '{path}'")).status(0).output_text();
        assert!(said.starts_with(&format!("copied to {path}, as the bank `{id}`; ")), "{said}");
        assert!(folder.read(&format!("{path}/bank.toml")).starts_with(&format!("id = \"{id}\"\n")), "{path}");
        folder.canvass(&format!("bank check '{path}'")).status(0).stderr("");
    }
}

#[test]
fn a_plan_made_with_another_version_says_so_and_goes_on() {
    let folder = with_copy("bank.toml", "version = \"2\"", "version = \"3\"");
    let plan = example().replacen("\"id\": \"business-model\"", "\"id\": \"hub\"", 1);
    folder.write(PLAN, &plan);
    let fits = "`p.canvass.json` was made with version 2 of these questions, now 3: all answers still fit\n";
    for words in [format!("status {PLAN}"), format!("check {PLAN}"), format!("figures {PLAN}"), format!("draft {PLAN}")]
    {
        folder.canvass(&words).end().stderr(fits);
    }
    assert_eq!(folder.read(PLAN), plan);
    let walk = folder.canvass(&format!("walk {PLAN} --plain")).stdin("/leave\n").status(0).error_text();
    assert!(walk.starts_with(fits), "{walk}");
    folder
        .canvass("draft - --bank hub")
        .stdin(plan.as_str())
        .status(0)
        .stderr(&fits.replace("`p.canvass.json`", "this plan"));

    let renamed = plan.replacen("\"conversations\": {", "\"talks_held\": {", 1);
    let odd = renamed.replacen("\"value\": \"prototype\"", "\"value\": \"half-way\"", 1);
    assert_ne!(odd, renamed);
    folder.write(PLAN, &odd);
    let two = "`p.canvass.json` was made with version 2 of these questions, now 3: 2 answers no longer fit and are kept; \
               `canvass upgrade p.canvass.json` moves what has another place now\n";
    let status = folder.canvass(&format!("status {PLAN}")).status(0);
    assert_eq!(status.error_text(), two);
    folder.canvass(&format!("fill {PLAN} --answers -")).stdin("pitch = 'New.'").end();
    let kept = folder.read(PLAN);
    assert!(
        kept.contains("\"talks_held\"") && kept.contains("half-way") && kept.contains("\"version\": \"2\""),
        "{kept}"
    );
    // It stays a plan of the old version until it is upgraded; one that fits is one of the new version once it is saved.
    folder.canvass(&format!("status {PLAN}")).status(0).stderr(two);
    folder.canvass(&format!("upgrade {PLAN}")).status(0).stderr("");
    let kept = folder.read(PLAN);
    assert!(kept.contains("\"talks_held\"") && kept.contains("half-way") && kept.contains("\"version\": \"3\""));
    folder.canvass(&format!("status {PLAN}")).status(0).stderr("");
    folder.write(PLAN, &plan);
    folder.canvass(&format!("fill {PLAN} --answers -")).stdin("pitch = 'New.'").end();
    assert!(folder.read(PLAN).contains("\"version\": \"3\""));
    folder.canvass(&format!("status {PLAN}")).status(0).stderr("");
}

#[test]
fn a_plan_stays_with_its_own_bank_whatever_the_variable_names() {
    let folder = with_copy("bank.toml", "title = ", "title = ");
    folder.write(PLAN, example());
    let said = "`p.canvass.json` was made with the bank `business-model`, so it goes on with that one and not with `hub`, \
                which CANVASS_BANK names\n";
    folder.canvass(&format!("status {PLAN}")).env("CANVASS_BANK", "hub").status(0).stderr(said);
    folder.canvass(&format!("status {PLAN}")).env("CANVASS_BANK", "business-model").status(0).stderr("");
    folder.canvass(&format!("status {PLAN}")).env("CANVASS_BANK", "nowhere").status(1);
}

#[test]
fn what_is_told_to_authors_of_banks_is_not_told_to_founders() {
    let folder = Folder::new();
    folder.canvass("bank copy hub").status(0);
    let path = "hub/01-customer-segments.toml";
    let text = folder.read(path);
    let line = text.lines().find(|line| line.starts_with("help = ")).unwrap();
    folder.write(path, text.replacen(&format!("{line}\n"), "", 1));
    let checked = folder.canvass("bank check hub").status(0);
    assert!(checked.error_text().starts_with("warning: "), "{}", checked.error_text());
    folder.canvass("--bank hub example -o p.canvass.json").status(0).stdout("").stderr("");
    for words in
        ["status p.canvass.json", "check p.canvass.json", "draft p.canvass.json", "recap p.canvass.json", "bank show"]
    {
        folder.canvass(&format!("{words} --bank hub")).end().stderr("");
    }
    let walk = folder.canvass("walk new.canvass.json --bank hub --plain").stdin("/leave\n").status(0);
    assert!(walk.error_text().starts_with("\nWelcome!"), "{}", walk.error_text());
}

#[test]
fn the_example_of_a_bank_is_checked_with_it() {
    let folder = with_copy("example.toml", "stage = \"prototype\"", "stage = \"prototipe\"");
    folder
        .canvass("bank check hub")
        .status(1)
        .stdout("")
        .stderr("error: hub/example.toml: `stage`: `prototipe` is not one of the answers: did you mean `prototype`?\n");
}

#[test]
fn the_canvas_is_drawn_as_the_bank_says_or_not_at_all() {
    let folder = Folder::new();
    folder.canvass("bank copy hub").status(0);
    folder.canvass("--bank hub example -o p.canvass.json").status(0);
    let text = folder.read("hub/bank.toml");
    let (start, end) = (text.find("[[canvas]]").unwrap(), text.find("# ---- The pause").unwrap());
    let two = "[[canvas]]\nlist = \"channels\"\ntitle = \"Ways\"\nrow = 1\nspan = 3\n\n\
               [[canvas]]\nlist = \"segments\"\ntitle = \"People\"\ncolumn = 1\nrow = 1\n\n";
    folder.write("hub/bank.toml", format!("{}{two}{}", &text[..start], &text[end..]));
    let shown = folder.canvass("show p.canvass.json --bank hub --plain").status(0).output_text();
    let (ways, people) = (shown.find("\nWays\n").unwrap(), shown.find("\nPeople\n").unwrap());
    assert!(ways < people && !shown.contains("Key partners"), "{shown}");
    let drawn = folder.canvass("draft p.canvass.json --bank hub --to svg").status(0).output_text();
    assert!(drawn.contains(">People</text>") && !drawn.contains("Key partners"), "{drawn}");
    folder.canvass("draft p.canvass.json --bank hub -o p.docx").status(0);
    folder.write("hub/bank.toml", format!("{}{}", &text[..start], &text[end..]));
    let said = "error: the bank `hub` does not say how a canvas is drawn\n\
                help: add `[[canvas]]` blocks to its bank.toml; the README shows one\n";
    folder.canvass("show p.canvass.json --bank hub").status(1).stderr(said);
    folder.canvass("draft p.canvass.json --bank hub --to svg").status(1).stderr(said);
    folder.canvass("draft p.canvass.json --bank hub --to html").status(0).stderr("");
}

/// The documents of a bank are written with templates that may ask for what it does not have.
#[test]
fn templates_that_do_not_fit_are_told_with_the_bank() {
    let concierge = "[[question]]\nid = \"concierge\"";
    let folder = with_copy("04-customer-relationships.toml", concierge, &concierge.replace("concierge", "by_hand"));
    let path = "hub/example.toml";
    folder.write(path, folder.read(path).replace("\nconcierge = ", "\nby_hand = "));
    let told = folder.canvass("bank check hub").status(1).error_text();
    let (place, text) = ("--> hub/templates/chapters/reach.md:", "template `bank/chapters/reach.md` uses `concierge`");
    assert!(told.contains(text) && told.contains(place) && told.matches("error:").count() == 1, "{told}");

    let own = "{% for o in propositions %}{{ o.better_then | sentence }}{% endfor %}{{ by_hand }}{{ concierg }}\n";
    let folder = folder.file("style/chapters/reach.md", own);
    for (words, variable) in [("bank check hub --template style", ""), ("bank check hub", "style")] {
        let command = folder.canvass(words);
        let command = if variable.is_empty() { command } else { command.env("CANVASS_TEMPLATE", variable) };
        let told = command.status(1).error_text();
        assert!(told.contains("reads the field `better_then`, which nothing has"), "{told}");
        assert!(told.contains("uses `concierg`, which does not exist"), "{told}");
        assert!(told.contains("--> style/chapters/reach.md:1:"), "{told}");
        assert_eq!(told.matches("error:").count(), 2, "{told}");
    }
    let folder =
        folder.file("style/chapters/reach.md", "{{ by_hand }}{% if market_kind == \"masses\" %}!{% endif %}\n");
    let told = folder.canvass("bank check hub --template style").status(0).error_text();
    let text = "template `chapters/reach.md` compares `market_kind` with `masses`, which is none of its choices";
    assert!(told.contains(text) && told.contains("help: did you mean `mass`?"), "{told}");
}

/// A field that only a template of one's own names: a bank without it tells.
#[test]
fn a_field_that_the_bank_left_out_is_told_of_every_template_that_reads_it() {
    let field = "id = \"smallest_version\"";
    let folder = with_copy("02-value-propositions.toml", field, "id = \"first_version\"");
    let path = "hub/example.toml";
    folder.write(path, folder.read(path).replace("\nsmallest_version = ", "\nfirst_version = "));
    let told = folder.canvass("bank check hub").status(1).error_text();
    let text = "template `bank/parts/offers-told.md` reads the field `smallest_version`, which nothing has";
    assert!(told.contains(text), "{told}");
}

/// A bank without templates has documents all the same: those that serve every bank ask for nothing it does not have.
#[test]
fn a_bank_of_another_subject_needs_no_templates_of_its_own() {
    let folder = Folder::new();
    let sound = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/bank/sound");
    folder.canvass(&format!("bank check '{}'", sound.display())).status(0).stderr("");
    folder.canvass(&format!("template check --bank '{}'", sound.display())).status(0).stderr("");
}
