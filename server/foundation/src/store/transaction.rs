//! A transaction that writes.
//!
//! PostgreSQL: one of the database's own. SQLite: group commit. There is one writer, and a commit that waits for the disk is by far the
//! longest part of a write, so transactions that wait for each other share one: each is a savepoint of the group's transaction, and is
//! acknowledged when that has been committed. A group takes in whoever waits when it is opened, and is closed when they are done.

use std::sync::Arc;
use std::time::Duration;

use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, ExecResult, QueryResult, RuntimeErr,
    SqliteTransactionMode, Statement, TransactionOptions, TransactionTrait as _,
};
use tokio::sync::{Mutex, OwnedMutexGuard, oneshot};

/// How long a transaction waits for its turn before the store counts as away.
const TURN: Duration = Duration::from_secs(5);

/// The transactions on SQLite's one writing connection.
#[derive(Clone, Default)]
pub(crate) struct Writers(Arc<Mutex<Group>>);

/// Transactions that are committed together.
#[derive(Default)]
struct Group {
    /// The transaction of which each is a savepoint; `None` while nobody writes.
    shared: Option<DatabaseTransaction>,
    /// Who is done and waits to hear that it is on disk.
    waiting: Vec<oneshot::Sender<Result<(), DbErr>>>,
    /// One was rolled back. After some errors SQLite takes the whole transaction back with it, so nobody else may join.
    broken: bool,
}

/// A transaction that writes. Dropped without [`Transaction::commit`] it has changed nothing.
pub struct Transaction {
    own: Option<DatabaseTransaction>,
    group: Option<OwnedMutexGuard<Group>>,
}

impl Writers {
    /// Begins a transaction when it is its turn.
    pub async fn begin(&self, writer: &DatabaseConnection) -> Result<Transaction, DbErr> {
        let group = self.turn(writer).await?;
        let own = group.shared()?.begin().await?;
        Ok(Transaction { own: Some(own), group: Some(group) })
    }

    /// Runs a single statement, which needs no savepoint: it is done whole or not at all. Returns when it is on disk.
    pub async fn once(&self, writer: &DatabaseConnection, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        let (row, told) = self.run(writer, statement).await?;
        told.await.map_err(|_| away("the group's commit was given up"))??;
        Ok(row)
    }

    /// The same, but returns before it is on disk.
    pub async fn soon(&self, writer: &DatabaseConnection, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        Ok(self.run(writer, statement).await?.0)
    }

    async fn run(
        &self,
        writer: &DatabaseConnection,
        statement: Statement,
    ) -> Result<(Option<QueryResult>, oneshot::Receiver<Result<(), DbErr>>), DbErr> {
        let mut group = self.turn(writer).await?;
        let asked = group.shared()?.query_one_raw(statement).await;
        group.broken |= asked.is_err();
        let row = asked?;
        let (tell, told) = oneshot::channel();
        group.waiting.push(tell);
        Ok((row, told))
    }

    /// Waits for the turn to write; the group's transaction is open then. The write lock is taken at once, so that no statement in the
    /// middle finds it taken.
    async fn turn(&self, writer: &DatabaseConnection) -> Result<OwnedMutexGuard<Group>, DbErr> {
        let turn = tokio::time::timeout(TURN, self.0.clone().lock_owned());
        let mut group = turn.await.map_err(|_| away("no turn to write"))?;
        if group.broken {
            group.close(writer).await;
        }
        if group.shared.is_none() {
            let options = TransactionOptions {
                sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
                ..TransactionOptions::default()
            };
            group.shared = Some(writer.begin_with_options(options).await?);
            // It waits behind those who wait for their turn now, whatever becomes of them: turns are given in order.
            let (waiting, writer) = (self.0.clone(), writer.clone());
            tokio::spawn(async move { waiting.lock().await.close(&writer).await });
        }
        Ok(group)
    }
}

impl Group {
    fn shared(&self) -> Result<&DatabaseTransaction, DbErr> {
        self.shared.as_ref().ok_or_else(|| away("the group is gone"))
    }

    /// Writes everything to disk and tells those who wait.
    async fn close(&mut self, writer: &DatabaseConnection) {
        // Taken out first: should this be cancelled, those who wait learn that nobody knows.
        let (shared, waiting) = (self.shared.take(), std::mem::take(&mut self.waiting));
        let broken = std::mem::take(&mut self.broken);
        let Some(shared) = shared else { return };
        let mut ended = if waiting.is_empty() { shared.rollback().await } else { shared.commit().await };
        if broken && ended.is_ok() {
            // A savepoint that could not be rolled back would leave the transaction open, and what looks committed in it.
            ended = writer.execute_unprepared("BEGIN; ROLLBACK").await.map(|_| ());
        }
        if ended.is_err() {
            renew(writer).await;
        }
        for told in waiting {
            // Who no longer listens has gone away; the change stands.
            let _ = told.send(ended.clone());
        }
    }
}

/// Closes the connection; the next statement opens another. After an error in the middle, as of a full disk, SQLite has often taken the
/// transaction back by itself: the driver then counts one transaction too many, begins every later one inside it, and nothing that is
/// acknowledged afterwards is ever committed.
async fn renew(writer: &DatabaseConnection) {
    let closed = match writer.get_sqlite_connection_pool().acquire().await {
        Ok(connection) => connection.close().await,
        Err(error) => Err(error),
    };
    match closed {
        Ok(()) => tracing::warn!("a transaction could not be ended; its connection was closed"),
        Err(error) => tracing::error!(%error, "a transaction could not be ended, nor its connection closed"),
    }
}

impl Transaction {
    /// A transaction of the database's own.
    pub(super) fn alone(own: DatabaseTransaction) -> Transaction {
        Transaction { own: Some(own), group: None }
    }

    /// Returns when everything is on disk. On an error nobody knows whether it is: the same key asked again tells.
    pub async fn commit(mut self) -> Result<(), DbErr> {
        let Some(own) = self.own.take() else { return Err(away("committed twice")) };
        let Some(mut group) = self.group.take() else { return own.commit().await };
        // A task of its own: who asked may go away in the middle, and the savepoint must not stay half released.
        let released = tokio::spawn(async move {
            let (tell, told) = oneshot::channel();
            match own.commit().await {
                Ok(()) => group.waiting.push(tell),
                Err(error) => {
                    group.broken = true;
                    return Err(error);
                }
            }
            Ok(told)
        });
        let told = released.await.map_err(|error| away(&error.to_string()))??;
        told.await.map_err(|_| away("the group's commit was given up"))?
    }

    fn own(&self) -> Result<&DatabaseTransaction, DbErr> {
        self.own.as_ref().ok_or_else(|| away("used after its commit"))
    }
}

impl Drop for Transaction {
    fn drop(&mut self) {
        // The fields follow, this one first: it rolls back to its savepoint before the next has its turn.
        if let (Some(_), Some(group)) = (&self.own, &mut self.group) {
            group.broken = true;
        }
    }
}

#[async_trait::async_trait]
impl ConnectionTrait for Transaction {
    fn get_database_backend(&self) -> DbBackend {
        self.own.as_ref().map_or(DbBackend::Sqlite, ConnectionTrait::get_database_backend)
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        self.own()?.execute_raw(statement).await
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        self.own()?.execute_unprepared(sql).await
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        self.own()?.query_one_raw(statement).await
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        self.own()?.query_all_raw(statement).await
    }
}

fn away(why: &str) -> DbErr {
    DbErr::Conn(RuntimeErr::Internal(why.to_owned()))
}
