//! Two at once.

use backend::case::{advance, find};
use domain::case::CaseState;
use domain::fault::FaultCode;

use crate::case::Crew;
use crate::on_both_databases;

on_both_databases! {
    async fn z06_of_two_clerks_one_wins_a_hundred_times(stage) {
        let crew = Crew::hire(&stage).await;
        for round in 0..100 {
            let number = stage.reported("路灯不亮").await;
            let (acceptor, step) = crew.next(&stage, CaseState::Reported).await.expect("a step");
            let (one, other) = tokio::join!(
                advance(&stage.backend, acceptor, &number, 0, &step),
                advance(&stage.backend, acceptor, &number, 0, &step),
            );
            let failures: Vec<FaultCode> = [one, other].into_iter().filter_map(Result::err).map(|f| f.faults()[0].code).collect();
            assert_eq!(failures, [FaultCode::AlreadyMoved], "round {round}");
            let detail = find(&stage.backend, acceptor, &number).await.expect("found");
            assert_eq!((detail.revision, detail.events.len()), (1, 2), "round {round}");
        }
    }
}
