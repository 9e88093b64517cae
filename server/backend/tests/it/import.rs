//! A city brings its own files: all or nothing, line by line, twice without harm, and takes them away again.

use backend::account::Administrator::Machine;
use backend::catalog::file::{Coordinates, Wrong};
use backend::catalog::import::{Changes, How, Imported, Kind, export, import};
use backend::catalog::revision;
use domain::account::Role;
use domain::case::CaseState;
use domain::geo::Position;
use encoding_rs::GB18030;

use crate::case::Crew;
use crate::on_both_databases;
use crate::stage::Stage;

async fn bring(stage: &Stage, kind: Kind, text: &str) -> Imported {
    import(&stage.backend, Machine, kind, text.as_bytes().to_vec(), How::default()).await.expect("imported")
}

async fn brought(stage: &Stage, kind: Kind, text: &str) -> Changes {
    match bring(stage, kind, text).await {
        Imported::Sound(changes) => changes,
        Imported::Wrong(wrongs) => panic!("{wrongs:?}"),
    }
}

/// Line and column of everything that is wrong.
async fn places(stage: &Stage, kind: Kind, text: &str) -> Vec<(usize, String)> {
    match bring(stage, kind, text).await {
        Imported::Sound(changes) => panic!("{changes:?}"),
        Imported::Wrong(wrongs) => wrongs.into_iter().map(|Wrong { line, column, .. }| (line, column)).collect(),
    }
}

fn at(line: usize, column: &str) -> (usize, String) {
    (line, column.to_owned())
}

fn polygon(properties: &str, ring: &str) -> String {
    format!(
        "{{\"type\":\"Feature\",\"properties\":{properties},\"geometry\":{{\"type\":\"Polygon\",\"coordinates\":[{ring}]}}}}"
    )
}

fn collection(features: &[String]) -> String {
    format!("{{\"type\":\"FeatureCollection\",\"features\":[\n{}\n]}}", features.join(",\n"))
}

