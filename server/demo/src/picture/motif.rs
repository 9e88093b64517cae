//! The twelve motifs: what stands in the foreground of a street.

mod green;
mod road;
mod trade;
mod walk;
mod waste;

use super::Motif;
use super::canvas::{Color, rgb};
use super::scene::{Light, Scene, View};
use super::street::Layout;
use crate::dice::Dice;

/// Draws a motif with its street.
pub(super) fn draw(motif: Motif, solved: bool, width: usize, mut dice: Dice) -> Scene {
    let day = Light::of_day(&mut dice);
    let new = |light, horizon, zoom, dice| Scene::new(width, light, View { horizon, zoom, eye: 1.6 }, dice);
    let mut scene = match motif {
        Motif::Lamp => new(Light::DUSK, 0.62, 1.0, dice),
        Motif::Water => new(if solved { Light::CLOUDY } else { Light::RAIN }, 0.42, 1.0, dice),
        Motif::Manhole => new(day, 0.22, 1.3, dice),
        Motif::Paving => new(day, 0.26, 1.15, dice),
        Motif::Site => new(Light::GOLDEN, 0.46, 1.0, dice),
        Motif::Posters => new(day, 0.50, 1.0, dice),
        _ => new(day, 0.40, 1.0, dice),
    };
    match motif {
        Motif::Lamp => road::lamp(&mut scene, solved),
        Motif::Manhole => road::manhole(&mut scene, solved),
        Motif::Water => road::water(&mut scene, solved),
        Motif::Rail => road::rail(&mut scene, solved),
        Motif::Litter => waste::litter(&mut scene, solved),
        Motif::Bin => waste::bins(&mut scene, solved),
        Motif::Paving => walk::paving(&mut scene, solved),
        Motif::Bikes => walk::bikes(&mut scene, solved),
        Motif::Posters => walk::posters(&mut scene, solved),
        Motif::Stall => trade::stall(&mut scene, solved),
        Motif::Site => trade::site(&mut scene, solved),
        Motif::Tree => green::tree(&mut scene, solved),
    }
    scene
}

/// The eye stands in the carriageway, near its right edge.
const ON_ROAD: Layout = Layout { left: -5.4, right: 2.0, walk: 3.2, trees: true, houses: true };
/// The eye stands on the sidewalk.
const ON_WALK: Layout = Layout { left: -9.4, right: -2.0, walk: 5.6, trees: false, houses: true };

const ORANGE: Color = rgb(0xe8642a);
const WHITE: Color = rgb(0xf1f1ec);
const STEEL: Color = rgb(0x9aa3a9);

impl Scene {
    /// A traffic cone.
    fn cone(&mut self, (x, z): (f32, f32)) {
        self.shadow((x + 0.12, z), (0.34, 0.26));
        self.cuboid((x - 0.2, x + 0.2), (0.0, 0.04), (z - 0.16, z + 0.16), rgb(0x33373b));
        let wide = |y: f32| 0.16 * (1.0 - y / 0.74) + 0.02;
        let bands = [
            (0.04, 0.26, ORANGE),
            (0.26, 0.42, WHITE),
            (0.42, 0.54, ORANGE),
            (0.54, 0.62, WHITE),
            (0.62, 0.72, ORANGE),
        ];
        for (low, high, color) in bands {
            let corners = [
                (x - wide(low), low, z),
                (x + wide(low), low, z),
                (x + wide(high), high, z),
                (x - wide(high), high, z),
            ];
            self.shape(&corners, color);
            let shade = [(x, low, z), (x + wide(low), low, z), (x + wide(high), high, z), (x, high, z)];
            self.shape(&shade, rgb(0x281008).cover(0.16));
        }
    }

    /// A disk that lies at a height.
    fn plate(&mut self, (x, y, z): (f32, f32, f32), radius: f32, color: Color) {
        let corners: Vec<_> = super::scene::round((x, z), (radius, radius), |_| 1.0);
        let corners: Vec<_> = corners.into_iter().map(|(x, z)| (x, y, z)).collect();
        self.shape(&corners, color);
    }
}
