//! Banks that extend another: what is written changes, is added, moves or goes; everything else stays and follows.

use crate::command::Folder;
use crate::script::{Walk, noon};
use crate::small_bank::small_bank_files;
use crate::word::text_of;
use canvass::bank::{self, Bank, File, Kind, Route};
use canvass::documents::{Format, Templates};
use canvass::facts::Facts;
use canvass::plan::{Address, State};
use canvass::report;
use std::fs;

/// A bank over the small one.
fn over_small(files: &[(&str, &str)]) -> Vec<File> {
    let own = files.iter().map(|(path, text)| (format!("hub/{path}"), (*text).to_owned()));
    own.chain(small_bank_files("").into_iter().map(|(path, text)| (format!("small/{path}"), text))).collect()
}

fn read(files: &[File]) -> Bank {
    canvass::check_bank::read(files).unwrap_or_else(|problems| panic!("{}", report::draw(&problems, false))).0
}

/// The extending bank of the cases.
fn hub() -> Bank {
    let mut files = Vec::new();
    for folder in ["", "base/"] {
        let path = format!("{}/tests/cases/bank/extends/{folder}", env!("CARGO_MANIFEST_DIR"));
        for file in fs::read_dir(path).unwrap().map(|file| file.unwrap().path()) {
            if file.extension().is_some_and(|extension| extension == "toml") {
                let name = file.file_name().unwrap().to_string_lossy().into_owned();
                files.push((format!("{folder}{name}"), fs::read_to_string(file).unwrap()));
            }
        }
    }
    files.sort_by_key(|(path, _)| path.matches('/').count());
    read(&files)
}

fn ids<'b>(questions: impl IntoIterator<Item = &'b bank::Question>) -> Vec<&'b str> {
    questions.into_iter().map(|question| question.id.as_str()).collect()
}

#[test]
fn what_is_written_is_laid_over_what_is_there() {
    let bank = hub();
    assert_eq!((&*bank.id, &*bank.version, &*bank.language, &*bank.title), ("hub", "3", "en", "The hub's canvas"));
    let steps: Vec<(&str, Vec<&str>)> =
        bank.steps.iter().map(|step| (step.id.as_str(), ids(&step.questions))).collect();
    assert_eq!(
        steps,
        [
            ("profile", vec!["cohort", "venture"]),
            ("groups", vec!["groups", "market", "first", "second", "wishes"]),
            ("local", vec!["neighbours", "sales"]),
            ("pause", vec![]),
            ("offers", vec!["offers", "months"]),
        ]
    );
    let market = bank.question("market").unwrap();
    assert_eq!((market.ask.source(), market.label.source()), ("Which market do you sell in?", "the market"));
    assert!(market.required && !bank.question("first").unwrap().required);
    let choices = market.choices().iter().map(|choice| (&*choice.key, &*choice.label));
    assert_eq!(choices.collect::<Vec<_>>(), [("mass", "everybody"), ("niche", "a niche")]);
    let (_, groups) = bank.list("groups").unwrap();
    assert_eq!(ids(&groups.fields), ["name", "street", "proof"]);
    let proof: Vec<&str> = bank.field("groups", "proof").unwrap().choices().iter().map(|choice| &*choice.key).collect();
    assert_eq!(proof, ["trial", "paid"]);
    let wishes = bank.field("groups", "wishes").unwrap();
    assert_eq!((wishes.ask.source(), wishes.label.source()), ("What do {item.name} wish for?", "what they wish for"));
    let checks: Vec<_> = bank.checks().map(|check| (&*check.id, check.severity.name(), check.holds.source())).collect();
    assert_eq!(checks, [("no-offer", "gap", "offers.size() > 0")]);
    assert!(bank.steps.iter().all(|step| step.facts.is_empty()));
    let blocks: Vec<_> = bank.canvas.iter().map(|block| (&*block.list, &*block.title, block.column)).collect();
    assert_eq!(blocks, [("groups", "People", Some(1)), ("offers", "Offers", Some(2))]);
    assert_eq!(bank.chapters.iter().map(|chapter| &*chapter.id).collect::<Vec<_>>(), ["people", "nearby", "things"]);
    assert_eq!(bank.readers.iter().map(|reader| &*reader.id).collect::<Vec<_>>(), ["hub"]);
    let hidden: Vec<_> = bank.hidden.iter().map(|question| (question.of.as_deref(), &*question.id)).collect();
    assert_eq!(hidden, [(None, "closing"), (Some("groups"), "size")]);
}

