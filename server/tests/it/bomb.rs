//! Pictures that are small to send and huge to look at.

use domain::photo::LARGEST_PIXELS;

use crate::app::{Store, TestApp, block_on, on_both};
use crate::client::{Answer, Client};
use crate::picture::{self, bomb};

on_both!(i03_bombs_are_refused_for_their_size);

/// More memory than the decoding of a picture that is just too large would take: 40 million pixels of three bytes each.
const TOO_MUCH: u64 = 64 * 1024 * 1024;

/// Bombs of every kind, and the same made small, which are sound pictures: what is refused of the large ones is their size.
fn bombs() -> Vec<(&'static str, Vec<u8>, Vec<u8>)> {
    vec![
        ("a PNG that is only a head", picture::png_bomb(50_000, 50_000), picture::png(50, 50)),
        ("a very long line", picture::png_bomb(u32::MAX / 2, 1), picture::png(200, 1)),
        ("a JPEG that lies about its size", picture::jpeg_bomb(), picture::jpeg(64, 64)),
        ("a sound PNG", bomb::png(20_000, 20_000), bomb::png(200, 200)),
        ("a sound PNG just too large", bomb::png(8_001, 5_000), bomb::png(80, 50)),
        ("a sound WebP", bomb::webp(16_383, 16_383), bomb::webp(160, 160)),
        ("a sound WebP just too large", bomb::webp(8_001, 5_000), bomb::webp(80, 50)),
        ("a sound JPEG", bomb::jpeg(20_000, 20_000), bomb::jpeg(200, 200)),
        ("a sound JPEG just too large", bomb::jpeg(8_008, 5_000), bomb::jpeg(80, 56)),
    ]
}

async fn send(client: &Client, picture: Vec<u8>) -> Answer {
    client.post_files("/report", &[("words", "已经写的话")], vec![("album", picture)]).await
}

/// The exact words: "damaged" would mean that the decoder had looked at it.
async fn i03_bombs_are_refused_for_their_size(store: Store) {
    let app = TestApp::start(store).await;
    let client = app.client();
    const { assert!(8_001 * 5_000 > LARGEST_PIXELS) };
    for (what, bomb, small) in bombs() {
        let page = send(&client, bomb).await.expect(422).text();
        assert!(page.contains(app::text::faults::PHOTO_TOO_MANY_PIXELS.zh), "{what}: {page}");
        assert!(page.contains("已经写的话") && !page.contains("name=\"photos\""), "{what}: {page}");
        let taken = send(&client, small).await;
        assert_eq!(taken.status, 303, "{what}, made small, is a picture: {}", taken.text());
    }
}

/// Nothing of it is ever unfolded: the memory of the program stays where it was.
#[test]
fn i03_bombs_take_no_memory() {
    let server = harness::city_server(env!("CARGO_BIN_EXE_jingzhi")).start();
    block_on(async {
        let client = Client::new(&server.url());
        // What every photo costs is spent before.
        for (_, _, small) in bombs() {
            send(&client, small).await.expect(303);
        }
        let before = server.peak_memory();
        for (what, bomb, _) in bombs() {
            send(&client, bomb).await.expect(422);
            let grown = server.peak_memory().saturating_sub(before);
            assert!(grown < TOO_MUCH, "{what}: {} MiB", grown / 1024 / 1024);
        }
        // A picture that is just not too large shows what unfolding takes, and so that the figure above tells something.
        send(&client, bomb::webp(5_000, 5_000)).await.expect(303);
        let grown = server.peak_memory().saturating_sub(before);
        assert!(grown > TOO_MUCH, "{} MiB", grown / 1024 / 1024);
    });
}
