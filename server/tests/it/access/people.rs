//! One of every kind of person around one case.

use domain::account::Role;
use domain::time::Moment;
use foundation::account::Administrator;

use crate::app::{NOW, TestApp};
use crate::client::Client;
use crate::fixture::{self, Fixture};

/// A kind of person and their browser.
pub struct Person {
    /// The column of the matrix.
    pub name: &'static str,
    /// The browser.
    pub client: Client,
}

/// Everybody, in the order of the matrix's columns.
pub async fn everybody(app: &TestApp, fixture: &Fixture) -> Vec<Person> {
    // Both were signed in when it was still allowed.
    app.clock.set(Moment(NOW.0 - 15 * 86_400));
    let expired = fixture::staff(app, "expired", Role::Acceptor, None).await.client;
    app.clock.set(NOW);
    let disabled = fixture::staff(app, "disabled", Role::Acceptor, None).await;
    casework::leaving::disable(&app.backend, Administrator::Machine, disabled.actor.account, None)
        .await
        .expect("disabled");
    let other_citizen = app.client();
    fixture::report(app, &other_citizen, &[("words", "另一件事"), ("phone", "13857309999")]).await;
    let mut people = vec![
        Person { name: "anonymous", client: app.client() },
        Person { name: "reporter", client: fixture.reporter.clone() },
        Person { name: "other_citizen", client: other_citizen },
        Person { name: "acceptor", client: fixture.acceptor.client.clone() },
        Person { name: "dispatcher", client: fixture.dispatcher.client.clone() },
        Person { name: "clerk", client: fixture.clerk.client.clone() },
        Person { name: "officer", client: fixture.officer.client.clone() },
        Person { name: "collector", client: fixture.collector.client.clone() },
    ];
    let others = [
        ("other_clerk", Role::DepartmentClerk, Some("zhifa")),
        ("other_officer", Role::HandlingOfficer, Some("shizheng")),
        ("assistant", Role::Assistant, Some("zhifa")),
        ("sanitation_officer", Role::SanitationOfficer, Some("huanwei")),
        ("shift_leader", Role::ShiftLeader, None),
        ("supervisor", Role::Supervisor, None),
        ("window_clerk", Role::WindowClerk, None),
        ("system_administrator", Role::SystemAdministrator, None),
        ("security_administrator", Role::SecurityAdministrator, None),
        ("audit_administrator", Role::AuditAdministrator, None),
    ];
    for (name, role, department) in others {
        people.push(Person { name, client: fixture::staff(app, name, role, department).await.client });
    }
    people.push(Person { name: "disabled", client: disabled.client });
    people.push(Person { name: "expired", client: expired });
    people
}
