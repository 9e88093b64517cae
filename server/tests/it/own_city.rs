//! A city made of small files of its own: another province, other names. It begins without anything, says so, takes its files while it runs,
//! and then takes a report, sends it by its own responsibilities and closes it. Pinghu is on none of its pages.

use city::import::{How, Imported, import};
use domain::account::Role;
use domain::case::{CaseState, Outcome, Step};
use domain::geo::Position;
use foundation::account::Administrator::Machine;
use foundation::catalog::kind::FileKind;

use crate::app::{Store, TestApp, on_both};
use crate::client::Client;
use crate::fixture::{staff, step, upload};
use crate::picture;

on_both!(a_city_of_ones_own_takes_a_report_and_closes_it);

/// A file of the smallest city that works.
fn file(kind: FileKind) -> Vec<u8> {
    let ending = if matches!(kind, FileKind::Areas | FileKind::Grids | FileKind::Roads | FileKind::BaseMap) {
        "geojson"
    } else {
        "csv"
    };
    let path = format!("{}/../cities/example/{}.{ending}", env!("CARGO_MANIFEST_DIR"), kind.code());
    std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Everything that may be seen of a city, with what each page is called.
async fn pages(client: &Client, number: &str) -> Vec<(String, String)> {
    let mut pages = Vec::new();
    for language in ["", "/en"] {
        let case = format!("/cases/{number}");
        for path in ["/", "/report", "/report/place", "/track", "/nearby", case.as_str(), "/nowhere"] {
            let path = if path == "/" && language == "/en" { language.to_owned() } else { format!("{language}{path}") };
            pages.push((path.clone(), client.get(&path).await.text()));
        }
    }
    pages
}

async fn a_city_of_ones_own_takes_a_report_and_closes_it(store: Store) {
    let app = TestApp::start_empty(store).await;
    let citizen = app.client();
    for (path, told) in [("/", "尚未开通"), ("/report", "尚未开通"), ("/en/nearby", "Not open yet")] {
        let page = citizen.get(path).await.expect(503).text();
        assert!(page.contains(told) && page.contains("tel:12345") && !page.contains("平湖"), "{path}: {page}");
    }
    citizen.post("/report/check", &[("words", "路边有垃圾"), ("go", "send")]).await.expect(503);
    let admin = staff(&app, "xitong", Role::SystemAdministrator, None).await;
    let page = admin.client.get("/desk/city").await.expect(200).text();
    assert!(page.contains("jingzhi import areas areas.geojson") && page.contains("缺少"), "{page}");
    for kind in FileKind::ALL {
        let imported = import(&app.backend, Machine, kind, file(kind), How::default()).await.expect("the store");
        assert!(
            matches!(imported, Imported::Sound(changes) if changes.added + changes.changed > 0),
            "{kind:?}: {imported:?}"
        );
    }
    let page = admin.client.get("/desk/city").await.expect(200).text();
    assert!(!page.contains("缺少"), "{page}");

    // In 茶山镇, whose litter is its own.
    let photos = vec![("album", picture::jpeg(320, 240))];
    citizen.post_files("/report", &[], photos).await.expect(303);
    let outside = [("lat", "30.69"), ("lng", "121.02"), ("source", "map")];
    citizen.post("/report/place", &outside).await.expect(422);
    let fields = [
        ("lat", "24.5455"),
        ("lng", "102.45"),
        ("source", "map"),
        ("words", "茶马路边垃圾没人收"),
        ("class", "matter-06001"),
        ("go", "send"),
    ];
    let sent = citizen.post("/report/check", &fields).await;
    assert_eq!(sent.location(), "/report/done", "{}", sent.text());
    let receipt = citizen.get("/report/done").await.expect(200).text();
    let number =
        receipt.split("YX20261123-").nth(1).map(|rest| format!("YX20261123-{}", &rest[..6])).expect("a number");

    let acceptor = staff(&app, "acceptor", Role::Acceptor, None).await;
    let dispatcher = staff(&app, "dispatcher", Role::Dispatcher, None).await;
    let clerk = staff(&app, "clerk", Role::DepartmentClerk, Some("chashan")).await;
    let officer = staff(&app, "officer", Role::HandlingOfficer, Some("chashan")).await;
    let collector = staff(&app, "collector", Role::Collector, None).await;
    let found = async || casework::case::find(&app.backend, &acceptor.actor, &number).await.expect("the case");
    let case = found().await;
    let place = &case.summary.place;
    let zh = |name: &Option<domain::language::Name>| name.as_ref().map(|name| name.zh.clone());
    assert_eq!((zh(&place.town).as_deref(), zh(&place.community).as_deref()), (Some("茶山镇"), Some("梨园村")));
    assert_eq!((zh(&place.road).as_deref(), place.grid.as_deref()), (Some("茶马路"), Some("530998101201001")));
    let class = case.class.expect("a class");
    let condition = app.backend.catalog().conditions_of(&class).first().map(|condition| condition.id);
    step(&app, &acceptor, &number, &Step::File { class: class.clone(), condition, urgent: false }).await;
    let recommended = app.backend.catalog().recommend(&class, Some("530998101")).expect("a rule");
    assert_eq!(recommended.name.zh, "茶山镇人民政府");
    let elsewhere = app.backend.catalog().recommend(&class, Some("530998001")).expect("a rule");
    assert_eq!(elsewhere.name.zh, "县运行管理中心");
    let desk = dispatcher.client.get(&format!("/desk/cases/{number}")).await.expect(200).text();
    assert!(desk.contains("茶山镇人民政府") && desk.contains("镇里的垃圾由镇政府清运"), "{desk}");
    step(&app, &dispatcher, &number, &Step::Dispatch { department: recommended.department, note: String::new() }).await;
    let officer_id = officer.actor.account;
    step(&app, &clerk, &number, &Step::Accept { officer: officer_id, note: String::new() }).await;
    step(&app, &officer, &number, &Step::Start).await;
    let after = vec![upload(&officer).await.id];
    step(&app, &officer, &number, &Step::Finish { before: Vec::new(), after, note: "已清运".to_owned() }).await;
    let photos = vec![upload(&collector).await.id];
    step(&app, &collector, &number, &Step::PassCheck { photos, finding: "到现场看过".to_owned() }).await;
    let close = Step::Close { outcome: Outcome::Solved, words: "垃圾已清运".to_owned(), publish: true };
    step(&app, &acceptor, &number, &close).await;
    assert_eq!(found().await.summary.state, CaseState::Closed);

    let mut seen = pages(&citizen, &number).await;
    for (person, paths) in [
        (&acceptor, ["/desk", "/desk/inbox", "/desk/register", "/officer/"]),
        (&admin, ["/desk", "/desk/city", "/desk/accounts", "/desk/accounts/new"]),
    ] {
        for path in paths {
            seen.push((path.to_owned(), person.client.get(path).await.text()));
        }
    }
    seen.push(("login".to_owned(), app.client().get("/login").await.text()));
    for file in ["/map/base.json", "/officer.webmanifest"] {
        seen.push((file.to_owned(), citizen.get(file).await.expect(200).text()));
    }
    for (path, page) in seen {
        for word in ["平湖", "Pinghu", "PINGHU", "330482", "12345", "当湖", "浙江"] {
            assert!(!page.contains(word), "{path} says {word}: {page}");
        }
        if path.ends_with(".json") {
            assert!(page.contains("茶马路") && page.contains("云溪"), "{page}");
        } else {
            assert!(page.contains("云溪随手拍") || page.contains("Yunxi Snap"), "{path}: {page}");
        }
    }
    assert_eq!(app.backend.catalog().geography().locate(Position { lat: 30.69, lng: 121.02 }), None);
}
