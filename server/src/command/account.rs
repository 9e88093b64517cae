//! `jingzhi account …`.

use std::io::{BufRead as _, IsTerminal as _};

use backend::account::NewAccount;
use clap::{Args, Subcommand};
use domain::account::Role;

use super::{Outcome, inside, open};
use crate::config::Config;

/// What to do with accounts.
#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    /// Make an account; its password is the first line of the standard input
    Create(Create),
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

/// Runs it.
///
/// # Errors
/// When the account cannot be made.
pub async fn run(config: &Config, command: Command) -> Outcome {
    let Command::Create(create) = command;
    let backend = open(config).await?;
    let Create { login, role, name_zh, name_en, department, town } = create;
    let new = NewAccount { password: password()?, login: login.clone(), name_zh, name_en, role, department, town };
    backend::account::create(&backend, new).await.map_err(inside)?;
    println!("Made the account {login}.");
    Ok(())
}

/// The first line of the standard input: not an argument, which every user of the machine could see.
fn password() -> std::io::Result<String> {
    let input = std::io::stdin();
    if input.is_terminal() {
        eprintln!("Password (8 characters or more, shown as you type):");
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
