//! The server is asked to end while people are sending: whoever was being served is answered.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crate::fault::{client, send, server, token};
use crate::picture;

/// What was sent this long before the end was asked for has been taken in.
const TAKEN_IN: Duration = Duration::from_millis(100);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f05_a_stop_under_load_answers_whoever_is_being_served() {
    let mut server = server().start();
    let (url, over) = (server.url(), Arc::new(AtomicBool::new(false)));
    let browsers: Vec<_> = (0..6)
        .map(|browser| {
            let (url, over) = (url.clone(), over.clone());
            tokio::spawn(async move {
                let (client, mut sent) = (client(), Vec::new());
                while !over.load(Ordering::SeqCst) {
                    let began = Instant::now();
                    let answer = send(&client, &url, &token(), &format!("第 {browser} 个人的路灯")).await;
                    sent.push((began, answer.map(|(status, _)| status)));
                    if answer_is_missing(&sent) {
                        break;
                    }
                }
                sent
            })
        })
        .collect();
    // Decoding it takes longer than anything else.
    let large = picture::gray_jpeg(7992, 5000, false);
    let photo = tokio::spawn({
        let url = url.clone();
        async move {
            tokio::time::sleep(Duration::from_millis(400)).await;
            let cookie = format!("draft={}", token());
            let part = reqwest::multipart::Part::bytes(large).file_name("a.jpg");
            let form = reqwest::multipart::Form::new().part("album", part);
            let post = client().post(format!("{url}/report")).header("origin", &url).header("cookie", cookie);
            post.multipart(form).send().await.map(|answer| answer.status().as_u16())
        }
    });
    tokio::time::sleep(Duration::from_millis(800)).await;
    let asked = Instant::now();
    let status = tokio::task::spawn_blocking(move || server.terminate()).await.expect("it ends");
    let took = asked.elapsed();
    over.store(true, Ordering::SeqCst);
    assert!(status.success(), "{status}");
    assert!(took <= Duration::from_secs(10), "{took:?}");
    assert_eq!(photo.await.expect("sent").expect("an answer"), 303, "the photo that was being read");
    let mut served = 0;
    for browser in browsers {
        for (began, status) in browser.await.expect("a browser") {
            if began + TAKEN_IN <= asked {
                assert_eq!(status, Some(303), "{:?} before the end", asked - began);
                served += 1;
            }
        }
    }
    assert!(served >= 6, "{served}");
}

/// Whether the last one came to nothing: the server is gone.
fn answer_is_missing(sent: &[(Instant, Option<u16>)]) -> bool {
    sent.last().is_some_and(|(_, status)| status.is_none())
}
