//! Who may do what, and see which cases.

use domain::account::{Actor, Role, Scope};
use domain::language::Name;

/// Every role with what it may: work outdoors, handle orders, have a desk, register calls; and where it starts.
const ROLES: [(Role, bool, bool, bool, bool, &str); 13] = [
    (Role::Acceptor, false, false, true, true, "/desk/inbox"),
    (Role::Dispatcher, false, false, true, false, "/desk/inbox"),
    (Role::ShiftLeader, false, false, true, true, "/desk/inbox"),
    (Role::DepartmentClerk, false, false, true, false, "/desk/inbox"),
    (Role::HandlingOfficer, true, true, false, false, "/officer/"),
    (Role::Assistant, true, true, false, false, "/officer/"),
    (Role::Collector, true, false, false, false, "/officer/"),
    (Role::SanitationOfficer, true, true, false, false, "/officer/"),
    (Role::Supervisor, false, false, true, false, "/desk/inbox"),
    (Role::WindowClerk, false, false, false, false, "/desk"),
    (Role::SystemAdministrator, false, false, false, false, "/desk"),
    (Role::SecurityAdministrator, false, false, false, false, "/desk"),
    (Role::AuditAdministrator, false, false, false, false, "/desk"),
];

#[test]
fn a_role_may_what_the_table_says_and_no_more() {
    assert_eq!(ROLES.map(|row| row.0).as_slice(), Role::ALL.as_slice());
    for (role, outdoors, handles, desk, registers, start) in ROLES {
        let may = (role.is_officer(), role.handles(), role.has_desk(), role.registers(), role.start());
        assert_eq!(may, (outdoors, handles, desk, registers, start), "{role:?}");
    }
}

#[test]
fn everybody_sees_their_own_cases_and_no_others() {
    let scope = |role: Role, department: Option<i64>| {
        let department = department.map(|id| (id, Name::default()));
        Actor { account: 7, login: String::new(), name: Name::default(), role, department, town: None }.scope()
    };
    for role in Role::ALL {
        let expected = match role {
            Role::Acceptor | Role::Dispatcher | Role::ShiftLeader | Role::Supervisor => Scope::City,
            Role::DepartmentClerk => Scope::Department(3),
            Role::Collector => Scope::Checks(7),
            Role::HandlingOfficer | Role::Assistant | Role::SanitationOfficer => Scope::Officer(7),
            _ => Scope::Nothing,
        };
        assert_eq!(scope(role, Some(3)), expected, "{role:?}");
    }
    assert_eq!(scope(Role::DepartmentClerk, None), Scope::Nothing, "a clerk of no department");
}
