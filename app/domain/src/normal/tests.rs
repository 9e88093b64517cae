use proptest::prelude::*;

use super::*;

#[test]
fn i13_one_form_for_every_way_of_writing_the_same() {
    for (typed, same) in [
        ("cafe\u{301}", "café"),
        ("ＰＨ２０２６", "ph2026"),
        ("漏電", "漏电"),
        ("⽔管爆裂", "水管爆裂"),
        ("著火", "着火"),
        ("着\u{200b}火\u{feff}", "着火"),
        ("\u{202e}着火\u{202c}", "着火"),
        ("ﾊﾟﾄｶｰ", "パトカー"),
        ("㎡", "m2"),
        ("ＧＡＳ　leak", "gas leak"),
    ] {
        assert_eq!(folded(typed), same, "{typed:?}");
        assert_eq!(folded(same), same, "{same:?}");
    }
}

#[test]
fn i13_a_persons_own_words_keep_every_character_that_means_something() {
    for own in [
        "𬱖𠮷㐂",
        "葛\u{e0100}飾",
        "👩\u{200d}👩\u{200d}👧",
        "❤\u{fe0f}",
        "1\u{fe0f}\u{20e3}",
        "漏電",
        "ＡＢ",
        "一\n二",
        "می\u{200c}خواهم",
    ] {
        assert_eq!(kept(own), own, "{own:?}");
    }
    assert_eq!(kept("e\u{301}"), "é");
    assert_eq!(kept("a\u{202e}b\u{200b}c\u{0}d\r\ne"), "abcd\ne");
    assert_eq!(kept("\u{200d}着\u{200d}火\u{fe0f}"), "着火");
    let flag = "\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}";
    assert_eq!(kept(flag), flag);
    // The same characters elsewhere are a hidden text.
    assert_eq!(kept("a\u{e0067}\u{e0062}"), "a");
}

proptest! {
    #[test]
    fn i13_reading_twice_changes_nothing_and_a_text_stays_bounded(text in "\\PC{0,60}|[\u{ad}\u{200d}\u{fe0f}\u{301}A-Zａ-ｚ漏電⽔👩\u{e0100}]{0,60}") {
        for read in [plain, kept, folded] {
            let once = read(&text);
            prop_assert_eq!(&read(&once), &once);
            // The longest compatible form of one character has eighteen.
            prop_assert!(once.chars().count() <= text.chars().count() * 18);
        }
        prop_assert!(!plain(&text).chars().any(is_invisible));
    }
}
