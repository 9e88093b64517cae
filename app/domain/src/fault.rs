//! Everything a person may be told went wrong. A fault carries no internals: what the person is told
//! is a code, translated in one place (`app/src/text`); what happened inside is logged by the server.

use serde::{Deserialize, Serialize};

/// What is wrong, as a code. What only pages without script tell does not exist in the browser, which would download its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum FaultCode {
    /// A compulsory field is empty.
    Required,
    /// Longer than the field holds.
    TooLong,
    /// Neither words nor a class nor a photo: nobody could act on it.
    NothingReported,
    /// Neither a pin nor an address nor a town: nobody could find it.
    PlaceMissing,
    /// A coordinate is malformed.
    PositionMalformed,
    /// The pin lies outside the city.
    PositionOutside,
    /// A town, community or road that does not exist.
    AreaUnknown,
    /// A component number that does not exist.
    ComponentUnknown,
    /// A class that does not exist.
    ClassUnknown,
    /// A filing condition that does not belong to the class.
    ConditionUnknown,
    /// A department that does not exist.
    DepartmentUnknown,
    /// An officer who does not exist or is of another department.
    OfficerUnknown,
    /// Not a phone number.
    PhoneMalformed,
    /// Larger than a photo may be.
    PhotoTooLarge,
    /// Neither JPEG nor PNG nor WebP.
    PhotoNotAnImage,
    /// A HEIC picture, which no browser but Safari shows.
    PhotoHeic,
    /// More pixels than are decoded.
    PhotoTooManyPixels,
    /// Told in a way that takes more memory to read than there is for one picture.
    PhotoTooDemanding,
    /// So long that nobody could read what is kept of it.
    PhotoTooLong,
    /// Damaged: it cannot be read to the end.
    PhotoDamaged,
    /// A file with nothing in it.
    PhotoEmpty,
    /// More photos than a case holds.
    TooManyPhotos,
    /// A photo that is no longer there (the draft was swept).
    PhotoGone,
    /// A photo is still on its way, or was refused and not yet taken out.
    PhotoWaiting,
    /// The after photo is compulsory.
    AfterPhotoRequired,
    /// A reason is compulsory.
    ReasonRequired,
    /// A reason that says nothing.
    ReasonUnclear,
    /// Somebody who handled a case acts as its reporter.
    OwnWork,
    /// Number and phone do not show that it is the reporter who speaks: somebody who handled the case knows them too.
    LinkNeeded,
    /// Nothing of a case that is not public can be released.
    NotPublic,
    /// No such case, or not one this person may see: the same answer for both.
    NotFound,
    /// Number and phone do not belong together.
    TrackMismatch,
    /// The case has moved on meanwhile.
    AlreadyMoved,
    /// The order was given to somebody else.
    Reassigned,
    /// This very step was taken before, and the case has left this person's hands since.
    StepTaken,
    /// The person may see the case but not take this step.
    NotAllowed,
    /// Asked to hurry within the last 24 hours.
    HurriedAlready,
    /// This device joined already.
    JoinedAlready,
    RatedAlready,
    ReopenedAlready,
    /// Closed already: nobody joins it any more.
    ClosedAlready,
    /// This form has sent something else already.
    SentAlready,
    /// The time for reopening has passed.
    ReopenTooLate,
    /// Wrong name or password.
    SignInWrong,
    /// A sign-in name with other characters than letters, digits and a few signs.
    #[cfg(not(target_arch = "wasm32"))]
    LoginMalformed,
    /// Somebody else has this sign-in name, however it is written.
    #[cfg(not(target_arch = "wasm32"))]
    LoginTaken,
    /// A password of fewer characters than one needs.
    #[cfg(not(target_arch = "wasm32"))]
    PasswordTooShort,
    /// A password that is easily guessed.
    #[cfg(not(target_arch = "wasm32"))]
    PasswordTooCommon,
    /// The present password is another one.
    #[cfg(not(target_arch = "wasm32"))]
    PasswordWrong,
    /// Nobody could administer accounts any more.
    #[cfg(not(target_arch = "wasm32"))]
    LastAdministrator,
    /// Too many attempts: try later.
    TooMany,
    /// Too many new browsers, or reports begun, from one network.
    TooManyDevices,
    /// Enough people of one network have joined this case.
    TooManyJoined,
    /// Photos that belong to no report yet fill the room for them: of this network, or of all.
    NoRoomForPhotos,
    /// As many photos have come from this network, or of this account, as there may in a day.
    PhotosOfDay,
    /// Too many photos are on their way in, or wait to be read.
    Busy,
    /// More people search at this moment than are searched for at once.
    Crowded,
    /// A search that says too little to be answered in its time.
    TooBroad,
    /// Signed out meanwhile.
    SignedOut,
    /// The request was malformed.
    Malformed,
    /// Larger than a request may be.
    BodyTooLarge,
    /// It came from another site.
    ForeignOrigin,
    /// The store is away or full for the moment: nothing was lost, try again.
    Unavailable,
    /// No answer came, or none that can be read: whether the request arrived, nobody knows. The browser finds it by itself.
    Unanswered,
}

