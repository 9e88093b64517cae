//! A street in perspective: light, ground, houses, and shapes placed in meters.

use super::canvas::{Canvas, Color, Paint, rgb};
use crate::dice::Dice;

/// A point of the street in meters: to the right of the eye, above the ground, away from the eye.
pub(super) type At = (f32, f32, f32);

/// What the light is like.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Light {
    /// Sky above.
    pub(super) sky: Color,
    /// Sky at the horizon, and what far things fade into.
    pub(super) haze: Color,
    /// What shines on everything.
    pub(super) sun: Color,
    /// Whether lamps and windows are lit.
    pub(super) night: bool,
    /// How dark shadows are.
    pub(super) shadow: f32,
}

impl Light {
    pub(super) const CLEAR: Light =
        Light { sky: rgb(0x5b9bd8), haze: rgb(0xdcebf5), sun: rgb(0xfffdf6), night: false, shadow: 0.30 };
    pub(super) const CLOUDY: Light =
        Light { sky: rgb(0x9fb2c2), haze: rgb(0xe3e8ea), sun: rgb(0xe4e8ec), night: false, shadow: 0.16 };
    pub(super) const GOLDEN: Light =
        Light { sky: rgb(0x7ea9d6), haze: rgb(0xf6e4c8), sun: rgb(0xfff2df), night: false, shadow: 0.30 };
    pub(super) const DUSK: Light =
        Light { sky: rgb(0x1d2b52), haze: rgb(0xd88a6a), sun: rgb(0x7d86a8), night: true, shadow: 0.30 };
    pub(super) const RAIN: Light =
        Light { sky: rgb(0x71808e), haze: rgb(0xb9c3c9), sun: rgb(0xb9c4cd), night: false, shadow: 0.10 };

    /// One of the three lights of a day.
    pub(super) fn of_day(dice: &mut Dice) -> Light {
        [Light::CLEAR, Light::CLOUDY, Light::GOLDEN][dice.below(3)]
    }
}

/// A street and the eye that looks along it.
pub(super) struct Scene {
    pub(super) canvas: Canvas,
    pub(super) light: Light,
    pub(super) dice: Dice,
    /// Pixels above the horizon.
    pub(super) horizon: f32,
    /// Pixels of a meter at a distance of one meter.
    focal: f32,
    /// Meters of the eye above the ground.
    eye: f32,
}

/// Which way the eye looks.
#[derive(Clone, Copy, Debug)]
pub(super) struct View {
    /// The horizon's height as a share of the picture, from above.
    pub(super) horizon: f32,
    /// 1 shows as much as a phone does.
    pub(super) zoom: f32,
    /// Meters of the eye above the ground.
    pub(super) eye: f32,
}

impl Scene {
    pub(super) fn new(width: usize, light: Light, view: View, dice: Dice) -> Scene {
        let height = width * 3 / 4;
        Scene {
            canvas: Canvas::new(width, height),
            light,
            dice,
            horizon: height as f32 * view.horizon,
            focal: width as f32 * 0.95 * view.zoom,
            eye: view.eye,
        }
    }

    /// Where a point is seen.
    pub(super) fn seen(&self, (x, y, z): At) -> (f32, f32) {
        let z = z.max(0.4);
        (self.canvas.width as f32 / 2.0 + self.focal * x / z, self.horizon + self.focal * (self.eye - y) / z)
    }

    /// Pixels of a length at a distance.
    pub(super) fn pixels(&self, meters: f32, z: f32) -> f32 {
        self.focal * meters / z.max(0.4)
    }

    /// A color as it looks at a distance in this light.
    pub(super) fn lit(&self, color: Color, z: f32) -> Color {
        let far = 1.0 - (-z / 130.0).exp();
        color.under(self.light.sun).toward(self.light.haze, far * 0.85).cover(color.a)
    }

    /// A flat shape.
    pub(super) fn shape(&mut self, corners: &[At], color: Color) {
        let nearest = corners.iter().map(|corner| corner.2).fold(f32::INFINITY, f32::min);
        let color = self.lit(color, nearest);
        self.raw(corners, Paint::Flat(color));
    }

    /// A flat shape in a paint of its own, whatever the light.
    pub(super) fn raw(&mut self, corners: &[At], paint: Paint) {
        let seen: Vec<(f32, f32)> = corners.iter().map(|corner| self.seen(*corner)).collect();
        self.canvas.fill(&seen, paint);
    }

