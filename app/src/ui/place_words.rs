//! Where a case is, in one line.

use domain::case::Place;
use domain::language::{Language, Name};
use leptos::prelude::*;

use crate::preferences::language;

/// 当湖街道 · 解放路 · 12 号门口.
#[component]
pub fn PlaceWords(place: Place) -> impl IntoView {
    view! { <span class="place-words">{place_words(&place, language())}</span> }
}

/// Town, road (the community where there is no road) and address words, as far as they are known. The road is not said again
/// before address words that begin with it.
pub fn place_words(place: &Place, language: Language) -> String {
    let address = place.address.trim();
    let said = |name: &&Name| address.starts_with(name.get(language));
    let street = place.road.as_ref().or(place.community.as_ref()).filter(|name| !said(name));
    let names = [place.town.as_ref(), street].into_iter().flatten().map(|name| name.get(language));
    let parts: Vec<&str> = names.chain([address]).filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_what_is_known() {
        let mut place = Place { address: " 12 号门口 ".to_owned(), ..Place::default() };
        assert_eq!(place_words(&place, Language::Chinese), "12 号门口");
        place.town = Some(Name::new("当湖街道", ""));
        place.community = Some(Name::new("如意社区", ""));
        assert_eq!(place_words(&place, Language::Chinese), "当湖街道 · 如意社区 · 12 号门口");
        place.road = Some(Name::new("解放路", "Jiefang Road"));
        assert_eq!(place_words(&place, Language::English), "当湖街道 · Jiefang Road · 12 号门口");
        place.address = "解放路12号门口".to_owned();
        assert_eq!(place_words(&place, Language::Chinese), "当湖街道 · 解放路12号门口");
        assert_eq!(place_words(&place, Language::English), "当湖街道 · Jiefang Road · 解放路12号门口");
    }
}
