//! `jingzhi account …`.

use std::io::{BufRead as _, IsTerminal as _};

use app::city::CityNames;
use casework::leaving;
use clap::{Args, Subcommand};
use domain::account::{AccountFilter, AccountForm, AccountState, Invitation, Role};
use domain::city::City;
use domain::fault::{Fault, FaultCode};
use domain::language::Language;
use foundation::account::{Administrator, invite, list};
use foundation::{Backend, Failure};

use super::open::{Outcome, inside, open};
use crate::config::Config;

/// What to do with accounts.
#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    /// List accounts: sign-in name, role, state, orders in hand, name
    List {
        /// Part of a sign-in name or of a person's name
        #[arg(default_value = "")]
        words: String,
    },
    /// Make an account; its password is the first line of the standard input
    Create(Create),
    /// Make an account and a link with which its person chooses a password, once, within a week
    Invite(Create),
    /// Take a password away and make a link for choosing another; lets in again who was disabled
    Reset {
        /// The name used to sign in
        login: String,
    },
    /// Let somebody in no more, and give their open work to a colleague
    Disable {
        /// The name used to sign in
        login: String,
        /// Sign-in name of the colleague
        #[arg(long, value_name = "LOGIN")]
        hand_over_to: Option<String>,
    },
}

/// The account to make.
#[derive(Args, Clone, Debug)]
pub struct Create {
    /// The name used to sign in
    #[arg(long)]
    pub login: String,
    /// What the person does
    #[arg(long, value_parser = role, long_help = roles())]
    pub role: Role,
    /// The person's Chinese name
    #[arg(long, value_name = "NAME")]
    pub name_zh: String,
    /// The person's name in Latin letters
    #[arg(long, value_name = "NAME", default_value = "")]
    pub name_en: String,
    /// Code of the department, for everybody who is not of the centre
    #[arg(long, value_name = "CODE")]
    pub department: Option<String>,
    /// Code of the only town the person works in
    #[arg(long, value_name = "CODE")]
    pub town: Option<String>,
}

impl Create {
    fn form(self) -> AccountForm {
        AccountForm {
            login: self.login,
            name_zh: self.name_zh,
            name_en: self.name_en,
            role: self.role.code().to_owned(),
            department: self.department.unwrap_or_default(),
            town: self.town.unwrap_or_default(),
        }
    }
}

/// Runs it.
///
/// # Errors
/// When it cannot be done, with the reason in words.
pub async fn run(config: &Config, command: Command) -> Outcome {
    let backend = open(config).await?;
    let site = config.public_url();
    match command {
        Command::List { words } => show(&backend, words).await,
        Command::Create(create) => {
            let form = create.form();
            foundation::account::create(&backend, &form, &password()?).await.map_err(told)?;
            println!("Made the account {}.", form.login);
            Ok(())
        }
        Command::Invite(create) => {
            let form = create.form();
            link(&invite::create(&backend, Administrator::Machine, &form, &site).await.map_err(told)?);
            Ok(())
        }
        Command::Reset { login } => {
            let id = list::named(&backend, &login).await.map_err(told)?;
            link(
                &invite::reset(&backend, Administrator::Machine, id, invite::Reset::Either, &site)
                    .await
                    .map_err(told)?,
            );
            Ok(())
        }
        Command::Disable { login, hand_over_to } => {
            let id = list::named(&backend, &login).await.map_err(told)?;
            let to = match hand_over_to {
                Some(login) => Some(list::named(&backend, &login).await.map_err(told)?),
                None => None,
            };
            leaving::disable(&backend, Administrator::Machine, id, to).await.map_err(told)?;
            println!("Disabled {login}. A running server hands the open work over within seconds.");
            Ok(())
        }
    }
}

async fn show(backend: &Backend, words: String) -> Outcome {
    let mut filter = AccountFilter { words, page: 1, ..AccountFilter::default() };
    loop {
        let page = list::list(backend, Administrator::Machine, &filter).await.map_err(told)?;
        for account in &page.rows {
            let state = match account.state {
                AccountState::Active => "active",
                AccountState::Invited(Some(_)) => "invited",
                AccountState::Invited(None) => "link expired",
                AccountState::Disabled(_) => "disabled",
            };
            let (login, role, orders, name) =
                (&account.login, account.role.code(), account.orders, account.name.get(Language::Chinese));
            println!("{login:<20} {role:<22} {state:<13} {orders:>4} {name}");
        }
        if filter.page >= page.pages() {
            return Ok(());
        }
        filter.page += 1;
    }
}

fn link(invitation: &Invitation) {
    let Invitation { login, link, .. } = invitation;
    println!("{login} chooses a password with this link, which works once, within a week:\n{link}");
}

/// What is wrong, in the words that people read on the page. Nothing that is wrong with an account names the city.
fn told(failure: Failure) -> Box<dyn std::error::Error + Send + Sync> {
    let Failure::Faults(faults) = failure else { return inside(failure) };
    let city = CityNames::of(&City::default(), Language::English);
    let words = |fault: &Fault| match fault.code {
        FaultCode::NotFound => "there is no such account".to_owned(),
        FaultCode::OfficerUnknown => "this colleague cannot take all of it over".to_owned(),
        _ => app::text::fault::in_summary(*fault, Language::English, &city),
    };
    faults.iter().map(words).collect::<Vec<_>>().join("; ").into()
}

/// The first line of the standard input: not an argument, which every user of the machine could see.
fn password() -> std::io::Result<String> {
    let input = std::io::stdin();
    if input.is_terminal() {
        eprintln!("Password (12 characters or more, shown as you type):");
    }
    let mut line = String::new();
    input.lock().read_line(&mut line)?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

fn role(text: &str) -> Result<Role, String> {
    Role::from_code(text).ok_or_else(roles)
}

fn roles() -> String {
    let codes: Vec<&str> = Role::ALL.iter().map(|role| role.code()).collect();
    format!("one of {}", codes.join(", "))
}
