//! Who works here, as whoever administers accounts sees it: what an account needs, and the one rule for names and passwords.

use serde::{Deserialize, Serialize};

use super::Role;
use crate::fault::{Fault, FaultCode, Field};
use crate::language::Name;
use crate::normal::plain;
use crate::time::Moment;

/// Characters of a sign-in name.
pub const LONGEST_LOGIN: usize = 64;
/// Characters of a person's name.
pub const LONGEST_NAME: usize = 64;
/// Characters that a password needs. Shorter ones are guessed, whatever they are made of.
pub const SHORTEST_PASSWORD: usize = 12;
/// Characters of a password that are looked at.
pub const LONGEST_PASSWORD: usize = 256;

/// A sign-in name as it is compared: the same letters in capitals, full width or with a space around them are the same name.
pub fn login_key(login: &str) -> String {
    plain(&plain(login).to_lowercase()).split_whitespace().collect()
}

/// What is wrong with the length of a password. Whether it is one that others use too is looked at where the lists are.
pub fn password_fault(password: &str) -> Option<FaultCode> {
    match password.chars().count() {
        0 => Some(FaultCode::Required),
        length if length < SHORTEST_PASSWORD => Some(FaultCode::PasswordTooShort),
        length if length > LONGEST_PASSWORD => Some(FaultCode::TooLong),
        _ => None,
    }
}

/// An account to be, as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountForm {
    /// The name used to sign in.
    pub login: String,
    /// The person's Chinese name.
    pub name_zh: String,
    /// The person's name in Latin letters; may be empty.
    pub name_en: String,
    /// Code of the role.
    pub role: String,
    /// Code of the department; empty for the centre's own people.
    pub department: String,
    /// Code of the only town the person works in; empty for the whole city.
    pub town: String,
}

impl AccountForm {
    /// What is wrong, as far as the form alone can tell. A role that cannot do its work without a department has one.
    pub fn faults(&self) -> Vec<Fault> {
        let key = login_key(&self.login);
        let odd = key.chars().any(|c| !(c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '@')));
        let role = Role::from_code(&self.role);
        let long = |text: &str, most: usize| text.trim().chars().count() > most;
        let checks = [
            (key.is_empty(), Field::Login, FaultCode::Required),
            (long(&self.login, LONGEST_LOGIN) || long(&key, LONGEST_LOGIN), Field::Login, FaultCode::TooLong),
            (odd, Field::Login, FaultCode::LoginMalformed),
            (self.name_zh.trim().is_empty(), Field::Name, FaultCode::Required),
            (long(&self.name_zh, LONGEST_NAME) || long(&self.name_en, LONGEST_NAME), Field::Name, FaultCode::TooLong),
            (role.is_none(), Field::Role, FaultCode::Required),
            (
                role.is_some_and(Role::needs_department) && self.department.trim().is_empty(),
                Field::Department,
                FaultCode::Required,
            ),
        ];
        checks.into_iter().filter(|(wrong, ..)| *wrong).map(|(_, field, code)| Fault::at(field, code)).collect()
    }
}

/// How far an account is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AccountState {
    /// The person was invited and has chosen no password yet; the link works until then. `None` when it has run out.
    Invited(Option<Moment>),
    /// In use.
    Active,
    /// Nobody signs in with it, since then.
    Disabled(Moment),
}

/// An account in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountSummary {
    pub id: i64,
    /// The name used to sign in.
    pub login: String,
    /// The person's name.
    pub name: Name,
    /// What the person does.
    pub role: Role,
    pub department: Option<Name>,
    /// The only town the person works in.
    pub town: Option<Name>,
    /// How far it is.
    pub state: AccountState,
    /// When the person was last here, to the minute, as far as their sessions tell.
    pub last_seen_at: Option<Moment>,
    /// Work orders they have in hand.
    pub orders: i64,
}

/// Which accounts are listed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AccountFilter {
    /// Part of a sign-in name or of a person's name.
    pub words: String,
    /// Code of a role; empty for all.
    pub role: String,
    /// Page, from 1.
    pub page: u32,
}

/// A link with which somebody chooses their password, once. It is shown once, to whoever made it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invitation {
    pub account: i64,
    /// The name used to sign in.
    pub login: String,
    /// The whole link.
    pub link: String,
    /// Until when it works.
    pub until: Moment,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_known_in_whatever_form_it_is_typed() {
        for typed in ["wangfang", " WangFang ", "ＷＡＮＧｆａｎｇ", "wang fang", "wangfang\u{200b}"] {
            assert_eq!(login_key(typed), "wangfang", "{typed}");
        }
        assert_eq!(login_key("王芳"), "王芳");
        assert_ne!(login_key("wangfang1"), login_key("wangfang"));
    }

    #[test]
    fn a_password_has_twelve_characters_or_more() {
        assert_eq!(password_fault(""), Some(FaultCode::Required));
        assert_eq!(password_fault("elevenchars"), Some(FaultCode::PasswordTooShort));
        assert_eq!(password_fault("twelve chars"), None);
        assert_eq!(password_fault("十二个汉字也是十二个字符"), None);
        assert_eq!(password_fault(&"x".repeat(256)), None);
        assert_eq!(password_fault(&"x".repeat(257)), Some(FaultCode::TooLong));
    }

    #[test]
    fn an_account_has_all_that_its_role_needs() {
        let form = AccountForm {
            login: "wangfang".to_owned(),
            name_zh: "王芳".to_owned(),
            role: "acceptor".to_owned(),
            ..AccountForm::default()
        };
        assert_eq!(form.faults(), []);
        let with = |change: fn(&mut AccountForm)| {
            let mut form = form.clone();
            change(&mut form);
            form.faults().into_iter().map(|fault| (fault.field, fault.code)).collect::<Vec<_>>()
        };
        let at = |field, code| vec![(Some(field), code)];
        assert_eq!(with(|form| form.login = " ".to_owned()), at(Field::Login, FaultCode::Required));
        assert_eq!(with(|form| form.login = "wang<fang".to_owned()), at(Field::Login, FaultCode::LoginMalformed));
        assert_eq!(with(|form| form.login = "w".repeat(65)), at(Field::Login, FaultCode::TooLong));
        // A sign that stands for two letters.
        assert_eq!(with(|form| form.login = "ﬁ".repeat(33)), at(Field::Login, FaultCode::TooLong));
        assert_eq!(with(|form| form.name_zh = String::new()), at(Field::Name, FaultCode::Required));
        assert_eq!(with(|form| form.role = "mayor".to_owned()), at(Field::Role, FaultCode::Required));
        for role in Role::ALL {
            let form = AccountForm { role: role.code().to_owned(), ..form.clone() };
            let needs = role == Role::DepartmentClerk || role.handles();
            assert_eq!(form.faults().is_empty(), !needs, "{role:?}");
            assert_eq!(AccountForm { department: "shizheng".to_owned(), ..form }.faults(), []);
        }
    }
}