#[test]
fn a_bank_over_another_is_walked_and_written_up() {
    let changes = "
id = 'groups'
[[question]]
id = 'street'
ask = 'street?'
label = 'the street'
help = 'Help.'
kind = 'text'
required = true
depth = 'essential'
before = 'kind'
[[question]]
id = 'kind'
ask = 'sort?'
[[question]]
id = 'groups'
[[question.field]]
id = 'size'
depth = 'essential'
";
    let bank_file = "
extends = '../small'
id = 'hub'
version = '1'
steps = ['changes']
hide = ['cash', 'sense']
";
    let bank = read(&over_small(&[("bank.toml", bank_file), ("changes.toml", changes)]));
    assert!(bank.question("cash").is_none() && bank.question("sense").is_none());
    let mut walk = Walk::new(&bank, Route::Short);
    let mut asked = Vec::new();
    for reply in ["=Quay", "=Mill Lane", "*mass", "+Anglers", "!done", "=12"] {
        asked.push(walk.at());
        walk.script(reply);
    }
    assert_eq!(asked[..3], ["venture", "street", "sort"], "{asked:?}");
    assert_eq!(asked[5], "size of Anglers", "{asked:?}");
    let plan = walk.interview.plan().clone();
    let answer = plan.answer(&Address::Question("street".into())).unwrap();
    assert_eq!((answer.state, answer.value.as_str()), (State::Answered, Some("Mill Lane")));
    let facts = Facts::new(&bank, &plan).for_documents(&bank, &plan, &noon().to_string()[..10]);
    let templates = Templates::of(&bank).unwrap();
    for format in [Format::Markdown, Format::Html] {
        let drafted = String::from_utf8(templates.draft(&facts, format).unwrap()).unwrap();
        assert!(drafted.contains("Mill Lane") && drafted.contains("street"), "{drafted}");
        assert!(!drafted.contains("the cash"), "{drafted}");
    }
}

#[test]
fn three_banks_lie_over_one_another() {
    let middle =
        ("hub/bank.toml".to_owned(), "extends = '../small'\nid = 'hub'\nversion = '1'\ntitle = 'Hub'\n".to_owned());
    let top = "extends = '../hub'\nid = 'town'\nversion = '1'\nsteps = ['work']\nhide = ['due']\n".to_owned();
    let work = "id = 'work'\n[[question]]\nid = 'cash'\nwhen = 'work.size() > 0'\n".to_owned();
    let mut files = vec![("town/bank.toml".to_owned(), top), ("town/work.toml".to_owned(), work), middle];
    assert_eq!(bank::extended_folder(&files).as_deref(), Some("small"));
    files.extend(small_bank_files("").into_iter().map(|(path, text)| (format!("small/{path}"), text)));
    assert_eq!(bank::extended_folder(&files), None);
    let bank = read(&files);
    assert_eq!((&*bank.id, &*bank.title, bank.question("due").is_some()), ("town", "Hub", false));
    assert_eq!(bank.question("cash").unwrap().when.as_ref().unwrap().source(), "work.size() > 0");
}

/// What is not written follows the bank below: a change there shows.
#[test]
fn what_is_not_written_follows() {
    let text = "extends = '../small'\nid = 'hub'\nversion = '1'\n";
    let mut files = over_small(&[("bank.toml", text)]);
    for (path, text) in &mut files {
        if path.ends_with("01-groups.toml") {
            *text = text.replace("'kind?'", "'Which sort?'");
        }
    }
    assert_eq!(read(&files).question("kind").unwrap().ask.source(), "Which sort?");
}

#[test]
fn a_new_kind_takes_the_place_of_a_hidden_question() {
    let bank_file = "extends = '../small'\nid = 'hub'\nversion = '1'\nsteps = ['work']\nhide = ['cash']\n";
    let work = "id = 'work'\n[[question]]\nid = 'cash'\nask = 'cash?'\nlabel = 'the cash'\nhelp = 'Help.'\nkind = 'long-text'\n";
    let bank = read(&over_small(&[("bank.toml", bank_file), ("work.toml", work)]));
    assert!(matches!(bank.question("cash").unwrap().kind, Kind::LongText { .. }) && bank.hidden.is_empty());
}

