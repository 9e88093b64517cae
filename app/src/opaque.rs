//! A value whose type the framework need not know.
//!
//! Whatever is loaded, or is a part of something larger, would have the framework's machinery of signals compiled anew for its type, and
//! everybody would download all of that.

use std::any::Any;
use std::marker::PhantomData;
use std::sync::Arc;

use leptos::prelude::*;

/// A value of any type; two of them are the same when their types and values are.
#[derive(Clone)]
pub struct Opaque {
    value: Arc<dyn Any + Send + Sync>,
    same: fn(&dyn Any, &dyn Any) -> bool,
}

impl Opaque {
    /// Of a value.
    pub fn new<T: PartialEq + Send + Sync + 'static>(value: T) -> Opaque {
        fn same<T: PartialEq + 'static>(one: &dyn Any, other: &dyn Any) -> bool {
            one.downcast_ref::<T>().zip(other.downcast_ref::<T>()).is_some_and(|(one, other)| one == other)
        }
        Opaque { value: Arc::new(value), same: same::<T> }
    }

    /// The value, when it is of this type.
    pub fn get<T: 'static>(&self) -> Option<&T> {
        self.value.downcast_ref()
    }
}

impl PartialEq for Opaque {
    fn eq(&self, other: &Opaque) -> bool {
        (self.same)(&*self.value, &*other.value)
    }
}

/// A signal of a type that the framework need not know.
pub struct OpaqueSignal<T>(RwSignal<Opaque>, PhantomData<fn() -> T>);

impl<T> Clone for OpaqueSignal<T> {
    fn clone(&self) -> OpaqueSignal<T> {
        *self
    }
}

impl<T> Copy for OpaqueSignal<T> {}

impl<T> std::fmt::Debug for OpaqueSignal<T> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("OpaqueSignal")
    }
}

impl<T: Clone + Default + PartialEq + Send + Sync + 'static> OpaqueSignal<T> {
    /// One that begins with a value.
    pub fn new(value: T) -> OpaqueSignal<T> {
        OpaqueSignal(RwSignal::new(Opaque::new(value)), PhantomData)
    }

    /// The value, which is followed.
    pub fn get(self) -> T {
        self.with(T::clone)
    }

    /// Looks at the value, which is followed.
    pub fn with<U>(self, look: impl FnOnce(&T) -> U) -> U {
        let value = self.0.get();
        match value.get() {
            Some(value) => look(value),
            None => look(&T::default()),
        }
    }

    /// The value as it is now; `None` when whoever looks at it is gone.
    pub fn now(self) -> Option<T> {
        self.0.try_get_untracked().and_then(|value| value.get().cloned())
    }

    /// Another value; nothing when whoever looks at it is gone.
    pub fn set(self, value: T) {
        self.0.try_set(Opaque::new(value));
    }
}

#[cfg(test)]
mod tests {
    use super::Opaque;

    #[test]
    fn a_value_is_itself_and_no_other() {
        assert!(Opaque::new(3_u8) == Opaque::new(3_u8));
        assert!(Opaque::new(3_u8) != Opaque::new(4_u8));
        assert!(Opaque::new(3_u8) != Opaque::new(3_u16));
        assert_eq!(Opaque::new("路灯".to_owned()).get::<String>().map(String::as_str), Some("路灯"));
    }
}
