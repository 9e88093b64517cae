//! Photos: what is refused, and that nothing but pixels passes. The files come from the tests themselves.

use casework::draft::{add_photo, new_token, page, save};
use casework::photo::{Size, Viewer, read};
use domain::fault::FaultCode;
use domain::photo::{Photo, PhotoOrigin};
use domain::report::{ReportForm, ReportStep};

use crate::on_both_databases;
use crate::stage::{Stage, picture, stranger};

/// A JPEG with an APP1 segment as cameras write it: position in Pinghu, orientation 6, a comment that must not survive.
pub fn camera_picture() -> bytes::Bytes {
    camera_picture_at(24)
}

/// The same, taken so many seconds north of 30° 41'; one is some thirty metres.
fn camera_picture_at(seconds: u32) -> bytes::Bytes {
    let mut tiff: Vec<u8> = b"MM\0\x2a\0\0\0\x08".to_vec();
    // IFD0: orientation, GPS pointer.
    tiff.extend_from_slice(&[0, 2]);
    tiff.extend_from_slice(&[0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0]);
    tiff.extend_from_slice(&[0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 38]);
    tiff.extend_from_slice(&[0, 0, 0, 0]);
    // GPS IFD at 38: references and three rationals each, behind it at 92.
    tiff.extend_from_slice(&[0, 4]);
    tiff.extend_from_slice(&[0, 1, 0, 2, 0, 0, 0, 2, b'N', 0, 0, 0]);
    tiff.extend_from_slice(&[0, 2, 0, 5, 0, 0, 0, 3, 0, 0, 0, 92]);
    tiff.extend_from_slice(&[0, 3, 0, 2, 0, 0, 0, 2, b'E', 0, 0, 0]);
    tiff.extend_from_slice(&[0, 4, 0, 5, 0, 0, 0, 3, 0, 0, 0, 116]);
    tiff.extend_from_slice(&[0, 0, 0, 0]);
    for (number, of) in [(30u32, 1u32), (41, 1), (seconds, 1), (121, 1), (1, 1), (12, 1)] {
        tiff.extend_from_slice(&number.to_be_bytes());
        tiff.extend_from_slice(&of.to_be_bytes());
    }
    let plain = picture();
    let mut out = plain[..2].to_vec();
    let length = (tiff.len() + 8) as u16;
    out.extend_from_slice(&[0xff, 0xe1]);
    out.extend_from_slice(&length.to_be_bytes());
    out.extend_from_slice(b"Exif\0\0");
    out.extend_from_slice(&tiff);
    out.extend_from_slice(&[0xff, 0xfe, 0, 12]);
    out.extend_from_slice(b"SECRETNOTE");
    out.extend_from_slice(&plain[2..]);
    out.into()
}

/// What the place's screen offers a report with these photos.
async fn offered(stage: &Stage, token: &str, photos: &[&Photo]) -> PhotoOrigin {
    let form = ReportForm { photos: photos.iter().map(|photo| photo.id.clone()).collect(), ..ReportForm::default() };
    save(&stage.backend, token, &form).await.expect("saved");
    page(&stage.backend, Some(token), ReportStep::Place, &stranger()).await.expect("shown").origin
}

async fn fault(stage: &Stage, bytes: Vec<u8>) -> Option<FaultCode> {
    let token = new_token().expect("a token");
    add_photo(&stage.backend, &token, bytes.into()).await.err().map(|failure| failure.faults()[0].code)
}

