//! Who works here: made, invited, reset, disabled, and who may.

use std::time::Duration;

use casework::leaving;
use domain::account::{AccountFilter, AccountForm, AccountState, Actor, Invitation, Role};
use domain::audit::{AuditFilter, Who};
use domain::case::{Action, CaseState, EventKind, OrderState};
use domain::fault::{Fault, FaultCode, Field};
use foundation::account::Administrator;
use foundation::account::Administrator::{Machine, Person};
use foundation::account::invite::Reset;
use foundation::account::{create, invite, list, password};
use foundation::job::{Ended, run_next};
use foundation::session::{find, sign_in};

use crate::case::Crew;
use crate::job::killed_after;
use crate::on_both_databases;
use crate::stage::Stage;

const SITE: &str = "https://city.example";
/// Nobody would guess it.
const GOOD: &str = "seven lanterns by the old canal";

fn form(login: &str, role: Role, department: &str) -> AccountForm {
    AccountForm {
        login: login.to_owned(),
        name_zh: "王芳".to_owned(),
        name_en: "Wang Fang".to_owned(),
        role: role.code().to_owned(),
        department: department.to_owned(),
        town: String::new(),
    }
}

async fn administrator(stage: &Stage) -> Actor {
    stage.account("xitong", Role::SystemAdministrator, None).await
}

fn token(invitation: &Invitation) -> &str {
    invitation.link.strip_prefix("https://city.example/invitation/").expect("a link of the city")
}

async fn can_sign_in(stage: &Stage, login: &str, password: &str) -> bool {
    // From somewhere else each time, so that mistakes keep nobody waiting.
    sign_in(&stage.backend, login, password, "", &crate::stage::fresh_key()).await.is_ok()
}

fn wrong(failure: foundation::Failure) -> Vec<Fault> {
    failure.faults()
}

