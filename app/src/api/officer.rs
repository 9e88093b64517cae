//! The officers' orders.

use domain::case::OrderList;
use domain::geo::Position;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

use crate::error::AppError;

/// The orders in hand (for a collector: the checks that wait), by due time, with distances when the position is given.
#[server(input = Json)]
pub async fn list_orders(position: Option<Position>) -> Result<OrderList, AppError> {
    let actor = crate::server::actor().await?;
    Ok(casework::case::orders(&crate::server::backend(), &actor, position).await?)
}
