//! The page after sending: the reporter's own link, also as a QR code.

use domain::language::Language;
use domain::report::Confirmation;
use qrcode::{Color, QrCode};

use super::Site;

/// What the reporter is shown and keeps.
pub fn confirmation(sent: casework::draft::Sent, site: &Site, language: Language) -> Confirmation {
    let link = format!("{}{}", site.public_url, language.path(&format!("/track/{}", sent.secret)));
    let (qr_path, qr_size) = qr(&link);
    Confirmation {
        number: sent.number,
        joined: sent.joined,
        promised_at: sent.promised_at,
        trace: sent.trace,
        link,
        qr_path,
        qr_size,
    }
}

/// The dark modules of a QR code as an SVG path of unit squares with the quiet zone of four units around, and the length
/// of a side. Empty for a text that no code holds.
fn qr(text: &str) -> (String, u32) {
    const QUIET: usize = 4;
    let Ok(code) = QrCode::new(text.as_bytes()) else { return (String::new(), 0) };
    let width = code.width();
    let dark = code.to_colors().into_iter().enumerate().filter(|(_, color)| *color == Color::Dark);
    let path = dark.map(|(at, _)| format!("M{} {}h1v1h-1z", at % width + QUIET, at / width + QUIET)).collect();
    (path, u32::try_from(width + 2 * QUIET).unwrap_or(0))
}
