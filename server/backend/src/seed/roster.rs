//! Who takes the steps: the accounts of the centre and of the departments.

use std::collections::BTreeMap;

use domain::account::Role;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::Failure;
use crate::city::dice::Dice;

/// The people who work on cases, by account id.
#[derive(Clone, Debug, Default)]
pub(crate) struct Roster {
    acceptors: Vec<i64>,
    dispatchers: Vec<i64>,
    collectors: Vec<i64>,
    departments: BTreeMap<i64, Department>,
}

/// The people of a department.
#[derive(Clone, Debug, Default)]
struct Department {
    clerks: Vec<i64>,
    officers: Vec<i64>,
}

impl Roster {
    /// Reads who works here.
    ///
    /// # Errors
    /// When somebody is missing without whom a case could not be closed, or the store is away.
    pub(crate) async fn read(db: &impl ConnectionTrait) -> Result<Roster, Failure> {
        let accounts = entity::account::Entity::find()
            .filter(entity::account::Column::DisabledAt.is_null())
            .order_by_asc(entity::account::Column::Id)
            .all(db)
            .await?;
        let mut roster = Roster::default();
        for account in accounts {
            let department = account.department_id.map(|id| roster.departments.entry(id).or_default());
            match (Role::from_code(&account.role), department) {
                (Some(Role::Acceptor), _) => roster.acceptors.push(account.id),
                (Some(Role::Dispatcher), _) => roster.dispatchers.push(account.id),
                (Some(Role::Collector), _) => roster.collectors.push(account.id),
                (Some(Role::ShiftLeader), _) => {
                    roster.acceptors.push(account.id);
                    roster.dispatchers.push(account.id);
                }
                (Some(Role::DepartmentClerk), Some(department)) => department.clerks.push(account.id),
                (Some(role), Some(department)) if role.handles() => department.officers.push(account.id),
                _ => {}
            }
        }
        roster.departments.retain(|_, department| !department.clerks.is_empty() && !department.officers.is_empty());
        let centre = [&roster.acceptors, &roster.dispatchers, &roster.collectors];
        if centre.iter().any(|people| people.is_empty()) || roster.departments.is_empty() {
            return Err(Failure::Inside(
                "cases need an acceptor, a dispatcher, a collector and a department with a clerk and an officer"
                    .to_owned(),
            ));
        }
        Ok(roster)
    }

    /// An acceptor on duty.
    pub(crate) fn acceptor(&self, dice: &mut Dice) -> Option<i64> {
        one_of(&self.acceptors, dice)
    }

    /// A dispatcher on duty.
    pub(crate) fn dispatcher(&self, dice: &mut Dice) -> Option<i64> {
        one_of(&self.dispatchers, dice)
    }

    /// A collector on duty.
    pub(crate) fn collector(&self, dice: &mut Dice) -> Option<i64> {
        one_of(&self.collectors, dice)
    }

    /// A clerk of a department.
    pub(crate) fn clerk(&self, department: Option<i64>, dice: &mut Dice) -> Option<i64> {
        one_of(&self.departments.get(&department?)?.clerks, dice)
    }

    /// An officer of a department.
    pub(crate) fn officer(&self, department: Option<i64>, dice: &mut Dice) -> Option<i64> {
        one_of(&self.departments.get(&department?)?.officers, dice)
    }

    /// Any officer.
    pub(crate) fn any_officer(&self, dice: &mut Dice) -> Option<i64> {
        let department = self.other_department(None, dice);
        self.officer(department, dice)
    }

    /// The department that should have a case; another one where nobody there could take it in.
    pub(crate) fn department(&self, wanted: Option<i64>, dice: &mut Dice) -> Option<i64> {
        wanted.filter(|id| self.departments.contains_key(id)).or_else(|| self.other_department(wanted, dice))
    }

    /// A department that should not have it.
    pub(crate) fn other_department(&self, wanted: Option<i64>, dice: &mut Dice) -> Option<i64> {
        let others: Vec<i64> = self.departments.keys().copied().filter(|id| Some(*id) != wanted).collect();
        one_of(&others, dice).or(wanted)
    }
}

fn one_of(people: &[i64], dice: &mut Dice) -> Option<i64> {
    // The first ones take most of the work, as the more experienced do.
    let number = dice.below(people.len()).min(dice.below(people.len()));
    people.get(number).copied()
}
