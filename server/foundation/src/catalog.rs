//! The reference data of a city: brought by files, kept in the store, held in memory, read by every page, changed seldom.

pub mod kind;
mod read;
pub mod revision;
mod suggest;

use std::collections::{HashMap, HashSet};

use chrono::{Datelike, NaiveDate};
use domain::area::{Area, Component, Road};
use domain::calendar::WorkingCalendar;
use domain::case::Rules;
use domain::city::City;
use domain::class::{Class, ClassId, ClassKind, Condition};
use domain::dispatch::{Department, Recommendation, Responsibility, responsible};
use domain::geo::Position;
use domain::language::Name;
use domain::normal::compact;
use domain::policy::Policy;
use domain::report::EmergencyService;
use sea_orm::{ConnectionTrait, EntityTrait};

use crate::Failure;
use crate::geography::Geography;

/// The setting that holds the city's names, numbers and hours.
pub const CITY: &str = "city";

/// The reference data of the city.
pub struct Catalog {
    classes: HashMap<ClassId, Class>,
    words: Vec<suggest::Word>,
    likenesses: Vec<suggest::Likeness>,
    conditions: HashMap<ClassId, Vec<Condition>>,
    departments: Vec<Department>,
    former_departments: Vec<Department>,
    rules: Vec<Responsibility>,
    towns: Vec<Area>,
    communities: HashMap<String, Vec<Area>>,
    area_names: HashMap<String, Name>,
    roads: HashMap<String, Vec<Road>>,
    road_names: HashMap<i64, Name>,
    calendar: WorkingCalendar,
    city: City,
    policy: Policy,
    emergency_by_class: HashMap<ClassId, Vec<EmergencyService>>,
    geography: Geography,
    base_map: bytes::Bytes,
    revision: String,
    retired_classes: HashSet<ClassId>,
}

impl Catalog {
    /// A class.
    pub fn class(&self, id: &ClassId) -> Option<&Class> {
        self.classes.get(id)
    }

    /// The conditions that may be chosen for a class named as in forms (`matter-01037`), in order.
    pub fn conditions(&self, class: &str) -> Vec<Condition> {
        let offered = class.parse().ok().filter(|id| self.offered_class(id).is_some());
        let all = offered.and_then(|id: ClassId| self.conditions.get(&id));
        all.into_iter().flatten().filter(|condition| !condition.retired).cloned().collect()
    }

    /// The conditions of a class, in order, with those that may no longer be chosen.
    pub fn conditions_of(&self, class: &ClassId) -> &[Condition] {
        self.conditions.get(class).map_or(&[], Vec::as_slice)
    }

    /// A class that may be chosen: an earlier file's may not.
    pub fn offered_class(&self, id: &ClassId) -> Option<&Class> {
        self.class(id).filter(|_| !self.retired_classes.contains(id))
    }

    /// Departments.
    pub fn departments(&self) -> Vec<Department> {
        self.departments.clone()
    }

    /// A department.
    pub fn department(&self, id: i64) -> Option<&Department> {
        self.departments.iter().chain(&self.former_departments).find(|department| department.id == id)
    }

    /// A department that cases can go to, by its code.
    pub fn department_coded(&self, code: &str) -> Option<&Department> {
        self.departments.iter().find(|department| department.code == code)
    }

    /// Whether a town has this code.
    pub fn is_town(&self, code: &str) -> bool {
        self.towns.iter().any(|town| town.code == code)
    }

    /// Whether a community has this code.
    pub fn is_community(&self, code: &str) -> bool {
        self.communities.values().flatten().any(|community| community.code == code)
    }

    /// Whether a class may be chosen.
    pub fn is_class(&self, kind: ClassKind, code: &str) -> bool {
        let id = ClassId { kind, code: code.to_owned() };
        self.classes.contains_key(&id) && !self.retired_classes.contains(&id)
    }

    /// Whether a class of a kind begins with these digits.
    pub fn has_class_like(&self, kind: ClassKind, digits: &str) -> bool {
        self.classes.keys().any(|id| id.kind == kind && id.code.starts_with(digits))
    }

