//! Reads the reference data from the store: one statement a table.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use domain::area::{Area, Road};
use domain::calendar::{DayKind, WorkingCalendar};
use domain::city::City;
use domain::class::{Class, ClassId, ClassKind, Condition};
use domain::deadline::{Limit, LimitKind};
use domain::dispatch::{Department, Responsibility};
use domain::geo::Position;
use domain::language::Name;
use domain::policy::Policy;
use domain::report::EmergencyService;
use sea_orm::{ConnectionTrait, EntityTrait, QueryOrder};
use serde::de::DeserializeOwned;

use super::{CITY, Catalog, revision, suggest};
use crate::blocking::blocking;
use crate::geography::{Geography, base_map};
use crate::{Failure, setting};

impl Catalog {
    /// Reads everything.
    pub async fn read(db: &impl ConnectionTrait) -> Result<Catalog, Failure> {
        // Read first: what changes meanwhile is then read again.
        let revision = revision::stored(db).await?;
        let Classes { classes, words, retired: retired_classes, emergency_by_class } = classes(db).await?;
        let conditions = conditions(db).await?;
        let city: City = parsed(db, CITY).await?;
        let policy: Policy = parsed(db, "policy").await?;
        let areas = entity::area::Entity::find().order_by_asc(entity::area::Column::Code).all(db).await?;
        let mut communities: HashMap<String, Vec<Area>> = HashMap::new();
        let mut towns = Vec::new();
        let mut area_names = HashMap::new();
        for row in &areas {
            let name = Name::new(&row.name_zh, &row.name_en);
            area_names.insert(row.code.clone(), name.clone());
            if row.retired {
                continue;
            }
            let center = row.lat.zip(row.lng).map(|(lat, lng)| Position { lat, lng });
            let area = Area { code: row.code.clone(), name, center };
            match (row.level.as_str(), &row.parent) {
                ("town", _) => towns.push(area),
                ("community", Some(town)) => communities.entry(town.clone()).or_default().push(area),
                _ => {}
            }
        }
        let mut roads: HashMap<String, Vec<Road>> = HashMap::new();
        let mut road_names = HashMap::new();
        let lines = entity::road::Entity::find().order_by_asc(entity::road::Column::Id).all(db).await?;
        for row in &lines {
            let name = Name::new(&row.name_zh, &row.name_en);
            road_names.insert(row.id, name.clone());
            if row.retired {
                continue;
            }
            roads.entry(row.town.clone()).or_default().push(Road { id: row.id, name, town: row.town.clone() });
        }
        let grids = entity::grid::Entity::find().order_by_asc(entity::grid::Column::Code).all(db).await?;
        let drawn = entity::base_map::Entity::find().order_by_asc(entity::base_map::Column::Id).all(db).await?;
        // Reading shapes takes a while, in which pages go on.
        let drawing = move || Ok((base_map(&areas, &lines, &drawn).into(), Geography::new(&areas, &grids, &lines)));
        let (base_map, geography) = blocking("drawing the city", drawing).await?;
        let (departments, former_departments) = departments(db).await?;
        Ok(Catalog {
            likenesses: suggest::likenesses(&conditions),
            words,
            conditions,
            departments,
            former_departments,
            rules: rules(db).await?,
            towns,
            communities,
            area_names,
            roads,
            road_names,
            calendar: calendar(db, &city).await?,
            city,
            policy,
            emergency_by_class,
            base_map,
            geography,
            classes,
            retired_classes,
            revision,
        })
    }
}

/// The classes, the words by which they are found, and whom to call for those that mean danger to people.
#[derive(Default)]
struct Classes {
    classes: HashMap<ClassId, Class>,
    words: Vec<suggest::Word>,
    retired: HashSet<ClassId>,
    emergency_by_class: HashMap<ClassId, Vec<EmergencyService>>,
}

