//! What a fault is called, in one place.

use domain::fault::{Fault, FaultCode, FaultKind, Field};
use domain::language::Language;

use super::{Text, faults as words, site};
use crate::city::CityNames;

/// What a person can do about it, as the head of a summary: only what can be corrected asks to be corrected.
pub const fn title(kind: FaultKind) -> Text {
    match kind {
        FaultKind::Correct => site::ERROR_SUMMARY_TITLE,
        FaultKind::Unsent => site::SUMMARY_UNSENT,
        FaultKind::Done => site::SUMMARY_DONE,
        FaultKind::Impossible => site::SUMMARY_IMPOSSIBLE,
        FaultKind::SignIn => site::SUMMARY_SIGN_IN,
        FaultKind::Again => site::SUMMARY_AGAIN,
        FaultKind::Wait => site::SUMMARY_WAIT,
        FaultKind::Unreadable => site::SUMMARY_UNREADABLE,
    }
}

/// What a person is told in a summary, where the field does not stand beside it: a message that would fit several fields names its own.
pub fn in_summary(fault: Fault, language: Language, city: &CityNames) -> String {
    let message = told(fault, language, city);
    let general = matches!(
        fault.code,
        FaultCode::Required | FaultCode::TooLong | FaultCode::AreaUnknown | FaultCode::ReasonRequired
    );
    match fault.field.filter(|_| general) {
        Some(field) => words::of_field(language, name(field).get(language), message),
        None => message,
    }
}

/// What a person is told, with the time to wait where that is known and is all that helps. On a page: [`super::fault_words`].
pub fn told(fault: Fault, language: Language, city: &CityNames) -> String {
    let message = super::filled(text(fault.code).get(language), city);
    match (fault.code, fault.wait) {
        (FaultCode::TooMany, seconds) => too_many(seconds, language),
        (
            FaultCode::TooManyDevices | FaultCode::TooManyJoined | FaultCode::NoRoomForPhotos | FaultCode::PhotosOfDay,
            Some(seconds),
        ) => words::again_in(language, message, wait(seconds, language)),
        _ => message,
    }
}

/// That somebody has to wait, and for how many seconds where that is known.
pub fn too_many(seconds: Option<u32>, language: Language) -> String {
    match seconds {
        Some(seconds) => words::too_many_wait(language, wait(seconds, language)),
        None => words::TOO_MANY.get(language).to_owned(),
    }
}

/// So many seconds in words, exact, as the header for scripts tells the same: `40 seconds`, `2 minutes 7 seconds`, `1 hour 1 minute`.
/// Of hours the minutes are told, the last one begun as a whole.
fn wait(seconds: u32, language: Language) -> String {
    let amount = |n: u32, one: Text, several: fn(Language, u32) -> String| {
        (n > 0).then(|| if n == 1 { one.get(language).to_owned() } else { several(language, n) })
    };
    let hours = |n| amount(n, words::WAIT_HOUR, words::wait_hours);
    let minutes = |n| amount(n, words::WAIT_MINUTE, words::wait_minutes);
    let parts = if seconds < 3600 {
        [minutes(seconds / 60), amount(seconds % 60, words::WAIT_SECOND, words::wait_seconds)]
    } else {
        let all = seconds.div_ceil(60);
        [hours(all / 60), minutes(all % 60)]
    };
    match parts {
        [Some(larger), Some(smaller)] => words::wait_both(language, larger, smaller),
        [Some(only), None] | [None, Some(only)] => only,
        [None, None] => words::WAIT_SECOND.get(language).to_owned(),
    }
}

/// What a field is called.
const fn name(field: Field) -> Text {
    match field {
        Field::Photo => words::FIELD_PHOTO,
        Field::Position => words::FIELD_POSITION,
        Field::Address => words::FIELD_ADDRESS,
        Field::Town => words::FIELD_TOWN,
        Field::Community => words::FIELD_COMMUNITY,
        Field::Road => words::FIELD_ROAD,
        Field::Component => words::FIELD_COMPONENT,
        Field::Words => words::FIELD_WORDS,
        Field::Class => words::FIELD_CLASS,
        Field::Condition => words::FIELD_CONDITION,
        Field::Phone => words::FIELD_PHONE,
        Field::Number => words::FIELD_NUMBER,
        Field::Rating => words::FIELD_RATING,
        Field::Reason => words::FIELD_REASON,
        Field::Department => words::FIELD_DEPARTMENT,
        Field::Officer => words::FIELD_OFFICER,
        Field::Login => words::FIELD_LOGIN,
        Field::Password => words::FIELD_PASSWORD,
        #[cfg(not(target_arch = "wasm32"))]
        Field::OldPassword => words::FIELD_OLD_PASSWORD,
        #[cfg(not(target_arch = "wasm32"))]
        Field::Name | Field::LatinName => words::FIELD_NAME,
        #[cfg(not(target_arch = "wasm32"))]
        Field::Role => words::FIELD_ROLE,
    }
}

