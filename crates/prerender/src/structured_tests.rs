use super::*;

fn catalogue(change: impl FnOnce(&str) -> String) -> Catalogue {
    let shipped = include_str!("../../../public/catalogue.json");
    Catalogue::parse(&change(shipped)).expect("a catalogue")
}

fn data(block: &str) -> Value {
    let json =
        block.strip_prefix("<script type=\"application/ld+json\">").and_then(|rest| rest.strip_suffix("</script>"));
    serde_json::from_str(json.expect("one block")).expect("JSON")
}

#[test]
fn it_has_every_question_of_the_page_with_its_answer_in_both_languages() {
    let catalogue = catalogue(str::to_owned);
    for language in [Language::Chinese, Language::English] {
        let data = data(&answers(&catalogue, language));
        assert_eq!(data["@type"], "FAQPage");
        assert_eq!(data["inLanguage"], language.tag());
        let questions = data["mainEntity"].as_array().expect("questions");
        let plain = plain_answers(&catalogue, language);
        assert_eq!(questions.len(), plain.len());
        for (question, plain) in questions.iter().zip(plain) {
            assert_eq!(question["@type"], "Question");
            assert_eq!(question["name"], plain.question);
            assert_eq!(question["acceptedAnswer"]["text"], plain.answer);
            assert!(!plain.answer.is_empty(), "{}", plain.question);
        }
    }
}

#[test]
fn nothing_in_a_catalogue_ends_the_block() {
    let name = "</script><!--<script>";
    let catalogue = catalogue(|shipped| shipped.replace("\"专业版\"", &format!("\"{name}\"")));
    let block = answers(&catalogue, Language::Chinese);
    assert_eq!(block.matches('<').count(), 2, "the tags of the block alone");
    assert!(data(&block).to_string().contains(name), "it is read as it was written");
}
