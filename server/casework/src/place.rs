//! Where a report is: from a pin, from a component, or from words alone, each as good as the other.

use domain::area::{Component, Road};
use domain::case::Place;
use domain::fault::{Fault, FaultCode, Field};
use domain::geo::{Position, Square};
use domain::normal::{folded, is_blank, kept};
use domain::report::ReportForm;
use foundation::catalog::Catalog;

/// Metres within which a position is at a road.
const ON_ROAD: f64 = 200.0;

/// A place as it is stored.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Located {
    /// The town's code.
    pub town: Option<String>,
    /// The community's code.
    pub community: Option<String>,
    /// The road's row id.
    pub road: Option<i64>,
    /// The unit grid's code.
    pub grid: Option<String>,
    /// The component's code.
    pub component: Option<String>,
    /// The spot, where it is known.
    pub position: Option<Position>,
    /// Where the position came from: `device`, `map`, `photo`, `component`; empty without one.
    pub source: String,
    /// The address in the reporter's words.
    pub address: String,
}

/// What the form says, completed by what the city knows: a pin tells town, community, grid and road; a component tells all of it.
/// What the reporter chose stays as it was chosen.
pub(crate) fn locate(
    catalog: &Catalog,
    form: &ReportForm,
    component: Option<&Component>,
) -> Result<Located, Vec<Fault>> {
    let mut faults = reference_faults(catalog, form);
    let pin = form.position().unwrap_or_default();
    let position = component.map(|component| component.position).or(pin);
    let spot = position.and_then(|position| catalog.geography().locate(position));
    if position.is_some() && spot.is_none() {
        faults.push(Fault::at(Field::Position, FaultCode::PositionOutside));
    }
    if !is_blank(&form.component) && component.is_none() {
        faults.push(Fault::at(Field::Component, FaultCode::ComponentUnknown));
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let chosen = |text: &str| (!text.trim().is_empty()).then(|| text.trim().to_owned());
    let town = chosen(&form.town).or_else(|| spot.as_ref().map(|spot| spot.town.clone()));
    // The pin's community counts only where it lies in the town that was chosen.
    let inside = spot.as_ref().filter(|spot| town.as_ref() == Some(&spot.town));
    let near = position.and_then(|position| near_road(catalog, position));
    Ok(Located {
        community: chosen(&form.community).or_else(|| inside.and_then(|spot| spot.community.clone())),
        road: form.road.trim().parse().ok().or(near).or_else(|| named_road(catalog, town.as_deref(), &form.address)),
        grid: spot.and_then(|spot| spot.grid),
        component: component.map(|component| component.code.clone()),
        source: match (component, position) {
            (Some(_), _) => "component".to_owned(),
            (None, Some(_)) => form.source.chars().filter(char::is_ascii_lowercase).take(12).collect(),
            (None, None) => String::new(),
        },
        position,
        address: kept(&form.address).trim().to_owned(),
        town,
    })
}

/// The road of a town that an address names, in whichever language; the longest name that fits, as one may hold another.
fn named_road(catalog: &Catalog, town: Option<&str>, address: &str) -> Option<i64> {
    let address = folded(address);
    let named = |road: &Road| {
        let names = [folded(&road.name.zh), folded(&road.name.en)];
        names
            .into_iter()
            .filter(|name| !name.is_empty() && address.contains(name.as_str()))
            .map(|name| name.len())
            .max()
    };
    let fits = catalog.roads(town?).into_iter().filter_map(|road| Some((named(&road)?, road.id)));
    fits.max_by_key(|(length, _)| *length).map(|(_, id)| id)
}

/// Codes that do not exist, or do not belong together.
pub(crate) fn reference_faults(catalog: &Catalog, form: &ReportForm) -> Vec<Fault> {
    let mut faults = Vec::new();
    let (town, community, road) = (form.town.trim(), form.community.trim(), form.road.trim());
    if !town.is_empty() && catalog.towns_ref().iter().all(|area| area.code != town) {
        faults.push(Fault::at(Field::Town, FaultCode::AreaUnknown));
        return faults;
    }
    if !community.is_empty() && catalog.communities(town).iter().all(|area| area.code != community) {
        faults.push(Fault::at(Field::Community, FaultCode::AreaUnknown));
    }
    if !road.is_empty() && catalog.roads(town).iter().all(|known| known.id.to_string() != road) {
        faults.push(Fault::at(Field::Road, FaultCode::AreaUnknown));
    }
    faults
}

/// Where a case is for whoever does not know its spot: in its town, by which lists are narrowed, and with the community and the road of the
/// middle of its square, so that they tell no more of the spot than the square does. One without a spot is where its reporter said.
pub(crate) fn of_square(catalog: &Catalog, located: Located) -> Located {
    let named = Located { address: String::new(), grid: None, component: None, ..located };
    let Some(spot) = named.position else { return named };
    let middle = Square::of(spot).point(0.5, 0.5);
    // At a border the middle may lie in another town, whose names would mislead.
    let place = catalog.geography().locate(middle);
    let place = place.filter(|place| named.town.as_ref() == Some(&place.town));
    Located {
        road: place.as_ref().and_then(|_| near_road(catalog, middle)),
        community: place.and_then(|place| place.community),
        position: Some(middle),
        ..named
    }
}

/// The road that a position is at.
fn near_road(catalog: &Catalog, position: Position) -> Option<i64> {
    let near = catalog.geography().nearest_road(position)?;
    (near.metres <= ON_ROAD).then_some(near.id)
}

/// A place in words, for pages.
pub(crate) fn describe(catalog: &Catalog, located: &Located) -> Place {
    Place {
        town: located.town.as_deref().and_then(|code| catalog.area_name(code)).cloned(),
        community: located.community.as_deref().and_then(|code| catalog.area_name(code)).cloned(),
        road: located.road.and_then(|id| catalog.road_name(id)).cloned(),
        address: located.address.clone(),
        position: located.position,
        grid: located.grid.clone(),
        component: located.component.clone(),
    }
}

/// The place of a stored case.
pub(crate) fn of_case(row: &entity::case::Model) -> Located {
    Located {
        town: row.town.clone(),
        community: row.community.clone(),
        road: row.road_id,
        grid: row.grid.clone(),
        component: row.component.clone(),
        position: row.lat.zip(row.lng).map(|(lat, lng)| Position { lat, lng }),
        source: row.position_source.clone(),
        address: row.address.clone(),
    }
}
