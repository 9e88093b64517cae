//! A value whose type the framework need not know.
//!
//! Whatever is loaded, or is a part of something larger, would have the framework's machinery of signals compiled anew for its type, and
//! everybody would download all of that.

use std::any::Any;
use std::sync::Arc;

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
