//! The life of a case, step by step, by everybody.

use casework::case::{advance, find, register};
use casework::photo;
use domain::account::{Actor, Role};
use domain::case::{Action, CaseState, Outcome, Owner, Step, transition};
use domain::fault::FaultCode;
use domain::report::{CaseForm, StaffReport};
use sea_orm::{EntityTrait, PaginatorTrait};

use crate::on_both_databases;
use crate::stage::{Stage, form, fresh_key, picture};

/// Everybody who takes part in the simplest full loop.
pub struct Crew {
    pub acceptor: Actor,
    pub dispatcher: Actor,
    pub clerk: Actor,
    pub officer: Actor,
    pub collector: Actor,
}

impl Crew {
    pub async fn hire(stage: &Stage) -> Crew {
        Crew {
            acceptor: stage.actor(Role::Acceptor, None),
            dispatcher: stage.actor(Role::Dispatcher, None),
            clerk: stage.actor(Role::DepartmentClerk, Some("shizheng")),
            officer: stage.account("officer", Role::HandlingOfficer, Some("shizheng")).await,
            collector: stage.actor(Role::Collector, None),
        }
    }

    /// The one who owns a state, with the step that leads on.
    pub async fn next(&self, stage: &Stage, state: CaseState) -> Option<(&Actor, Step)> {
        let class = "matter-01037".parse().expect("a class");
        let condition = stage.backend.catalog().conditions("matter-01037").first().map(|condition| condition.id);
        let department = self.clerk.department.as_ref().map(|(id, _)| *id).expect("a department");
        Some(match state {
            CaseState::Reported | CaseState::Reopened => {
                (&self.acceptor, Step::File { class, condition, urgent: false })
            }
            CaseState::Filed | CaseState::Returned => {
                (&self.dispatcher, Step::Dispatch { department, note: String::new() })
            }
            CaseState::Dispatched => (&self.clerk, Step::Accept { officer: self.officer.account, note: String::new() }),
            CaseState::Handling => {
                let after = vec![photo::store(&stage.backend, &self.officer, picture()).await.expect("a photo").id];
                (&self.officer, Step::Finish { before: Vec::new(), after, note: "修好了".to_owned() })
            }
            CaseState::Handled => {
                let photos = vec![photo::store(&stage.backend, &self.collector, picture()).await.expect("a photo").id];
                (&self.collector, Step::PassCheck { photos, finding: "已亮".to_owned() })
            }
            CaseState::Checked => (
                &self.acceptor,
                Step::Close { outcome: Outcome::Solved, words: "路灯已修复".to_owned(), publish: false },
            ),
            CaseState::Closed | CaseState::Refused => return None,
        })
    }

    /// A case in a state, whichever way leads there.
    pub async fn case_in(&self, stage: &Stage, state: CaseState) -> String {
        let (number, pass, _) = crate::public::report(stage, "路灯不亮").await;
        let reason = "理由".to_owned();
        match state {
            CaseState::Refused => {
                advance(&stage.backend, &self.acceptor, &number, 0, &Step::Refuse { reason }, "")
                    .await
                    .expect("refused");
            }
            CaseState::Returned => {
                self.bring(stage, &number, CaseState::Dispatched).await;
                advance(&stage.backend, &self.clerk, &number, 2, &Step::Return { reason }, "").await.expect("returned");
            }
            CaseState::Reopened => {
                self.bring(stage, &number, CaseState::Closed).await;
                let reopen = CaseForm { action: "reopen".into(), words: reason, ..CaseForm::default() };
                casework::public::act(&stage.backend, &number, Some(&pass), "device", &reopen).await.expect("reopened");
            }
            state => self.bring(stage, &number, state).await,
        }
        number
    }

    /// Takes a case as far as a state.
    pub async fn bring(&self, stage: &Stage, number: &str, to: CaseState) {
        loop {
            let detail = find(&stage.backend, &stage.actor(Role::Supervisor, None), number).await.expect("found");
            if detail.summary.state == to {
                return;
            }
            let (actor, step) = self.next(stage, detail.summary.state).await.expect("a way on");
            advance(&stage.backend, actor, number, detail.revision, &step, "").await.expect("taken");
        }
    }
}

