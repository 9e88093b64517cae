//! Pages of lists, and the days of moments.

use chrono::NaiveDate;
use domain::language::{Language, Name};
use domain::page::Page;
use domain::time::Moment;

fn page(rows: usize, total: u64, page: u32, size: u32) -> Page<()> {
    Page::new(vec![(); rows], total, page, size)
}

#[test]
fn a_page_knows_where_it_stands() {
    for (rows, total, number, size, range, pages) in [
        (0, 0, 1, 50, (0, 0), 1),
        (1, 1, 1, 50, (1, 1), 1),
        (50, 120, 1, 50, (1, 50), 3),
        (50, 120, 2, 50, (51, 100), 3),
        (20, 120, 3, 50, (101, 120), 3),
        (50, 100, 2, 50, (51, 100), 2),
    ] {
        let page = page(rows, total, number, size);
        assert_eq!((page.range(), page.pages()), (range, pages), "{page:?}");
    }
}

#[test]
fn a_day_begins_at_midnight_in_the_city() {
    // 16:00 UTC is midnight in Pinghu.
    let day = |day| NaiveDate::from_ymd_opt(2026, 11, day).expect("a day");
    assert_eq!(Moment(1_795_363_199).date(), day(22));
    assert_eq!(Moment(1_795_363_200).date(), day(23));
    assert_eq!(Moment::start_of(day(23)), Moment(1_795_363_200));
}

#[test]
fn moments_are_written_as_people_write_them() {
    // 14:05 on 3 November 2026 in the city.
    let moment = Moment(1_793_685_900);
    for (language, tag, short, long) in [
        (Language::Chinese, "zh-CN", "11月3日 14:05", "2026年11月3日 14:05"),
        (Language::English, "en", "3 Nov, 14:05", "3 Nov 2026, 14:05"),
    ] {
        assert_eq!((language.tag(), Language::from_tag(tag)), (tag, Some(language)));
        assert_eq!((moment.short_text(language), moment.minute_text(language)), (short.to_owned(), long.to_owned()));
    }
}

#[test]
fn a_name_without_english_is_its_chinese_one() {
    let both = Name::new("受理员", "Acceptor");
    assert_eq!((both.get(Language::Chinese), both.get(Language::English)), ("受理员", "Acceptor"));
    assert_eq!(Name::new("受理员", "").get(Language::English), "受理员");
}