    /// What components of a class are called.
    pub fn component_class(&self, code: &str) -> Option<&Name> {
        self.classes.get(&ClassId { kind: ClassKind::Component, code: code.to_owned() }).map(|class| &class.name)
    }

    /// Towns and streets.
    pub fn towns(&self) -> Vec<Area> {
        self.towns.clone()
    }

    /// Towns and streets, as they lie here.
    pub fn towns_ref(&self) -> &[Area] {
        &self.towns
    }

    /// The communities and villages of a town.
    pub fn communities(&self, town: &str) -> Vec<Area> {
        self.communities.get(town).cloned().unwrap_or_default()
    }

    /// The name of a town or community.
    pub fn area_name(&self, code: &str) -> Option<&Name> {
        self.area_names.get(code)
    }

    /// Which department is responsible for what, in the order in which the rules are asked.
    pub fn rules(&self) -> &[Responsibility] {
        &self.rules
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

    /// The city on the ground.
    pub fn geography(&self) -> &Geography {
        &self.geography
    }

    /// What lies beneath the cases on every map, as GeoJSON.
    pub fn base_map(&self) -> bytes::Bytes {
        self.base_map.clone()
    }

    /// Changes with everything in here.
    pub fn revision(&self) -> &str {
        &self.revision
    }

    /// The next year, when its holidays should be here by now and are not: the State Council's notice comes in autumn.
    pub fn lacked_year(&self, today: NaiveDate) -> Option<i32> {
        let next = NaiveDate::from_ymd_opt(today.year() + 1, 1, 1)?;
        (today.month() >= 10 && !self.calendar.is_published(next)).then(|| next.year())
    }

    /// Whether anybody can report yet: there are places, matters, and somebody to see to them.
    pub fn is_open(&self) -> bool {
        !(self.towns.is_empty() || self.classes.is_empty() || self.departments.is_empty() || self.rules.is_empty())
    }

    /// The kinds of files that this city cannot do without and has not brought.
    pub fn missing(&self, today: NaiveDate) -> Vec<kind::FileKind> {
        use kind::FileKind;
        let wanted = [
            (FileKind::City, self.city.code.is_empty()),
            (FileKind::Areas, self.towns.is_empty()),
            (FileKind::Classes, self.classes.is_empty()),
            (FileKind::Conditions, self.conditions.is_empty()),
            (FileKind::Departments, self.departments.is_empty()),
            (FileKind::Responsibilities, self.rules.is_empty()),
            (FileKind::Calendar, !self.calendar.is_published(today)),
        ];
        wanted.into_iter().filter(|(_, missing)| *missing).map(|(kind, _)| kind).collect()
    }

    /// The department that a case should go to, and why.
    pub fn recommend(&self, class: &ClassId, town: Option<&str>) -> Option<Recommendation> {
        let rule = responsible(&self.rules, class, town)?;
        let department = self.department(rule.department)?;
        Some(Recommendation { department: department.id, name: department.name.clone(), reason: rule.reason.clone() })
    }

    /// The emergency services that a class alone calls for.
    pub fn emergency_services(&self, class: &ClassId) -> &[EmergencyService] {
        self.emergency_by_class.get(class).map_or(&[], Vec::as_slice)
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
        self.departments.iter().any(|department| department.id == id)
    }
}

/// A component by its 17 digits.
///
/// # Errors
/// When the store is away.
pub async fn find_component(db: &impl ConnectionTrait, code: &str) -> Result<Option<Component>, Failure> {
    let code = compact(code);
    if code.is_empty() {
        return Ok(None);
    }
    let row = entity::component::Entity::find_by_id(code).one(db).await?;
    Ok(row.filter(|row| !row.retired).map(|row| Component {
        code: row.code,
        class: row.class,
        name: Name::new(row.name_zh, row.name_en),
        place: Name::new(row.place_zh, row.place_en),
        position: Position { lat: row.lat, lng: row.lng },
    }))
}
