//! Filled shapes with smooth edges on a sheet of pixels.

/// Red, green, blue and cover, each from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Color {
    pub(super) r: f32,
    pub(super) g: f32,
    pub(super) b: f32,
    pub(super) a: f32,
}

/// A color as designers write it, `0x3a6ea5`.
pub(super) const fn rgb(hex: u32) -> Color {
    Color {
        r: ((hex >> 16) & 0xff) as f32 / 255.0,
        g: ((hex >> 8) & 0xff) as f32 / 255.0,
        b: (hex & 0xff) as f32 / 255.0,
        a: 1.0,
    }
}

impl Color {
    /// The same color, covering less.
    pub(super) const fn cover(self, a: f32) -> Color {
        Color { a, ..self }
    }

    /// Part of the way to another color.
    pub(super) fn toward(self, other: Color, share: f32) -> Color {
        let part = |from: f32, to: f32| from + (to - from) * share;
        Color { r: part(self.r, other.r), g: part(self.g, other.g), b: part(self.b, other.b), a: part(self.a, other.a) }
    }

    /// Lighter (above 1) or darker (below 1).
    pub(super) fn times(self, factor: f32) -> Color {
        Color { r: self.r * factor, g: self.g * factor, b: self.b * factor, a: self.a }
    }

    /// In the light of another color.
    pub(super) fn under(self, light: Color) -> Color {
        Color { r: self.r * light.r, g: self.g * light.g, b: self.b * light.b, a: self.a }
    }
}

/// How a shape is colored.
#[derive(Clone, Copy, Debug)]
pub(super) enum Paint {
    /// The same everywhere.
    Flat(Color),
    /// From one color to another between two points.
    Linear { from: (f32, f32), start: Color, to: (f32, f32), end: Color },
    /// From a middle to the edge of an ellipse with these half axes.
    Radial { middle: (f32, f32), axes: (f32, f32), inner: Color, outer: Color },
}

impl Paint {
    fn at(&self, x: f32, y: f32) -> Color {
        match *self {
            Paint::Flat(color) => color,
            Paint::Linear { from, start, to, end } => {
                let (dx, dy) = (to.0 - from.0, to.1 - from.1);
                let length = (dx * dx + dy * dy).max(1e-6);
                start.toward(end, (((x - from.0) * dx + (y - from.1) * dy) / length).clamp(0.0, 1.0))
            }
            Paint::Radial { middle, axes, inner, outer } => {
                let (dx, dy) = ((x - middle.0) / axes.0, (y - middle.1) / axes.1);
                let share = (dx * dx + dy * dy).sqrt().clamp(0.0, 1.0);
                inner.toward(outer, share * share * (3.0 - 2.0 * share))
            }
        }
    }
}

/// Lines looked at in each row of pixels.
const FINE: usize = 4;

/// A sheet of pixels.
pub(super) struct Canvas {
    pub(super) width: usize,
    pub(super) height: usize,
    pixels: Vec<[f32; 3]>,
    /// How far each pixel of the present row is covered.
    covered: Vec<f32>,
}

impl Canvas {
    pub(super) fn new(width: usize, height: usize) -> Canvas {
        Canvas { width, height, pixels: vec![[1.0; 3]; width * height], covered: vec![0.0; width] }
    }

    /// Fills a polygon; where it overlaps itself, odd layers count.
    pub(super) fn fill(&mut self, corners: &[(f32, f32)], paint: Paint) {
        let lowest = corners.iter().map(|corner| corner.1).fold(f32::INFINITY, f32::min);
        let highest = corners.iter().map(|corner| corner.1).fold(f32::NEG_INFINITY, f32::max);
        if corners.len() < 3 || !lowest.is_finite() || !highest.is_finite() {
            return;
        }
        let first = lowest.max(0.0) as usize;
        let last = (highest.max(0.0).ceil() as usize).min(self.height);
        let mut crossings: Vec<f32> = Vec::new();
        for row in first..last {
            let (mut from, mut until) = (self.width, 0);
            for line in 0..FINE {
                let y = row as f32 + (line as f32 + 0.5) / FINE as f32;
                crossings.clear();
                for (number, a) in corners.iter().enumerate() {
                    let b = corners[(number + 1) % corners.len()];
                    if (a.1 <= y) != (b.1 <= y) {
                        crossings.push(a.0 + (y - a.1) / (b.1 - a.1) * (b.0 - a.0));
                    }
                }
                crossings.sort_unstable_by(f32::total_cmp);
                for pair in crossings.chunks_exact(2) {
                    let (left, right) = (pair[0].clamp(0.0, self.width as f32), pair[1].clamp(0.0, self.width as f32));
                    if right > left {
                        from = from.min(left as usize);
                        until = until.max(right.ceil() as usize);
                        self.cover(left, right);
                    }
                }
            }
            self.blend(row, from, until, &paint);
        }
    }