on_both_databases! {
    async fn i05_nothing_but_pixels_passes_and_the_position_is_an_offer(stage) {
        let token = new_token().expect("a token");
        let photo = add_photo(&stage.backend, &token, camera_picture()).await.expect("stored");
        assert_eq!((photo.width, photo.height), (48, 64), "turned as the camera was held");
        let viewer = Viewer { draft: Some(token.clone()), ..Viewer::default() };
        for size in [Size::Full, Size::Small] {
            let bytes = read(&stage.backend, &photo.id, size, &viewer).await.expect("read");
            assert!(bytes.starts_with(&[0xff, 0xd8, 0xff]));
            for trace in [b"Exif".as_slice(), b"SECRETNOTE", b"MM\0\x2a"] {
                assert!(!bytes.windows(trace.len()).any(|window| window == trace));
            }
        }
        let origin = offered(&stage, &token, &[&photo]).await;
        let position = origin.position.expect("an offer");
        assert!((position.lat - 30.69).abs() < 1e-6 && (position.lng - 121.02).abs() < 1e-6);
    }

    async fn the_first_photo_that_knows_its_place_is_offered(stage) {
        let token = new_token().expect("a token");
        let add = |bytes| add_photo(&stage.backend, &token, bytes);
        let lat = |origin: PhotoOrigin| origin.position.map(|position| (position.lat * 1e6).round());
        let first = add(camera_picture_at(24)).await.expect("stored");
        let silent = add(picture()).await.expect("stored");
        let one = offered(&stage, &token, &[&first, &silent]).await;
        assert_eq!((lat(one), one.differs), (Some(30_690_000.0), false), "one that knows nothing takes nothing away");
        let beside = add(camera_picture_at(26)).await.expect("stored");
        let near = offered(&stage, &token, &[&first, &silent, &beside]).await;
        assert_eq!((lat(near), near.differs), (Some(30_690_000.0), false));
        let elsewhere = add(camera_picture_at(54)).await.expect("stored");
        let two = offered(&stage, &token, &[&first, &silent, &elsewhere]).await;
        assert_eq!((lat(two), two.differs), (Some(30_690_000.0), true), "the first is offered, and it is said so");
        let left = offered(&stage, &token, &[&silent, &elsewhere]).await;
        assert_eq!((lat(left), left.differs), (Some(30_698_333.0), false), "a photo takes its place along when it goes");
        assert_eq!(offered(&stage, &token, &[&silent]).await, PhotoOrigin::default());
    }

    async fn a_fault_in_the_cameras_data_costs_no_offer(stage) {
        let pictures = [
            include_bytes!("../../../picture/tests/picture/gps_in_city_piexif.jpg").as_slice(),
            include_bytes!("../../../picture/tests/picture/gps_flir_next.jpg"),
            include_bytes!("../../../picture/tests/picture/gps_bad_makernote.jpg"),
        ];
        stage.clock.set(domain::time::Moment(1_795_694_400));
        for bytes in pictures {
            let token = new_token().expect("a token");
            let photo = add_photo(&stage.backend, &token, bytes.into()).await.expect("stored");
            let origin = offered(&stage, &token, &[&photo]).await;
            assert!(origin.position.is_some_and(|position| (position.lat - 30.693_2).abs() < 1e-4));
            assert_eq!(origin.taken_at.map(domain::time::Moment::iso).as_deref(), Some("2026-11-26T08:15:00+08:00"));
        }
    }

    async fn i03_a_bomb_is_refused_before_it_is_decoded(stage) {
        let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
        png.extend_from_slice(&50_000u32.to_be_bytes());
        png.extend_from_slice(&50_000u32.to_be_bytes());
        png.extend_from_slice(&[8, 2, 0, 0, 0]);
        let crc = crc32(&png[12..]);
        png.extend_from_slice(&crc.to_be_bytes());
        png.extend_from_slice(&[0, 0, 0, 0, b'I', b'D', b'A', b'T', 0x35, 0xaf, 0x06, 0x1e]);
        assert_eq!(fault(&stage, png).await, Some(FaultCode::PhotoTooManyPixels));
    }

    async fn i04_what_is_not_a_photo_says_so_and_tails_are_gone(stage) {
        let heic = [b"\0\0\0\x18ftypheic".as_slice(), &[0; 64]].concat();
        assert_eq!(fault(&stage, heic).await, Some(FaultCode::PhotoHeic));
        for not in [b"GIF89a/*<script>*/=1;".as_slice(), b"<svg onload=alert(1)>", b"%PDF-1.7", b"", b"\xff\xd8"] {
            assert_eq!(fault(&stage, not.to_vec()).await, Some(FaultCode::PhotoNotAnImage), "{not:?}");
        }
        let damaged = picture()[..200].to_vec();
        assert_eq!(fault(&stage, damaged).await, Some(FaultCode::PhotoDamaged));
        // A marker that nothing may stand behind, in the middle of the picture; its end is whole.
        let mut scratched = picture().to_vec();
        let scan = scratched.windows(2).position(|pair| pair == [0xff, 0xda]).expect("a scan") + 40;
        scratched[scan..scan + 2].copy_from_slice(&[0xff, 0x02]);
        assert_eq!(fault(&stage, scratched).await, Some(FaultCode::PhotoDamaged));
        let mut large = picture().to_vec();
        large.resize(domain::photo::LARGEST_BYTES + 1, 0);
        assert_eq!(fault(&stage, large).await, Some(FaultCode::PhotoTooLarge));
        let tail = [&picture()[..], b"<?php system($_GET['c']); ?><script>alert(1)</script>"].concat();
        let token = new_token().expect("a token");
        let photo = add_photo(&stage.backend, &token, tail.into()).await.expect("stored");
        let viewer = Viewer { draft: Some(token), ..Viewer::default() };
        let bytes = read(&stage.backend, &photo.id, Size::Full, &viewer).await.expect("read");
        assert!(!bytes.windows(6).any(|window| window == b"script"));
    }
}

/// CRC-32 as PNG wants it.
fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 })
    })
}
