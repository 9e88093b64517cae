//! Who is signed in, as pages see it. Loaded by a server function in the leaf that shows it, never provided from the
//! request's context, which is absent after a client navigation.

use domain::account::Actor;

use crate::api::session::find_actor;
use crate::page_resource::{PageResource, page_resource};

/// The signed-in person, as a resource.
pub fn actor() -> PageResource<Option<Actor>> {
    page_resource(|| (), |()| find_actor())
}