/// A step of each kind with sound fields.
async fn step(stage: &Stage, crew: &Crew, action: Action, by: &Actor) -> Option<Step> {
    let reason = "理由".to_owned();
    let photos =
        || async { vec![photo::store(&stage.backend, by, picture()).await.map_or_else(|_| "0".repeat(32), |p| p.id)] };
    Some(match action {
        Action::File => crew.next(stage, CaseState::Reported).await?.1,
        Action::Refuse => Step::Refuse { reason },
        Action::Uphold => Step::Uphold { reason },
        Action::Dispatch => crew.next(stage, CaseState::Filed).await?.1,
        Action::SendBack => Step::SendBack { reason },
        Action::Accept => crew.next(stage, CaseState::Dispatched).await?.1,
        Action::Reassign => Step::Reassign { officer: crew.officer.account, note: String::new() },
        Action::Return => Step::Return { reason },
        Action::Start => Step::Start,
        Action::Finish => Step::Finish { before: Vec::new(), after: photos().await, note: String::new() },
        Action::PassCheck => Step::PassCheck { photos: photos().await, finding: reason },
        Action::FailCheck => Step::FailCheck { photos: photos().await, finding: reason },
        Action::Close => Step::Close { outcome: Outcome::Solved, words: reason, publish: false },
        // The reporter's, or beside the course: by doors of their own.
        _ => return None,
    })
}