on_both_databases! {
    async fn a_name_is_one_however_it_is_written(stage) {
        let admin = administrator(&stage).await;
        let made = invite::create(&stage.backend, Person(&admin), &form("WangFang", Role::Acceptor, ""), SITE).await;
        let made = made.expect("made");
        assert_eq!(made.login, "WangFang");
        for taken in ["wangfang", "ＷＡＮＧＦＡＮＧ", " Wang Fang "] {
            let again = invite::create(&stage.backend, Person(&admin), &form(taken, Role::Acceptor, ""), SITE).await;
            assert_eq!(again.map_err(wrong), Err(vec![Fault::at(Field::Login, FaultCode::LoginTaken)]), "{taken}");
        }
        invite::accept(&stage.backend, token(&made), GOOD).await.expect("chosen");
        for typed in ["WangFang", "wangfang", "ｗａｎｇｆａｎｇ", " WANGFANG "] {
            assert!(can_sign_in(&stage, typed, GOOD).await, "{typed}");
        }
        assert!(!can_sign_in(&stage, "wangfan", GOOD).await);
    }

    async fn two_who_make_the_same_name_at_once_make_one_account(stage) {
        let admin = administrator(&stage).await;
        let form = form("wangfang", Role::Acceptor, "");
        let make = || invite::create(&stage.backend, Person(&admin), &form, SITE);
        let (one, other) = futures::future::join(make(), make()).await;
        let taken = vec![Fault::at(Field::Login, FaultCode::LoginTaken)];
        assert!([one, other].into_iter().filter_map(Result::err).map(wrong).eq([taken]));
    }

    async fn whoever_is_invited_chooses_a_password_once(stage) {
        let admin = administrator(&stage).await;
        let form = form("wangfang", Role::HandlingOfficer, "shizheng");
        let made = invite::create(&stage.backend, Person(&admin), &form, SITE).await.expect("made");
        assert!(!can_sign_in(&stage, "wangfang", "").await);
        let greeted = invite::find(&stage.backend, token(&made)).await.expect("asked").expect("invited");
        assert_eq!((greeted.login.as_str(), greeted.name.zh.as_str()), ("wangfang", "王芳"));
        let accept = async |password: &str| invite::accept(&stage.backend, token(&made), password).await.map_err(wrong);
        for (password, code) in [
            ("", FaultCode::Required),
            ("elevenchars", FaultCode::PasswordTooShort),
            ("wangfang2026", FaultCode::PasswordTooCommon),
        ] {
            assert_eq!(accept(password).await, Err(vec![Fault::at(Field::Password, code)]));
        }
        accept(GOOD).await.expect("chosen");
        assert_eq!(accept("another lantern by the lake").await, Err(vec![FaultCode::NotFound.into()]));
        assert!(can_sign_in(&stage, "wangfang", GOOD).await);
        // A later link ends the earlier one, and each ends after a week.
        let account = made.account;
        let first = invite::reset(&stage.backend, Person(&admin), account, Reset::Either, SITE).await.expect("reset");
        let second = invite::reset(&stage.backend, Person(&admin), account, Reset::Either, SITE).await.expect("reset");
        assert_eq!(invite::find(&stage.backend, token(&first)).await.expect("asked"), None);
        let state = async || list::find(&stage.backend, Person(&admin), account).await.expect("found").state;
        assert_eq!(state().await, AccountState::Invited(Some(second.until)));
        stage.clock.set(second.until.plus_seconds(-1));
        assert!(invite::find(&stage.backend, token(&second)).await.expect("asked").is_some());
        stage.clock.set(second.until);
        assert_eq!(invite::find(&stage.backend, token(&second)).await.expect("asked"), None);
        let late = invite::accept(&stage.backend, token(&second), GOOD).await;
        assert_eq!(late.map_err(wrong), Err(vec![FaultCode::NotFound.into()]));
        assert_eq!(state().await, AccountState::Invited(None));
    }

    async fn two_who_have_the_same_link_choose_one_password(stage) {
        let admin = administrator(&stage).await;
        let made = invite::create(&stage.backend, Person(&admin), &form("wangfang", Role::Acceptor, ""), SITE).await;
        let made = made.expect("made");
        let accept = |password: &'static str| invite::accept(&stage.backend, token(&made), password);
        let (one, other) = futures::future::join(accept(GOOD), accept("nine umbrellas under a bridge")).await;
        assert_ne!(one.is_ok(), other.is_ok());
        assert_eq!(can_sign_in(&stage, "wangfang", GOOD).await, one.is_ok());
        assert_eq!(can_sign_in(&stage, "wangfang", "nine umbrellas under a bridge").await, other.is_ok());
    }

    async fn z01_only_a_system_administrator_administers_and_only_an_audit_administrator_reads_the_record(stage) {
        let filter = AccountFilter::default();
        let somebody = stage.account("wangfang", Role::Acceptor, None).await.account;
        for role in Role::ALL {
            let actor = stage.actor(role, role.needs_department().then_some("shizheng"));
            let (backend, by) = (&stage.backend, Person(&actor));
            let form = form(&format!("made-by-{}", role.code()), Role::Acceptor, "");
            let told = [
                list::list(backend, by, &filter).await.map(drop),
                list::find(backend, by, somebody).await.map(drop),
                leaving::colleagues(backend, by, somebody).await.map(drop),
                invite::create(backend, by, &form, SITE).await.map(drop),
                invite::reset(backend, by, somebody, Reset::Either, SITE).await.map(drop),
                leaving::disable(backend, by, somebody, None).await,
            ];
            for told in told {
                let told = told.map_err(wrong);
                let refused = Err(vec![FaultCode::NotAllowed.into()]);
                assert_eq!(told, if role == Role::SystemAdministrator { Ok(()) } else { refused }, "{role:?}");
            }
            let read = foundation::audit::list(backend, &actor, &AuditFilter::default()).await;
            assert_eq!(read.is_ok(), role == Role::AuditAdministrator, "{role:?}");
        }
    }

    async fn a_reset_ends_the_old_password_and_every_session(stage) {
        let admin = administrator(&stage).await;
        let officer = stage.account("officer", Role::HandlingOfficer, Some("shizheng")).await;
        let signed_in = sign_in(&stage.backend, "officer", "a long password", "", "10.0.0.1").await.expect("signed in");
        let link = invite::reset(&stage.backend, Person(&admin), officer.account, Reset::Either, SITE).await.expect("reset");
        assert!(find(&stage.backend, &signed_in.token).await.expect("asked").is_none());
        assert!(!can_sign_in(&stage, "officer", "a long password").await);
        leaving::disable(&stage.backend, Person(&admin), officer.account, None).await.expect("disabled");
        assert_eq!(invite::find(&stage.backend, token(&link)).await.expect("asked"), None, "who left is not invited");
        let link = invite::reset(&stage.backend, Person(&admin), officer.account, Reset::Either, SITE).await.expect("let in again");
        invite::accept(&stage.backend, token(&link), GOOD).await.expect("chosen");
        assert!(can_sign_in(&stage, "officer", GOOD).await);
        // One's own password is changed, not reset.
        let own = invite::reset(&stage.backend, Person(&admin), admin.account, Reset::Either, SITE).await;
        assert_eq!(own.map_err(wrong), Err(vec![FaultCode::NotAllowed.into()]));
    }

    async fn a_reset_does_what_was_meant_and_nothing_else(stage) {
        let admin = administrator(&stage).await;
        let officer = stage.account("officer", Role::HandlingOfficer, Some("shizheng")).await.account;
        let reset = async |by: Administrator<'_>, id: i64, meant: Reset| {
            invite::reset(&stage.backend, by, id, meant, SITE).await.map(drop).map_err(wrong)
        };
        let moved = Err(vec![FaultCode::AlreadyMoved.into()]);
        assert_eq!(reset(Person(&admin), officer, Reset::Enable).await, moved);
        leaving::disable(&stage.backend, Person(&admin), officer, None).await.expect("disabled");
        assert_eq!(reset(Person(&admin), officer, Reset::Password).await, moved, "somebody else has disabled them meanwhile");
        assert_eq!(reset(Person(&admin), officer, Reset::Enable).await, Ok(()));
        // Those who watch the administrators are out of their reach.
        for role in [Role::AuditAdministrator, Role::SecurityAdministrator] {
            let watcher = stage.account(role.code(), role, None).await.account;
            let refused = Err(vec![FaultCode::NotAllowed.into()]);
            assert_eq!(reset(Person(&admin), watcher, Reset::Password).await, refused);
            let disabled = leaving::disable(&stage.backend, Person(&admin), watcher, None).await;
            assert_eq!(disabled.map_err(wrong), refused);
            assert_eq!(reset(Machine, watcher, Reset::Either).await, Ok(()));
        }
    }

    async fn a_password_that_is_taken_away_while_it_is_looked_at_lets_nobody_in(stage) {
        let admin = administrator(&stage).await;
        let mut taken_away = 0;
        for waits in 0..40 {
            let login = format!("officer{waits}");
            let officer = stage.account(&login, Role::HandlingOfficer, Some("shizheng")).await.account;
            let address = crate::stage::fresh_key();
            let mut signing = Box::pin(sign_in(&stage.backend, &login, "a long password", "", &address));
            if killed_after(waits, &mut signing).await.is_some() {
                break;
            }
            let reset = invite::reset(&stage.backend, Person(&admin), officer, Reset::Password, SITE);
            // Where it stands still while it writes, nobody else can.
            let in_time = tokio::time::timeout(Duration::from_millis(300), reset).await.is_ok();
            // Its last wait is for what is on disk already: then it came before, and the reset has ended it.
            let signed_in = signing.await;
            if in_time {
                let token = signed_in.map_or(String::new(), |signed_in| signed_in.token);
                assert!(find(&stage.backend, &token).await.expect("asked").is_none(), "{waits}");
                taken_away += 1;
            }
        }
        assert!(taken_away > 3, "{taken_away}");
    }

    async fn there_is_always_somebody_who_administers(stage) {
        let admin = administrator(&stage).await;
        let own = leaving::disable(&stage.backend, Person(&admin), admin.account, None).await;
        assert_eq!(own.map_err(wrong), Err(vec![FaultCode::NotAllowed.into()]));
        let last = async || leaving::disable(&stage.backend, Machine, admin.account, None).await.map_err(wrong);
        assert_eq!(last().await, Err(vec![FaultCode::LastAdministrator.into()]));
        // Somebody who has no password yet cannot stand in.
        let form = form("second", Role::SystemAdministrator, "");
        let second = invite::create(&stage.backend, Machine, &form, SITE).await.expect("made");
        assert_eq!(last().await, Err(vec![FaultCode::LastAdministrator.into()]));
        invite::accept(&stage.backend, token(&second), GOOD).await.expect("chosen");
        last().await.expect("disabled");
    }

    async fn who_leaves_hands_over_what_is_in_hand(stage) {
        let admin = administrator(&stage).await;
        let crew = Crew::hire(&stage).await;
        let mut numbers = Vec::new();
        for _ in 0..3 {
            numbers.push(crew.case_in(&stage, CaseState::Handling).await);
        }
        let colleague = stage.account("colleague", Role::HandlingOfficer, Some("shizheng")).await;
        let stranger = stage.account("stranger", Role::HandlingOfficer, Some("zhifa")).await;
        let gone = crew.officer.account;
        let offered = leaving::colleagues(&stage.backend, Person(&admin), gone).await.expect("asked");
        assert_eq!(offered.iter().map(|found| (found.account, found.orders)).collect::<Vec<_>>(), [(colleague.account, 0)]);
        let leave = async |to: Option<i64>| leaving::disable(&stage.backend, Person(&admin), gone, to).await.map_err(wrong);
        assert_eq!(leave(None).await, Err(vec![Fault::at(Field::Officer, FaultCode::Required)]));
        for other in [stranger.account, gone, admin.account, 0] {
            assert_eq!(leave(Some(other)).await, Err(vec![Fault::at(Field::Officer, FaultCode::OfficerUnknown)]));
        }
        assert!(can_sign_in(&stage, "officer", "a long password").await, "nothing has happened yet");
        leave(Some(colleague.account)).await.expect("disabled");
        leave(Some(colleague.account)).await.expect("twice is once");
        assert!(!can_sign_in(&stage, "officer", "a long password").await);
        // Somebody else gave one of them away before the job came to it.
        let clerk = &crew.clerk;
        let step = domain::case::Step::Reassign { officer: colleague.account, note: "先办这件".to_owned() };
        let case = casework::case::find(&stage.backend, clerk, &numbers[0]).await.expect("found");
        casework::case::advance(&stage.backend, clerk, &numbers[0], case.revision, &step, &crate::stage::fresh_key()).await.expect("given");
        assert_eq!(run_next(&stage.backend, &casework::JOBS).await.expect("run"), Some(("hand_over_work", Ended::Done)));
        assert_eq!(run_next(&stage.backend, &casework::JOBS).await.expect("run"), None);
        for (place, number) in numbers.iter().enumerate() {
            let case = casework::case::find(&stage.backend, &stage.actor(Role::Supervisor, None), number).await.expect("found");
            let states: Vec<_> = case.orders.iter().map(|order| order.state).collect();
            assert_eq!(states, [OrderState::Assigned, OrderState::Reassigned], "{number}");
            let given = case.events.iter().find(|event| event.kind == EventKind::Step(Action::Reassign)).expect("an event");
            let by = if place == 0 { None } else { Some(&admin.name) };
            assert_eq!((given.actor.as_ref().filter(|_| place > 0), case.summary.state), (by, CaseState::Handling));
            assert!(casework::case::find(&stage.backend, &colleague, number).await.is_ok());
        }
        let account = list::find(&stage.backend, Person(&admin), gone).await.expect("found");
        assert_eq!((account.orders, matches!(account.state, AccountState::Disabled(_))), (0, true));
        // Where nobody could take it over, the work stays for the department's clerk.
        leaving::disable(&stage.backend, Person(&admin), colleague.account, None).await.expect("disabled");
        assert_eq!(list::find(&stage.backend, Person(&admin), colleague.account).await.expect("found").orders, 3);
    }

    async fn a_password_is_changed_by_whoever_knows_it(stage) {
        let actor = stage.account("clerk", Role::Acceptor, None).await;
        let here = sign_in(&stage.backend, "clerk", "a long password", "", "10.0.0.1").await.expect("signed in");
        let there = sign_in(&stage.backend, "clerk", "a long password", "", "10.0.0.1").await.expect("signed in");
        let change = async |old: &str, new: &str| password::change(&stage.backend, &actor, &here.token, old, new).await.map_err(wrong);
        let at = |field, code| Err(vec![Fault::at(field, code)]);
        assert_eq!(change("wrong", GOOD).await, at(Field::OldPassword, FaultCode::PasswordWrong));
        assert_eq!(change("a long password", "short").await, at(Field::Password, FaultCode::PasswordTooShort));
        assert_eq!(change("a long password", "password12345").await, at(Field::Password, FaultCode::PasswordTooCommon));
        change("a long password", GOOD).await.expect("changed");
        assert!(find(&stage.backend, &here.token).await.expect("asked").is_some(), "whoever changed it stays");
        assert!(find(&stage.backend, &there.token).await.expect("asked").is_none());
        assert!(!can_sign_in(&stage, "clerk", "a long password").await);
        assert!(can_sign_in(&stage, "clerk", GOOD).await);
        // Whoever has somebody else's browser guesses twenty times an hour, and keeps nobody from changing it elsewhere.
        for _ in 0..16 {
            assert_eq!(change("wrong", "eleven boats on the lake").await, at(Field::OldPassword, FaultCode::PasswordWrong));
        }
        assert_eq!(change(GOOD, "eleven boats on the lake").await.map_err(|faults| faults[0].code), Err(FaultCode::TooMany));
    }

    async fn accounts_are_found_by_part_of_a_name_and_by_role(stage) {
        let admin = administrator(&stage).await;
        let officer = AccountForm { town: "330482001".to_owned(), ..form("Wang_Fang", Role::HandlingOfficer, "shizheng") };
        create(&stage.backend, &officer, GOOD).await.expect("made");
        let other = form("wangxfang", Role::Acceptor, "");
        let other = AccountForm { name_zh: "汪旭".to_owned(), name_en: String::new(), ..other };
        create(&stage.backend, &other, GOOD).await.expect("made");
        let found = async |words: &str, role: &str| {
            let filter = AccountFilter { words: words.to_owned(), role: role.to_owned(), page: 1 };
            let page = list::list(&stage.backend, Person(&admin), &filter).await.expect("listed");
            page.rows.into_iter().map(|account| account.login).collect::<Vec<_>>()
        };
        assert_eq!(found("", "").await, ["wang_fang", "wangxfang", "xitong"].map(|key| if key == "wang_fang" { "Wang_Fang" } else { key }));
        for words in ["芳", "WANG_", "ｗａｎｇ_ｆ", "wang fang", " fang"] {
            assert!(found(words, "").await.contains(&"Wang_Fang".to_owned()), "{words}");
        }
        assert_eq!(found("g_f", "").await, ["Wang_Fang"], "signs are no wild cards");
        assert_eq!(found("%", "").await, Vec::<String>::new());
        assert_eq!(found("wang", "acceptor").await, ["wangxfang"]);
        let page = list::list(&stage.backend, Person(&admin), &AccountFilter::default()).await.expect("listed");
        let officer = page.rows.iter().find(|account| account.login == "Wang_Fang").expect("listed");
        assert_eq!(officer.town.as_ref().map(|town| town.zh.as_str()), Some("当湖街道"));
        assert!(officer.department.is_some() && officer.state == AccountState::Active && officer.last_seen_at.is_none());
    }

    async fn what_an_account_cannot_have_is_told(stage) {
        let made = async |form: AccountForm| {
            invite::create(&stage.backend, Machine, &form, SITE).await.map(drop).map_err(wrong)
        };
        let unknown = form("a", Role::HandlingOfficer, "nowhere");
        assert_eq!(made(unknown).await, Err(vec![Fault::at(Field::Department, FaultCode::DepartmentUnknown)]));
        let nowhere = AccountForm { town: "999999999".to_owned(), ..form("a", Role::Acceptor, "") };
        assert_eq!(made(nowhere).await, Err(vec![Fault::at(Field::Town, FaultCode::AreaUnknown)]));
        assert_eq!(made(form("a", Role::DepartmentClerk, "")).await, Err(vec![Fault::at(Field::Department, FaultCode::Required)]));
    }

    async fn the_record_is_read_by_subject_day_and_page(stage) {
        let admin = administrator(&stage).await;
        let auditor = stage.account("shenji", Role::AuditAdministrator, None).await;
        let crew = Crew::hire(&stage).await;
        let number = crew.case_in(&stage, CaseState::Closed).await;
        let read = async |filter: AuditFilter| foundation::audit::list(&stage.backend, &auditor, &filter).await.map_err(wrong);
        let of_case = read(AuditFilter { subject: number.clone(), ..AuditFilter::default() }).await.expect("read").lines;
        let actions: Vec<&str> = of_case.iter().rev().map(|line| line.action.as_str()).collect();
        assert_eq!(actions, ["report", "file", "dispatch", "accept", "finish", "pass_check", "close"]);
        assert_eq!((&of_case[6].who, of_case[6].detail.as_str()), (&Who::Citizen, "web"));
        assert!(matches!(&of_case[2].who, Who::Staff { login, .. } if login == "officer"));
        let link = invite::create(&stage.backend, Person(&admin), &form("wangfang", Role::Acceptor, ""), SITE).await;
        let link = link.expect("made");
        let of_account = read(AuditFilter { subject: " ＷANGFANG".to_owned(), ..AuditFilter::default() }).await.expect("read").lines;
        assert_eq!((of_account[0].action.as_str(), of_account[0].detail.as_str()), ("create_account", "acceptor"));
        let day = |day: &str| AuditFilter { day: day.to_owned(), ..AuditFilter::default() };
        assert!(read(day("2026-11-23")).await.expect("read").lines.len() > 8);
        assert_eq!(read(day("2026-11-22")).await.expect("read").lines, []);
        assert_eq!(read(day("yesterday")).await, Err(vec![FaultCode::Malformed.into()]));
        for _ in 0..101 {
            invite::reset(&stage.backend, Person(&admin), link.account, Reset::Either, SITE).await.expect("reset");
        }
        let (mut filter, mut seen, mut pages) = (AuditFilter::default(), std::collections::BTreeSet::new(), 0);
        loop {
            let page = read(filter.clone()).await.expect("read");
            pages += 1;
            let ids: Vec<i64> = page.lines.iter().map(|line| line.id).collect();
            assert!(ids.iter().all(|id| seen.insert(*id)), "no line twice");
            let Some(last) = page.lines.last().filter(|_| page.more) else { break };
            filter.before = Some((last.at, last.id));
        }
        assert_eq!((pages, seen.len()), (2, seen.len()));
        assert!(seen.len() > 110);
    }
}