    /// A shape on the ground.
    pub(super) fn ground(&mut self, corners: &[(f32, f32)], color: Color) {
        let corners: Vec<At> = corners.iter().map(|(x, z)| (*x, 0.0, *z)).collect();
        self.shape(&corners, color);
    }

    /// A rectangle on the ground.
    pub(super) fn floor(&mut self, x: (f32, f32), z: (f32, f32), color: Color) {
        self.ground(&[(x.0, z.0), (x.1, z.0), (x.1, z.1), (x.0, z.1)], color);
    }

    /// A large piece of ground, fading with distance.
    pub(super) fn plain(&mut self, x: (f32, f32), z: (f32, f32), color: Color) {
        // Most of the picture is near: the far part fades on its own.
        let middle = 18.0_f32.clamp(z.0, z.1);
        for z in [(middle, z.1), (z.0, middle)] {
            let (start, end) = (self.lit(color, z.0), self.lit(color, z.1));
            let (from, to) = (self.seen((0.0, 0.0, z.0)), self.seen((0.0, 0.0, z.1)));
            let corners = [(x.0, 0.0, z.0), (x.1, 0.0, z.0), (x.1, 0.0, z.1), (x.0, 0.0, z.1)];
            self.raw(&corners, Paint::Linear { from, start, to, end });
        }
    }

    /// A rectangle that stands across the street.
    pub(super) fn board(&mut self, x: (f32, f32), y: (f32, f32), z: f32, color: Color) {
        self.shape(&[(x.0, y.0, z), (x.1, y.0, z), (x.1, y.1, z), (x.0, y.1, z)], color);
    }

    /// A box: its front, the side that can be seen, its top.
    pub(super) fn cuboid(&mut self, x: (f32, f32), y: (f32, f32), z: (f32, f32), color: Color) {
        if y.1 < self.eye {
            self.shape(&[(x.0, y.1, z.0), (x.1, y.1, z.0), (x.1, y.1, z.1), (x.0, y.1, z.1)], color.times(1.12));
        }
        let side = match (x.0 > 0.0, x.1 < 0.0) {
            (true, _) => Some(x.0),
            (_, true) => Some(x.1),
            _ => None,
        };
        if let Some(x) = side {
            self.shape(&[(x, y.0, z.0), (x, y.1, z.0), (x, y.1, z.1), (x, y.0, z.1)], color.times(0.78));
        }
        self.board(x, y, z.0, color);
    }

    /// Something round that stands upright, lighter toward the left.
    pub(super) fn post(&mut self, (x, z): (f32, f32), y: (f32, f32), radius: f32, color: Color) {
        let (left, top) = self.seen((x - radius, y.1, z));
        let (right, bottom) = self.seen((x + radius, y.0, z));
        let color = self.lit(color, z);
        let paint =
            Paint::Linear { from: (left, 0.0), start: color.times(1.18), to: (right, 0.0), end: color.times(0.68) };
        self.canvas.fill(&[(left, top), (right, top), (right, bottom), (left, bottom)], paint);
    }

    /// A bar between two points.
    pub(super) fn bar(&mut self, a: At, b: At, thickness: f32, color: Color) {
        let color = self.lit(color, a.2.min(b.2));
        let (from, to) = (self.seen(a), self.seen(b));
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let length = (dx * dx + dy * dy).sqrt().max(1e-3);
        let (nx, ny) = (-dy / length, dx / length);
        let (wide, thin) = (self.pixels(thickness, a.2) / 2.0, self.pixels(thickness, b.2) / 2.0);
        let corners = [
            (from.0 + nx * wide, from.1 + ny * wide),
            (to.0 + nx * thin, to.1 + ny * thin),
            (to.0 - nx * thin, to.1 - ny * thin),
            (from.0 - nx * wide, from.1 - ny * wide),
        ];
        self.canvas.fill(&corners, Paint::Flat(color));
    }

    /// A disk on the ground.
    pub(super) fn disk(&mut self, (x, z): (f32, f32), radius: f32, color: Color) {
        self.ground(&round((x, z), (radius, radius), |_| 1.0), color);
    }