on_both_databases! {
    async fn nobody_takes_steps_with_one_case_without_end(stage) {
        let crew = Crew::hire(&stage).await;
        let colleague = stage.account("colleague", Role::Acceptor, None).await;
        let number = stage.reported("路灯不亮").await;
        let note = async |actor: &Actor, number: &str| {
            let noted = casework::case::note(&stage.backend, actor, number, "转市政", "").await;
            noted.map(drop).map_err(|failure| failure.faults()[0])
        };
        for _ in 0..60 {
            note(&crew.acceptor, &number).await.expect("noted");
        }
        let refused = note(&crew.acceptor, &number).await.expect_err("too many");
        assert_eq!((refused.code, refused.wait.is_some()), (FaultCode::TooMany, true));
        let (acceptor, file) = crew.next(&stage, CaseState::Reported).await.expect("a step");
        let refused = advance(&stage.backend, acceptor, &number, 0, &file, "").await.expect_err("no step either");
        assert_eq!(refused.faults()[0].code, FaultCode::TooMany);
        // Nobody else has to wait, nor they with another case, nor later.
        note(&colleague, &number).await.expect("noted");
        note(&crew.acceptor, &stage.reported("井盖翘起").await).await.expect("noted");
        stage.clock.set(stage.clock.now().plus_seconds(3601));
        advance(&stage.backend, acceptor, &number, 0, &file, "").await.expect("filed");
    }

    async fn the_loop_closes_with_a_history_for_every_step(stage) {
        let crew = Crew::hire(&stage).await;
        let number = stage.reported("解放路路灯不亮").await;
        crew.bring(&stage, &number, CaseState::Closed).await;
        let detail = find(&stage.backend, &crew.acceptor, &number).await.expect("found");
        assert_eq!(detail.revision, 6);
        assert_eq!(detail.events.len(), 7);
        assert_eq!(detail.closing, Some((Outcome::Solved, "路灯已修复".to_owned())));
        assert_eq!(detail.photos.len(), 2);
        assert!(detail.actions.iter().all(|action| action.is_aside()), "{:?}", detail.actions);
    }

    async fn every_open_state_has_an_owner_and_a_due_time(stage) {
        let crew = Crew::hire(&stage).await;
        for state in CaseState::ALL {
            let number = crew.case_in(&stage, state).await;
            let detail = find(&stage.backend, &stage.actor(Role::Supervisor, None), &number).await.expect("found");
            assert_eq!(detail.summary.clock.is_some(), !state.is_final(), "{state:?}");
            assert!(detail.summary.clock.is_none_or(|clock| clock.due > clock.from), "{state:?}");
        }
    }

    async fn z05_only_the_owner_takes_a_step_and_only_from_its_states(stage) {
        let crew = Crew::hire(&stage).await;
        let database = stage.database().await;
        let officer = crew.officer.account;
        for state in CaseState::ALL {
            let mut number = crew.case_in(&stage, state).await;
            for role in Role::ALL {
                let actor = match role {
                    Role::DepartmentClerk => crew.clerk.clone(),
                    Role::HandlingOfficer => crew.officer.clone(),
                    role => stage.actor(role, None),
                };
                for action in Action::ALL {
                    let Some(step) = step(&stage, &crew, action, &actor).await else { continue };
                    let revision = find(&stage.backend, &stage.actor(Role::Supervisor, None), &number).await.expect("found").revision;
                    let recorded = entity::audit::Entity::find().count(&database).await.expect("counted");
                    let line = Some(transition(action)).filter(|line| line.is_by(role) && line.from.contains(&state));
                    let what = format!("{role:?} {action:?} from {state:?}");
                    match advance(&stage.backend, &actor, &number, revision, &step, "").await {
                        Ok(_) => {
                            assert!(line.is_some(), "{what} was taken");
                            number = crew.case_in(&stage, state).await;
                        }
                        Err(failure) => {
                            let code = failure.faults()[0].code;
                            let hidden = find(&stage.backend, &actor, &number).await.is_err();
                            assert!(matches!(code, FaultCode::NotAllowed | FaultCode::AlreadyMoved) || hidden && code == FaultCode::NotFound, "{what}: {code:?}");
                            // Only somebody who cannot see the case, or whose order it is not, may find a step of the own role refused.
                            let foreign = actor.account != officer && (hidden || line.is_some_and(|line| line.by == [Owner::Officer]));
                            assert!(line.is_none() || foreign, "{what}: {code:?}");
                            // Who sees the case and is refused is on record; who does not see it has done nothing to it.
                            let now = entity::audit::Entity::find().count(&database).await.expect("counted");
                            assert_eq!(now - recorded, u64::from(!hidden), "{what}: {code:?}");
                        }
                    }
                }
            }
        }
    }

    async fn a_stale_revision_changes_nothing(stage) {
        let crew = Crew::hire(&stage).await;
        let number = stage.reported("路灯不亮").await;
        let (acceptor, file) = crew.next(&stage, CaseState::Reported).await.expect("a step");
        advance(&stage.backend, acceptor, &number, 0, &file, "").await.expect("filed");
        let Step::File { class, condition, urgent } = file.clone() else { panic!("it files") };
        let other = Step::File { class, condition, urgent: !urgent };
        for (actor, step) in [(acceptor, &other), (&stage.actor(Role::ShiftLeader, None), &file)] {
            let stale = advance(&stage.backend, actor, &number, 0, step, "").await.expect_err("stale");
            assert_eq!(stale.faults()[0].code, FaultCode::AlreadyMoved);
        }
        let detail = find(&stage.backend, acceptor, &number).await.expect("found");
        assert_eq!((detail.revision, detail.events.len()), (1, 2));
    }

    async fn a_return_goes_to_the_dispatcher_and_can_go_to_another_department(stage) {
        let crew = Crew::hire(&stage).await;
        let number = stage.reported("路灯不亮").await;
        crew.bring(&stage, &number, CaseState::Dispatched).await;
        let blank = advance(&stage.backend, &crew.clerk, &number, 2, &Step::Return { reason: "  ".into() }, "").await;
        assert_eq!(blank.expect_err("no reason").faults()[0].code, FaultCode::ReasonRequired);
        advance(&stage.backend, &crew.clerk, &number, 2, &Step::Return { reason: "不属于本单位".into() }, "").await.expect("returned");
        let detail = find(&stage.backend, &crew.dispatcher, &number).await.expect("found");
        assert_eq!(detail.summary.state, CaseState::Returned);
        assert_eq!(detail.recommendation, None, "not the department that has just sent it back");
    }

    async fn a_failed_check_keeps_officer_and_history(stage) {
        let crew = Crew::hire(&stage).await;
        let number = stage.reported("路灯不亮").await;
        crew.bring(&stage, &number, CaseState::Handled).await;
        let photos = vec![photo::store(&stage.backend, &crew.collector, picture()).await.expect("a photo").id];
        let step = Step::FailCheck { photos, finding: "仍不亮".into() };
        let _ = advance(&stage.backend, &crew.collector, &number, 4, &step, "").await;
        let detail = find(&stage.backend, &crew.officer, &number).await.expect("the officer has it again");
        assert_eq!(detail.summary.state, CaseState::Handling);
        assert!(detail.actions.contains(&Action::Finish));
    }

    async fn the_same_key_registers_once(stage) {
        let acceptor = stage.actor(Role::Acceptor, None);
        let report = StaffReport { key: fresh_key(), form: form("路灯不亮"), urgent: false };
        let first = register(&stage.backend, &acceptor, &report).await.expect("registered");
        let second = register(&stage.backend, &acceptor, &report).await.expect("the same");
        assert_eq!(first, second);
    }

    async fn a_component_makes_it_a_components_case_at_its_place(stage) {
        let acceptor = stage.actor(Role::Acceptor, None);
        let code = harness::city_components()[0].code.clone();
        let mut form = form("坏了");
        (form.lat, form.lng, form.town, form.address) = Default::default();
        form.component.clone_from(&code);
        form.class = format!("matter-{}", &code[6..11]);
        let report = StaffReport { key: fresh_key(), form, urgent: false };
        let number = register(&stage.backend, &acceptor, &report).await.expect("registered");
        let detail = find(&stage.backend, &acceptor, number.as_str()).await.expect("found");
        assert_eq!(detail.class.map(|class| class.to_string()), Some(format!("component-{}", &code[6..11])));
        assert_eq!(detail.summary.place.component, Some(code));
        assert!(detail.summary.place.position.is_some() && detail.summary.place.grid.is_some_and(|grid| grid.len() == 15));
    }
}