#[test]
fn a_bank_is_started_that_passes_as_it_is_and_with_all_that_it_shows() {
    let folder = Folder::new();
    let said = "made in/Our Hub, the bank `our-hub`, which extends `business-model`\n\
                its files say what can be changed; look over it with: canvass bank check 'in/Our Hub'\n\
                try it with: canvass --bank 'in/Our Hub'\n";
    folder.canvass("bank new 'in/Our Hub'").status(0).stdout(said).stderr("");
    folder.canvass("bank new 'in/Our Hub'").status(1);
    let checked = folder.canvass("bank check 'in/Our Hub'").status(0).stderr("").output_text();
    assert!(checked.contains("(our-hub 1): 10 steps and "), "{checked}");
    for file in ["bank.toml", "01-customer-segments.toml"] {
        let path = format!("in/Our Hub/{file}");
        let is_key =
            |line: &str| line.starts_with("[[") || line.split_once(" = ").is_some_and(|(key, _)| !key.contains(' '));
        let taken_in = |line: &str| match line.strip_prefix("# ").filter(|rest| is_key(rest)) {
            Some(rest) => format!("{rest}\n"),
            None => format!("{line}\n"),
        };
        let text: String = folder.read(&path).lines().map(taken_in).collect();
        assert_ne!(text, folder.read(&path));
        folder.write(&path, text);
    }
    let told = folder.canvass("bank check 'in/Our Hub'").status(0).error_text();
    assert!(!told.contains("error:"), "{told}");
    let shown = folder.canvass("--bank 'in/Our Hub' bank show").status(0).output_text();
    assert!(shown.contains("  our_question (") && shown.contains("      our_field ("), "{shown}");
    assert!(!shown.contains("excluded_customers"), "{shown}");
    folder.canvass("bank new second --extends 'in/Our Hub'").status(0);
    assert!(folder.read("second/bank.toml").contains("extends = \"../in/Our Hub\"\n"));
    assert!(folder.canvass("bank check second").status(0).output_text().contains("(second 1)"));
}

/// A bank that adds a question to the built-in one, with more keys if there are any, and hides another.
fn put_hub(folder: &Folder, keys: &str) {
    folder.write(
        "hub/bank.toml",
        "extends = 'business-model'\nid = 'hub'\nversion = '1'\nsteps = ['own']\nhide = ['excluded_customers']\n",
    );
    folder.write(
        "hub/own.toml",
        format!(
            "id = 'customer_segments'\n[[question]]\nid = 'hub_room'\nask = 'Which room do you want?'\nlabel = 'the room'\n\
             kind = 'text'\nhelp = 'Rooms are on the second floor.'\n{keys}"
        ),
    );
}

/// A question of one's own shows in every document without a template; what is hidden is asked nowhere, and templates
/// that speak of it find it open.
#[test]
fn an_added_question_shows_and_a_hidden_one_does_not() {
    let folder = Folder::new();
    put_hub(&folder, "depth = 'essential'\nbefore = 'market_kind'\n");
    let told = folder.canvass("bank check hub").status(0).error_text();
    assert!(told.contains("speaks of `excluded_customers`, which this bank hides"), "{told}");
    assert!(
        told.contains("  --> templates/business-model/chapters/") && told.matches("warning:").count() == 1,
        "{told}"
    );
    folder.write("a.toml", "venture_name = 'Quay Bikes'\nhub_room = 'Room 4'\n");
    folder.canvass("--bank hub fill p.canvass.json --answers a.toml").status(3);
    folder.write("b.toml", "excluded_customers = 'Nobody'\n");
    folder.canvass("--bank hub fill p.canvass.json --answers b.toml").status(1);
    for format in ["md", "html", "typ"] {
        let drafted = folder.canvass(&format!("draft p.canvass.json --to {format}")).status(0).stderr("").output_text();
        assert!(drafted.contains("Room 4") && drafted.contains("he room"), "{format} {drafted}");
    }
    for page in ["show", "recap"] {
        let shown = folder.canvass(&format!("{page} p.canvass.json")).status(0).output_text();
        assert!(shown.contains("Further answers:\n  - The room: Room 4"), "{page} {shown}");
    }
    let walk = folder.canvass("walk p.canvass.json --plain --from 1").stdin("/leave\n").status(0).error_text();
    assert!(walk.contains("What kind of market"), "{walk}");
}

