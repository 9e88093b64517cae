//! What anybody may see, and what the reporter may do.

use casework::draft::{new_token, submit};
use casework::photo::{Size, Viewer, read};
use casework::public::{act, features, find, home, nearby, open, track};
use domain::case::{Action, CaseState, EventKind, Part, Rating};
use domain::fault::{Fault, FaultCode};
use domain::geo::{Bounds, Position, Square};
use domain::inbox::{InboxFilter, Queue};
use domain::map::{Feature, Viewport};
use domain::report::{CaseForm, NearbyFilter, ReportForm, TrackForm};
use foundation::limit::Visitor;

use crate::case::Crew;
use crate::on_both_databases;
use crate::stage::{Stage, form, fresh_phone, picture, stranger};

/// Somebody at a device of their own.
pub const CALLER: Visitor<'static> = Visitor { device: Some("device"), address: "192.0.2.1", agent: "" };

pub fn posted(action: &str, words: &str) -> CaseForm {
    CaseForm { action: action.into(), words: words.into(), reason: words.into(), ..CaseForm::default() }
}

/// A citizen's own report with photo and phone: number, the reporter's pass, the photo's id.
pub async fn report(stage: &Stage, words: &str) -> (String, String, String) {
    report_by(stage, words, &fresh_phone()).await
}

/// The same of somebody with this phone number.
pub async fn report_by(stage: &Stage, words: &str, phone: &str) -> (String, String, String) {
    let token = new_token().expect("a token");
    let photo = casework::draft::add_photo(&stage.backend, &token, picture()).await.expect("stored").id;
    let typed = ReportForm { photos: vec![photo.clone()], phone: phone.to_owned(), ..form(words) };
    let sent = submit(&stage.backend, &token, &typed, &token).await.expect("sent");
    let (_, pass) = open(&stage.backend, &sent.secret).await.expect("opened");
    (sent.number.to_string(), pass, photo)
}

/// The pass of whoever knows number and phone.
async fn pass_of(stage: &Stage, form: &TrackForm) -> String {
    track(&stage.backend, form, &CALLER).await.expect("opened").1
}

pub async fn code<T: std::fmt::Debug>(result: impl Future<Output = Result<T, foundation::Failure>>) -> FaultCode {
    result.await.expect_err("refused").faults()[0].code
}