/// What a person is told, before the city's words are filled in. Constants alone, so that it is a table that weighs little in the download.
const fn text(code: FaultCode) -> Text {
    match code {
        FaultCode::Required => words::REQUIRED,
        FaultCode::TooLong => words::TOO_LONG,
        FaultCode::NothingReported => words::NOTHING_REPORTED,
        FaultCode::PlaceMissing => words::PLACE_MISSING,
        FaultCode::PositionMalformed => words::POSITION_MALFORMED,
        FaultCode::AreaUnknown => words::AREA_UNKNOWN,
        FaultCode::ComponentUnknown => words::COMPONENT_UNKNOWN,
        FaultCode::ClassUnknown => words::CLASS_UNKNOWN,
        FaultCode::ConditionUnknown => words::CONDITION_UNKNOWN,
        FaultCode::DepartmentUnknown => words::DEPARTMENT_UNKNOWN,
        FaultCode::OfficerUnknown => words::OFFICER_UNKNOWN,
        FaultCode::PhoneMalformed => words::PHONE_MALFORMED,
        FaultCode::PhotoTooLarge => words::PHOTO_TOO_LARGE,
        FaultCode::PhotoNotAnImage => words::PHOTO_NOT_AN_IMAGE,
        FaultCode::PhotoHeic => words::PHOTO_HEIC,
        FaultCode::PhotoTooManyPixels => words::PHOTO_TOO_MANY_PIXELS,
        FaultCode::PhotoTooDemanding => words::PHOTO_TOO_DEMANDING,
        FaultCode::PhotoTooLong => words::PHOTO_TOO_LONG,
        FaultCode::PhotoDamaged => words::PHOTO_DAMAGED,
        FaultCode::PhotoEmpty => words::PHOTO_EMPTY,
        FaultCode::TooManyPhotos => words::TOO_MANY_PHOTOS,
        FaultCode::PhotoGone => words::PHOTO_GONE,
        FaultCode::PhotoWaiting => words::PHOTO_WAITING,
        FaultCode::AfterPhotoRequired => words::AFTER_PHOTO_REQUIRED,
        FaultCode::ReasonRequired => words::REASON_REQUIRED,
        FaultCode::ReasonUnclear => words::REASON_UNCLEAR,
        FaultCode::OwnWork => words::OWN_WORK,
        FaultCode::NotPublic => words::NOT_PUBLIC,
        FaultCode::NotFound => words::NOT_FOUND,
        FaultCode::TrackMismatch => words::TRACK_MISMATCH,
        FaultCode::AlreadyMoved => words::ALREADY_MOVED,
        FaultCode::Reassigned => words::REASSIGNED,
        FaultCode::StepTaken => words::STEP_TAKEN,
        FaultCode::NotAllowed => words::NOT_ALLOWED,
        FaultCode::HurriedAlready => words::HURRIED_ALREADY,
        FaultCode::JoinedAlready => words::JOINED_ALREADY,
        FaultCode::RatedAlready => words::RATED_ALREADY,
        FaultCode::ReopenedAlready => words::REOPENED_ALREADY,
        FaultCode::ClosedAlready => words::CLOSED_ALREADY,
        FaultCode::SentAlready => words::SENT_ALREADY,
        FaultCode::ReopenTooLate => words::REOPEN_TOO_LATE,
        FaultCode::SignInWrong => words::SIGN_IN_WRONG,
        #[cfg(not(target_arch = "wasm32"))]
        FaultCode::LoginMalformed => words::LOGIN_MALFORMED,
        #[cfg(not(target_arch = "wasm32"))]
        FaultCode::LoginTaken => words::LOGIN_TAKEN,
        #[cfg(not(target_arch = "wasm32"))]
        FaultCode::PasswordTooShort => words::PASSWORD_TOO_SHORT,
        #[cfg(not(target_arch = "wasm32"))]
        FaultCode::PasswordTooCommon => words::PASSWORD_TOO_COMMON,
        #[cfg(not(target_arch = "wasm32"))]
        FaultCode::PasswordWrong => words::PASSWORD_WRONG,
        #[cfg(not(target_arch = "wasm32"))]
        FaultCode::LastAdministrator => words::LAST_ADMINISTRATOR,
        FaultCode::TooMany => words::TOO_MANY,
        FaultCode::TooManyJoined => words::TOO_MANY_JOINED,
        FaultCode::NoRoomForPhotos => words::NO_ROOM_FOR_PHOTOS,
        FaultCode::PhotosOfDay => words::PHOTOS_OF_DAY,
        FaultCode::Busy => words::BUSY,
        FaultCode::Crowded => words::CROWDED,
        FaultCode::TooBroad => words::TOO_BROAD,
        FaultCode::SignedOut => words::SIGNED_OUT,
        FaultCode::Malformed => words::MALFORMED,
        FaultCode::BodyTooLarge => words::BODY_TOO_LARGE,
        FaultCode::ForeignOrigin => words::FOREIGN_ORIGIN,
        FaultCode::Unanswered => words::UNANSWERED,
        FaultCode::PositionOutside => words::POSITION_OUTSIDE.0,
        FaultCode::LinkNeeded => words::LINK_NEEDED.0,
        FaultCode::TooManyDevices => words::TOO_MANY_DEVICES.0,
        FaultCode::Unavailable => words::UNAVAILABLE.0,
    }
}

