//! Photos: hostile ones on their way in, private ones on their way out.

use crate::app::{Store, TestApp, on_both};
use crate::client::{Answer, Client};
use crate::fixture::{self, Fixture, value_of};
use crate::picture;

on_both!(
    i04_two_faced_files_lose_their_second_face,
    i05_what_the_camera_wrote_is_gone,
    i05_odd_pictures_are_taken_or_refused_in_words,
    i06_mutated_pictures_are_taken_whole_or_refused_in_words,
    z07_photos_are_as_private_as_their_case,
);

async fn send(client: &Client, picture: Vec<u8>) -> Answer {
    client.post_files("/report", &[("words", "已经写的话")], vec![("album", picture)]).await
}

/// Sends a picture through the script-less form and gives back what is stored.
async fn stored(client: &Client, picture: Vec<u8>) -> Answer {
    assert_eq!(send(client, picture).await.location(), "/report/place");
    let page = client.get("/report").await.expect(200).text();
    let photo = value_of(&page, "photos").expect("a photo");
    client.get(&format!("/media/{photo}")).await
}

async fn i04_two_faced_files_lose_their_second_face(store: Store) {
    let app = TestApp::shared(store).await;
    let tail = b"<script>alert('MARKER')</script><?php system('MARKER'); ?>".to_vec();
    let behind = |picture: Vec<u8>| [picture, tail.clone()].concat();
    let mut commented = picture::jpeg(120, 90);
    let comment = [&[0xff, 0xfe][..], &(tail.len() as u16 + 2).to_be_bytes(), &tail].concat();
    commented.splice(2..2, comment);
    for accepted in
        [behind(picture::jpeg(120, 90)), commented, behind(picture::png(120, 90)), behind(picture::webp(120, 90))]
    {
        let answer = stored(&app.client(), accepted).await.expect(200);
        assert!(!answer.bytes.windows(6).any(|bytes| bytes == b"MARKER"));
        assert_eq!(answer.header("content-type"), "image/jpeg");
        assert!(answer.bytes.starts_with(&[0xff, 0xd8, 0xff]));
        assert!(answer.header("content-security-policy").contains("sandbox"));
        assert!(answer.header("content-disposition").starts_with("inline; filename=\""));
        assert!(answer.header("cache-control").contains("private"));
    }
    let refused = [
        [b"GIF89a/*".to_vec(), b"*/=1;alert(1)//".to_vec()].concat(),
        b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>".to_vec(),
        [b"%PDF-1.7\n".to_vec(), picture::jpeg(60, 40)].concat(),
        [b"<!DOCTYPE html><script>alert(1)</script>".to_vec(), picture::jpeg(60, 40)].concat(),
        b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec(),
        b"MZ\x90\0".to_vec(),
        vec![0],
    ];
    for file in refused {
        let page = send(&app.client(), file).await.expect(422).text();
        assert!(page.contains("已经写的话"), "{page}");
    }
}

/// The promise of the issue, on the script-less upload: place and camera are gone, the picture stands upright.
async fn i05_what_the_camera_wrote_is_gone(store: Store) {
    let client = TestApp::shared(store).await.client();
    let picture = picture::camera_jpeg(160, 80);
    assert!(picture.windows(picture::CAMERA.len()).any(|bytes| bytes == picture::CAMERA.as_bytes()));
    assert_eq!(send(&client, picture).await.location(), "/report/place");
    let page = client.get("/report/place").await.expect(200).text();
    let photo = value_of(&page, "photos").expect("a photo");
    for size in ["", "?size=small"] {
        let bytes = client.get(&format!("/media/{photo}{size}")).await.expect(200).bytes;
        for mark in [&b"Exif"[..], b"GPS", picture::CAMERA.as_bytes(), b"II*\0"] {
            assert!(!bytes.windows(mark.len()).any(|window| window == mark), "{}", String::from_utf8_lossy(mark));
        }
        let stored = image::load_from_memory(&bytes).expect("a picture");
        assert!(stored.height() > stored.width(), "{} × {}", stored.width(), stored.height());
    }
    // The place is an offer, taken by a tap.
    let taken = client.post("/report/place", &[("photos", &photo), ("go", "offer")]).await;
    assert_eq!(taken.location(), "/report/place");
    let offered = client.get("/report/place").await.expect(200).text();
    assert!(value_of(&offered, "lat").is_some_and(|lat| lat.starts_with("30.69")), "{offered}");
}

