//! A report that has come a certain way, and the people around it.

use app::server::cookie::Cookie;
use domain::account::{AccountForm, Actor, Role};
use domain::case::{Outcome, Part, Step};
use domain::photo::Photo;

use crate::app::TestApp;
use crate::client::Client;
use crate::picture;

/// The password of every account of the tests.
pub const PASSWORD: &str = "correct horse battery";
/// The reporter's phone number.
pub const PHONE: &str = "13857301234";
/// Words that only the reporter and staff may read until they are released.
pub const WORDS: &str = "路灯不亮，门牌 MARKER-WORDS 旁边";
/// Words that only staff may read.
pub const NOTE: &str = "MARKER-NOTE 内部意见";

/// The answer, which only the reporter and staff may read until somebody decides that it is public.
pub const ANSWER: &str = "MARKER-ANSWER 已修复";

/// Somebody who is signed in.
pub struct Staff {
    /// Their browser.
    pub client: Client,
    /// Who they are.
    pub actor: Actor,
}

/// A case and everybody who has to do with it.
pub struct Fixture {
    pub number: String,
    /// The reporter's photo.
    pub photo: String,
    /// The secret of the reporter's own link.
    pub secret: String,
    /// The reporter's browser, with the case opened.
    pub reporter: Client,
    /// Files and closes.
    pub acceptor: Staff,
    /// Sends to departments.
    pub dispatcher: Staff,
    /// Of 市政公司, where the case is.
    pub clerk: Staff,
    /// Has the order.
    pub officer: Staff,
    /// Checks.
    pub collector: Staff,
}

/// Makes an account and signs in.
pub async fn staff(app: &TestApp, login: &str, role: Role, department: Option<&str>) -> Staff {
    let form = AccountForm {
        login: login.to_owned(),
        name_zh: format!("测试{login}"),
        role: role.code().to_owned(),
        department: department.unwrap_or_default().to_owned(),
        ..AccountForm::default()
    };
    foundation::account::create(&app.backend, &form, PASSWORD).await.expect("an account");
    sign_in(app, login).await
}

/// Signs in without the form, whose limits are not for tests.
pub async fn sign_in(app: &TestApp, login: &str) -> Staff {
    let signed_in =
        foundation::session::sign_in(&app.backend, login, PASSWORD, "test", login).await.expect("a session");
    let client = app.client();
    client.set_cookie(&Cookie::Session.name(false), &signed_in.token);
    Staff { client, actor: signed_in.actor }
}

/// The fields of a sound report; `more` replaces or adds.
pub fn report_fields<'a>(more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let sound = [
        ("lat", "30.69"),
        ("lng", "121.02"),
        ("source", "map"),
        ("address", "解放路"),
        ("town", "330482001"),
        ("words", WORDS),
        ("class", "matter-01037"),
        ("phone", PHONE),
    ];
    let kept = sound.into_iter().filter(|(name, _)| !more.iter().any(|(other, _)| other == name));
    kept.chain(more.iter().copied()).collect()
}

/// Sends a report with one photo from a browser. Gives number, photo id and the secret of the reporter's link.
pub async fn report(app: &TestApp, client: &Client, more: &[(&str, &str)]) -> (String, String, String) {
    client.post_files("/report", &[], vec![("album", picture::jpeg(320, 240))]).await.expect(303);
    let photo = value_of(&client.get("/report").await.expect(200).text(), "photos").expect("a stored photo");
    let mut fields = report_fields(more);
    fields.push(("photos", &photo));
    let done = client.post("/report/check", &fields).await;
    assert_eq!(done.location(), "/report/done");
    let token = client.cookie(&Cookie::Draft.name(false)).expect("a draft");
    let sent = casework::draft::sent(&app.backend, &token).await.expect("an answer").expect("a case");
    (sent.number.to_string(), photo, sent.secret)
}

/// The value of the first input of a name.
pub fn value_of(html: &str, name: &str) -> Option<String> {
    let tags = html.split('<').filter(|tag| tag.starts_with("input ") && tag.contains(&format!("name=\"{name}\"")));
    let value = |tag: &str| Some(tag.split_once("value=\"")?.1.split_once('"')?.0.to_owned());
    tags.filter_map(value).next()
}

