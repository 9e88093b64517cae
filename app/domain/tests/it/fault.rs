//! What a fault is answered with.

use domain::fault::{Fault, FaultCode, Field, status};

#[test]
fn every_kind_of_fault_has_its_status() {
    for (code, expected) in [
        (FaultCode::NotFound, 404),
        (FaultCode::NotAllowed, 403),
        (FaultCode::ForeignOrigin, 403),
        (FaultCode::SignedOut, 401),
        (FaultCode::AlreadyMoved, 409),
        (FaultCode::JoinedAlready, 409),
        (FaultCode::HurriedAlready, 409),
        (FaultCode::ClosedAlready, 409),
        (FaultCode::TooMany, 429),
        (FaultCode::Malformed, 400),
        (FaultCode::BodyTooLarge, 413),
        (FaultCode::Unavailable, 503),
        (FaultCode::Required, 422),
        (FaultCode::PhotoTooManyPixels, 422),
    ] {
        assert_eq!(Fault::from(code).status(), expected, "{code:?}");
        assert_eq!(Fault::from(code).field, None);
        assert_eq!(Fault::at(Field::Words, code).field, Some(Field::Words));
    }
}

#[test]
fn of_several_the_gravest_counts_and_what_is_about_fields_least() {
    let of = |codes: &[FaultCode]| status(&codes.iter().map(|code| Fault::from(*code)).collect::<Vec<_>>());
    assert_eq!(of(&[]), 422);
    assert_eq!(of(&[FaultCode::Required]), 422);
    assert_eq!(of(&[FaultCode::Required, FaultCode::Malformed]), 400);
    assert_eq!(of(&[FaultCode::Malformed, FaultCode::Unavailable, FaultCode::Required]), 503);
    assert_eq!(of(&[FaultCode::NotFound, FaultCode::SignedOut]), 404);
}

#[test]
fn fields_are_named_as_in_the_forms() {
    for (field, name) in
        [(Field::Words, "words"), (Field::Address, "address"), (Field::Login, "login"), (Field::Phone, "phone")]
    {
        assert_eq!(field.name(), name);
    }
}
