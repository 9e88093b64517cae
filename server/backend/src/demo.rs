//! (being written)
pub(crate) async fn guard(_: &crate::store::Store, _: bool) -> Result<(), crate::Failure> { Ok(()) }
