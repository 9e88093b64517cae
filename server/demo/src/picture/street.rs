//! What stands behind every motif: sky, skyline, houses on both sides, trees, carriageway and sidewalks.

use super::canvas::{Color, Paint, rgb};
use super::scene::Scene;

/// Where the carriageway ends and the sidewalk on the right begins, in meters from the eye.
#[derive(Clone, Copy, Debug)]
pub(super) struct Layout {
    /// Left edge of the carriageway.
    pub(super) left: f32,
    /// Right edge of the carriageway.
    pub(super) right: f32,
    /// Width of the sidewalks.
    pub(super) walk: f32,
    /// Whether trees stand along the sidewalks.
    pub(super) trees: bool,
    /// Whether houses stand on the right.
    pub(super) houses: bool,
}

const WALLS: [u32; 7] = [0xf3efe6, 0xe9e4d8, 0xf5f3ee, 0xd9cbb4, 0xc9d3d8, 0xe2d6c8, 0xb9c2c4];
const ROOFS: [u32; 3] = [0x4b5359, 0x5a5048, 0x3f474d];
const AWNINGS: [u32; 6] = [0xc0523f, 0x3b7a57, 0x2f6690, 0xd9a441, 0x8a4f7d, 0x4f6d7a];
const ASPHALT: Color = rgb(0x5f656b);
const CURB: Color = rgb(0xc9c8c2);
/// Paving.
pub(super) const PAVING: Color = rgb(0xb9b1a4);

impl Scene {
    /// A street down to the horizon.
    pub(super) fn street(&mut self, layout: Layout) {
        let Layout { left, right, walk, trees, houses } = layout;
        self.sky();
        self.skyline();
        self.plain((-400.0, 400.0), (1.2, 400.0), rgb(0x9aa58a));
        self.houses(left - walk, -1.0);
        if houses {
            self.houses(right + walk, 1.0);
        }
        self.plain((left - walk, left), (1.2, 160.0), PAVING);
        self.plain((right, right + walk), (1.2, 160.0), PAVING);
        self.paving((right, right + walk));
        self.carriageway(left, right);
        let mut z = 58.0;
        while trees && z > 9.0 {
            let x = right + 0.55 * walk + self.between(-0.1, 0.1);
            if self.dice.below(4) > 0 {
                self.tree((x + 0.9, z));
            }
            let far_left = left - 0.5 * walk;
            if self.dice.below(3) > 0 {
                self.tree((far_left, z + 3.0));
            }
            z -= 8.5;
        }
    }

    fn sky(&mut self) {
        let (width, horizon) = (self.canvas.width as f32, self.horizon + 2.0);
        let (sky, haze) = (self.light.sky, self.light.haze);
        let paint = Paint::Linear { from: (0.0, 0.0), start: sky, to: (0.0, horizon), end: haze };
        self.canvas.fill(&[(0.0, 0.0), (width, 0.0), (width, horizon), (0.0, horizon)], paint);
        let sun = (width * (0.15 + 0.7 * self.dice.unit() as f32), horizon * 0.55);
        let warm = haze.toward(rgb(0xffffff), 0.5).cover(0.55);
        let reach = width * 0.34;
        let paint = Paint::Radial { middle: sun, axes: (reach, reach), inner: warm, outer: warm.cover(0.0) };
        self.canvas.fill(&[(0.0, 0.0), (width, 0.0), (width, horizon), (0.0, horizon)], paint);
        for _ in 0..5 {
            let middle = (width * self.dice.unit() as f32, horizon * (0.1 + 0.55 * self.dice.unit() as f32));
            self.cloud(middle);
        }
    }

    fn cloud(&mut self, middle: (f32, f32)) {
        let size = self.canvas.width as f32 * self.between(0.05, 0.11);
        let white = self.light.haze.toward(rgb(0xffffff), 0.55);
        for _ in 0..7 {
            let at = (middle.0 + size * self.between(-1.1, 1.1), middle.1 + size * self.between(-0.12, 0.12));
            let axes = (size * self.between(0.45, 0.9), size * self.between(0.14, 0.26));
            let paint = Paint::Radial { middle: at, axes, inner: white.cover(0.34), outer: white.cover(0.0) };
            self.canvas.ellipse(at, axes, paint);
        }
    }

    fn skyline(&mut self) {
        for (distance, count, tallest) in [(340.0, 22, 62.0), (230.0, 16, 36.0)] {
            for _ in 0..count {
                let x = self.between(-0.62, 0.62) * distance;
                let (wide, tall) = (self.between(9.0, 24.0), self.between(0.25, 1.0) * tallest);
                let color = rgb(0x8296a8);
                self.board((x, x + wide), (-1.0, tall), distance, color);
                if self.light.night {
                    self.lit_windows(x, wide, tall, distance);
                }
            }
        }
    }

    fn lit_windows(&mut self, x: f32, wide: f32, tall: f32, z: f32) {
        for _ in 0..(wide * tall / 40.0) as usize {
            let at = (x + wide * self.between(0.08, 0.85), tall * self.between(0.1, 0.9));
            let corners = [(at.0, at.1, z), (at.0 + 1.3, at.1, z), (at.0 + 1.3, at.1 + 1.5, z), (at.0, at.1 + 1.5, z)];
            self.raw(&corners, Paint::Flat(rgb(0xffd890).cover(0.6)));
        }
    }

