//! Who works here: roles, what each may see, and who is acting.

#[cfg(not(target_arch = "wasm32"))]
mod staff;

use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

#[cfg(not(target_arch = "wasm32"))]
pub use staff::{
    AccountFilter, AccountForm, AccountState, AccountSummary, Invitation, LONGEST_LOGIN, LONGEST_NAME,
    LONGEST_PASSWORD, SHORTEST_PASSWORD, login_key, password_fault,
};

use crate::language::Name;

/// What an account is for. One account has one role; the three administrators are three persons
/// (GB/T 22239-2019 8.1.4.2 asks for the split).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Role {
    /// 受理员: takes calls, files or refuses, closes.
    Acceptor,
    /// 派遣员: sends cases to departments.
    Dispatcher,
    /// 值班长: stands in for acceptor and dispatcher, watches the shift.
    ShiftLeader,
    /// 处置部门: takes in and assigns a department's work.
    DepartmentClerk,
    /// 处置人员: handles work orders outdoors.
    HandlingOfficer,
    /// 协管员: assists enforcement outdoors.
    Assistant,
    /// 采集员: finds problems, checks before closing.
    Collector,
    /// 环卫: sanitation outdoors.
    SanitationOfficer,
    /// 督查: reads everything, demands action.
    Supervisor,
    /// 窗口: serves citizens at the counter.
    WindowClerk,
    /// 系统管理员.
    SystemAdministrator,
    /// 安全管理员.
    SecurityAdministrator,
    /// 审计管理员.
    AuditAdministrator,
}

impl Role {
    /// Every role.
    pub const ALL: [Role; 13] = *Role::VARIANTS.as_array().expect("as many");

    /// The stable code, as stored.
    pub fn code(self) -> &'static str {
        self.into()
    }

    /// The role of a stored code.
    pub fn from_code(code: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.code() == code)
    }

    /// The name people use.
    pub fn name(self) -> Name {
        match self {
            Role::Acceptor => Name::new("受理员", "Acceptor"),
            Role::Dispatcher => Name::new("派遣员", "Dispatcher"),
            Role::ShiftLeader => Name::new("值班长", "Shift leader"),
            Role::DepartmentClerk => Name::new("部门经办", "Department clerk"),
            Role::HandlingOfficer => Name::new("处置人员", "Handling officer"),
            Role::Assistant => Name::new("协管员", "Assistant officer"),
            Role::Collector => Name::new("采集员", "Collector"),
            Role::SanitationOfficer => Name::new("环卫人员", "Sanitation officer"),
            Role::Supervisor => Name::new("督查", "Supervisor"),
            Role::WindowClerk => Name::new("窗口人员", "Window clerk"),
            Role::SystemAdministrator => Name::new("系统管理员", "System administrator"),
            Role::SecurityAdministrator => Name::new("安全管理员", "Security administrator"),
            Role::AuditAdministrator => Name::new("审计管理员", "Audit administrator"),
        }
    }

    /// Works outdoors with the officers' app.
    pub const fn is_officer(self) -> bool {
        matches!(self, Role::HandlingOfficer | Role::Assistant | Role::Collector | Role::SanitationOfficer)
    }

    /// Handles work orders of a department outdoors (everyone of the officers but the collector, who checks).
    pub const fn handles(self) -> bool {
        matches!(self, Role::HandlingOfficer | Role::Assistant | Role::SanitationOfficer)
    }

    /// Cannot do its work without a department: what it sees and is given is a department's.
    pub const fn needs_department(self) -> bool {
        self.handles() || matches!(self, Role::DepartmentClerk)
    }

    /// Has an inbox on the desk.
    pub const fn has_desk(self) -> bool {
        matches!(self, Role::Acceptor | Role::Dispatcher | Role::ShiftLeader | Role::DepartmentClerk | Role::Supervisor)
    }

    /// May register a call on behalf of a citizen.
    pub const fn registers(self) -> bool {
        matches!(self, Role::Acceptor | Role::ShiftLeader)
    }

    /// Where this person starts after signing in.
    pub const fn start(self) -> &'static str {
        if self.is_officer() {
            "/officer/"
        } else if self.has_desk() {
            "/desk/inbox"
        } else {
            "/desk"
        }
    }
}

/// Who is signed in, as every server function gets it from the session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// The account's id.
    pub account: i64,
    /// The name used to sign in.
    pub login: String,
    /// The person's name.
    pub name: Name,
    /// What the person does.
    pub role: Role,
    /// The department's id and name; `None` for the centre's own people.
    pub department: Option<(i64, Name)>,
    /// The only town this person works in (9-digit code); `None` for the whole city.
    pub town: Option<String>,
}

/// Which cases somebody may see. Every list and every look-up of a single case is scoped by it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Every case (of the town, where one is set).
    City,
    /// What was ever dispatched to this department.
    Department(i64),
    /// What is assigned to this officer or was found by them.
    Officer(i64),
    /// What waits for a check before closing, or was found by them.
    Checks(i64),
    /// No case at all.
    Nothing,
}

impl Actor {
    /// Which cases this person may see.
    pub fn scope(&self) -> Scope {
        match (self.role, &self.department) {
            (Role::Acceptor | Role::Dispatcher | Role::ShiftLeader | Role::Supervisor, _) => Scope::City,
            (Role::DepartmentClerk, Some((department, _))) => Scope::Department(*department),
            (Role::Collector, _) => Scope::Checks(self.account),
            (role, _) if role.handles() => Scope::Officer(self.account),
            _ => Scope::Nothing,
        }
    }
}

/// A signed-in device, as its owner sees it in the list of sessions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionSummary {
    /// A handle for revoking it; not the token.
    pub id: i64,
    /// Browser and system in a few words.
    pub device: String,
    /// When it signed in.
    pub created_at: crate::time::Moment,
    /// When it was last active, to the minute.
    pub last_seen_at: crate::time::Moment,
    /// Whether it is the one asking.
    pub current: bool,
}
