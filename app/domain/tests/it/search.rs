//! How well words fit, and how alike texts are.

use domain::class::fit;
use domain::normal::folded;
use domain::search::{TokenSet, tokens};

#[test]
fn likeness_is_the_share_of_common_pairs() {
    let said = TokenSet::new("路灯不亮");
    // 路灯 灯不 不亮 亮 on one side; what is common over what there is in all.
    for (other, likeness) in
        [("路灯不亮", 1.0), ("井盖松动", 0.0), ("", 0.0), ("路灯", 1.0 / 5.0), ("路灯不亮了", 3.0 / 6.0)]
    {
        let found = said.likeness(other);
        assert!((found - likeness).abs() < 1e-9, "{other}: {found} ({} | {})", tokens("路灯不亮"), tokens(other));
    }
    assert!(TokenSet::new("").likeness("").abs() < 1e-9, "nothing is like nothing");
}

#[test]
fn a_name_that_stands_in_the_text_fits_best_the_longer_the_better() {
    assert_eq!(fit("家门口路灯不亮了", "路灯不亮"), 1080);
    assert_eq!(fit("家门口路灯不亮了", "路灯"), 1040);
    assert_eq!(fit(&folded("Street Light out"), &folded("STREET LIGHT")), 1240, "both are folded before");
    // What was typed is a piece of the name: its share of it.
    assert_eq!(fit("路灯", "路灯配电箱"), 680);
    assert_eq!(fit(" 路灯 ", "路灯配电箱"), 680);
    assert_eq!(fit("灯", "路灯配电箱"), 640, "one character of Chinese is a word");
    assert_eq!(fit("l", "lamp"), 0, "one letter is none");
    // The other way round it says little: 渣土车 is more than 车.
    assert_eq!((fit("渣土车", "车"), fit("车", "车"), fit("渣土车", "渣土车不密闭")), (450, 1020, 700));
    // No word stands inside another one.
    assert_eq!((fit("police car", "ice"), fit("ice on the road", "ice"), fit("black ice", "ice")), (0, 1060, 1060));
    // More than half of its pairs.
    assert_eq!(fit("不亮的路灯杆", "路灯杆倾斜"), 0);
    assert_eq!(fit("路灯杆倾倒", "路灯杆倾斜"), 375);
    for (text, words) in [("", "路灯"), ("  ", "路灯"), ("路灯", ""), ("井盖", "路灯")] {
        assert_eq!(fit(text, words), 0, "{text:?} {words:?}");
    }
}

#[test]
fn wide_letters_and_spaces_are_read_as_narrow_ones() {
    assert_eq!(tokens("ＬＥＤ\u{3000}１２"), "led 12");
}