#[cfg(test)]
mod tests {
    use domain::city::City;
    use domain::language::Name;

    use super::*;

    #[test]
    fn a_wait_is_told_as_people_say_it() {
        let both = |seconds| (wait(seconds, Language::Chinese), wait(seconds, Language::English));
        for (seconds, zh, en) in [
            (0, "1 秒", "1 second"),
            (40, "40 秒", "40 seconds"),
            (60, "1 分钟", "1 minute"),
            (127, "2 分钟 7 秒", "2 minutes 7 seconds"),
            (900, "15 分钟", "15 minutes"),
            (3599, "59 分钟 59 秒", "59 minutes 59 seconds"),
            (3601, "1 小时 1 分钟", "1 hour 1 minute"),
            (7200, "2 小时", "2 hours"),
        ] {
            assert_eq!(both(seconds), (zh.to_owned(), en.to_owned()), "{seconds}");
        }
        let city = |language| CityNames::of(&City::default(), language);
        let told = |fault, language| super::told(fault, language, &city(language));
        let in_summary = |fault, language| super::in_summary(fault, language, &city(language));
        assert_eq!(told(Fault::later(40), Language::Chinese), "操作太频繁，请 40 秒后再试");
        assert_eq!(in_summary(Fault::later(40), Language::English), "Too many attempts. Try again in 40 seconds");
        assert_eq!(told(FaultCode::TooMany.into(), Language::English), words::TOO_MANY.en);
        let joined = Fault { wait: Some(5 * 3600), ..FaultCode::TooManyJoined.into() };
        assert!(told(joined, Language::Chinese).ends_with("无需再加入（5 小时后可以再试）"));
        assert!(told(joined, Language::English).ends_with("no need to join (you can try again in 5 hours)"));
        assert_eq!(told(FaultCode::TooManyJoined.into(), Language::Chinese), words::TOO_MANY_JOINED.zh);
    }

    #[test]
    fn a_fault_that_names_the_city_has_its_names() {
        let city = City { name: Name::new("嘉善县", "Jiashan"), hotline: "967890".to_owned(), ..City::default() };
        for (language, outside, call) in [
            (Language::Chinese, "不在嘉善县范围内", "急事请拨打 967890（40 秒后可以再试）"),
            (Language::English, "outside Jiashan,", "If it is urgent, call 967890 (you can try again in 40 seconds)"),
        ] {
            let city = CityNames::of(&city, language);
            let told = |fault| super::told(fault, language, &city);
            assert!(told(FaultCode::PositionOutside.into()).contains(outside));
            let devices = Fault { wait: Some(40), ..FaultCode::TooManyDevices.into() };
            assert!(told(devices).ends_with(call), "{}", told(devices));
            for code in [FaultCode::LinkNeeded, FaultCode::Unavailable] {
                assert!(told(code.into()).contains("967890"), "{code:?}");
            }
        }
    }
}