/// The question that a bank adds stands in Word too, and templates are checked against what it asks and what it hides.
#[test]
fn an_extending_bank_is_written_for_word_and_templates_are_checked_against_it() {
    let folder = Folder::new().file("a.toml", "venture_name = 'Quay Bikes'\nhub_room = 'Room 4'\n");
    put_hub(&folder, "");
    folder.canvass("--bank hub fill p.canvass.json --answers a.toml").status(3);
    folder.canvass("draft p.canvass.json -o p.docx").status(0);
    let said = text_of(&fs::read(folder.path("p.docx")).unwrap()).join("\n");
    assert!(said.contains("Room 4") && said.contains("he room"), "{said}");
    folder.write("ours/chapters/customers.md", "{{ hub_room }}\n");
    let checked = folder.canvass("--bank hub template check ours").status(0).output_text();
    assert!(checked.starts_with("ours: 1 template in good order"), "{checked}");
    folder.write("ours/chapters/customers.md", "{{ hub_room }}\n{{ excluded_customers }}\n");
    let told = folder.canvass("--bank hub template check ours").end().error_text();
    let line = "warning: template `chapters/customers.md` speaks of `excluded_customers`, which this bank hides\n";
    assert!(told.contains(line), "{told}");
    folder.write("ours/chapters/customers.md", "{{ hub_rom }}\n");
    let told = folder.canvass("--bank hub template check ours").status(1).error_text();
    assert!(
        told.contains("uses `hub_rom`, which does not exist") && told.contains("did you mean `hub_room`?"),
        "{told}"
    );
}

/// A bank below the hub, from the cases of upgrades.
fn put_shop(folder: &Folder, version: &str) {
    let from = format!("{}/tests/cases/upgrade/{version}", env!("CARGO_MANIFEST_DIR"));
    for file in fs::read_dir(from).unwrap().map(|file| file.unwrap().path()) {
        folder.write(&format!("shop/{}", file.file_name().unwrap().to_str().unwrap()), fs::read(&file).unwrap());
    }
}

/// What moves fields of old plans into a list works in a bank that extends, written there or in the bank below.
#[test]
fn old_plans_move_along_in_a_bank_that_extends() {
    let own = "id = 'money'\n[[question]]\nid = 'purse'\nask = 'What do you have?'\nlabel = 'the purse'\n\
               help = 'Anything counts.'\nkind = 'items'\none = 'coin'\nmany = 'coins'\n[[question.field]]\nid = 'name'\n\
               ask = 'What is it?'\nlabel = 'what it is'\nhelp = 'A word.'\nkind = 'text'\n[[question.field]]\nid = 'sum'\n\
               ask = 'How much?'\nlabel = 'the sum'\nhelp = 'A number.'\nkind = 'money'\n";
    let upgrade = "[[upgrade]]\nfrom = ['own_money']\ninto = 'purse'\ngiven = 'own_money != null'\n\
                   fields = { name = \"'Our savings'\", sum = 'own_money' }\n";
    let second = format!("version = '2'\nsteps = ['own']\nhide = ['own_money']\n{upgrade}");
    for (hub, shop, list, sum) in
        [(second.as_str(), "old", "purse", "sum"), ("version = '2'\n", "new", "sources", "amount")]
    {
        let folder = Folder::new();
        put_shop(&folder, "old");
        folder.write("hub/bank.toml", "extends = '../shop'\nid = 'hub'\nversion = '1'\n");
        folder.write("a.toml", "pitch = 'Bread'\nown_money = 9000\n");
        folder.canvass("--bank hub fill p.canvass.json --answers a.toml").status_among(&[0, 3]);
        put_shop(&folder, shop);
        folder.write("hub/own.toml", own);
        if shop == "new" {
            fs::remove_file(folder.path("hub/own.toml")).unwrap();
        }
        folder.write("hub/bank.toml", format!("extends = '../shop'\nid = 'hub'\n{hub}"));
        folder.canvass("bank check hub").status(0);
        let told = folder.canvass("upgrade p.canvass.json").status(0).stderr("").output_text();
        assert!(told.contains("went from `hub` 1 to `hub` 2"), "{told}");
        let plan: serde_json::Value = serde_json::from_str(&folder.read("p.canvass.json")).unwrap();
        let fields = &plan["answers"][list]["items"][0]["fields"];
        assert_eq!(
            (&fields["name"]["value"], &fields[sum]["value"]),
            (&"Our savings".into(), &"9000".into()),
            "{plan}"
        );
        assert_eq!(plan["answers"].get("own_money"), None);
    }
}

