//! Accounts by command, beside a server that runs: what is made on the machine is there in the browser.

use std::io::Write as _;
use std::process::{Command, Stdio};

use harness::Server;

use crate::app::block_on;
use crate::client::Client;

const PROGRAM: &str = env!("CARGO_BIN_EXE_jingzhi");
const PASSWORD: &str = "seven lanterns by the canal";

/// Runs `jingzhi account …`; gives whether it did it, and what it said.
fn account(server: &Server, arguments: &[&str], input: &str) -> (bool, String) {
    let mut command = Command::new(PROGRAM);
    command.arg("account").args(arguments);
    command.env("JINGZHI_DATA_DIR", server.data_directory()).env("JINGZHI_PUBLIC_URL", server.url());
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program");
    child.stdin.take().expect("an input").write_all(input.as_bytes()).expect("written");
    let output = child.wait_with_output().expect("an end");
    let said = [output.stdout, output.stderr].map(|text| String::from_utf8_lossy(&text).into_owned()).concat();
    (output.status.success(), said)
}

#[test]
fn accounts_are_made_reset_and_disabled_by_command() {
    let server = harness::city_server(PROGRAM).start();
    let run = |arguments: &[&str]| account(&server, arguments, "");
    let done = |arguments: &[&str]| {
        let (done, said) = run(arguments);
        assert!(done, "{arguments:?}: {said}");
        said
    };
    let refused = |arguments: &[&str], why: &str| {
        let (done, said) = run(arguments);
        assert!(!done && said.contains(why), "{arguments:?}: {said}");
    };
    let acceptor = ["--role", "acceptor", "--name-zh", "王芳"];
    let create = [&["create", "--login", "Wang"], &acceptor[..]].concat();
    let (made, said) = account(&server, &create, "wang12345678\n");
    assert!(!made && said.contains("easily guessed"), "{said}");
    let (made, said) = account(&server, &create, &format!("{PASSWORD}\n"));
    assert!(made, "{said}");
    refused(&[&["invite", "--login", "ＷＡＮＧ"], &acceptor[..]].concat(), "account name already");
    refused(&["invite", "--login", "li", "--role", "handling_officer", "--name-zh", "李"], "Department");
    let said = done(&["invite", "--login", "li", "--role", "system_administrator", "--name-zh", "李"]);
    let link = said.lines().find(|line| line.contains("/invitation/")).expect("a link").to_owned();
    let path = link.strip_prefix(&server.url()).expect("a link of this server").to_owned();
    block_on(async {
        let client = Client::new(&server.url());
        let page = client.get(&path).await.expect(200);
        assert!(page.text().contains("li") && page.header("cache-control") == "no-store");
        assert_eq!(client.post(&path, &[("password", PASSWORD)]).await.location(), "/login");
        client.get(&path).await.expect(404);
        client.post(&path, &[("password", PASSWORD)]).await.expect(404);
        for login in ["LI", "wang"] {
            let signed_in = client.post("/login", &[("login", login), ("password", PASSWORD)]).await;
            assert!(signed_in.location().starts_with("/desk"), "{login}");
        }
    });
    let listed = done(&["list"]);
    assert!(
        listed.contains("Wang") && listed.contains("system_administrator") && listed.contains("active"),
        "{listed}"
    );
    assert!(!done(&["list", "wang"]).contains("li "), "narrowed");
    refused(&["disable", "li"], "last system administrator");
    refused(&["disable", "nobody"], "no such account");
    done(&["disable", "WANG"]);
    assert!(done(&["list", "wang"]).contains("disabled"));
    let again = done(&["reset", "wang"]);
    assert!(again.contains("/invitation/"), "{again}");
}