    /// A row of houses whose fronts stand along the street at `x`, on the left (−1) or the right (1).
    fn houses(&mut self, x: f32, side: f32) {
        let mut z = 120.0;
        while z > 7.0 {
            let deep = self.between(9.0, 17.0);
            let near = (z - deep).max(2.0);
            let tall = self.between(2.0, 5.4).round() * 3.2;
            let wall = self.one_of(&WALLS);
            let roof = self.one_of(&ROOFS);
            // The end that faces the eye, then the front, then the roof's edge.
            let outer = x + side * 12.0;
            self.board((x.min(outer), x.max(outer)), (0.0, tall), near, wall.times(0.84));
            self.shape(&[(x, 0.0, near), (x, tall, near), (x, tall, z), (x, 0.0, z)], wall.times(0.95));
            let over = x - side * 0.5;
            self.shape(
                &[(over, tall, near - 0.3), (over, tall + 0.5, near - 0.3), (over, tall + 0.5, z), (over, tall, z)],
                roof,
            );
            self.board((over.min(outer), over.max(outer)), (tall, tall + 0.5), near - 0.3, roof.times(0.85));
            self.front(x, side, (near, z), tall);
            z = near - if self.dice.below(4) == 0 { self.between(2.0, 5.0) } else { 0.0 };
        }
    }

    /// Windows, shops and awnings of a house.
    fn front(&mut self, x: f32, side: f32, (near, far): (f32, f32), tall: f32) {
        let glass = if self.light.night { rgb(0x3a4660) } else { rgb(0x6f8899) };
        let mut y = 4.2;
        while y + 1.6 < tall {
            let mut z = near + 0.9;
            while z + 1.3 < far {
                let lit = self.light.night && self.dice.below(5) < 2;
                let window = [(x, y, z), (x, y + 1.5, z), (x, y + 1.5, z + 1.3), (x, y, z + 1.3)];
                if lit {
                    self.raw(&window, Paint::Flat(rgb(0xffd287).cover(0.92)));
                } else {
                    self.shape(&window, glass);
                }
                z += 2.6;
            }
            y += 3.2;
        }
        let awning = self.one_of(&AWNINGS);
        let shop = if self.light.night { rgb(0xf2c983) } else { rgb(0x4d5a63) };
        let (from, to) = (near + 0.5, far - 0.5);
        self.shape(&[(x, 0.3, from), (x, 2.6, from), (x, 2.6, to), (x, 0.3, to)], shop);
        let bar = if self.light.night { shop.times(0.72) } else { shop.times(1.45) };
        let mut z = from;
        while z < to - 0.2 {
            self.shape(&[(x, 0.3, z), (x, 2.6, z), (x, 2.6, z + 0.07), (x, 0.3, z + 0.07)], bar);
            z += 1.5;
        }
        self.shape(&[(x, 2.2, from), (x, 2.26, from), (x, 2.26, to), (x, 2.2, to)], bar);
        self.shape(&[(x, 2.75, from), (x, 3.5, from), (x, 3.5, to), (x, 2.75, to)], awning);
        let mut z = from + 1.0;
        while z < to - 1.4 {
            self.shape(&[(x, 2.98, z), (x, 3.3, z), (x, 3.3, z + 0.5), (x, 2.98, z + 0.5)], rgb(0xf6f2e6).cover(0.85));
            z += 0.8;
        }
        let out = x - side * 0.9;
        self.shape(&[(x, 2.9, from), (out, 2.5, from), (out, 2.5, to), (x, 2.9, to)], awning.times(0.82));
    }

    fn carriageway(&mut self, left: f32, right: f32) {
        self.plain((left, right), (1.2, 160.0), ASPHALT);
        self.plain((right - 0.02, right + 0.22), (1.2, 160.0), CURB);
        self.plain((left - 0.22, left + 0.02), (1.2, 160.0), CURB);
        let middle = (left + right) / 2.0;
        let white = rgb(0xe9e9e2);
        let mut z = 2.0;
        while z < 90.0 {
            self.floor((middle - 0.08, middle + 0.08), (z, z + 3.0), white.cover(0.85));
            z += 7.0;
        }
        for edge in [left + 0.55, right - 0.55] {
            self.plain((edge - 0.06, edge + 0.06), (1.2, 100.0), white.cover(0.7));
        }
        // Patches and wheel tracks keep it from looking like paper.
        for _ in 0..14 {
            let at = (self.between(left, right), self.between(3.0, 26.0));
            let axes = (self.between(0.3, 1.1), self.between(0.5, 2.4));
            let dark = self.dice.below(2) == 0;
            let tint = if dark { rgb(0x2c3238) } else { rgb(0x8d9399) };
            self.spot(at, axes, tint.cover(0.05));
        }
    }

    /// The joints of paving stones.
    pub(super) fn paving(&mut self, (from, to): (f32, f32)) {
        let joint = PAVING.times(0.82);
        let mut x = from + 0.6;
        while x < to {
            self.plain((x - 0.012, x + 0.012), (1.2, 34.0), joint);
            x += 0.6;
        }
        let mut z = 1.8;
        while z < 26.0 {
            self.floor((from, to), (z, z + 0.022 + z * 0.001), joint);
            z += 0.6;
        }
    }

    /// A street tree.
    pub(super) fn tree(&mut self, (x, z): (f32, f32)) {
        self.shadow((x + 0.5, z), (1.7, 1.0));
        self.post((x, z), (0.0, 2.6), 0.13, rgb(0x6b5646));
        let green = self.one_of(&[0x5d8a4a, 0x4f7f4c, 0x6c9350, 0x7c9a4e]);
        let crown =
            [(0.0, 3.9, 1.35), (-0.9, 3.4, 0.95), (0.9, 3.5, 1.0), (-0.4, 4.6, 0.95), (0.5, 4.5, 0.9), (0.0, 3.1, 1.0)];
        for (dx, y, radius) in crown {
            let shade = self.between(0.86, 1.06);
            self.ball((x + dx, y, z), (radius, radius * 0.86), green.times(shade));
        }
    }
}
