//! The reference data in memory: small, read by every page, changed seldom.

mod read;
mod suggest;

use std::collections::HashMap;

use domain::area::{Area, Component, Road};
use domain::calendar::WorkingCalendar;
use domain::case::Rules;
use domain::city::City;
use domain::class::{Class, ClassId, Condition};
use domain::dispatch::{Department, Recommendation, Responsibility, responsible};
use domain::geo::Position;
use domain::language::Name;
use domain::normal::compact;
use domain::policy::Policy;
use domain::report::{EmergencyCall, EmergencyService};
use sea_orm::EntityTrait;

use crate::city::Schematic;
use crate::danger::heard;
use crate::{Backend, Failure};

/// The setting that holds the city's names, numbers and hours.
pub(crate) const CITY: &str = "city";

/// The reference data of the city.
pub struct Catalog {
    classes: HashMap<ClassId, Class>,
    words: Vec<suggest::Word>,
    likenesses: Vec<suggest::Likeness>,
    conditions: HashMap<ClassId, Vec<Condition>>,
    departments: Vec<Department>,
    rules: Vec<Responsibility>,
    towns: Vec<Area>,
    communities: HashMap<String, Vec<Area>>,
    area_names: HashMap<String, Name>,
    roads: HashMap<String, Vec<Road>>,
    road_names: HashMap<i64, Name>,
    road_ids: HashMap<String, i64>,
    calendar: WorkingCalendar,
    city: City,
    policy: Policy,
    emergency_by_class: HashMap<ClassId, Vec<EmergencyService>>,
    schematic: Schematic,
    base_map: String,
}

impl Catalog {
    /// A class.
    pub fn class(&self, id: &ClassId) -> Option<&Class> {
        self.classes.get(id)
    }

    /// The conditions of a class named as in forms (`matter-01037`), in order.
    pub fn conditions(&self, class: &str) -> Vec<Condition> {
        class.parse().ok().and_then(|id: ClassId| self.conditions.get(&id).cloned()).unwrap_or_default()
    }

    /// The conditions of a class, in order.
    pub fn conditions_of(&self, class: &ClassId) -> &[Condition] {
        self.conditions.get(class).map_or(&[], Vec::as_slice)
    }

    /// Departments.
    pub fn departments(&self) -> Vec<Department> {
        self.departments.clone()
    }

    /// A department.
    pub fn department(&self, id: i64) -> Option<&Department> {
        self.departments.iter().find(|department| department.id == id)
    }

    /// Towns and streets.
    pub fn towns(&self) -> Vec<Area> {
        self.towns.clone()
    }

    pub(crate) fn towns_ref(&self) -> &[Area] {
        &self.towns
    }

    /// The row id of a road of the schematic: roads are stored in its order.
    pub(crate) fn road_of(&self, schematic_id: &str) -> Option<i64> {
        self.road_ids.get(schematic_id).copied()
    }

    /// The communities and villages of a town.
    pub fn communities(&self, town: &str) -> Vec<Area> {
        self.communities.get(town).cloned().unwrap_or_default()
    }

    /// The name of a town or community.
    pub fn area_name(&self, code: &str) -> Option<&Name> {
        self.area_names.get(code)
    }

    /// The roads of a town.
    pub fn roads(&self, town: &str) -> Vec<Road> {
        self.roads.get(town).cloned().unwrap_or_default()
    }

    /// The name of a road.
    pub fn road_name(&self, id: i64) -> Option<&Name> {
        self.road_names.get(&id)
    }

    /// The working calendar.
    pub fn calendar(&self) -> &WorkingCalendar {
        &self.calendar
    }

    /// The city's names, numbers and hours.
    pub fn city(&self) -> &City {
        &self.city
    }

    /// The city's settings of the trade.
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// The schematic of the city.
    pub fn schematic(&self) -> &Schematic {
        &self.schematic
    }

    /// The schematic as GeoJSON, for the maps.
    pub fn base_map(&self) -> &str {
        &self.base_map
    }

    /// The department that a case should go to, and why.
    pub fn recommend(&self, class: &ClassId, town: Option<&str>) -> Option<Recommendation> {
        let rule = responsible(&self.rules, class, town)?;
        let department = self.department(rule.department)?;
        Some(Recommendation { department: department.id, name: department.name.clone(), reason: rule.reason.clone() })
    }

    /// Whom a reporter should call before anything else: words and class that show danger to people. Empty when they show none. Where the
    /// words are a stranger's, [`crate::danger::read`] comes first.
    pub fn emergency(&self, words: &str, class: Option<&ClassId>) -> Vec<EmergencyCall> {
        let mut services = ::danger::services(heard(words));
        services.extend(class.and_then(|id| self.emergency_by_class.get(id)).into_iter().flatten());
        if !services.is_empty() {
            // Whatever the danger is, somebody may be hurt.
            services.insert(EmergencyService::Ambulance);
        }
        self.city.emergency_numbers.iter().filter(|call| services.contains(&call.service)).cloned().collect()
    }
}

impl Rules for Catalog {
    fn policy(&self) -> &Policy {
        &self.policy
    }

    fn calendar(&self) -> &WorkingCalendar {
        &self.calendar
    }

    fn class(&self, id: &ClassId) -> Option<&Class> {
        self.classes.get(id)
    }

    fn conditions_of(&self, class: &ClassId) -> &[Condition] {
        Catalog::conditions_of(self, class)
    }

    fn has_department(&self, id: i64) -> bool {
        self.department(id).is_some()
    }
}

/// A component by its 17 digits.
///
/// # Errors
/// When the store is away.
pub async fn find_component(backend: &Backend, code: &str) -> Result<Option<Component>, Failure> {
    let code = compact(code);
    if code.is_empty() {
        return Ok(None);
    }
    let row = entity::component::Entity::find_by_id(code).one(backend.db()).await?;
    Ok(row.map(|row| Component {
        code: row.code,
        class: row.class,
        name: Name::new(row.name_zh, row.name_en),
        place: Name::new(row.place_zh, row.place_en),
        position: Position { lat: row.lat, lng: row.lng },
    }))
}
