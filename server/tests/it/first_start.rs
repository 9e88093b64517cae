//! The first start of the program, and the demo.

use std::process::Command;

use harness::{Server, TemporaryDirectory};

use crate::app::block_on;
use crate::client::Client;

const PROGRAM: &str = env!("CARGO_BIN_EXE_jingzhi");

#[test]
fn a11_without_demo_there_is_no_account_and_the_set_up_link_works_once() {
    let server = Server::new(PROGRAM).start();
    let log = server.log();
    let token = log.split("/setup/").nth(1).and_then(|rest| rest.split_whitespace().next()).expect("a set-up link");
    assert!(token.len() >= 32, "{token}");
    block_on(async {
        let client = Client::new(&server.url());
        let demo = client.post("/login", &[("login", "shouli"), ("password", "jingzhi-demo")]).await;
        assert_eq!(demo.status, 422, "{}", demo.text());
        let account = [("login", "first"), ("name", "第一人"), ("password", "a long enough password")];
        client.post(&format!("/setup/{}", "0".repeat(64)), &account).await.expect(404);
        let short = [("login", "first"), ("name", "第一人"), ("password", "short")];
        let refused = client.post(&format!("/setup/{token}"), &short).await.expect(422);
        assert!(refused.text().contains("第一人") && !refused.text().contains("value=\"short\""));
        let made = client.post(&format!("/setup/{token}"), &account).await;
        assert_eq!(made.location(), "/login");
        client.post(&format!("/setup/{token}"), &account).await.expect(404);
        client.get(&format!("/setup/{token}")).await.expect(404);
        let signed_in = client.post("/login", &[("login", "first"), ("password", "a long enough password")]).await;
        assert_eq!(signed_in.location(), "/desk/city", "nothing works before the city has brought its files");
    });
}

#[test]
fn a11_demo_data_and_real_data_are_never_mixed() {
    let run = |folder: &TemporaryDirectory, arguments: &[&str]| {
        let output = Command::new(PROGRAM)
            .args(arguments)
            .env("JINGZHI_DATA_DIR", folder.path())
            .env("JINGZHI_LISTEN", "127.0.0.1:0")
            .env_remove("JINGZHI_DEMO")
            .env_remove("JINGZHI_DATABASE_URL")
            .output()
            .expect("the program");
        (output.status.success(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let demo = TemporaryDirectory::new("demo");
    assert!(run(&demo, &["migrate", "--demo"]).0);
    for command in ["serve", "migrate"] {
        let (done, said) = run(&demo, &[command]);
        assert!(!done && said.contains("--demo"), "{command}: {said}");
    }
    let real = TemporaryDirectory::new("real");
    assert!(run(&real, &["migrate"]).0);
    // A real city with an account: the demo would put invented cases beside real ones.
    let mut create = Command::new(PROGRAM);
    create.args(["account", "create", "--login", "first", "--role", "acceptor", "--name-zh", "第一人"]);
    create.env("JINGZHI_DATA_DIR", real.path()).stdin(std::process::Stdio::piped());
    let mut child = create.spawn().expect("the program");
    std::io::Write::write_all(child.stdin.as_mut().expect("an input"), b"a long enough password\n").expect("written");
    assert!(child.wait().expect("an end").success());
    let (done, said) = run(&real, &["migrate", "--demo"]);
    assert!(!done && said.contains("real city"), "{said}");
}
