//! Signing in.

use casework::leaving::disable;
use domain::account::Role;
use domain::fault::{Fault, FaultCode};
use foundation::account::Administrator;
use foundation::session::{find, list, revoke, sign_in, sign_out};
use sea_orm::{ActiveModelTrait, EntityTrait, Set};

use crate::on_both_databases;

on_both_databases! {
    async fn a01_five_wrong_passwords_make_whoever_tries_wait(stage) {
        stage.account("clerk", Role::Acceptor, None).await;
        for _ in 0..5 {
            let wrong = sign_in(&stage.backend, "clerk", "wrong", "", "10.0.0.1").await.expect_err("wrong");
            assert_eq!(wrong.faults()[0].code, FaultCode::SignInWrong);
        }
        let waits = sign_in(&stage.backend, "clerk", "a long password", "", "10.0.0.1").await.expect_err("too early");
        assert_eq!(waits.faults(), [Fault::later(1)]);
        // Nobody else is held up by it.
        assert!(sign_in(&stage.backend, "clerk", "a long password", "", "10.0.0.2").await.is_ok());
        stage.clock.set(stage.clock.now().plus_seconds(1));
        assert!(sign_in(&stage.backend, "clerk", "a long password", "", "10.0.0.1").await.is_ok());
    }

    async fn a01_unknown_and_disabled_accounts_get_the_same_answer(stage) {
        let actor = stage.account("gone", Role::Acceptor, None).await;
        disable(&stage.backend, Administrator::Machine, actor.account, None).await.expect("disabled");
        for login in ["nobody", "gone"] {
            let wrong = sign_in(&stage.backend, login, "a long password", "", "10.0.0.1").await.expect_err("wrong");
            assert_eq!(wrong.faults()[0].code, FaultCode::SignInWrong, "{login}");
        }
    }

    async fn a01_every_name_costs_the_same_work(stage) {
        stage.account("clerk", Role::Acceptor, None).await;
        let gone = stage.account("gone", Role::Acceptor, None).await;
        disable(&stage.backend, Administrator::Machine, gone.account, None).await.expect("disabled");
        // An account that nobody can sign in with has a mark in place of a hash.
        let locked = stage.account("locked", Role::Acceptor, None).await;
        let row = entity::account::ActiveModel { id: Set(locked.account), password: Set("!".into()), ..Default::default() };
        row.update(&stage.database().await).await.expect("locked");
        // What takes the time: one hash, and the statements. The first unknown name is no exception.
        let work = async |login: &str| {
            stage.hashes.take();
            stage.statements.take();
            let wrong = sign_in(&stage.backend, login, "wrong", "", "10.0.0.1").await.expect_err("wrong");
            (wrong.faults()[0].code, stage.hashes.take(), stage.statements.take().len())
        };
        for _ in 0..5 {
            let known = work("clerk").await;
            assert_eq!((known.0, known.1), (FaultCode::SignInWrong, 1));
            for login in ["nobody", "gone", "locked"] {
                assert_eq!(work(login).await, known, "{login}");
            }
        }
        // Whoever has to wait does so whether or not there is such a name.
        let known = work("clerk").await;
        assert_eq!(known.0, FaultCode::TooMany);
        for login in ["nobody", "gone", "locked"] {
            assert_eq!(work(login).await, known, "{login}");
        }
    }

    async fn a04_every_sign_in_makes_a_new_session_and_sign_out_ends_it(stage) {
        stage.account("clerk", Role::Acceptor, None).await;
        let first = sign_in(&stage.backend, "clerk", "a long password", "Mozilla Chrome Windows", "::1").await.expect("in");
        let second = sign_in(&stage.backend, "clerk", "a long password", "", "::1").await.expect("in");
        assert_ne!(first.token, second.token);
        assert_eq!(first.token.len(), 64);
        let sessions = list(&stage.backend, &first.actor, &first.token).await.expect("listed");
        assert_eq!(sessions.iter().filter(|session| session.current).count(), 1);
        assert_eq!(sessions.len(), 2);
        let other = sessions.iter().find(|session| !session.current).expect("the other");
        revoke(&stage.backend, &first.actor, other.id).await.expect("revoked");
        assert!(find(&stage.backend, &second.token).await.expect("asked").is_none());
        sign_out(&stage.backend, &first.token).await.expect("out");
        assert!(find(&stage.backend, &first.token).await.expect("asked").is_none());
    }

    async fn nobody_is_signed_in_on_more_devices_than_there_are(stage) {
        let clerk = stage.account("clerk", Role::Acceptor, None).await;
        stage.account("other", Role::Acceptor, None).await;
        let sign_in = async |login| sign_in(&stage.backend, login, "a long password", "", "::1").await.expect("in").token;
        let other = sign_in("other").await;
        let mut tokens = Vec::new();
        for _ in 0..22 {
            tokens.push(sign_in("clerk").await);
            stage.clock.set(stage.clock.now().plus_seconds(1));
        }
        let mut runs = Vec::new();
        for token in &tokens {
            runs.push(find(&stage.backend, token).await.expect("asked").is_some());
        }
        assert_eq!(runs, [vec![false; 2], vec![true; 20]].concat(), "the first ones are over");
        assert_eq!(list(&stage.backend, &clerk, &tokens[21]).await.expect("listed").len(), 20);
        assert!(find(&stage.backend, &other).await.expect("asked").is_some());
    }

    async fn z02_nobody_revokes_another_persons_session(stage) {
        stage.account("clerk", Role::Acceptor, None).await;
        let stranger = stage.account("stranger", Role::Acceptor, None).await;
        let session = sign_in(&stage.backend, "clerk", "a long password", "", "::1").await.expect("in");
        let id = find(&stage.backend, &session.token).await.expect("asked").expect("runs").id;
        let refused = revoke(&stage.backend, &stranger, id).await.expect_err("not theirs");
        assert_eq!(refused.faults()[0].code, FaultCode::NotFound);
        assert!(find(&stage.backend, &session.token).await.expect("asked").is_some());
    }

    async fn an_idle_clerk_is_signed_out_and_a_busy_one_is_not(stage) {
        stage.account("clerk", Role::Acceptor, None).await;
        let session = sign_in(&stage.backend, "clerk", "a long password", "", "::1").await.expect("in");
        for _ in 0..3 {
            stage.clock.set(stage.clock.now().plus_seconds(29 * 60));
            assert!(find(&stage.backend, &session.token).await.expect("asked").is_some());
        }
        stage.clock.set(stage.clock.now().plus_seconds(31 * 60));
        assert!(find(&stage.backend, &session.token).await.expect("asked").is_none());
    }

    async fn a12_passwords_rest_as_argon2id_of_19_mib_and_two_passes(stage) {
        stage.account("clerk", Role::Acceptor, None).await;
        let rows = entity::account::Entity::find().all(&stage.database().await).await.expect("read");
        assert!(rows[0].password.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{}", rows[0].password);
        assert!(!rows[0].password.contains("a long password"));
    }
}
