use std::collections::BTreeMap;

use domain::case::CaseState;
use domain::time::Moment;
use harness::TemporaryDirectory;
use sea_orm::{EntityTrait, PaginatorTrait};

use super::*;
use foundation::Settings;
use foundation::port::clock::Clock;

/// A Monday morning in November, inside working hours.
const MORNING: Moment = Moment(1_795_399_200);

async fn open(folder: &TemporaryDirectory, demo: bool) -> Result<Backend, Failure> {
    let clock = Clock::fixed(MORNING);
    crate::open(Settings { demo, clock, ..Settings::new(folder.path()) }).await
}

#[tokio::test]
async fn every_state_is_there_and_loading_again_changes_nothing() {
    let folder = TemporaryDirectory::new("demo");
    let backend = open(&folder, true).await.expect("opened");
    load(&backend, "jingzhi-demo").await.expect("loaded");
    let cases = entity::case::Entity::find().all(backend.db()).await.expect("cases");
    let mut states: BTreeMap<String, usize> = BTreeMap::new();
    for case in &cases {
        *states.entry(case.state.clone()).or_default() += 1;
    }
    assert_eq!(states.len(), CaseState::ALL.len(), "{states:?}");
    assert!(cases.len() >= 300, "{}", cases.len());
    assert!(cases.iter().all(|case| case.reported_at <= MORNING.0 && case.reported_at > MORNING.0 - 50 * 86_400));
    assert!(cases.iter().any(|case| case.urgent) && cases.iter().any(|case| case.private));
    assert!(cases.iter().any(|case| case.people > 1) && cases.iter().any(|case| case.hurries > 0));
    let count = async || {
        [
            entity::case::Entity::find().count(backend.db()).await.expect("cases"),
            entity::event::Entity::find().count(backend.db()).await.expect("events"),
            entity::photo::Entity::find().count(backend.db()).await.expect("photos"),
            entity::account::Entity::find().count(backend.db()).await.expect("accounts"),
        ]
    };
    let before = count().await;
    assert!(before[2] > 100 && before[2] <= 200, "{before:?}");
    load(&backend, "another-password").await.expect("loaded again");
    assert_eq!(count().await, before);
    let photos = entity::photo::Entity::find().all(backend.db()).await.expect("photos");
    for photo in photos.iter().step_by(20) {
        for name in [photo.id.clone(), casework::photo::small(&photo.id)] {
            let bytes = backend.files().get(&name).await.expect("the store").expect("a file");
            assert!(image::load_from_memory(&bytes).is_ok());
        }
    }
}

#[tokio::test]
async fn the_open_cases_show_a_mix_of_clocks() {
    let folder = TemporaryDirectory::new("demo");
    let backend = open(&folder, true).await.expect("opened");
    load(&backend, "jingzhi-demo").await.expect("loaded");
    let cases = entity::case::Entity::find().all(backend.db()).await.expect("cases");
    let mut looks: BTreeMap<String, usize> = BTreeMap::new();
    for case in &cases {
        if let Some(clock) = casework::stored::case(case).expect("a case").owner_clock(MORNING) {
            *looks.entry(format!("{:?}", clock.state())).or_default() += 1;
        }
    }
    let share = |look: &str| looks.get(look).copied().unwrap_or(0) as f64 / looks.values().sum::<usize>() as f64;
    assert!(share("Calm") > 0.5 && share("Soon") > 0.08 && (0.03..0.25).contains(&share("Overdue")), "{looks:?}");
}

#[tokio::test]
async fn the_password_opens_every_account_and_can_be_changed() {
    let folder = TemporaryDirectory::new("demo");
    let backend = open(&folder, true).await.expect("opened");
    claim(&backend).await.expect("accounts");
    for password in ["jingzhi-demo", "another-password"] {
        account::set_password(&backend, password).await.expect("a password");
        let rows = entity::account::Entity::find().all(backend.db()).await.expect("accounts");
        assert!(rows.len() >= accounts().len());
        assert!(rows.iter().all(|row| row.password == rows[0].password));
        assert!(
            foundation::account::verify(&backend, Some(rows[0].password.clone()), password.to_owned(), None)
                .await
                .expect("verified")
        );
    }
    assert!(account::set_password(&backend, "short").await.is_err());
}

#[tokio::test]
async fn invented_data_and_real_cities_do_not_mix() {
    let folder = TemporaryDirectory::new("demo");
    drop(open(&folder, true).await.expect("marked"));
    assert!(open(&folder, false).await.is_err());
    assert!(open(&folder, true).await.is_ok());

    let folder = TemporaryDirectory::new("demo");
    let backend = open(&folder, false).await.expect("a real city");
    drop(open(&folder, false).await.expect("again"));
    let account = domain::account::AccountForm {
        login: "somebody".into(),
        name_zh: "某人".into(),
        role: domain::account::Role::Acceptor.code().into(),
        ..Default::default()
    };
    foundation::account::create(&backend, &account, "a long enough password").await.expect("an account");
    assert!(claim(&backend).await.is_err());
    assert!(load(&backend, "jingzhi-demo").await.is_err());
    drop(backend);
    assert!(open(&folder, true).await.is_err());
}
