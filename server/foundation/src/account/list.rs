//! Accounts as whoever administers them sees them. A fixed number of statements a page.

use std::collections::HashMap;

use domain::account::{AccountFilter, AccountState, AccountSummary, Role, login_key};
use domain::fault::FaultCode;
use domain::language::Name;
use domain::page::{Page, reachable};
use domain::time::Moment;
use entity::account::{Column, Entity, Model};
use sea_orm::sea_query::{Expr, ExprTrait as _, LikeExpr};
use sea_orm::{ColumnTrait, Condition, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{Administrator, load};
use crate::login::known_as;
use crate::{Backend, Failure};

/// Rows of a page.
const PAGE: u32 = 50;

/// A page of the accounts, those in use first, by name.
///
/// # Errors
/// Not allowed; or the store is away.
pub async fn list(
    backend: &Backend,
    by: Administrator<'_>,
    filter: &AccountFilter,
) -> Result<Page<AccountSummary>, Failure> {
    by.on_record()?;
    let mut wanted = Condition::all();
    let words = filter.words.trim();
    if !words.is_empty() {
        let like = |text: &str| {
            let escaped: String = text
                .chars()
                .flat_map(|c| matches!(c, '%' | '_' | '\\').then_some('\\').into_iter().chain([c]))
                .collect();
            LikeExpr::new(format!("%{escaped}%")).escape('\\')
        };
        wanted = wanted.add(
            Condition::any()
                .add(Column::LoginKey.like(like(&login_key(words))))
                .add(Column::NameZh.like(like(words)))
                .add(
                    Expr::expr(sea_orm::sea_query::Func::lower(Expr::col(Column::NameEn)))
                        .like(like(&words.to_lowercase())),
                ),
        );
    }
    if let Some(role) = Role::from_code(&filter.role) {
        wanted = wanted.add(Column::Role.eq(role.code()));
    }
    let page = reachable(filter.page, PAGE);
    let found = Entity::find().filter(wanted);
    let counted = found.clone().count(backend.db()).await?;
    let rows = found
        .order_by_asc(Expr::col(Column::DisabledAt).is_not_null())
        .order_by_asc(Column::LoginKey)
        .offset(u64::from(page - 1) * u64::from(PAGE))
        .limit(u64::from(PAGE))
        .all(backend.db())
        .await?;
    Ok(Page::new(summaries(backend, rows).await?, counted, page, PAGE))
}

/// One account.
///
/// # Errors
/// Not allowed; no such account; or the store is away.
pub async fn find(backend: &Backend, by: Administrator<'_>, id: i64) -> Result<AccountSummary, Failure> {
    by.on_record()?;
    let row = Entity::find_by_id(id).all(backend.db()).await?;
    summaries(backend, row).await?.pop().ok_or_else(|| FaultCode::NotFound.into())
}

/// The account with a sign-in name, for whoever runs commands.
///
/// # Errors
/// Not found; or the store is away.
pub async fn named(backend: &Backend, login: &str) -> Result<i64, Failure> {
    let found = known_as(backend, login).await?;
    found.map(|row| row.id).ok_or_else(|| FaultCode::NotFound.into())
}

async fn summaries(backend: &Backend, rows: Vec<Model>) -> Result<Vec<AccountSummary>, Failure> {
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let (db, catalog, now) = (backend.db(), backend.catalog(), backend.now());
    let orders = load::loads(db, ids.iter().copied()).await?;
    let invited: HashMap<i64, i64> = entity::invitation::Entity::find()
        .filter(entity::invitation::Column::AccountId.is_in(ids.iter().copied()))
        .all(db)
        .await?
        .into_iter()
        .map(|row| (row.account_id, row.until))
        .collect();
    let seen: Vec<(i64, i64)> = entity::session::Entity::find()
        .select_only()
        .column(entity::session::Column::AccountId)
        .column_as(entity::session::Column::LastSeenAt.max(), "seen")
        .filter(entity::session::Column::AccountId.is_in(ids))
        .group_by(entity::session::Column::AccountId)
        .into_tuple()
        .all(db)
        .await?;
    let seen: HashMap<i64, i64> = seen.into_iter().collect();
    let towns = catalog.towns();
    let summary = |row: Model| {
        let link = invited.get(&row.id).filter(|until| **until > now.0).map(|until| Moment(*until));
        let state = match row.disabled_at {
            Some(at) => AccountState::Disabled(Moment(at)),
            None if row.password.is_empty() => AccountState::Invited(link),
            None => AccountState::Active,
        };
        Some(AccountSummary {
            id: row.id,
            role: Role::from_code(&row.role)?,
            department: row.department_id.and_then(|id| catalog.department(id).map(|found| found.name.clone())),
            town: row.town.and_then(|code| towns.iter().find(|town| town.code == code).map(|town| town.name.clone())),
            state,
            last_seen_at: seen.get(&row.id).map(|at| Moment(*at)),
            orders: orders.get(&row.id).copied().unwrap_or_default(),
            name: Name::new(row.name_zh, row.name_en),
            login: row.login,
        })
    };
    Ok(rows.into_iter().filter_map(summary).collect())
}