    /// A ball, lighter where the light falls on it.
    pub(super) fn ball(&mut self, at: At, axes: (f32, f32), color: Color) {
        let middle = self.seen(at);
        let axes = (self.pixels(axes.0, at.2), self.pixels(axes.1, at.2));
        let color = self.lit(color, at.2);
        let bright = (middle.0 - axes.0 * 0.35, middle.1 - axes.1 * 0.45);
        let reach = (axes.0 * 1.5, axes.1 * 1.6);
        let paint = Paint::Radial { middle: bright, axes: reach, inner: color.times(1.16), outer: color.times(0.66) };
        self.canvas.ellipse(middle, axes, paint);
    }

    /// A soft shadow on the ground.
    pub(super) fn shadow(&mut self, (x, z): (f32, f32), axes: (f32, f32)) {
        let alpha = self.light.shadow / 5.0;
        for step in 0..6 {
            let grown = 0.65 + 0.12 * step as f32;
            let corners = round((x, z), (axes.0 * grown, axes.1 * grown), |_| 1.0);
            let corners: Vec<At> = corners.into_iter().map(|(x, z)| (x, 0.0, z)).collect();
            self.raw(&corners, Paint::Flat(rgb(0x0c1420).cover(alpha)));
        }
    }

    /// Light that falls on the ground, strongest in the middle.
    pub(super) fn pool(&mut self, (x, z): (f32, f32), axes: (f32, f32), color: Color) {
        let middle = self.seen((x, 0.0, z));
        let high = (self.seen((x, 0.0, z - axes.1)).1 - self.seen((x, 0.0, z + axes.1)).1) / 2.0;
        let axes = (self.pixels(axes.0, z), high);
        self.canvas.ellipse(middle, axes, Paint::Radial { middle, axes, inner: color, outer: color.cover(0.0) });
    }

    /// A spot of uneven outline on the ground.
    pub(super) fn spot(&mut self, (x, z): (f32, f32), axes: (f32, f32), color: Color) {
        let waves: Vec<(f32, f32)> = (2..7).map(|_| (self.dice.unit() as f32 * 6.3, self.dice.unit() as f32)).collect();
        let uneven = |angle: f32| {
            let bumps = waves
                .iter()
                .zip(2..)
                .map(|((phase, height), many)| (angle * many as f32 + phase).sin() * height * 0.13);
            1.0 + bumps.sum::<f32>()
        };
        self.ground(&round((x, z), axes, uneven), color);
    }

    /// A number between two others.
    pub(super) fn between(&mut self, low: f32, high: f32) -> f32 {
        low + (high - low) * self.dice.unit() as f32
    }

    /// One of some colors.
    pub(super) fn one_of(&mut self, colors: &[u32]) -> Color {
        rgb(colors[self.dice.below(colors.len())])
    }

    /// The glow of a lamp, seen and not lit.
    pub(super) fn glow(&mut self, at: At, radius: f32, color: Color) {
        let middle = self.seen(at);
        let reach = self.pixels(radius, at.2);
        let paint = Paint::Radial { middle, axes: (reach, reach), inner: color, outer: color.cover(0.0) };
        self.canvas.ellipse(middle, (reach, reach), paint);
    }

    /// Grain, and corners that darken as in a photo.
    pub(super) fn finish(&mut self) {
        let (width, height) = (self.canvas.width as f32, self.canvas.height as f32);
        let dice = &mut self.dice;
        self.canvas.each(|x, y, pixel| {
            let (dx, dy) = (x / width - 0.5, y / height - 0.5);
            let corner = 1.0 - 0.34 * (dx * dx + dy * dy);
            let grain = ((dice.bits() >> 40) as f32 / 16_777_216.0 - 0.5) * 0.022;
            for part in pixel {
                *part = *part * corner + grain;
            }
        });
    }
}

/// The corners of an ellipse on the ground whose radius changes with the angle.
pub(super) fn round((x, z): (f32, f32), axes: (f32, f32), radius: impl Fn(f32) -> f32) -> Vec<(f32, f32)> {
    (0..56)
        .map(|step| {
            let angle = step as f32 / 56.0 * std::f32::consts::TAU;
            let radius = radius(angle);
            (x + axes.0 * radius * angle.cos(), z + axes.1 * radius * angle.sin())
        })
        .collect()
}
