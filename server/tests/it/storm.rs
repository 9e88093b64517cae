//! The worst pictures at the same time, and how much memory they take: 384 MiB in all, whatever is sent.

use crate::app::block_on;
use crate::client::Client;
use crate::picture;

/// Bytes of memory that the program may take.
const MOST: u64 = 384 * 1024 * 1024;

/// Filled up to the size that a photo may have: what stands behind a picture is passed over.
fn filled(mut picture: Vec<u8>) -> Vec<u8> {
    picture.resize(10 * 1024 * 1024, 0);
    picture
}

#[test]
fn f12_a_storm_of_the_worst_pictures_stays_within_its_memory() {
    let server = harness::city_server(env!("CARGO_BIN_EXE_jingzhi"))
        .setting("JINGZHI_TRUSTED_PROXIES", "127.0.0.1")
        .setting("JINGZHI_REQUESTS_AN_HOUR", "0")
        .setting("JINGZHI_DEVICES_AN_HOUR", "0")
        .start();
    let calm = server.peak_memory();
    // Each kind in the largest size that is taken, forty megapixels or as many as there is memory for, or just beyond.
    let pictures = [
        ("jpeg", 303, filled(picture::gray_jpeg(7992, 5000, false))),
        ("jpeg in passes", 303, filled(picture::gray_jpeg(5300, 4000, true))),
        ("jpeg in passes, too demanding", 422, filled(picture::gray_jpeg(7992, 5000, true))),
        ("png", 303, filled(picture::clear_png(8000, 5000, false))),
        ("png of 16 bits", 303, filled(picture::clear_png(8000, 5000, true))),
        ("webp", 303, picture::flat_webp(5200, 5200)),
        ("webp, too demanding", 422, picture::flat_webp(5400, 5400)),
        ("no picture", 422, vec![0xff; 10 * 1024 * 1024]),
    ];
    block_on(async {
        for (kind, status, picture) in &pictures {
            let client = Client::new(&server.url());
            let answer = client.post_files("/report", &[], vec![("album", picture.clone())]).await;
            assert_eq!(answer.status, *status, "{kind}: {}", answer.text());
            println!("{kind}: {} MiB", server.peak_memory() >> 20);
        }
        for round in 0..harness::rounds(1, 6) {
            // From twelve addresses at once, five photos each.
            let storm: Vec<_> = (0..12_usize)
                .map(|sender| {
                    let client = Client::new(&server.url());
                    let files = (0..5).map(|photo| pictures[(round + sender + photo) % pictures.len()].2.clone());
                    let form = files.fold(reqwest::multipart::Form::new(), |form, file| {
                        form.part("album", reqwest::multipart::Part::bytes(file).file_name("a.jpg"))
                    });
                    tokio::spawn(async move {
                        let request = client.request(reqwest::Method::POST, "/report").multipart(form);
                        client.send(request.header("x-forwarded-for", format!("203.0.113.{sender}"))).await.status
                    })
                })
                .collect();
            for answer in storm {
                let status = answer.await.expect("an answer");
                assert!(matches!(status, 303 | 422 | 503), "{status}");
            }
        }
        Client::new(&server.url()).get("/").await.expect(200);
    });
    let peak = server.peak_memory();
    println!("calm {} MiB, peak {} MiB", calm >> 20, peak >> 20);
    assert!(peak <= MOST, "{} MiB", peak >> 20);
}