/// What a person can do about a fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FaultKind {
    /// Change something in the form.
    Correct,
    /// Send it again if it is meant: it is not what was sent before.
    Unsent,
    /// Nothing: what they want was done before.
    Done,
    /// Nothing: it is not possible, or not any more.
    Impossible,
    /// Sign in again.
    SignIn,
    /// Send it again, which does nothing twice.
    Again,
    Wait,
    /// Go back: the request could not be read.
    Unreadable,
}

impl FaultCode {
    /// What a person can do about it.
    pub const fn kind(self) -> FaultKind {
        match self {
            FaultCode::SentAlready => FaultKind::Unsent,
            FaultCode::HurriedAlready
            | FaultCode::JoinedAlready
            | FaultCode::RatedAlready
            | FaultCode::ReopenedAlready => FaultKind::Done,
            FaultCode::NotFound
            | FaultCode::AlreadyMoved
            | FaultCode::Reassigned
            | FaultCode::StepTaken
            | FaultCode::NotAllowed
            | FaultCode::LinkNeeded
            | FaultCode::ClosedAlready
            | FaultCode::ReopenTooLate => FaultKind::Impossible,
            #[cfg(not(target_arch = "wasm32"))]
            FaultCode::LastAdministrator => FaultKind::Impossible,
            FaultCode::SignedOut => FaultKind::SignIn,
            FaultCode::Unanswered => FaultKind::Again,
            FaultCode::TooMany
            | FaultCode::TooManyDevices
            | FaultCode::TooManyJoined
            | FaultCode::NoRoomForPhotos
            | FaultCode::PhotosOfDay
            | FaultCode::Unavailable
            | FaultCode::Busy
            | FaultCode::Crowded => FaultKind::Wait,
            FaultCode::Malformed | FaultCode::BodyTooLarge | FaultCode::ForeignOrigin => FaultKind::Unreadable,
            _ => FaultKind::Correct,
        }
    }
}

/// What a person can do about several faults: where something is to be changed, that comes first.
pub fn kind(faults: &[Fault]) -> FaultKind {
    faults.iter().map(|fault| fault.code.kind()).min().unwrap_or(FaultKind::Correct)
}

/// A field of a form, as its `name` and the target of the error summary's link. Those of pages without script do not exist in the browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Field {
    Photo,
    /// The pin.
    Position,
    /// Address words.
    Address,
    /// Town or street.
    Town,
    /// Community or village.
    Community,
    Road,
    /// Component number.
    Component,
    /// The report's words, a note or an answer.
    Words,
    Class,
    /// Filing condition.
    Condition,
    /// Phone number.
    Phone,
    /// Case number.
    Number,
    /// Satisfaction.
    Rating,
    Reason,
    Department,
    Officer,
    /// Account name.
    Login,
    Password,
    /// The password that is to be replaced.
    #[cfg(not(target_arch = "wasm32"))]
    OldPassword,
    /// A person's name.
    #[cfg(not(target_arch = "wasm32"))]
    Name,
    /// The same in Latin letters.
    #[cfg(not(target_arch = "wasm32"))]
    LatinName,
    /// What somebody does.
    #[cfg(not(target_arch = "wasm32"))]
    Role,
}

impl Field {
    /// The `name` and `id` of the input.
    pub const fn name(self) -> &'static str {
        match self {
            Field::Photo => "photo",
            Field::Position => "position",
            Field::Address => "address",
            Field::Town => "town",
            Field::Community => "community",
            Field::Road => "road",
            Field::Component => "component",
            Field::Words => "words",
            Field::Class => "class",
            Field::Condition => "condition",
            Field::Phone => "phone",
            Field::Number => "number",
            Field::Rating => "rating",
            Field::Reason => "reason",
            Field::Department => "department",
            Field::Officer => "officer",
            Field::Login => "login",
            Field::Password => "password",
            #[cfg(not(target_arch = "wasm32"))]
            Field::OldPassword => "old_password",
            #[cfg(not(target_arch = "wasm32"))]
            Field::Name => "name",
            #[cfg(not(target_arch = "wasm32"))]
            Field::LatinName => "latin_name",
            #[cfg(not(target_arch = "wasm32"))]
            Field::Role => "role",
        }
    }
}

