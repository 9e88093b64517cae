//! How alarms rank that nobody has looked at yet.

use domain::case::alarm_rank;
use foundation::device::Device;
use foundation::store::Transaction;
use foundation::{Backend, Failure, limit};

/// Seconds over which alarms are counted.
const WINDOW: i64 = 3600;

/// Who says that there is danger.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Alarm<'a> {
    /// The address they come from; none of staff, and where nobody counts by it.
    address: Option<&'a str>,
}

impl<'a> Alarm<'a> {
    /// Of a member of staff: for a caller, or for what an officer sees.
    pub(crate) const STAFF: Alarm<'static> = Alarm { address: None };

    /// Of somebody outside.
    pub(crate) fn of(device: Device<'a>) -> Alarm<'a> {
        Alarm { address: device.address }
    }

    /// Counts it for its address, and tells how it ranks.
    pub(crate) async fn rank(self, tx: &Transaction, backend: &Backend) -> Result<i64, Failure> {
        let Some(address) = self.address else { return Ok(alarm_rank(0)) };
        let key = format!("alarm:{}", backend.keys().lookup("address", address));
        Ok(alarm_rank(limit::counted_in(tx, backend, &key, WINDOW).await? - 1))
    }
}