async fn i05_odd_pictures_are_taken_or_refused_in_words(store: Store) {
    let app = TestApp::shared(store).await;
    for odd in [picture::png_of_16_bits(90, 60), picture::webp(90, 60), picture::png(1, 1), picture::jpeg(1, 4000)] {
        stored(&app.client(), odd).await.expect(200);
    }
    let whole = picture::jpeg(320, 240);
    let mut wrong_sum = picture::png(90, 60);
    let last = wrong_sum.len() - 20;
    wrong_sum[last] ^= 0xff;
    let mut lying_segment = whole.clone();
    lying_segment[4] = 0xff;
    for damaged in [
        whole[..whole.len() / 3].to_vec(),
        whole[..20].to_vec(),
        wrong_sum,
        lying_segment,
        picture::png(90, 60)[..60].to_vec(),
    ] {
        taken_or_refused(&app.client(), damaged).await;
    }
}

/// Small changes, from one in twelve hundred bytes to one in two hundred.
async fn i06_mutated_pictures_are_taken_whole_or_refused_in_words(store: Store) {
    let app = TestApp::shared(store).await;
    let originals = [picture::jpeg(64, 48), picture::png(64, 48), picture::webp(64, 48), picture::camera_jpeg(64, 48)];
    for seed in 0..harness::rounds(60_usize, 1_000) {
        let mut picture = originals[seed % originals.len()].clone();
        for step in 0..=seed % 8 {
            let at = (seed * 7919 + step * 104_729) % picture.len();
            picture[at] = picture[at].wrapping_add((seed + step) as u8 | 1);
        }
        taken_or_refused(&app.client(), picture).await;
    }
}

/// Taken, and then a picture that can be shown; or refused, and then in words that fit and with what was typed.
async fn taken_or_refused(client: &Client, picture: Vec<u8>) {
    let answer = send(client, picture).await;
    if answer.status == 303 {
        let page = client.get("/report").await.expect(200).text();
        let photo = value_of(&page, "photos").expect("a photo");
        let shown = client.get(&format!("/media/{photo}")).await.expect(200);
        image::load_from_memory(&shown.bytes).expect("a picture");
        return;
    }
    let page = answer.expect(422).text();
    let faults = [
        app::text::faults::PHOTO_DAMAGED.zh,
        app::text::faults::PHOTO_NOT_AN_IMAGE.zh,
        app::text::faults::PHOTO_TOO_MANY_PIXELS.zh,
    ];
    assert!(page.contains("已经写的话") && faults.iter().any(|words| page.contains(words)), "{page}");
}

async fn z07_photos_are_as_private_as_their_case(store: Store) {
    let app = TestApp::start(store).await;
    let fixture = Fixture::new(&app).await;
    let stranger = app.client();
    let other = fixture::staff(&app, "other", domain::account::Role::DepartmentClerk, Some("zhifa")).await.client;
    let status = async |client: &Client, photo: &str| {
        let full = client.get(&format!("/media/{photo}")).await;
        let small = client.get(&format!("/media/{photo}?size=small")).await;
        assert_eq!(full.status, small.status);
        full.status
    };
    // Public, but not released.
    for (client, expected) in [
        (&stranger, 404),
        (&other, 404),
        (&fixture.reporter, 200),
        (&fixture.acceptor.client, 200),
        (&fixture.officer.client, 200),
    ] {
        assert_eq!(status(client, &fixture.photo).await, expected);
    }
    let (after, check) = fixture.close(&app).await;
    fixture.release(&app, true).await;
    for (photo, expected) in [(&fixture.photo, 200), (&after, 200), (&check, 404)] {
        assert_eq!(status(&stranger, photo).await, expected);
        assert_eq!(status(&fixture.reporter, photo).await, expected);
    }
    assert_eq!(status(&fixture.acceptor.client, &check).await, 200);
    // Withdrawn: nobody else gets it, not even by asking whether it has changed.
    let shown = stranger.get(&format!("/media/{}", fixture.photo)).await.expect(200);
    assert!(shown.header("cache-control").contains("private"));
    fixture.release(&app, false).await;
    let known = stranger.request(reqwest::Method::GET, &format!("/media/{}", fixture.photo));
    stranger.send(known.header("if-none-match", shown.header("etag"))).await.expect(404);
    assert_eq!(status(&stranger, &after).await, 404);
    // Names that are no ids.
    for id in ["..%2f..%2fkey", "0", &"g".repeat(32), &format!("{}-small", fixture.photo)] {
        assert_eq!(stranger.get(&format!("/media/{id}")).await.status, 404, "{id}");
    }
    // A NUL is refused before any door is asked.
    assert_eq!(stranger.get("/media/%00").await.status, 400);
}
