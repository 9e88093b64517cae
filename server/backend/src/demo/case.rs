//! Placeholder until written.
use crate::{Backend, Failure};
pub(super) async fn load(backend: &Backend) -> Result<(), Failure> {
    super::set_loaded(backend.writer()).await
}
