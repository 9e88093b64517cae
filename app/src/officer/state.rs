//! What the app knows, beyond a single view: who is signed in, the orders, where the officer stands.

use domain::account::Actor;
use domain::case::CaseSummary;
use domain::fault::{Fault, FaultCode};
use domain::geo::Position;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::officer::list_orders;
use crate::api::session::find_actor;
use crate::error::AppError;
use crate::map::locate::{LocateFault, locate};

/// Something that was asked for: `None` while it is under way.
pub type Answer<T> = Option<Result<T, AppError>>;

/// Lives as long as the frame; every view reads it from the context.
#[derive(Clone, Copy)]
pub struct OfficerState {
    /// Who is signed in.
    pub actor: RwSignal<Answer<Option<Actor>>>,
    /// The orders in hand.
    pub orders: RwSignal<Answer<Vec<CaseSummary>>>,
    /// Orders in hand beyond those.
    pub unlisted: RwSignal<u64>,
    /// Whether the orders are being asked for.
    pub refreshing: RwSignal<bool>,
    /// Why the last refresh failed, when older orders are still shown.
    pub stale: RwSignal<Option<AppError>>,
    /// Why the last step from the list was refused.
    pub refused: RwSignal<Vec<Fault>>,
    /// Where the officer stands, once asked.
    pub position: RwSignal<Option<Position>>,
    /// Whether the device is being asked.
    pub locating: RwSignal<bool>,
    /// Why there is no position.
    pub locate_fault: RwSignal<Option<LocateFault>>,
}

impl OfficerState {
    /// Makes the state and provides it to everything below.
    pub fn provide() -> OfficerState {
        let state = OfficerState {
            actor: RwSignal::new(None),
            orders: RwSignal::new(None),
            unlisted: RwSignal::new(0),
            refreshing: RwSignal::new(false),
            stale: RwSignal::new(None),
            refused: RwSignal::new(Vec::new()),
            position: RwSignal::new(None),
            locating: RwSignal::new(false),
            locate_fault: RwSignal::new(None),
        };
        provide_context(state);
        state
    }

    /// The state of the frame around.
    pub fn here() -> OfficerState {
        expect_context::<OfficerState>()
    }

    /// Asks who is signed in.
    pub fn load_actor(self) {
        spawn_local(async move {
            let answer = find_actor().await;
            self.actor.try_set(Some(answer));
        });
    }

    /// Asks for the orders; those shown stay until the answer is there, and when it does not come.
    pub fn load_orders(self) {
        if self.refreshing.get_untracked() {
            return;
        }
        self.refreshing.set(true);
        spawn_local(async move {
            let answer = list_orders(None).await;
            self.refreshing.try_set(false);
            match answer {
                Err(error) if error.code() == FaultCode::SignedOut => {
                    self.actor.try_set(Some(Ok(None)));
                }
                Err(error) if matches!(self.orders.try_get_untracked(), Some(Some(Ok(_)))) => {
                    self.stale.try_set(Some(error));
                }
                answer => {
                    self.stale.try_set(None);
                    self.orders.try_set(Some(answer.map(|list| {
                        self.unlisted.try_set(list.total.saturating_sub(list.orders.len() as u64));
                        list.orders
                    })));
                }
            }
        });
    }

    /// Shows an order as it stands after a step.
    pub fn replace(self, order: CaseSummary) {
        self.orders.try_update(|orders| {
            let rows = orders.as_mut().and_then(|answer| answer.as_mut().ok());
            if let Some(row) = rows.and_then(|rows| rows.iter_mut().find(|row| row.number == order.number)) {
                *row = order;
            }
        });
    }

    /// Asks the device where it is; distances and their order follow.
    pub fn locate(self) {
        if self.locating.get_untracked() {
            return;
        }
        self.locating.set(true);
        self.locate_fault.set(None);
        spawn_local(async move {
            let answer = locate().await;
            self.locating.try_set(false);
            match answer {
                Ok(located) => {
                    self.position.try_set(Some(located.position));
                }
                Err(fault) => {
                    self.locate_fault.try_set(Some(fault));
                }
            }
        });
    }

    /// The name under which something half done is remembered: another person on the same device gets another one.
    pub fn memory_name(self, what: &str) -> String {
        let account = self.actor.with_untracked(|actor| match actor {
            Some(Ok(Some(actor))) => actor.account,
            _ => 0,
        });
        format!("{account}:{what}")
    }
}