impl Fixture {
    /// A case that 市政公司 is handling: public, its words and photo not released.
    pub async fn new(app: &TestApp) -> Fixture {
        Fixture::reported(app, &[]).await
    }

    /// The same with other fields in its report.
    pub async fn reported(app: &TestApp, fields: &[(&str, &str)]) -> Fixture {
        let reporter = app.client();
        let (number, photo, secret) = report(app, &reporter, fields).await;
        reporter.get(&format!("/track/{secret}")).await.expect(303);
        let fixture = Fixture {
            acceptor: staff(app, "acceptor", Role::Acceptor, None).await,
            dispatcher: staff(app, "dispatcher", Role::Dispatcher, None).await,
            clerk: staff(app, "clerk", Role::DepartmentClerk, Some("shizheng")).await,
            officer: staff(app, "officer", Role::HandlingOfficer, Some("shizheng")).await,
            collector: staff(app, "collector", Role::Collector, None).await,
            number,
            photo,
            secret,
            reporter,
        };
        fixture.dispatch(app, &fixture.number).await;
        fixture.note(app, NOTE).await;
        fixture
    }

    /// Files a reported case as what it was reported as, sends it to 市政公司 and gives it to the officer.
    pub async fn dispatch(&self, app: &TestApp, number: &str) {
        let case = casework::case::find(&app.backend, &self.acceptor.actor, number).await.expect("the case");
        let class = case.class.unwrap_or_else(|| "matter-01037".parse().expect("a class"));
        let condition = app.backend.catalog().conditions_of(&class).first().map(|condition| condition.id);
        let file = Step::File { class, condition, urgent: false };
        step(app, &self.acceptor, number, &file).await;
        let department = self.clerk.actor.department.as_ref().map(|(id, _)| *id).expect("a department");
        step(app, &self.dispatcher, number, &Step::Dispatch { department, note: String::new() }).await;
        step(app, &self.clerk, number, &Step::Accept { officer: self.officer.actor.account, note: String::new() })
            .await;
    }

    /// Handles, checks and closes it. Gives the ids of the after photo and of the check's photo.
    pub async fn close(&self, app: &TestApp) -> (String, String) {
        let after = upload(&self.officer).await.id;
        let finish = Step::Finish { before: Vec::new(), after: vec![after.clone()], note: "换灯".to_owned() };
        step(app, &self.officer, &self.number, &finish).await;
        let check = upload(&self.collector).await.id;
        let pass = Step::PassCheck { photos: vec![check.clone()], finding: NOTE.to_owned() };
        step(app, &self.collector, &self.number, &pass).await;
        let close = Step::Close { outcome: Outcome::Solved, words: ANSWER.to_owned(), publish: false };
        step(app, &self.acceptor, &self.number, &close).await;
        (after, check)
    }

    /// Releases words and photos to the public, or withdraws them.
    pub async fn release(&self, app: &TestApp, released: bool) {
        casework::case::release(&app.backend, &self.acceptor.actor, &self.number, Part::Report, released, "")
            .await
            .expect("released");
    }

    async fn note(&self, app: &TestApp, words: &str) {
        casework::case::note(&app.backend, &self.acceptor.actor, &self.number, words, "").await.expect("a note");
    }
}

/// Takes a step with the case as it stands.
pub async fn step(app: &TestApp, by: &Staff, number: &str, step: &Step) {
    let case = casework::case::find(&app.backend, &by.actor, number).await.expect("the case");
    casework::case::advance(&app.backend, &by.actor, number, case.revision, step, "").await.expect("a step");
}

/// Stores a photo of a member of staff through the door of hydrated pages.
pub async fn upload(by: &Staff) -> Photo {
    let answer = by.client.post_files("/media", &[], vec![("photo", picture::jpeg(200, 150))]).await.expect(200);
    serde_json::from_slice(&answer.bytes).expect("a photo")
}
