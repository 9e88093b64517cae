//! Several at once.

use std::collections::BTreeSet;

use casework::case::{advance, find};
use casework::draft::{new_token, submit};
use domain::account::{Actor, Role};
use domain::case::{CaseState, Step};
use domain::fault::FaultCode;
use sea_orm::EntityTrait;

use crate::case::Crew;
use crate::on_both_databases;
use crate::stage::{Stage, form};

/// Two people take the same step at the same moment: one wins, the other is told, and it is on record once.
async fn one_wins(stage: &Stage, number: &str, people: [&Actor; 2], step: &Step) {
    let before = find(&stage.backend, people[0], number).await.expect("found");
    let (one, other) = tokio::join!(
        advance(&stage.backend, people[0], number, before.revision, step, ""),
        advance(&stage.backend, people[1], number, before.revision, step, ""),
    );
    let failures: Vec<FaultCode> =
        [one, other].into_iter().filter_map(Result::err).map(|failure| failure.faults()[0].code).collect();
    assert_eq!(failures, [FaultCode::AlreadyMoved], "{step:?}");
    let after = find(&stage.backend, people[0], number).await.expect("found");
    assert_eq!((after.revision, after.events.len()), (before.revision + 1, before.events.len() + 1), "{step:?}");
}

on_both_databases! {
    async fn z06_of_two_clerks_one_wins_a_hundred_times(stage) {
        let crew = Crew::hire(&stage).await;
        let leader = stage.actor(Role::ShiftLeader, None);
        for round in 0..100 {
            let number = stage.reported("路灯不亮").await;
            let (_, file) = crew.next(&stage, CaseState::Reported).await.expect("a step");
            one_wins(&stage, &number, [&crew.acceptor, &leader], &file).await;
            if round % 10 > 0 {
                continue;
            }
            let (_, dispatch) = crew.next(&stage, CaseState::Filed).await.expect("a step");
            one_wins(&stage, &number, [&crew.dispatcher, &leader], &dispatch).await;
            crew.bring(&stage, &number, CaseState::Checked).await;
            let (_, close) = crew.next(&stage, CaseState::Checked).await.expect("a step");
            one_wins(&stage, &number, [&leader, &crew.acceptor], &close).await;
        }
    }

    async fn reports_at_once_are_each_stored_once_and_a_refused_one_takes_no_other_with_it(stage) {
        // Some come twice at once under one key; some come from a device that has used up its reports, and are refused in the middle
        // of the transaction that others share.
        let limit = stage.backend.policy().reports_an_hour as usize;
        let mut reports = Vec::new();
        for number in 0..3 * (limit + 10) {
            let token = new_token().expect("a token");
            let device = if number % 3 == 0 { "one device".to_owned() } else { token.clone() };
            reports.push((token.clone(), device.clone()));
            if number % 5 == 1 {
                reports.push((token, device));
            }
        }
        let sending = reports.iter().map(|(token, device)| {
            let (backend, token, device) = (stage.backend.clone(), token.clone(), device.clone());
            tokio::spawn(async move { submit(&backend, &token, &form("路灯不亮"), &device).await.map(|sent| (token, sent.number.to_string())) })
        });
        let sending: Vec<_> = sending.collect();
        let mut acknowledged = BTreeSet::new();
        let mut refused = 0;
        for sent in sending {
            match sent.await.expect("no panic") {
                Ok(sent) => {
                    acknowledged.insert(sent);
                }
                Err(failure) => {
                    assert_eq!(failure.faults()[0].code, FaultCode::TooMany);
                    refused += 1;
                }
            }
        }
        assert!(refused >= 10, "{refused} of the device's reports were refused");
        let stored: BTreeSet<String> =
            entity::case::Entity::find().all(&stage.database().await).await.expect("read").into_iter().map(|row| row.number).collect();
        let numbers: BTreeSet<String> = acknowledged.iter().map(|(_, number)| number.clone()).collect();
        assert_eq!(stored, numbers);
        let tokens: BTreeSet<&String> = acknowledged.iter().map(|(token, _)| token).collect();
        assert_eq!((tokens.len(), acknowledged.len()), (numbers.len(), numbers.len()), "one key, one number");
    }
}