    /// Counts a piece of a line as covered.
    fn cover(&mut self, left: f32, right: f32) {
        let share = 1.0 / FINE as f32;
        let (first, last) = (left as usize, (right as usize).min(self.width - 1));
        if first == last {
            self.covered[first] += (right - left) * share;
            return;
        }
        self.covered[first] += (first as f32 + 1.0 - left) * share;
        for pixel in &mut self.covered[first + 1..last] {
            *pixel += share;
        }
        self.covered[last] += (right - last as f32) * share;
    }

    fn blend(&mut self, row: usize, from: usize, until: usize, paint: &Paint) {
        if from >= until {
            return;
        }
        let start = row * self.width;
        let pixels = &mut self.pixels[start + from..start + until];
        for (number, (pixel, covered)) in pixels.iter_mut().zip(&mut self.covered[from..until]).enumerate() {
            let color = paint.at((from + number) as f32 + 0.5, row as f32 + 0.5);
            let share = (*covered * color.a).min(1.0);
            *covered = 0.0;
            pixel[0] += (color.r - pixel[0]) * share;
            pixel[1] += (color.g - pixel[1]) * share;
            pixel[2] += (color.b - pixel[2]) * share;
        }
    }

    /// An ellipse.
    pub(super) fn ellipse(&mut self, middle: (f32, f32), axes: (f32, f32), paint: Paint) {
        let corners: Vec<(f32, f32)> = (0..48)
            .map(|step| {
                let angle = step as f32 / 48.0 * std::f32::consts::TAU;
                (middle.0 + axes.0 * angle.cos(), middle.1 + axes.1 * angle.sin())
            })
            .collect();
        self.fill(&corners, paint);
    }

    /// Looks at every pixel's color and its place.
    pub(super) fn each(&mut self, mut change: impl FnMut(f32, f32, &mut [f32; 3])) {
        for (number, pixel) in self.pixels.iter_mut().enumerate() {
            change((number % self.width) as f32, (number / self.width) as f32, pixel);
        }
    }

    /// Water below a line: what lies above it, upside down and wavering, more and more of the water's own color.
    pub(super) fn reflect(&mut self, line: f32, own: Color) {
        let (width, height) = (self.width, self.height);
        let (above, below) = self.pixels.split_at_mut((line as usize).min(height) * width);
        let reach = (below.len() / width).max(1) as f32;
        for (number, pixel) in below.iter_mut().enumerate() {
            let (column, depth) = (number % width, (number / width) as f32);
            let wave = (depth * 0.55).sin() * 2.0 + (depth * 0.17 + column as f32 * 0.011).sin() * (2.0 + depth * 0.03);
            let row = (line - 1.0 - depth * 0.92 + (depth * 0.31).sin() * 1.5).max(0.0) as usize;
            let seen = (column as f32 + wave).clamp(0.0, width as f32 - 1.0) as usize;
            let Some(mirrored) = above.get(row * width + seen) else { continue };
            let share = 0.46 + 0.34 * depth / reach;
            for (part, (mirrored, own)) in pixel.iter_mut().zip(mirrored.iter().zip([own.r, own.g, own.b])) {
                *part = mirrored + (own - mirrored) * share;
            }
        }
    }

    /// As bytes, three a pixel.
    pub(super) fn bytes(&self) -> Vec<u8> {
        self.pixels.iter().flatten().map(|part| (part.clamp(0.0, 1.0) * 255.0 + 0.5) as u8).collect()
    }
}
