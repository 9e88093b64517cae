//! Finding a class by words, for citizens, officers and clerks: names, synonyms and filing conditions are searched while typing.

mod choice;
mod offers;
mod search;
mod suggestions;

pub use choice::{ChosenClass, ClassChoice, keep_class};
pub use offers::ClassOffers;
pub use search::ClassSearch;
pub use suggestions::live_suggestions;