/// A copy of a bank that extends another stands somewhere else, and finds the bank below from there.
#[test]
fn a_copy_of_an_extending_bank_finds_the_bank_below() {
    let folder = Folder::new();
    for (path, text) in small_bank_files("") {
        folder.write(&format!("banks/small/{path}"), text);
    }
    folder.write("banks/hub/bank.toml", "extends = '../small' # ours\nid = 'hub'\nversion = '1'\ntitle = 'Ours'\n");
    let named = folder.canvass("--bank banks/hub bank show").status(0).output_text();
    folder.canvass("--bank banks/hub bank copy away/deep/town").status(0).stderr("");
    let bank = folder.read("away/deep/town/bank.toml");
    assert!(bank.starts_with("extends = \"../../../banks/small\" # ours\nid = \"town\"\n"), "{bank}");
    let copied = folder.canvass("--bank away/deep/town bank show").status(0).output_text();
    assert_eq!(copied.replace("town", "hub"), named);
    // A bank of canvass is found from anywhere.
    folder.write("over/bank.toml", "extends = 'minimal'\nid = 'over'\nversion = '1'\n");
    folder.canvass("--bank over bank copy away/mine").status(0);
    assert!(folder.read("away/mine/bank.toml").starts_with("extends = 'minimal'\nid = \"mine\"\n"));
    folder.canvass("bank check away/mine").status(0);
}

/// The templates of a bank lie over those of the bank it extends, which they can build on.
#[test]
fn templates_of_an_extending_bank_lie_over_those_of_the_bank_below() {
    let folder = Folder::new();
    folder.write("hub/bank.toml", "extends = 'business-model'\nid = 'hub'\nversion = '1'\n");
    folder.write(
        "hub/templates/plan.md",
        "{% extends \"bank/plan.md\" %}{% block credit %}{{ super() }}\nOurs.\n{% endblock %}",
    );
    folder.write("a.toml", "venture_name = 'Quay Bikes'\n");
    folder.canvass("--bank hub fill p.canvass.json --answers a.toml").status(3);
    let drafted = folder.canvass("draft p.canvass.json").status(0).stderr("").output_text();
    assert!(drafted.contains("Quay Bikes") && drafted.trim_end().ends_with("Ours."), "{drafted}");
    let style = folder.file("style/plan.md", "{% extends \"bank/plan.md\" %}{% block credit %}Theirs.{% endblock %}\n");
    let drafted = style.canvass("draft p.canvass.json --template style").status(0).output_text();
    assert!(drafted.trim_end().ends_with("Theirs.") && !drafted.contains("Ours."), "{drafted}");
    // Somebody else's templates are watched.
    style.write(
        "hub/templates/plan.md",
        "{% for a in range(end=100000) %}{% for b in range(end=100000) %}{% endfor %}{% endfor %}",
    );
    let stopped = style.canvass("draft p.canvass.json").env("CANVASS_TEMPLATE_SECONDS", "0.5").spawned();
    let stopped = stopped.end().error_text();
    assert!(stopped.contains("take longer than 0.5 seconds"), "{stopped}");
}

/// A copy brings the templates along, and its documents are those of the bank it was copied from.
#[test]
fn a_copy_brings_its_templates() {
    let folder = Folder::new();
    folder.canvass("bank copy hub").status(0);
    assert!(folder.path("hub/templates/chapters/team.md").is_file());
    let plan = crate::command::example();
    folder.write("p.canvass.json", plan);
    let built_in = folder.canvass("draft p.canvass.json").status(0).output_text();
    folder.write("p.canvass.json", plan.replacen("\"id\": \"business-model\"", "\"id\": \"hub\"", 1));
    assert_eq!(folder.canvass("draft p.canvass.json").status(0).stderr("").output_text(), built_in);
    let team = "hub/templates/chapters/team.md";
    folder.write(team, format!("{}\nOurs.\n", folder.read(team)));
    assert!(folder.canvass("draft p.canvass.json").status(0).output_text().contains("\nOurs.\n"));
}