on_both_databases! {
    async fn what_is_taken_away_changes_nothing_when_it_comes_back(stage) {
        let revision = stage.backend.catalog().revision().to_owned();
        for kind in Kind::ALL {
            let file = export(&stage.backend, kind).await.expect("written");
            let Changes { added, changed, removed, same } = brought(&stage, kind, &file).await;
            assert!((added, changed, removed) == (0, 0, 0) && same > 0, "{}: {added} {changed} {removed} {same}", kind.code());
            assert_eq!(export(&stage.backend, kind).await.expect("again"), file);
        }
        assert_eq!(stage.backend.catalog().revision(), revision, "nothing has changed, and nobody reads anything again");
    }

    async fn a_second_file_changes_what_changed_and_keeps_what_cases_point_to(stage) {
        let crew = Crew::hire(&stage).await;
        let number = crew.case_in(&stage, CaseState::Handling).await;
        let seen = async || backend::case::find(&stage.backend, &crew.acceptor, &number).await.expect("found");
        let before = seen().await;
        let departments = export(&stage.backend, Kind::Departments).await.expect("written");
        let (own, other) = ("shizheng", "centre");
        let rules = export(&stage.backend, Kind::Responsibilities).await.expect("written");
        let without: Vec<String> = departments.lines().filter(|line| !line.starts_with(own)).map(str::to_owned).collect();
        assert_eq!(places(&stage, Kind::Departments, &without.join("\n")).await, [at(1, "code")], "rules still name it");
        let moved = rules.replace(&format!(",{own},"), &format!(",{other},"));
        assert!(brought(&stage, Kind::Responsibilities, &moved).await.changed > 5);
        let changes = brought(&stage, Kind::Departments, &without.join("\n")).await;
        assert_eq!((changes.added, changes.changed, changes.removed), (0, 0, 1));
        assert_eq!(seen().await, before, "the case is where it was, and says the same");
        assert!(stage.backend.catalog().departments().iter().all(|department| department.code != own));
        // It comes back under another name, and is the same one.
        let renamed = departments.replace("市政公司", "市政工程公司");
        let changes = brought(&stage, Kind::Departments, &renamed).await;
        assert!(changes.added == 1 && changes.removed == 0, "{changes:?}");
        let actor = stage.actor(Role::HandlingOfficer, Some(own));
        assert_eq!(actor.department.map(|(id, _)| id), crew.officer.department.as_ref().map(|(id, _)| *id));
        // A class that is gone is neither offered nor forgotten; roads likewise.
        let classes = export(&stage.backend, Kind::Classes).await.expect("written");
        let lamp = classes.lines().filter(|line| !line.starts_with("matter,01037")).map(|line| format!("{line}\n"));
        let changes = brought(&stage, Kind::Classes, &lamp.collect::<String>()).await;
        assert_eq!((changes.added, changes.changed, changes.removed), (0, 0, 1));
        assert_eq!(seen().await.summary.class, before.summary.class);
        assert!(stage.backend.catalog().suggest("路灯不亮", 5).iter().all(|found| found.class.id.to_string() != "matter-01037"));
    }

    async fn everything_wrong_is_told_with_its_line_and_nothing_is_stored(stage) {
        let before = export(&stage.backend, Kind::Departments).await.expect("written");
        let wrong = "code,name_zh,phone\na b,甲,1\nok,,2\nok,乙,3\n";
        assert_eq!(places(&stage, Kind::Departments, wrong).await, [at(2, "code"), at(3, "name_zh"), at(4, "code")]);
        assert_eq!(places(&stage, Kind::Departments, "code,name,phone\na,b,c\n").await, [at(1, "name"), at(1, "name_zh")]);
        assert_eq!(places(&stage, Kind::Departments, "code,name_zh\na,b,c\n").await, [at(2, "")]);
        assert_eq!(places(&stage, Kind::Departments, "code,name_zh\n").await, [at(1, "")]);
        assert_eq!(places(&stage, Kind::Departments, "").await, [at(1, "code"), at(1, "name_zh")]);
        let latin = import(&stage.backend, Machine, Kind::Departments, b"code,name_zh\na,Caf\xe9s\n".to_vec(), How::default());
        assert!(matches!(latin.await.expect("judged"), Imported::Wrong(wrongs) if wrongs[0].line == 2));
        assert_eq!(export(&stage.backend, Kind::Departments).await.expect("written"), before);

        let square = "[[121,30.7],[121.1,30.7],[121.1,30.8],[121,30.8],[121,30.7]]";
        let bow = "[[121,30.7],[121.1,30.8],[121.1,30.7],[121,30.8],[121,30.7]]";
        let town = polygon("{\"code\":\"330482001\",\"level\":\"town\",\"parent\":\"999999\",\"name_zh\":\"甲\"}", square);
        let crossed = polygon("{\"code\":\"33048\",\"level\":\"county\",\"name_zh\":\"乙\"}", bow);
        let areas = collection(&[town, crossed]);
        assert_eq!(places(&stage, Kind::Areas, &areas).await, [at(3, "geometry"), at(3, "code")]);
        let grid = polygon("{\"code\":\"330482001999001\",\"community\":\"330482001999\"}", square);
        assert_eq!(places(&stage, Kind::Grids, &collection(&[grid])).await, [at(2, "community")]);
        assert_eq!(places(&stage, Kind::Roads, "{\"type\":\"FeatureCollection\",\"features\":[\n{]}").await, [at(2, "")]);
        let components = "部件代码,纬度,经度\n33048201037000001,31.9,121.0\n33048299999000001,30.69,121.02\n3.30E+16,30.69,121.02\n";
        assert_eq!(places(&stage, Kind::Components, components).await, [at(4, "code")]);
        let components = components.lines().take(3).collect::<Vec<_>>().join("\n");
        assert_eq!(places(&stage, Kind::Components, &components).await, [at(2, "lat"), at(3, "code")]);
        assert_eq!(places(&stage, Kind::Calendar, "date,kind\n2027-02-30,holiday\n2027/1/1,day\n").await, [at(2, "date"), at(3, "kind")]);
        assert_eq!(places(&stage, Kind::City, "item,value\nname,甲\ncolour,red\n").await.len(), 4);
    }

    async fn what_excel_writes_and_web_maps_show_is_read(stage) {
        let years = "日期,类型,名称\r\n2027/1/1,holiday,元旦\r\n";
        let bytes = GB18030.encode(years).0.into_owned();
        let imported = import(&stage.backend, Machine, Kind::Calendar, bytes, How::default()).await.expect("imported");
        let Imported::Sound(changes) = imported else { panic!("{imported:?}") };
        assert_eq!((changes.added, changes.removed), (1, 0), "other years stay");
        assert_eq!(stage.backend.catalog().lacked_year("2026-11-28".parse().expect("a day")), None);

        // Five hundred metres apart: the same lamp as a satellite and as a web map tell it.
        let component = &rig::city_components()[0];
        let file = format!("code,lat,lng\n{},{},{}\n", component.code, component.position.lat, component.position.lng);
        let how = How { check: true, coordinates: Coordinates::Gcj02 };
        let imported = import(&stage.backend, Machine, Kind::Components, file.into_bytes(), how).await.expect("judged");
        assert!(matches!(imported, Imported::Sound(Changes { changed: 1, .. }) | Imported::Wrong(_)), "{imported:?}");
        let found = backend::catalog::find_component(&stage.backend, &component.code).await.expect("asked").expect("there");
        let Position { lat, lng } = found.position;
        assert_eq!((lat, lng), (component.position.lat, component.position.lng), "it was only judged");
    }

    async fn another_process_notices(stage) {
        let mut settings = backend::Settings::new(stage.directory.path());
        settings.database_url.clone_from(&stage.url);
        let other = backend::Backend::open(settings).await.expect("another node");
        let city = export(&stage.backend, Kind::City).await.expect("written").replace("平湖精治", "嘉善精治");
        brought(&stage, Kind::City, &city).await;
        assert_eq!(other.catalog().city().product.zh, "平湖精治");
        revision::follow(&other).await.expect("read");
        assert_eq!(other.catalog().city().product.zh, "嘉善精治");
    }
}
