//! One rule for every password: long enough, and not one that others would try first.

use domain::account::{AccountForm, Actor, password_fault};
use domain::audit::AuditActor;
use domain::fault::{Fault, FaultCode, Field};
use sea_orm::{ActiveModelTrait, EntityTrait, Set};

use super::{hash, row, sign_out_all};
use crate::port::key::token_hash;
use crate::{Backend, Failure, audit, limit};

/// Guesses that a password has to stand, as a power of ten: what can be tried online over years, with room for lists that we have not.
const GUESSES: f64 = 8.5;
/// Characters that are looked at: more would take long, and so many suffice.
const LOOKED_AT: usize = 64;
/// Words that somebody who knows the city, or its habits, tries first.
const LOCAL: [&str; 18] = [
    "jingzhi",
    "pinghu",
    "jiaxing",
    "zhejiang",
    "chengguan",
    "shouli",
    "paiqian",
    "zhifa",
    "mima",
    "guanliyuan",
    "woaini",
    "1314520",
    "5201314",
    "woaizuguo",
    "zhongguo",
    "xitong",
    "精治",
    "平湖",
];
/// How often somebody may try to change their password in an hour.
const TRIES: u32 = 20;

/// What is wrong with a password for an account to be.
pub(super) fn fault(password: &str, form: &AccountForm) -> Option<Fault> {
    fault_for(password, [&form.login, &form.name_en, &form.name_zh])
}

/// Refuses a password of somebody with these names that breaks the rule. It is looked at on a thread of its own, as that takes a while.
pub(super) async fn check(password: &str, names: [&str; 3]) -> Result<(), Failure> {
    let (password, names) = (password.to_owned(), names.map(str::to_owned));
    let look = move || Ok(fault_for(&password, [&names[0], &names[1], &names[2]]));
    crate::failure::check(crate::blocking::blocking("looking at a password", look).await?.into_iter().collect())
}

/// What is wrong with a password of somebody with these names.
pub(super) fn fault_for(password: &str, names: [&str; 3]) -> Option<Fault> {
    let code = password_fault(password).or_else(|| is_easy(password, names).then_some(FaultCode::PasswordTooCommon));
    code.map(|code| Fault::at(Field::Password, code))
}

/// Whether it is guessed with few tries: a common one, names, rows of the keyboard, dates, repetitions, and whatever is made of those.
fn is_easy(password: &str, names: [&str; 3]) -> bool {
    let password: String = password.chars().take(LOOKED_AT).collect();
    let parts =
        names.iter().flat_map(|name| name.split(|c: char| !c.is_alphanumeric())).filter(|part| !part.is_empty());
    let own: Vec<&str> = LOCAL.into_iter().chain(names).chain(parts).collect();
    zxcvbn::zxcvbn(&password, &own).guesses_log10() < GUESSES
}

/// Changes the password of somebody who is signed in. Everywhere else they are signed out.
///
/// # Errors
/// The present password is another one; too many mistakes, with the time to wait; what is wrong with the new one; or the store is away.
pub async fn change(backend: &Backend, actor: &Actor, token: &str, old: &str, new: &str) -> Result<(), Failure> {
    // By session: whoever has somebody else's keeps nobody from changing it.
    limit::admit(backend, &format!("password:{}", token_hash(token)), 3600, TRIES).await?;
    check(new, [&actor.login, &actor.name.zh, &actor.name.en]).await?;
    let found = entity::account::Entity::find_by_id(actor.account).one(backend.db()).await?;
    let stored = found.ok_or(FaultCode::SignedOut)?.password;
    if !hash::verify(backend, Some(stored.clone()), old.chars().take(256).collect(), None).await? {
        return Err(Fault::at(Field::OldPassword, FaultCode::PasswordWrong).into());
    }
    let fresh = hash::hash(backend, new.to_owned()).await?;
    let tx = backend.begin().await?;
    // Whoever was reset meanwhile has another one.
    let found = row(&tx, actor.account).await?;
    if found.password != stored || found.disabled_at.is_some() {
        return Err(FaultCode::SignedOut.into());
    }
    let change = entity::account::ActiveModel { id: Set(found.id), password: Set(fresh), ..Default::default() };
    change.update(&tx).await?;
    sign_out_all(&tx, backend, found.id, Some(&token_hash(token))).await?;
    audit::record(&tx, backend, &AuditActor::Account(found.id), "change_password", &found.login, "").await?;
    tx.commit().await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_others_would_try_first_is_no_password() {
        let code = |password: &str| fault_for(password, ["wangfang", "王芳", "Wang Fang"]).map(|fault| fault.code);
        for easy in [
            "password1234",
            "123456789012",
            "qwertyuiopas",
            "1qaz2wsx3edc",
            "administrator",
            "P@ssw0rd2026",
            "aaaaaaaaaaaa",
            "woaini1314520",
            "woaini5201314",
            "wangfang1988",
            "Wangfang2026!",
            "pinghu2026!!",
            "Pinghu123456",
            "jingzhi-demo",
            "abcabcabcabc",
        ] {
            assert_eq!(code(easy), Some(FaultCode::PasswordTooCommon), "{easy}");
        }
        for good in
            ["correct horse battery staple", "老槐树下第三盏路灯修了两次", "Qm7-vext-0bon", "雨天送伞的保安是我表叔"]
        {
            assert_eq!(code(good), (good.chars().count() < 12).then_some(FaultCode::PasswordTooShort), "{good}");
        }
        assert_eq!(code("Xk4%"), Some(FaultCode::PasswordTooShort));
    }
}