on_both_databases! {
    async fn before_filing_only_the_reporter_sees_it_and_the_words_only_after_release(stage) {
        let crew = Crew::hire(&stage).await;
        let (number, pass, photo) = report(&stage, "张三家门口路灯不亮").await;
        assert_eq!(code(find(&stage.backend, &number, None)).await, FaultCode::NotFound);
        assert_eq!(code(find(&stage.backend, "PH20261123-999999", None)).await, FaultCode::NotFound);
        let own = find(&stage.backend, &number, Some(&pass)).await.expect("own");
        assert_eq!(own.words.as_deref(), Some("张三家门口路灯不亮"));
        assert!(own.provisional && own.photos.len() == 1);
        crew.bring(&stage, &number, CaseState::Filed).await;
        let public = find(&stage.backend, &number, None).await.expect("public");
        assert_eq!((public.words, public.photos.len(), public.summary.place.address.as_str()), (None, 0, ""));
        assert!(public.reporter.is_none());
        assert!(read(&stage.backend, &photo, Size::Full, &Viewer::default()).await.is_err());
        casework::case::release(&stage.backend, &crew.acceptor, &number, Part::Report, true, "").await.expect("released");
        let public = find(&stage.backend, &number, None).await.expect("public");
        assert_eq!(public.words.as_deref(), Some("张三家门口路灯不亮"));
        assert!(read(&stage.backend, &photo, Size::Full, &Viewer::default()).await.is_ok());
    }

    async fn z09_search_and_map_show_no_case_that_the_list_hides(stage) {
        let crew = Crew::hire(&stage).await;
        let (number, ..) = report(&stage, "独角兽挡路").await;
        let search = |words: &str| NearbyFilter { words: Some(words.to_owned()), ..NearbyFilter::default() };
        let all = Viewport { bounds: Bounds { south: 30.0, west: 120.0, north: 31.5, east: 122.0 }, zoom: 12 };
        assert_eq!(nearby(&stage.backend, &search("路灯"), &stranger()).await.expect("searched").total, 0);
        assert!(features(&stage.backend, all, &NearbyFilter::default(), &stranger()).await.expect("mapped").is_empty());
        let kept_for_a_second = std::time::Duration::from_millis(1100);
        tokio::time::sleep(kept_for_a_second).await;
        crew.bring(&stage, &number, CaseState::Filed).await;
        assert_eq!(nearby(&stage.backend, &search("路灯"), &stranger()).await.expect("searched").total, 1);
        assert_eq!(nearby(&stage.backend, &search("独角兽"), &stranger()).await.expect("searched").total, 0, "not released");
        assert!(matches!(features(&stage.backend, all, &NearbyFilter::default(), &stranger()).await.expect("mapped")[..], [Feature::Case { .. }]));
        casework::case::release(&stage.backend, &crew.acceptor, &number, Part::Report, true, "").await.expect("released");
        assert_eq!(nearby(&stage.backend, &search("独角兽"), &stranger()).await.expect("searched").total, 1);
        casework::case::release(&stage.backend, &crew.acceptor, &number, Part::Report, false, "").await.expect("withdrawn");
        assert_eq!(nearby(&stage.backend, &search("独角兽"), &stranger()).await.expect("searched").total, 0);
        let (latest, ..) = home(&stage.backend).await.expect("home");
        assert!(latest.iter().all(|case| case.place.address.is_empty() && case.photo.is_none()));
    }

    async fn the_map_shows_what_the_list_beside_it_is_narrowed_to(stage) {
        let crew = Crew::hire(&stage).await;
        let (lamp, ..) = report(&stage, "路灯不亮").await;
        crew.bring(&stage, &lamp, CaseState::Filed).await;
        casework::case::release(&stage.backend, &crew.acceptor, &lamp, Part::Report, true, "").await.expect("released");
        let (settled, ..) = report(&stage, "独角兽挡路").await;
        crew.bring(&stage, &settled, CaseState::Closed).await;
        casework::case::release(&stage.backend, &crew.acceptor, &settled, Part::Report, true, "").await.expect("released");
        let all = Viewport { bounds: Bounds { south: 30.0, west: 120.0, north: 31.5, east: 122.0 }, zoom: 12 };
        let some = |text: &str| Some(text.to_owned());
        let town = some(&form("").town);
        for (filter, expected) in [
            (NearbyFilter::default(), Some(&lamp)),
            (NearbyFilter { town: town.clone(), ..NearbyFilter::default() }, Some(&lamp)),
            (NearbyFilter { town: some("330482999"), ..NearbyFilter::default() }, None),
            (NearbyFilter { words: some("路灯不亮"), town, ..NearbyFilter::default() }, Some(&lamp)),
            (NearbyFilter { words: some("独角兽"), ..NearbyFilter::default() }, None),
            (NearbyFilter { done: true, ..NearbyFilter::default() }, Some(&settled)),
            (NearbyFilter { words: some("独角兽"), done: true, ..NearbyFilter::default() }, Some(&settled)),
        ] {
            let shown: Vec<String> = features(&stage.backend, all, &filter, &stranger())
                .await
                .expect("mapped")
                .into_iter()
                .map(|feature| match feature {
                    Feature::Case { number, .. } => number.as_str().to_owned(),
                    Feature::Cluster { .. } => panic!("two of one: {filter:?}"),
                })
                .collect();
            assert_eq!(shown, expected.into_iter().cloned().collect::<Vec<_>>(), "{filter:?}");
            let listed = nearby(&stage.backend, &filter, &stranger()).await.expect("listed").rows;
            assert_eq!(listed.len(), shown.len(), "{filter:?}");
        }
    }

    async fn z03_before_release_the_public_knows_the_square_and_not_the_spot(stage) {
        let crew = Crew::hire(&stage).await;
        let (number, pass, _) = report(&stage, "路灯不亮").await;
        let exact = Position { lat: 30.69, lng: 121.02 };
        crew.bring(&stage, &number, CaseState::Filed).await;
        let near = NearbyFilter { position: Some(exact), ..NearbyFilter::default() };
        let all = Viewport { bounds: Bounds { south: 30.0, west: 120.0, north: 31.5, east: 122.0 }, zoom: 18 };
        let seen = |features: Vec<Feature>| match features[..] {
            [Feature::Case { position, .. }] => position,
            _ => panic!("{features:?}"),
        };
        let public = find(&stage.backend, &number, None).await.expect("public").summary.place;
        let blurred = public.position.expect("a point of its square");
        assert_ne!(blurred, exact);
        assert_eq!(Square::of(blurred), Square::of(exact));
        assert_eq!((public.grid, public.component), (None, None));
        let listed = nearby(&stage.backend, &near, &stranger()).await.expect("listed").rows;
        assert_eq!(listed[0].metres, Some(exact.metres_to(blurred)));
        assert_eq!(seen(features(&stage.backend, all, &NearbyFilter::default(), &stranger()).await.expect("mapped")), blurred);
        let own = find(&stage.backend, &number, Some(&pass)).await.expect("own").summary.place;
        assert_eq!(own.position, Some(exact), "to its reporter it is no secret");
        casework::case::release(&stage.backend, &crew.acceptor, &number, Part::Report, true, "").await.expect("released");
        tokio::time::sleep(std::time::Duration::from_millis(1100)).await;
        assert_eq!(seen(features(&stage.backend, all, &NearbyFilter::default(), &stranger()).await.expect("mapped")), exact);
        assert_eq!(find(&stage.backend, &number, None).await.expect("public").summary.place.position, Some(exact));
    }

    async fn z02_who_joins_follows_as_the_public_does(stage) {
        let crew = Crew::hire(&stage).await;
        let (number, _, photo) = report(&stage, "张三家门口路灯不亮").await;
        crew.bring(&stage, &number, CaseState::Filed).await;
        let token = new_token().expect("a token");
        let theirs = casework::draft::add_photo(&stage.backend, &token, picture()).await.expect("stored").id;
        let typed = ReportForm { photos: vec![theirs.clone()], ..form("我家也不亮") };
        let sent = casework::draft::join(&stage.backend, &token, &typed, "another device", &number).await.expect("joined");
        let (_, pass) = open(&stage.backend, &sent.secret).await.expect("opened");
        let shown = find(&stage.backend, &number, Some(&pass)).await.expect("public");
        assert_eq!((shown.words, shown.photos.len(), shown.reporter.is_none()), (None, 0, true));
        let viewer = Viewer { reporter: Some(pass.clone()), ..Viewer::default() };
        assert!(read(&stage.backend, &photo, Size::Full, &viewer).await.is_err(), "the first reporter's photo");
        assert_eq!(code(act(&stage.backend, &number, Some(&pass), "another device", &posted("hurry", ""))).await, FaultCode::NotFound);
        // Staff see the joiner's photo and words; the public does not before somebody has released them.
        let detail = casework::case::find(&stage.backend, &crew.acceptor, &number).await.expect("found");
        assert_eq!((detail.summary.people, detail.photos.len()), (2, 2));
        casework::case::release(&stage.backend, &crew.acceptor, &number, Part::Photo(photo.clone()), true, "").await.expect("released");
        assert!(read(&stage.backend, &photo, Size::Full, &Viewer::default()).await.is_ok());
        assert!(read(&stage.backend, &theirs, Size::Full, &Viewer::default()).await.is_err());
        assert_eq!(find(&stage.backend, &number, None).await.expect("public").photos.len(), 1);
        let clerk = code(casework::case::release(&stage.backend, &crew.clerk, &number, Part::Photo(theirs.clone()), true, ""));
        assert_eq!(clerk.await, FaultCode::NotAllowed);
    }

    async fn who_is_dissatisfied_waits_for_a_call(stage) {
        use domain::inbox::{InboxFilter, Queue};
        let crew = Crew::hire(&stage).await;
        let (number, pass, _) = report(&stage, "路灯不亮").await;
        crew.bring(&stage, &number, CaseState::Closed).await;
        let rate = CaseForm { action: "rate".into(), rating: "1".into(), reason: "还是不亮".into(), ..CaseForm::default() };
        act(&stage.backend, &number, Some(&pass), "device", &rate).await.expect("rated");
        let waiting = InboxFilter { queue: Queue::FollowUp, ..InboxFilter::default() };
        let listed = casework::case::list(&stage.backend, &crew.acceptor, &waiting).await.expect("listed");
        assert_eq!((listed.total, listed.rows[0].number.as_str()), (1, number.as_str()));
        let clock = listed.rows[0].clock.expect("a clock");
        assert!(clock.due > clock.from, "{clock:?}");
        let counts = casework::case::count(&stage.backend, &crew.acceptor).await.expect("counted");
        assert!(counts.iter().any(|count| count.queue == Queue::FollowUp && count.total == 1));
        let blank = code(casework::case::follow_up(&stage.backend, &crew.acceptor, &number, " ", ""));
        assert_eq!(blank.await, FaultCode::Required);
        casework::case::follow_up(&stage.backend, &crew.acceptor, &number, "明天再修", "").await.expect("on record");
        assert_eq!(casework::case::list(&stage.backend, &crew.acceptor, &waiting).await.expect("listed").total, 0);
        let again = code(casework::case::follow_up(&stage.backend, &crew.acceptor, &number, "再一次", ""));
        assert_eq!(again.await, FaultCode::AlreadyMoved);
        let told = find(&stage.backend, &number, Some(&pass)).await.expect("own").timeline;
        assert!(told.iter().all(|event| event.kind != EventKind::Step(Action::FollowUp)), "the call is internal");
    }

    async fn by_words_a_case_is_found_among_the_open_or_the_settled(stage) {
        let crew = Crew::hire(&stage).await;
        let (number, pass, _) = report(&stage, "独角兽挡路").await;
        crew.bring(&stage, &number, CaseState::Filed).await;
        casework::case::release(&stage.backend, &crew.acceptor, &number, Part::Report, true, "").await.expect("released");
        let reopen = posted("reopen", "它又来了");
        for (to, open) in [(None, true), (Some(CaseState::Closed), false), (Some(CaseState::Reopened), true)] {
            match to {
                Some(CaseState::Reopened) => {
                    act(&stage.backend, &number, Some(&pass), "device", &reopen).await.expect("reopened");
                }
                Some(to) => crew.bring(&stage, &number, to).await,
                None => {}
            }
            for done in [false, true] {
                let filter = NearbyFilter { words: Some("独角兽".into()), done, ..NearbyFilter::default() };
                let public = nearby(&stage.backend, &filter, &stranger()).await.expect("searched").total;
                let queue = if done { Queue::Done } else { Queue::Open };
                let filter = InboxFilter { queue, words: Some("独角兽".into()), ..InboxFilter::default() };
                let staff = casework::case::list(&stage.backend, &crew.acceptor, &filter).await.expect("listed").total;
                assert_eq!((public, staff), if open == done { (0, 0) } else { (1, 1) }, "{to:?} {done}");
            }
        }
    }

    async fn a_reopened_case_gets_a_new_promise(stage) {
        let crew = Crew::hire(&stage).await;
        let phone = fresh_phone();
        let (number, ..) = report_by(&stage, "路灯不亮", &phone).await;
        crew.bring(&stage, &number, CaseState::Closed).await;
        let before = find(&stage.backend, &number, None).await.expect("public").summary.promised_at;
        stage.clock.set(stage.clock.now().plus_seconds(7 * 86_400));
        let (_, pass) = track(&stage.backend, &TrackForm { number: number.clone(), phone }, &CALLER).await.expect("opened");
        act(&stage.backend, &number, Some(&pass), "device", &posted("reopen", "又不亮了")).await.expect("reopened");
        let after = find(&stage.backend, &number, None).await.expect("public");
        assert!(after.summary.promised_at > before && after.clock.due > after.clock.now, "{:?}", after.clock);
        assert!(after.provisional);
    }

    async fn a_private_class_is_never_public(stage) {
        let crew = Crew::hire(&stage).await;
        let (number, pass, _) = report(&stage, "邻居养鸡").await;
        let class = "matter-06038".parse().expect("a class");
        let condition = stage.backend.catalog().conditions("matter-06038").first().map(|condition| condition.id);
        let step = domain::case::Step::File { class, condition, urgent: false };
        casework::case::advance(&stage.backend, &crew.acceptor, &number, 0, &step, "").await.expect("filed");
        assert_eq!(code(find(&stage.backend, &number, None)).await, FaultCode::NotFound);
        assert!(find(&stage.backend, &number, Some(&pass)).await.is_ok());
    }

    async fn number_and_whole_phone_open_the_case_and_a_few_digits_do_not(stage) {
        let (number, ..) = report_by(&stage, "路灯不亮", "13857301234").await;
        let form = |number: &str, phone: &str| TrackForm { number: number.into(), phone: phone.into() };
        let typed = form(&number.to_lowercase(), "+86 138-5730 1234 ");
        let (_, pass) = track(&stage.backend, &typed, &CALLER).await.expect("opened");
        assert!(find(&stage.backend, &number, Some(&pass)).await.is_ok());
        for typed in [number.replace('-', ""), format!("案卷编号 {number}"), format!("No. {number}")] {
            let (found, _) = track(&stage.backend, &form(&typed, "13857301234"), &CALLER).await.expect("opened");
            assert_eq!(found.as_str(), number, "{typed}");
        }
        for few in ["1234", "34", "138******34", "7301234"] {
            assert_eq!(code(track(&stage.backend, &form(&number, few), &CALLER)).await, FaultCode::PhoneMalformed, "{few}");
        }
        for blank in [form("", "13857301234"), form(&number, " ")] {
            assert_eq!(code(track(&stage.backend, &blank, &CALLER)).await, FaultCode::Required);
        }
    }

    async fn an_unknown_number_a_wrong_phone_and_an_anonymous_report_get_the_same_answer_for_the_same_work(stage) {
        let (known, ..) = report_by(&stage, "路灯不亮", "13857301234").await;
        let anonymous = stage.reported("井盖坏了").await;
        let stranger = Visitor { address: "198.51.100.7", ..Visitor::default() };
        let mut costs = Vec::new();
        for (number, phone) in [
            (known.as_str(), "13857301235"),
            ("PH20261123-999999", "13857301234"),
            (anonymous.as_str(), "13857301234"),
        ] {
            stage.statements.take();
            let form = TrackForm { number: number.into(), phone: phone.into() };
            let refused = track(&stage.backend, &form, &stranger).await.expect_err("refused").faults();
            assert_eq!((refused.len(), refused[0].code), (1, FaultCode::TrackMismatch), "{number}");
            costs.push(stage.statements.take().len());
        }
        assert!(costs[0] > 0 && costs.iter().all(|cost| *cost == costs[0]), "{costs:?}");
    }

    async fn five_wrong_phones_make_a_stranger_wait_and_not_who_reported_it(stage) {
        let typed = ReportForm { phone: "13857301234".into(), ..form("路灯不亮") };
        let sent = submit(&stage.backend, &new_token().expect("a token"), &typed, "device").await.expect("sent");
        let number = sent.number.to_string();
        let form = |phone: &str| TrackForm { number: number.clone(), phone: phone.into() };
        let stranger = Visitor { device: Some("a stranger's"), address: "198.51.100.7", agent: "" };
        for _ in 0..5 {
            assert_eq!(code(track(&stage.backend, &form("13857300000"), &stranger)).await, FaultCode::TrackMismatch);
        }
        // A new device for every try still comes from somewhere.
        let another = Visitor { device: Some("another"), ..stranger };
        for who in [&stranger, &another] {
            let waits = track(&stage.backend, &form("13857301234"), who).await.expect_err("too early").faults();
            assert_eq!(waits, [Fault::later(1)]);
        }
        track(&stage.backend, &form("13857301234"), &CALLER).await.expect("the reporter's own device");
        stage.clock.set(stage.clock.now().plus_seconds(1));
        track(&stage.backend, &form("13857301234"), &stranger).await.expect("after the told wait");
    }

    async fn the_reporter_adds_hurries_rates_and_reopens(stage) {
        let crew = Crew::hire(&stage).await;
        let phone = fresh_phone();
        let (number, pass, _) = report_by(&stage, "路灯不亮", &phone).await;
        let typed = TrackForm { number: number.clone(), phone };
        assert!(find(&stage.backend, &number, Some(&pass)).await.is_ok());
        // The pass is short: a day later the reporter opens the case anew.
        let act = async |form: CaseForm| {
            let (_, pass) = track(&stage.backend, &typed, &CALLER).await.expect("opened");
            act(&stage.backend, &number, Some(&pass), "device", &form).await
        };
        act(posted("add", "在小区东门")).await.expect("added");
        act(posted("add", "在小区东门")).await.expect("the same post again");
        act(posted("hurry", "")).await.expect("hurried");
        assert_eq!(code(act(posted("hurry", ""))).await, FaultCode::HurriedAlready);
        stage.clock.set(stage.clock.now().plus_seconds(24 * 3600));
        act(posted("hurry", "")).await.expect("a day later");
        assert_eq!(code(act(posted("rate", ""))).await, FaultCode::AlreadyMoved);
        crew.bring(&stage, &number, CaseState::Closed).await;
        let rate = |rating: &str, reason: &str| CaseForm { rating: rating.into(), ..posted("rate", reason) };
        assert_eq!(code(act(rate("9", ""))).await, FaultCode::Required);
        assert_eq!(code(act(rate("1", " "))).await, FaultCode::ReasonRequired);
        act(rate("1", "没修好")).await.expect("rated");
        assert_eq!(code(act(rate("5", ""))).await, FaultCode::RatedAlready);
        // What they say of the work is between them and the city.
        let public = find(&stage.backend, &number, None).await.expect("found");
        let own = find(&stage.backend, &number, Some(&pass_of(&stage, &typed).await)).await.expect("own");
        assert_eq!((public.rating, own.rating), (None, Rating::new(1)));
        act(posted("reopen", "又不亮了")).await.expect("reopened");
        let public = find(&stage.backend, &number, None).await.expect("found");
        let own = find(&stage.backend, &number, Some(&pass_of(&stage, &typed).await)).await.expect("own");
        for (case, hurried, rated, added) in [(&public, 0, 0, 0), (&own, 2, 1, 1)] {
            assert_eq!(case.timeline[0].kind, EventKind::Step(Action::Reopen));
            let count = |kind: EventKind| case.timeline.iter().filter(|event| event.kind == kind).count();
            let counts = [EventKind::Step(Action::Hurry), EventKind::Step(Action::Rate), EventKind::Step(Action::Add)].map(count);
            assert_eq!(counts, [hurried, rated, added]);
        }
    }

    async fn after_the_window_nobody_reopens(stage) {
        let crew = Crew::hire(&stage).await;
        let phone = fresh_phone();
        let (number, _, _) = report_by(&stage, "路灯不亮", &phone).await;
        crew.bring(&stage, &number, CaseState::Closed).await;
        stage.clock.set(stage.clock.now().plus_seconds(15 * 86_400 + 1));
        let (_, pass) = track(&stage.backend, &TrackForm { number: number.clone(), phone }, &CALLER).await.expect("opened");
        let form = posted("reopen", "又坏了");
        assert_eq!(code(act(&stage.backend, &number, Some(&pass), "device", &form)).await, FaultCode::ReopenTooLate);
    }

    async fn z02_a_pass_opens_no_other_case(stage) {
        let (_, pass, _) = report(&stage, "路灯不亮").await;
        let other = stage.reported("井盖坏了").await;
        assert_eq!(code(find(&stage.backend, &other, Some(&pass))).await, FaultCode::NotFound);
        for action in ["add", "hurry", "rate", "reopen"] {
            let form = posted(action, "x");
            assert_eq!(code(act(&stage.backend, &other, Some(&pass), "device", &form)).await, FaultCode::NotFound, "{action}");
        }
    }
}
