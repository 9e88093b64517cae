//! Who takes the steps: the accounts of the centre and of the departments.

use std::collections::BTreeMap;

use domain::account::Role;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::random::Random;
use foundation::Failure;

/// Somebody who takes steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Person {
    /// The account's id.
    pub(crate) account: i64,
    pub(crate) role: Role,
    /// The department's id; none for the centre's own people.
    pub(crate) unit: Option<i64>,
}

/// The people who work on cases.
#[derive(Clone, Debug, Default)]
pub(crate) struct Roster {
    acceptors: Vec<Person>,
    dispatchers: Vec<Person>,
    collectors: Vec<Person>,
    departments: BTreeMap<i64, Department>,
}

/// The people of a department.
#[derive(Clone, Debug, Default)]
struct Department {
    clerks: Vec<Person>,
    officers: Vec<Person>,
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
            let Some(role) = Role::from_code(&account.role) else { continue };
            let person = Person { account: account.id, role, unit: account.department_id };
            let department = account.department_id.map(|id| roster.departments.entry(id).or_default());
            match (role, department) {
                (Role::Acceptor, _) => roster.acceptors.push(person),
                (Role::Dispatcher, _) => roster.dispatchers.push(person),
                (Role::Collector, _) => roster.collectors.push(person),
                (Role::ShiftLeader, _) => {
                    roster.acceptors.push(person);
                    roster.dispatchers.push(person);
                }
                (Role::DepartmentClerk, Some(department)) => department.clerks.push(person),
                (role, Some(department)) if role.handles() => department.officers.push(person),
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
    pub(crate) fn acceptor(&self, random: &mut Random) -> Option<Person> {
        one_of(&self.acceptors, random)
    }

    /// A dispatcher on duty.
    pub(crate) fn dispatcher(&self, random: &mut Random) -> Option<Person> {
        one_of(&self.dispatchers, random)
    }

    /// A collector on duty.
    pub(crate) fn collector(&self, random: &mut Random) -> Option<Person> {
        one_of(&self.collectors, random)
    }

    /// A clerk of a department.
    pub(crate) fn clerk(&self, department: Option<i64>, random: &mut Random) -> Option<Person> {
        one_of(&self.departments.get(&department?)?.clerks, random)
    }

    /// An officer of a department.
    pub(crate) fn officer(&self, department: Option<i64>, random: &mut Random) -> Option<Person> {
        one_of(&self.departments.get(&department?)?.officers, random)
    }

    /// Any officer.
    pub(crate) fn any_officer(&self, random: &mut Random) -> Option<Person> {
        let department = self.other_department(None, random);
        self.officer(department, random)
    }

    /// The officer of a department by the account.
    pub(crate) fn in_charge(&self, department: Option<i64>, account: Option<i64>) -> Option<Person> {
        let officers = &self.departments.get(&department?)?.officers;
        officers.iter().find(|person| Some(person.account) == account).copied()
    }

    /// The department that should have a case; another one where nobody there could take it in.
    pub(crate) fn department(&self, wanted: Option<i64>, random: &mut Random) -> Option<i64> {
        wanted.filter(|id| self.departments.contains_key(id)).or_else(|| self.other_department(wanted, random))
    }

    /// A department that should not have it.
    pub(crate) fn other_department(&self, wanted: Option<i64>, random: &mut Random) -> Option<i64> {
        let others: Vec<i64> = self.departments.keys().copied().filter(|id| Some(*id) != wanted).collect();
        one_of(&others, random).or(wanted)
    }
}

fn one_of<T: Copy>(people: &[T], random: &mut Random) -> Option<T> {
    // The first ones take most of the work, as the more experienced do.
    let number = random.below(people.len()).min(random.below(people.len()));
    people.get(number).copied()
}
