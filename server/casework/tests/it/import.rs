//! A city brings its own files: all or nothing, line by line, twice without harm, and takes them away again.

use city::export::export;
use city::file::{Coordinates, Wrong};
use city::import::{Changes, How, Imported, import};
use domain::account::Role;
use domain::case::CaseState;
use domain::report::StaffReport;
use encoding_rs::GB18030;
use foundation::account::Administrator;
use foundation::account::Administrator::Machine;
use foundation::catalog::kind::FileKind;

use crate::case::Crew;
use crate::on_both_databases;
use crate::stage::{Stage, form, fresh_key};

async fn bring(stage: &Stage, kind: FileKind, text: &str) -> Imported {
    import(&stage.backend, Machine, kind, text.as_bytes().to_vec(), How::default()).await.expect("imported")
}

async fn brought(stage: &Stage, kind: FileKind, text: &str) -> Changes {
    match bring(stage, kind, text).await {
        Imported::Sound(changes) => changes,
        Imported::Wrong(wrongs) => panic!("{wrongs:?}"),
    }
}

/// Line and column of everything that is wrong.
async fn places(stage: &Stage, kind: FileKind, text: &str) -> Vec<(usize, String)> {
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
        for kind in FileKind::ALL {
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
        let seen = async || casework::case::find(&stage.backend, &crew.acceptor, &number).await.expect("found");
        let before = seen().await;
        let departments = export(&stage.backend, FileKind::Departments).await.expect("written");
        let without = |code: &str| {
            let lines = departments.lines().filter(|line| !line.starts_with(code)).map(|line| format!("{line}\n"));
            lines.collect::<String>()
        };
        assert_eq!(places(&stage, FileKind::Departments, &without("shizheng")).await, [at(1, "code"), at(1, "code")], "rules and people");
        // Nobody works in this one; cases go to it.
        let own = "zhifa";
        let id = stage.actor(Role::HandlingOfficer, Some(own)).department.map(|(id, _)| id);
        assert_eq!(places(&stage, FileKind::Departments, &without(own)).await, [at(1, "code")], "rules");
        let rules = export(&stage.backend, FileKind::Responsibilities).await.expect("written");
        let moved = rules.replace(&format!(",{own},"), ",centre,");
        assert!(brought(&stage, FileKind::Responsibilities, &moved).await.changed > 5);
        let changes = brought(&stage, FileKind::Departments, &without(own)).await;
        assert_eq!((changes.added, changes.changed, changes.removed), (0, 0, 1));
        assert!(stage.backend.catalog().departments().iter().all(|department| department.code != own));
        assert!(id.is_some_and(|id| stage.backend.catalog().department(id).is_some()), "cases may still name it");
        // It comes back under another name, and is the same one.
        let changes = brought(&stage, FileKind::Departments, &departments.replace("市综合执法局", "市执法支队")).await;
        assert_eq!((changes.added, changes.changed, changes.removed), (1, 0, 0));
        let back = stage.actor(Role::HandlingOfficer, Some(own)).department.expect("a department");
        assert_eq!((Some(back.0), back.1.zh.as_str()), (id, "市执法支队"));
        assert_eq!(seen().await, before, "the case is where it was, and says the same");
        // A class that is gone is neither offered nor forgotten: first what names it goes.
        let without = async |kind: FileKind, start: &str| {
            let file = export(&stage.backend, kind).await.expect("written");
            file.lines().filter(|line| !line.starts_with(start)).map(|line| format!("{line}\n")).collect::<String>()
        };
        let classes = without(FileKind::Classes, "matter,01037").await;
        assert!(!places(&stage, FileKind::Classes, &classes).await.is_empty(), "conditions still name it");
        let conditions = without(FileKind::Conditions, "matter,01037").await;
        assert!(brought(&stage, FileKind::Conditions, &conditions).await.removed > 0);
        let rules = without(FileKind::Responsibilities, "matter,01037").await;
        let rules: String = rules.lines().filter(|line| !line.starts_with("*,01037")).map(|line| format!("{line}\n")).collect();
        brought(&stage, FileKind::Responsibilities, &rules).await;
        let changes = brought(&stage, FileKind::Classes, &classes).await;
        assert_eq!((changes.added, changes.changed, changes.removed), (0, 0, 1));
        assert_eq!(seen().await.summary.class, before.summary.class);
        assert!(stage.backend.catalog().suggest("路灯不亮", 5).iter().all(|found| found.class.id.to_string() != "matter-01037"));
        let acceptor = stage.actor(Role::Acceptor, None);
        let late = StaffReport { key: fresh_key(), form: form("路灯不亮"), urgent: false };
        assert!(casework::case::register(&stage.backend, &acceptor, &late).await.is_err(), "from a page that was open before");
        // Nor does a town go from under its grids, roads and rules; and a file that was taken away comes back as it is.
        let areas = export(&stage.backend, FileKind::Areas).await.expect("written");
        let smaller: Vec<&str> = areas.lines().filter(|line| !line.contains("\"330482108")).collect();
        let smaller = smaller.join("\n").replace("},\n]", "}\n]");
        assert!(places(&stage, FileKind::Areas, &smaller).await.len() > 3);
        for kind in FileKind::ALL {
            let file = export(&stage.backend, kind).await.expect("written");
            let changes = brought(&stage, kind, &file).await;
            assert_eq!((changes.added, changes.changed, changes.removed), (0, 0, 0), "{}", kind.code());
        }
    }

    async fn of_two_who_import_at_once_each_judges_by_what_the_other_left(stage) {
        let rules = export(&stage.backend, FileKind::Responsibilities).await.expect("written");
        let one = rules.replace(",shizheng,", ",centre,");
        let departments = export(&stage.backend, FileKind::Departments).await.expect("written");
        let fewer: String = departments.lines().filter(|line| !line.starts_with("shizheng")).map(|line| format!("{line}\n")).collect();
        for _ in 0..4 {
            bring(&stage, FileKind::Responsibilities, &one).await;
            let (first, second) = futures::join!(bring(&stage, FileKind::Responsibilities, &rules), bring(&stage, FileKind::Departments, &fewer));
            assert!(!(matches!(first, Imported::Sound(_)) && matches!(second, Imported::Sound(_))), "rules for a department that is gone");
            brought(&stage, FileKind::Departments, &departments).await;
        }
        let base = export(&stage.backend, FileKind::BaseMap).await.expect("written").replace("镜湖", "鉴湖");
        let same = || bring(&stage, FileKind::BaseMap, &base);
        futures::join!(same(), same(), same());
        assert_eq!(export(&stage.backend, FileKind::BaseMap).await.expect("written").lines().count(), base.lines().count());
    }

    async fn everything_wrong_is_told_with_its_line_and_nothing_is_stored(stage) {
        let before = export(&stage.backend, FileKind::Departments).await.expect("written");
        let wrong = "code,name_zh,phone\na b,甲,1\nok,,2\nok,乙,3\n";
        assert_eq!(places(&stage, FileKind::Departments, wrong).await, [at(2, "code"), at(3, "name_zh"), at(4, "code")]);
        assert_eq!(places(&stage, FileKind::Departments, "code,name,phone\na,b,c\n").await, [at(1, ""), at(1, "name_zh")]);
        assert_eq!(places(&stage, FileKind::Departments, "code,name_zh\na,b,c\n").await, [at(2, "")]);
        assert_eq!(places(&stage, FileKind::Departments, "code,name_zh\n").await, [at(1, "")]);
        assert_eq!(places(&stage, FileKind::Departments, "").await, [at(1, "")]);
        let latin = import(&stage.backend, Machine, FileKind::Departments, b"code,name_zh\na,Caf\xe9s\n".to_vec(), How::default());
        assert!(matches!(latin.await.expect("judged"), Imported::Wrong(wrongs) if wrongs[0].line == 2));
        assert_eq!(export(&stage.backend, FileKind::Departments).await.expect("written"), before);

        let square = "[[121,30.7],[121.1,30.7],[121.1,30.8],[121,30.8],[121,30.7]]";
        let bow = "[[121,30.7],[121.1,30.8],[121.1,30.7],[121,30.8],[121,30.7]]";
        let town = polygon("{\"code\":\"330482001\",\"level\":\"town\",\"parent\":\"999999\",\"name_zh\":\"甲\"}", square);
        let crossed = polygon("{\"code\":\"33048\",\"level\":\"county\",\"name_zh\":\"乙\"}", bow);
        let areas = collection(&[town, crossed]);
        assert_eq!(places(&stage, FileKind::Areas, &areas).await, [at(2, "parent"), at(3, "geometry"), at(3, "code")]);
        let grid = polygon("{\"code\":\"330482001999001\",\"community\":\"330482001999\"}", square);
        assert_eq!(places(&stage, FileKind::Grids, &collection(&[grid])).await, [at(2, "community")]);
        for hostile in ["[]", "[102.3]", "[[],[]]", "[[\"a\",1],[2,3]]", "7"] {
            let feature = "{\"type\":\"Feature\",\"properties\":{\"code\":\"R9\"},\"geometry\":{\"type\":\"LineString\",\"coordinates\":COORDINATES}}";
            let road = collection(&[feature.replace("COORDINATES", hostile)]);
            assert_eq!(places(&stage, FileKind::Roads, &road).await, [at(2, "geometry")], "{hostile}");
        }
        let excel = "sep=;\r\n\r\ncode;name_zh;;\r\na;\"甲\r\n乙\";;\r\n\r\nb c;丙;;\r\nd\r\n";
        assert_eq!(places(&stage, FileKind::Departments, excel).await, [at(7, "code"), at(8, "name_zh")]);
        assert_eq!(places(&stage, FileKind::Roads, "{\"type\":\"FeatureCollection\",\"features\":[\n{]}").await, [at(2, "")]);
        let components = "部件代码,纬度,经度\n33048201037000001,31.9,121.0\n33048299999000001,30.69,121.02\n3.30E+16,30.69,121.02\n";
        assert_eq!(places(&stage, FileKind::Components, components).await, [at(2, "lat"), at(3, "code"), at(4, "code")]);
        assert_eq!(places(&stage, FileKind::Calendar, "date,kind\n2027-02-30,holiday\n2027/1/1,day\n").await, [at(2, "date"), at(3, "kind")]);
        assert_eq!(places(&stage, FileKind::City, "item,value\nname,甲\ncolour,red\n").await.len(), 4);
    }

    async fn what_excel_writes_and_web_maps_show_is_read(stage) {
        let years = "日期,类型,名称\r\n2027/1/1,holiday,元旦\r\n";
        let bytes = GB18030.encode(years).0.into_owned();
        let imported = import(&stage.backend, Machine, FileKind::Calendar, bytes, How::default()).await.expect("imported");
        let Imported::Sound(changes) = imported else { panic!("{imported:?}") };
        assert_eq!((changes.added, changes.removed), (1, 0), "other years stay");
        assert_eq!(stage.backend.catalog().lacked_year("2026-11-28".parse().expect("a day")), None);

        // A place as a web map tells it, half a kilometre from where it is on the ground.
        let line = "[[116.410244499,39.916404282],[116.41,39.91]]";
        let properties = "{\"kind\":\"river\",\"name_zh\":\"河\",\"width\":10}";
        let river = format!("{{\"type\":\"Feature\",\"properties\":{properties},\"geometry\":{{\"type\":\"LineString\",\"coordinates\":{line}}}}}");
        let file = collection(&[river]);
        let stored = async |how: How| {
            import(&stage.backend, Machine, FileKind::BaseMap, file.clone().into_bytes(), how).await.expect("imported");
            export(&stage.backend, FileKind::BaseMap).await.expect("written")
        };
        let bent = How { coordinates: Coordinates::Gcj02, ..How::default() };
        assert!(!stored(How { check: true, ..bent }).await.contains("116."), "it was only judged");
        assert!(stored(bent).await.contains("[116.404,39.915]"));
        let national = How { coordinates: Coordinates::Cgcs2000, ..How::default() };
        assert!(stored(national).await.contains("[116.4102445,39.9164043]"));
    }

    async fn only_the_system_administrator_and_the_machine_import(stage) {
        for role in Role::ALL {
            let actor = stage.actor(role, None);
            let by = Administrator::Person(&actor);
            let imported = import(&stage.backend, by, FileKind::Calendar, b"x".to_vec(), How::default()).await;
            assert_eq!(imported.is_ok(), role == Role::SystemAdministrator, "{role:?}");
        }
    }

    async fn another_process_notices(stage) {
        let mut settings = foundation::Settings::new(stage.directory.path());
        settings.database_url.clone_from(&stage.url);
        let other = casework::open(settings).await.expect("another node");
        let city = export(&stage.backend, FileKind::City).await.expect("written").replace("平湖精治", "嘉善精治");
        brought(&stage, FileKind::City, &city).await;
        assert_eq!(other.catalog().city().product.zh, "平湖精治");
        other.follow().await.expect("read");
        assert_eq!(other.catalog().city().product.zh, "嘉善精治");
    }
}
