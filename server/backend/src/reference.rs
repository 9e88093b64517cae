//! The reference data that the program carries: loaded into an empty database in one transaction.

use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveModelTrait, ActiveValue, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait, Set};

use crate::Failure;
use crate::catalog::CITY;
use crate::city::responsibility::read_responsibilities;
use crate::city::table::{AreaLevel, TableFault, read_areas, read_departments, rows};
use crate::city::{self, RoadRank, Schematic};
use crate::store::Store;

const CLASSES: &str = include_str!("../data/class.tsv");
const SYNONYMS: &str = include_str!("../data/synonym.tsv");
const CONDITIONS: &str = include_str!("../data/condition.tsv");
const CALENDAR: &str = include_str!("../data/calendar.csv");

/// Rows of one insert: small enough for SQLite's limit on values.
const BATCH: usize = 400;

impl From<TableFault> for Failure {
    fn from(fault: TableFault) -> Failure {
        Failure::Inside(format!("a table of this release is wrong: {fault:?}"))
    }
}

/// Loads everything, unless the classes are there already.
pub(crate) async fn load(store: &Store) -> Result<(), Failure> {
    let row = entity::setting::ActiveModel { key: own(CITY), value: own(include_str!("../data/city.json")) };
    let first = OnConflict::column(entity::setting::Column::Key).do_nothing().to_owned();
    entity::setting::Entity::insert(row).on_conflict(first).exec_without_returning(store.writer()).await?;
    if entity::class::Entity::find().count(store.reader()).await? > 0 {
        return Ok(());
    }
    let tx = store.begin().await?;
    classes(&tx).await?;
    city(&tx).await?;
    calendar(&tx).await?;
    tx.commit().await?;
    Ok(())
}

async fn insert<A>(db: &impl ConnectionTrait, rows: Vec<A>) -> Result<(), Failure>
where
    A: ActiveModelTrait + Send,
    <A::Entity as EntityTrait>::Model: IntoActiveModel<A>,
{
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        let batch: Vec<A> = rows.by_ref().take(BATCH).collect();
        A::Entity::insert_many(batch).exec_without_returning(db).await?;
    }
    Ok(())
}

fn own(text: &str) -> ActiveValue<String> {
    Set(text.to_owned())
}

fn number(text: &str) -> Result<i64, String> {
    text.parse().map_err(|_| format!("{text:?} is no number"))
}

async fn classes(db: &impl ConnectionTrait) -> Result<(), Failure> {
    let classes = rows(
        "class.tsv",
        CLASSES,
        |[kind, major, major_zh, major_en, code, name_zh, name_en, local, private, emergency]| {
            Ok(entity::class::ActiveModel {
                kind: own(kind),
                code: own(code),
                name_zh: own(name_zh),
                name_en: own(name_en),
                major: own(major),
                major_zh: own(major_zh),
                major_en: own(major_en),
                local: Set(local == "1"),
                private: Set(private == "1"),
                emergency: own(if emergency == "-" { "" } else { emergency }),
            })
        },
    )?;
    insert(db, classes).await?;
    let words = rows("synonym.tsv", SYNONYMS, |[kind, code, word]| {
        Ok(entity::class_word::ActiveModel { kind: own(kind), code: own(code), word: own(word), ..Default::default() })
    })?;
    insert(db, words).await?;
    let conditions = rows(
        "condition.tsv",
        CONDITIONS,
        |[kind, code, serial, filing_zh, filing_en, closing_zh, closing_en, limit_kind, limit_amount, urgent]| {
            Ok(entity::condition::ActiveModel {
                kind: own(kind),
                code: own(code),
                serial: Set(number(serial)?),
                filing_zh: own(filing_zh),
                filing_en: own(filing_en),
                closing_zh: own(closing_zh),
                closing_en: own(closing_en),
                limit_kind: own(limit_kind),
                limit_amount: Set(number(limit_amount)?),
                urgent: Set(urgent == "1"),
                ..Default::default()
            })
        },
    )?;
    insert(db, conditions).await
}