/// Something went wrong that a person is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// The field it belongs to; `None` when it concerns the whole request.
    pub field: Option<Field>,
    /// What is wrong.
    pub code: FaultCode,
    /// Seconds after which the same may be tried again; `None` where waiting does not help or nobody knows how long.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wait: Option<u32>,
}

impl Fault {
    /// A fault of one field.
    pub const fn at(field: Field, code: FaultCode) -> Fault {
        Fault { field: Some(field), code, wait: None }
    }

    /// Too many attempts: the next one counts after so many seconds.
    pub const fn later(seconds: u32) -> Fault {
        Fault { field: None, code: FaultCode::TooMany, wait: Some(seconds) }
    }

    /// The HTTP status that goes with it.
    pub const fn status(&self) -> u16 {
        match self.code {
            FaultCode::NotFound => 404,
            FaultCode::NotAllowed | FaultCode::OwnWork | FaultCode::LinkNeeded | FaultCode::ForeignOrigin => 403,
            FaultCode::SignedOut => 401,
            FaultCode::AlreadyMoved
            | FaultCode::Reassigned
            | FaultCode::StepTaken
            | FaultCode::RatedAlready
            | FaultCode::HurriedAlready
            | FaultCode::JoinedAlready
            | FaultCode::ReopenedAlready
            | FaultCode::ClosedAlready
            | FaultCode::NotPublic
            | FaultCode::SentAlready => 409,
            #[cfg(not(target_arch = "wasm32"))]
            FaultCode::LastAdministrator => 409,
            FaultCode::TooMany
            | FaultCode::TooManyDevices
            | FaultCode::TooManyJoined
            | FaultCode::NoRoomForPhotos
            | FaultCode::PhotosOfDay => 429,
            FaultCode::Malformed => 400,
            FaultCode::BodyTooLarge => 413,
            FaultCode::Unavailable | FaultCode::Unanswered | FaultCode::Busy | FaultCode::Crowded => 503,
            _ => 422,
        }
    }
}

impl From<FaultCode> for Fault {
    fn from(code: FaultCode) -> Fault {
        Fault { field: None, code, wait: None }
    }
}

/// The status of an answer that carries several faults: the gravest, 422 when they are all about fields.
pub fn status(faults: &[Fault]) -> u16 {
    faults.iter().map(Fault::status).max_by_key(|status| if *status == 422 { 0 } else { *status }).unwrap_or(422)
}

/// Seconds after which a request with these faults may be tried again: the longest that one of them tells.
pub fn wait(faults: &[Fault]) -> Option<u32> {
    faults.iter().filter_map(|fault| fault.wait).max()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_can_be_corrected_asks_to_be_corrected() {
        let field = Fault::at(Field::Words, FaultCode::Required);
        assert_eq!(kind(&[FaultCode::Unavailable.into(), field]), FaultKind::Correct);
        for (code, expected) in [
            (FaultCode::HurriedAlready, FaultKind::Done),
            (FaultCode::RatedAlready, FaultKind::Done),
            (FaultCode::JoinedAlready, FaultKind::Done),
            (FaultCode::ReopenTooLate, FaultKind::Impossible),
            (FaultCode::ClosedAlready, FaultKind::Impossible),
            (FaultCode::TooMany, FaultKind::Wait),
            (FaultCode::Unavailable, FaultKind::Wait),
            (FaultCode::Unanswered, FaultKind::Again),
            (FaultCode::SentAlready, FaultKind::Unsent),
            (FaultCode::BodyTooLarge, FaultKind::Unreadable),
        ] {
            assert_eq!(kind(&[code.into()]), expected, "{code:?}");
        }
    }

    #[test]
    fn a_wait_travels_and_older_answers_are_still_read() {
        let fault = Fault::later(40);
        let text = serde_json::to_string(&fault).expect("written");
        assert_eq!(serde_json::from_str::<Fault>(&text).expect("read"), fault);
        let without = serde_json::to_string(&Fault::from(FaultCode::TooMany)).expect("written");
        assert_eq!(without, r#"{"field":null,"code":"TooMany"}"#);
        assert_eq!(serde_json::from_str::<Fault>(&without).expect("read"), FaultCode::TooMany.into());
        assert_eq!(wait(&[FaultCode::Required.into(), Fault::later(3), Fault::later(40)]), Some(40));
        assert_eq!(wait(&[FaultCode::Required.into()]), None);
    }
}