async fn classes(db: &impl ConnectionTrait) -> Result<Classes, Failure> {
    let mut all = Classes::default();
    for row in entity::class::Entity::find().all(db).await? {
        let Some(kind) = ClassKind::from_code(&row.kind) else { continue };
        let id = ClassId { kind, code: row.code };
        let class = Class {
            id: id.clone(),
            name: Name::new(row.name_zh, row.name_en),
            major: Name::new(row.major_zh, row.major_en),
            local: row.local,
            private: row.private,
            emergency: !row.emergency.is_empty(),
        };
        if class.emergency {
            let services = row.emergency.split(',').filter_map(EmergencyService::from_code).collect();
            all.emergency_by_class.insert(id.clone(), services);
        }
        if row.retired {
            all.retired.insert(id.clone());
        } else {
            all.words.extend(suggest::words(&class, &row.words));
        }
        all.classes.insert(id, class);
    }
    Ok(all)
}

async fn conditions(db: &impl ConnectionTrait) -> Result<HashMap<ClassId, Vec<Condition>>, Failure> {
    let mut by_class: HashMap<ClassId, Vec<Condition>> = HashMap::new();
    for row in entity::condition::Entity::find().order_by_asc(entity::condition::Column::Serial).all(db).await? {
        let (Some(kind), Some(limit_kind)) = (ClassKind::from_code(&row.kind), LimitKind::from_code(&row.limit_kind))
        else {
            continue;
        };
        let class = ClassId { kind, code: row.code };
        let condition = Condition {
            id: row.id,
            filing: Name::new(row.filing_zh, row.filing_en),
            closing: Name::new(row.closing_zh, row.closing_en),
            limit: Limit { kind: limit_kind, amount: u32::try_from(row.limit_amount).unwrap_or(1) },
            urgent: row.urgent,
            retired: row.retired,
        };
        by_class.entry(class).or_default().push(condition);
    }
    Ok(by_class)
}

/// Those that cases go to, and those of earlier files.
async fn departments(db: &impl ConnectionTrait) -> Result<(Vec<Department>, Vec<Department>), Failure> {
    let rows = entity::department::Entity::find().order_by_asc(entity::department::Column::Id).all(db).await?;
    let (former, standing): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| row.retired);
    let department = |row: entity::department::Model| Department {
        id: row.id,
        code: row.code,
        name: Name::new(row.name_zh, row.name_en),
        phone: row.phone,
    };
    Ok((standing.into_iter().map(department).collect(), former.into_iter().map(department).collect()))
}

async fn rules(db: &impl ConnectionTrait) -> Result<Vec<Responsibility>, Failure> {
    let rows = entity::responsibility::Entity::find().all(db).await?;
    let rule = |row: entity::responsibility::Model| Responsibility {
        kind: row.kind.as_deref().and_then(ClassKind::from_code),
        class: row.class,
        town: row.town,
        department: row.department_id,
        reason: Name::new(row.reason_zh, row.reason_en),
    };
    Ok(rows.into_iter().map(rule).collect())
}

/// A setting; its default while nobody has set it.
async fn parsed<T: Default + DeserializeOwned>(db: &impl ConnectionTrait, key: &str) -> Result<T, Failure> {
    setting::read(db, key).await?.map_or(Ok(T::default()), |value| {
        serde_json::from_str(&value).map_err(|error| Failure::Inside(format!("the setting {key}: {error}")))
    })
}

async fn calendar(db: &impl ConnectionTrait, city: &City) -> Result<WorkingCalendar, Failure> {
    let rows = entity::calendar_day::Entity::find().all(db).await?;
    let day = |row: entity::calendar_day::Model| {
        let kind = if row.kind == "workday" { DayKind::Workday } else { DayKind::Holiday };
        Some((row.date.parse::<NaiveDate>().ok()?, kind))
    };
    Ok(WorkingCalendar::new(rows.into_iter().filter_map(day), &city.working_hours))
}
