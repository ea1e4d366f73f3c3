use super::*;

#[test]
fn paragraphs_are_parted_by_empty_lines_and_points_of_a_list_by_their_lines() {
    let text = "One line\nand the next.\n\n  Another one:\n- rent 380,\n  not 410\n• what else\n\n\nThe end - of it\n-5 is a number";
    let expected = [
        "One line and the next.",
        "Another one:",
        "- rent 380, not 410",
        "- what else",
        "The end - of it -5 is a number",
    ];
    assert_eq!(paragraphs(text), expected);
    assert_eq!(paragraphs(" \n\n"), [""; 0]);
    assert_eq!(
        paragraphs("In this order:\n1. the vote\n2. the fees,\nby\n5. May\n3. the owner"),
        ["In this order:", "1. the vote", "2. the fees, by 5. May", "3. the owner"]
    );
}

#[test]
fn a_sentence_has_a_capital_and_one_mark_at_its_end() {
    assert_eq!(sentence("هل هناك طفل؟"), "هل هناك طفل؟");
    assert_eq!(sentence("نزور المطبخ؛"), "نزور المطبخ.");

    for (text, expected) in [
        ("ride home", "Ride home."),
        (" Ride home.. ", "Ride home."),
        ("Is it safe?", "Is it safe?"),
        ("They said \"yes.\"", "They said \"yes.\""),
        ("iPhone repairs", "iPhone repairs."),
        ("First. second.", "First. second."),
        ("We ask:\n- who\n- when", "We ask: who and when."),
        ("  ", ""),
        ("...", ""),
    ] {
        assert_eq!(sentence(text), expected);
    }
}

#[test]
fn a_text_falls_into_its_sentences_and_no_short_title_ends_one() {
    assert_eq!(sentences("The first. Is it so? Yes."), ["The first.", "Is it so?", "Yes."]);
    assert_eq!(sentences("Old Mr. Feuerstein stops. Then I begin."), ["Old Mr. Feuerstein stops.", "Then I begin."]);
    assert_eq!(sentences("两句话。第二句。"), ["两句话。", "第二句。"]);
    assert_eq!(sentences("  "), Vec::<String>::new());
    let numbers = "We open in May. 17 visits are planned in 15 days. €6,500 are left. It is approx. 5 km, room No. 5.";
    let parted =
        ["We open in May.", "17 visits are planned in 15 days.", "€6,500 are left.", "It is approx. 5 km, room No. 5."];
    assert_eq!(sentences(numbers), parted);
    assert_eq!(
        sentences("Two are missing:\n- a pot\n- 5 cups\nWe know."),
        ["Two are missing – a pot and 5 cups", "We know."]
    );
    assert_eq!(sentences("- A pot is missing\n• 5 cups\n-5 is less"), ["A pot is missing", "5 cups", "-5 is less"]);
    assert_eq!(sentences("One line\n17 of another\n\na third."), ["One line", "17 of another", "a third."]);
}

#[test]
fn a_clause_keeps_its_letters_and_loses_its_full_stop() {
    for (text, expected) in [
        ("Brings it to a shop.", "Brings it to a shop"),
        ("Google Maps", "Google Maps"),
        ("Excel sheets.", "Excel sheets"),
        ("German lessons", "German lessons"),
        ("flyers", "flyers"),
        ("It is great!", "It is great"),
        ("It is great! We like it!", "It is great! We like it!"),
        ("It costs more. We know.", "It costs more. We know"),
        ("Two are missing:\n- A pot\n- Ein Topf", "Two are missing – A pot and Ein Topf"),
        ("他们没有干净的桌布。", "他们没有干净的桌布"),
    ] {
        assert_eq!(clause(text), expected);
    }
}

#[test]
fn first_person_words_are_quoted_after_a_colon() {
    for (text, expected) in [
        ("My garden is too big.", "“My garden is too big”"),
        ("I'm late", "“I'm late”"),
        ("pays for weeding", "Pays for weeding"),
    ] {
        assert_eq!(spoken(text), expected);
    }
}

#[test]
fn a_repeated_beginning_is_left_out() {
    let starts = ["thanks to this I can", "I can"];
    assert_eq!(without_start("Thanks to this I can ... ride", &starts), "ride");
    assert_eq!(without_start("i can ride", &starts), "ride");
    assert_eq!(without_start("ride", &starts), "ride");
    assert_eq!(without_start("é", &starts), "é");
}

#[test]
fn a_beginning_goes_only_as_a_whole_word() {
    for (text, expected) in [
        ("Yes – one class", "one class"),
        ("Yes", ""),
        ("Yesterday it did", "Yesterday it did"),
        ("yes: it did", "it did"),
    ] {
        assert_eq!(without_start(text, &["yes"]), expected);
    }
}

#[test]
fn a_unit_goes_on_after_per_with_its_letters() {
    for (text, expected) in [
        ("a visit", "visit"),
        ("A levels", "A levels"),
        ("A level", "A level"),
        ("One Pass", "One Pass"),
        ("one visit", "visit"),
        ("Per visit", "visit"),
        ("Monat", "Monat"),
        ("Flasche", "Flasche"),
        ("A3 sheet", "A3 sheet"),
        ("One-pager", "One-pager"),
        ("per hour.", "hour"),
        ("each Abend", "Abend"),
    ] {
        assert_eq!(unit(text), expected);
    }
}

#[test]
fn quotation_marks_are_set_once() {
    for (text, expected) in [
        ("Fleet care", "“Fleet care”"),
        ("“Too late.”", "“Too late.”"),
        ("Eight weeks to “Later”", "“Eight weeks to ‘Later’”"),
        ("“Mrs. O” – “the boss”", "“‘Mrs. O’ – ‘the boss’”"),
    ] {
        assert_eq!(quoted(text), expected);
    }
}

#[test]
fn semicolons_part_what_has_commas() {
    assert_eq!(listed(&["a", "b", "c, with d"]), "a, b and c, with d");
    assert_eq!(listed(&["a, b", "c", "d"]), "a, b; c; and d");
    assert_eq!(listed(&["€1,000", "€20"]), "€1,000 and €20");
}

#[test]
fn a_sentence_ends_once() {
    for (line, expected) in [
        ("Is it?.", "Is it?"),
        ("in the U.S.. It", "in the U.S. It"),
        ("get **Noon walk.**. An", "get **Noon walk.** An"),
        ("“Is it?”. Yes", "“Is it?” Yes"),
        ("say: “Is it?.”", "say: “Is it?”"),
        ("wait... then", "wait... then"),
        ("a “word”. Then", "a “word”. Then"),
        ("**Seeds**. A", "**Seeds**. A"),
        ("没有？.", "没有？"),
        ("2..3 and a?.b", "2..3 and a?.b"),
    ] {
        assert_eq!(once_ended(line), expected);
    }
}

#[test]
fn some_countries_have_an_article() {
    for (country, expected) in
        [("Belgium", "Belgium"), ("the U.S.", "the U.S."), ("UK", "the UK"), ("Austria.", "Austria")]
    {
        assert_eq!(place(country), expected);
    }
}