async fn city(db: &impl ConnectionTrait) -> Result<(), Failure> {
    let areas = read_areas(city::AREAS)?.into_iter().map(|row| entity::area::ActiveModel {
        code: Set(row.code),
        name_zh: Set(row.name_zh),
        name_en: Set(row.name_en),
        level: own(match row.level {
            AreaLevel::County => "county",
            AreaLevel::Town => "town",
            AreaLevel::Community => "community",
        }),
        parent: Set(Some(row.parent)),
        lat: Set(Some(row.lat)),
        lng: Set(Some(row.lng)),
    });
    insert(db, areas.collect()).await?;
    let departments = read_departments(city::DEPARTMENTS)?;
    let ids: std::collections::HashMap<String, i64> =
        departments.iter().zip(1..).map(|(row, id)| (row.code.clone(), id)).collect();
    let departments = departments.into_iter().zip(1..).map(|(row, id)| entity::department::ActiveModel {
        id: Set(id),
        code: Set(row.code),
        name_zh: Set(row.name_zh),
        name_en: Set(row.name_en),
        phone: Set(row.phone),
        duty_zh: Set(row.duty_zh),
        duty_en: Set(row.duty_en),
    });
    insert(db, departments.collect()).await?;
    let everything = |text: String| if text == "*" { String::new() } else { text };
    let rules = read_responsibilities(city::RESPONSIBILITIES)?.into_iter().map(|row| {
        let department = ids.get(&row.department).copied();
        Ok(entity::responsibility::ActiveModel {
            kind: Set((row.kind != "*").then_some(row.kind)),
            class: Set(everything(row.class)),
            town: Set(everything(row.town)),
            department_id: Set(
                department.ok_or_else(|| Failure::Inside(format!("no department {:?}", row.department)))?
            ),
            reason_zh: Set(row.reason_zh),
            reason_en: Set(row.reason_en),
            ..Default::default()
        })
    });
    insert(db, rules.collect::<Result<Vec<_>, Failure>>()?).await?;
    let schematic = Schematic::demo()?;
    let roads: std::collections::HashMap<&str, i64> =
        schematic.roads.iter().zip(1..).map(|(road, id)| (road.id.as_str(), id)).collect();
    let components = schematic.components.iter().map(|component| entity::component::ActiveModel {
        code: own(&component.code),
        class: own(&component.class),
        name_zh: own(&component.name_zh),
        name_en: own(&component.name_en),
        place_zh: own(&component.place.zh),
        place_en: own(&component.place.en),
        road_id: Set(roads.get(component.road.as_str()).copied()),
        town: own(&component.town),
        community: own(&component.community),
        grid: own(&component.grid),
        lat: Set(component.position.lat),
        lng: Set(component.position.lng),
    });
    insert(db, components.collect()).await?;
    let roads = schematic.roads.iter().zip(1..).map(|(road, id)| entity::road::ActiveModel {
        id: Set(id),
        name_zh: own(&road.name_zh),
        name_en: own(&road.name_en),
        town: own(&road.town),
        rank: own(match road.rank {
            RoadRank::Main => "main",
            RoadRank::Branch => "branch",
        }),
    });
    insert(db, roads.collect()).await
}

async fn calendar(db: &impl ConnectionTrait) -> Result<(), Failure> {
    let days = CALENDAR.lines().skip(1).filter(|line| !line.trim().is_empty()).map(|line| {
        let fields: Vec<&str> = line.split(',').collect();
        let [date, kind, name_en, name_zh] = fields[..] else {
            return Err(Failure::Inside(format!("calendar.csv: {line:?}")));
        };
        Ok(entity::calendar_day::ActiveModel {
            date: own(date),
            kind: own(kind),
            name_zh: own(name_zh),
            name_en: own(name_en),
        })
    });
    insert(db, days.collect::<Result<Vec<_>, Failure>>()?).await
}
