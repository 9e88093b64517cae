//! Why something could not be done.
//!
//! Return [`Failure::Faults`] (by `?` from a [`FaultCode`] or [`Fault`]) for everything a person is to be told. Anything that broke
//! inside becomes one of the other variants by `?`; it is logged when it is turned into faults, and the person is told only that
//! the store is away for the moment.

use std::fmt;

use domain::fault::{Fault, FaultCode, Field};
use sea_orm::{DbErr, RuntimeErr, SqlErr};

/// Why something could not be done.
pub enum Failure {
    /// What the person is told.
    Faults(Vec<Fault>),
    /// The database is away, full or broken.
    Store(DbErr),
    /// The object store is away, full or broken.
    Files(object_store::Error),
    /// Something else broke inside; the text is for the log.
    Inside(String),
}

/// For the log: what a database said, without the detail that PostgreSQL adds, in which the values stand that were to be written.
impl fmt::Debug for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Faults(faults) => formatter.debug_tuple("Faults").field(faults).finish(),
            Failure::Store(error) => write!(formatter, "Store({error})"),
            Failure::Files(error) => write!(formatter, "Files({error})"),
            Failure::Inside(error) => formatter.debug_tuple("Inside").field(error).finish(),
        }
    }
}

impl Failure {
    /// Whether it is this fault, of no field, and no other.
    pub fn is(&self, code: FaultCode) -> bool {
        matches!(self, Failure::Faults(faults) if matches!(faults[..], [fault] if fault.code == code && fault.field.is_none()))
    }

    /// What broke, in a word that holds nothing personal.
    pub fn kind(&self) -> &'static str {
        match self {
            Failure::Faults(_) => "faults",
            Failure::Store(_) => "store",
            Failure::Files(_) => "files",
            Failure::Inside(_) => "inside",
        }
    }

    /// What the person is told. Logs what broke inside.
    pub fn faults(self) -> Vec<Fault> {
        match self {
            Failure::Faults(faults) => faults,
            Failure::Store(error) => {
                tracing::error!(%error, "the database did not do what was asked");
                vec![FaultCode::Unavailable.into()]
            }
            Failure::Files(error) => {
                tracing::error!(%error, "the object store did not do what was asked");
                vec![FaultCode::Unavailable.into()]
            }
            Failure::Inside(error) => {
                tracing::error!(error, "something broke inside");
                vec![FaultCode::Unavailable.into()]
            }
        }
    }

    /// Of a search: one that was stopped because its time was over is told to say more.
    pub fn narrowed(self) -> Failure {
        match self {
            Failure::Store(error) if was_stopped(&error) => Fault::at(Field::Words, FaultCode::TooBroad).into(),
            other => other,
        }
    }

    /// Whether a unique key was there already.
    pub fn is_duplicate(&self) -> bool {
        matches!(self, Failure::Store(error) if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))))
    }
}

impl From<FaultCode> for Failure {
    fn from(code: FaultCode) -> Failure {
        Failure::Faults(vec![code.into()])
    }
}

impl From<Fault> for Failure {
    fn from(fault: Fault) -> Failure {
        Failure::Faults(vec![fault])
    }
}

impl From<DbErr> for Failure {
    fn from(error: DbErr) -> Failure {
        Failure::Store(error)
    }
}

impl From<object_store::Error> for Failure {
    fn from(error: object_store::Error) -> Failure {
        Failure::Files(error)
    }
}

/// `Err` with all faults, unless there are none.
///
/// # Errors
/// The faults.
pub fn check(faults: Vec<Fault>) -> Result<(), Failure> {
    if faults.is_empty() { Ok(()) } else { Err(Failure::Faults(faults)) }
}

/// Whether a statement was stopped because its time was over.
fn was_stopped(error: &DbErr) -> bool {
    let (DbErr::Query(RuntimeErr::SqlxError(error)) | DbErr::Exec(RuntimeErr::SqlxError(error))) = error else {
        return false;
    };
    let code = error.as_database_error().and_then(|error| error.code());
    // SQLITE_INTERRUPT; query_canceled.
    code.is_some_and(|code| code == "9" || code == "57014")
}
