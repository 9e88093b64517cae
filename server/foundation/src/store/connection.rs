//! Connections to the database as everything asks them: while a PostgreSQL is away, nobody waits who need not, and whoever waits in vain
//! tells the others, whether they read or write.

use std::sync::Arc;

use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, ExecResult, QueryResult, Statement,
    TransactionTrait as _,
};

use super::away::Away;

/// A pool of connections.
pub struct Connection {
    pool: DatabaseConnection,
    /// On PostgreSQL, which can go away.
    away: Option<Arc<Away>>,
}

impl Connection {
    pub(super) fn new(pool: DatabaseConnection, away: Option<Arc<Away>>) -> Connection {
        Connection { pool, away }
    }

    /// The pool itself, for what is only done where the database cannot go away.
    pub(super) fn pool(&self) -> &DatabaseConnection {
        &self.pool
    }

    /// Asks whether the database is there.
    pub(crate) async fn ping(&self) -> Result<(), DbErr> {
        self.noted(self.now().ping().await).await
    }

    /// Begins a transaction of the database's own.
    pub(super) async fn begin(&self) -> Result<DatabaseTransaction, DbErr> {
        self.noted(self.now().begin().await).await
    }

    /// What to ask now.
    fn now(&self) -> &DatabaseConnection {
        self.away.as_ref().and_then(|away| away.instead()).unwrap_or(&self.pool)
    }

    async fn noted<T>(&self, answer: Result<T, DbErr>) -> Result<T, DbErr> {
        if let (Err(error), Some(away)) = (&answer, &self.away) {
            away.note(error).await;
        }
        answer
    }
}

#[async_trait::async_trait]
impl ConnectionTrait for Connection {
    fn get_database_backend(&self) -> DbBackend {
        self.pool.get_database_backend()
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        self.noted(self.now().execute_raw(statement).await).await
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        self.noted(self.now().execute_unprepared(sql).await).await
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        self.noted(self.now().query_one_raw(statement).await).await
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        self.noted(self.now().query_all_raw(statement).await).await
    }
}
