//! What a server function answers when it cannot do what was asked.
//!
//! Use [`AppError`] in every server function. `foundation::Failure` becomes one by `?`; its internals are logged there and never
//! reach the browser.

use domain::fault::{Fault, FaultCode};
use leptos::prelude::*;
use leptos::server_fn::codec::JsonEncoding;
use serde::{Deserialize, Serialize};

/// Faults that the person is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppError {
    /// At least one.
    pub faults: Vec<Fault>,
}

impl AppError {
    /// The first fault, for pages that show one message.
    pub fn fault(&self) -> Fault {
        self.faults.first().copied().unwrap_or(FaultCode::Unavailable.into())
    }

    /// Whether somebody else was faster, or has it now: what is shown is to be read again.
    pub fn has_moved(&self) -> bool {
        matches!(self.code(), FaultCode::AlreadyMoved | FaultCode::Reassigned)
    }

    /// The first fault's code.
    pub fn code(&self) -> FaultCode {
        self.fault().code
    }
}

impl From<Fault> for AppError {
    fn from(fault: Fault) -> AppError {
        AppError { faults: vec![fault] }
    }
}

impl From<FaultCode> for AppError {
    fn from(code: FaultCode) -> AppError {
        AppError { faults: vec![code.into()] }
    }
}

impl std::fmt::Display for AppError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{:?}", self.code())
    }
}

impl std::error::Error for AppError {}

impl FromServerFnError for AppError {
    type Encoder = JsonEncoding;

    /// On the server: a request that could not be read, as of an old page; nothing was done. In the browser: no answer, or none of ours.
    /// The request may have arrived all the same.
    fn from_server_fn_error(error: ServerFnErrorErr) -> AppError {
        let code = match error {
            _ if cfg!(not(feature = "ssr")) => FaultCode::Unanswered,
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) | ServerFnErrorErr::Deserialization(_) => {
                FaultCode::Malformed
            }
            _ => FaultCode::Unavailable,
        };
        code.into()
    }
}
