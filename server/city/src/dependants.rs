//! Who still needs what a file no longer has. Nothing is taken away from under them: first they are given another place, then it goes.

use std::collections::HashSet;

use foundation::Failure;
use foundation::catalog::Catalog;
use foundation::catalog::kind::FileKind;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryResult, QuerySelect, QueryTrait, Select,
};

use super::file::{Wrong, Wrongs};

/// A line for each of the codes that are gone and still named by something that stands.
pub(super) async fn wrongs(
    db: &impl ConnectionTrait,
    catalog: &Catalog,
    kind: FileKind,
    gone: &[String],
) -> Result<Wrongs, Failure> {
    let gone: HashSet<&str> = gone.iter().map(String::as_str).collect();
    if gone.is_empty() {
        return Ok(Wrongs::new());
    }
    let named = match kind {
        FileKind::Areas => areas(db, catalog).await?,
        FileKind::Classes => classes(db, catalog).await?,
        FileKind::Departments => departments(db, catalog).await?,
        _ => Vec::new(),
    };
    let mut told = HashSet::new();
    let still = named.into_iter().filter(|(code, by)| gone.contains(code.as_str()) && told.insert((code.clone(), *by)));
    let wrong = |(code, by): (String, &str)| {
        let what = format!("{code} is not in the file, and {by} still name it");
        Wrong::new(1, "code", what, format!("give the {by} another first"))
    };
    Ok(still.map(wrong).collect())
}

/// Codes, each with what names it.
type Named = Vec<(String, &'static str)>;

async fn areas(db: &impl ConnectionTrait, catalog: &Catalog) -> Result<Named, Failure> {
    use entity::{grid, road};
    let mut named = accounts(db, catalog).await?.1;
    let grids = standing(db, grid::Entity::find().filter(grid::Column::Retired.eq(false)), [grid::Column::Community]);
    named.extend(grids.await?.into_iter().map(|[community]| (community, "grids")));
    let roads = standing(db, road::Entity::find().filter(road::Column::Retired.eq(false)), [road::Column::Town]);
    named.extend(roads.await?.into_iter().map(|[town]| (town, "roads")));
    named.extend(catalog.rules().iter().map(|rule| (rule.town.clone(), "responsibilities")));
    Ok(named)
}

async fn classes(db: &impl ConnectionTrait, catalog: &Catalog) -> Result<Named, Failure> {
    use entity::{component, condition};
    let of_conditions = condition::Entity::find().filter(condition::Column::Retired.eq(false));
    let conditions = standing(db, of_conditions, [condition::Column::Kind, condition::Column::Code]).await?;
    let mut named: Named = conditions.into_iter().map(|class| (class.join(" "), "conditions")).collect();
    let of_components = component::Entity::find().filter(component::Column::Retired.eq(false));
    let components = standing(db, of_components, [component::Column::Class]).await?;
    named.extend(components.into_iter().map(|[class]| (format!("component {class}"), "components")));
    for rule in catalog.rules().iter().filter(|rule| rule.class.len() == 5) {
        for kind in ["component", "matter"].into_iter().filter(|kind| rule.kind.is_none_or(|own| own.code() == *kind)) {
            named.push((format!("{kind} {}", rule.class), "responsibilities"));
        }
    }
    Ok(named)
}

async fn departments(db: &impl ConnectionTrait, catalog: &Catalog) -> Result<Named, Failure> {
    let mut named = accounts(db, catalog).await?.0;
    let of = |id| catalog.department(id).map(|department| department.code.clone());
    named.extend(catalog.rules().iter().filter_map(|rule| Some((of(rule.department)?, "responsibilities"))));
    Ok(named)
}

/// What a few columns of rows hold, each combination once: a city has a hundred thousand components, of a hundred classes.
async fn standing<E: EntityTrait, const N: usize>(
    db: &impl ConnectionTrait,
    rows: Select<E>,
    columns: [E::Column; N],
) -> Result<Vec<[String; N]>, Failure> {
    let columns = rows.select_only().columns(columns).distinct();
    let found = db.query_all(columns.as_query()).await?;
    let texts = |row: &QueryResult| {
        let text = |place| row.try_get_by_index::<String>(place);
        let all: Result<Vec<String>, DbErr> = (0..N).map(text).collect();
        all?.try_into().map_err(|_| DbErr::Custom("another number of columns".to_owned()))
    };
    Ok(found.iter().map(texts).collect::<Result<_, DbErr>>()?)
}

/// The departments, and the towns, of accounts that are in use.
async fn accounts(db: &impl ConnectionTrait, catalog: &Catalog) -> Result<(Named, Named), Failure> {
    use entity::account::{Column, Entity};
    let (mut departments, mut towns) = (Named::new(), Named::new());
    for row in Entity::find().filter(Column::DisabledAt.is_null()).all(db).await? {
        let department = row.department_id.and_then(|id| catalog.department(id));
        departments.extend(department.map(|department| (department.code.clone(), "accounts")));
        towns.extend(row.town.map(|town| (town, "accounts")));
    }
    Ok((departments, towns))
}
