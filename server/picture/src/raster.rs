//! Decoded pixels on their way to what is kept.

use image::{ImageBuffer, Luma, Pixel, Rgb, Rgba, imageops};

/// What the samples of a pixel mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ColorModel {
    Gray,
    /// Three: red, green and blue.
    Rgb,
    /// Four of a printing press, turned round as Adobe writes them: 255 is no ink.
    Cmyk,
    /// The same, the first three as brightness and two differences.
    Ycck,
}

impl ColorModel {
    pub(super) const fn samples(self) -> usize {
        match self {
            ColorModel::Gray => 1,
            ColorModel::Rgb => 3,
            ColorModel::Cmyk | ColorModel::Ycck => 4,
        }
    }
}

/// Rows of pixels with eight bits a sample, opaque.
#[derive(Debug)]
pub(super) struct Raster {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) model: ColorModel,
    pub(super) samples: Vec<u8>,
}

impl Raster {
    /// As large as it is kept; `None` when there are not as many samples as there should be.
    pub(super) fn shrunk(self, width: u32, height: u32) -> Option<Raster> {
        let Raster { width: from_width, height: from_height, model, samples } = self;
        let samples = match model {
            ColorModel::Gray => thumbnail::<Luma<u8>>(samples, (from_width, from_height), (width, height)),
            ColorModel::Rgb => thumbnail::<Rgb<u8>>(samples, (from_width, from_height), (width, height)),
            ColorModel::Cmyk | ColorModel::Ycck => {
                thumbnail::<Rgba<u8>>(samples, (from_width, from_height), (width, height))
            }
        };
        Some(Raster { width, height, model, samples: samples? })
    }
}

fn thumbnail<P: Pixel<Subpixel = u8> + 'static>(
    samples: Vec<u8>,
    from: (u32, u32),
    into: (u32, u32),
) -> Option<Vec<u8>> {
    let image: ImageBuffer<P, Vec<u8>> = ImageBuffer::from_raw(from.0, from.1, samples)?;
    Some(if from == into { image.into_raw() } else { imageops::thumbnail(&image, into.0, into.1).into_raw() })
}

/// Lays samples of which the last of each pixel is its alpha on white, in place. `samples` counts the others.
pub(super) fn lay_on_white(pixels: &mut Vec<u8>, samples: usize) {
    let count = pixels.len() / (samples + 1);
    for pixel in 0..count {
        let from = pixel * (samples + 1);
        let alpha = pixels.get(from + samples).copied().unwrap_or(u8::MAX);
        for sample in 0..samples {
            let Some(value) = pixels.get(from + sample).copied() else { continue };
            if let Some(into) = pixels.get_mut(pixel * samples + sample) {
                *into = on_white(value, alpha);
            }
        }
    }
    pixels.truncate(count * samples);
}

fn on_white(value: u8, alpha: u8) -> u8 {
    let (value, alpha) = (u16::from(value), u16::from(alpha));
    ((value * alpha + 255 * (255 - alpha) + 127) / 255) as u8
}

/// Takes rows one after the other and keeps squares of pixels as their mean, so that a large picture never lies in memory whole.
pub(super) struct Downscaler {
    width: usize,
    samples: usize,
    /// Edge of a square in pixels.
    edge: usize,
    /// The sums of the squares that are being filled, and how many rows went into them.
    sums: Vec<u32>,
    rows: usize,
    done: Vec<u8>,
    height: u32,
}

impl Downscaler {
    /// For a picture of `from` pixels of which at least `into` are wanted.
    pub(super) fn new(model: ColorModel, from: (u32, u32), into: (u32, u32)) -> Downscaler {
        let edge = (from.0 / into.0.max(1)).min(from.1 / into.1.max(1)).max(1);
        let (width, samples) = (from.0 as usize, model.samples());
        let across = from.0.div_ceil(edge) as usize * samples;
        Downscaler {
            width,
            samples,
            edge: edge as usize,
            sums: vec![0; across],
            rows: 0,
            done: Vec::with_capacity(across * from.1.div_ceil(edge) as usize),
            height: 0,
        }
    }

    /// Takes a row of opaque samples.
    pub(super) fn take(&mut self, row: &[u8]) {
        let squares = self.sums.chunks_exact_mut(self.samples).zip(row.chunks(self.edge * self.samples));
        for (sums, pixels) in squares {
            for pixel in pixels.chunks_exact(self.samples) {
                for (sum, sample) in sums.iter_mut().zip(pixel) {
                    *sum += u32::from(*sample);
                }
            }
        }
        self.rows += 1;
        if self.rows == self.edge {
            self.finish_row();
        }
    }

    fn finish_row(&mut self) {
        if self.rows == 0 {
            return;
        }
        let mut left = self.width;
        for sums in self.sums.chunks_exact_mut(self.samples) {
            let count = (self.rows * left.min(self.edge)).max(1) as u32;
            left = left.saturating_sub(self.edge);
            self.done.extend(sums.iter().map(|sum| ((sum + count / 2) / count) as u8));
            sums.fill(0);
        }
        self.rows = 0;
        self.height += 1;
    }

    /// What was gathered.
    pub(super) fn finish(mut self, model: ColorModel) -> Raster {
        self.finish_row();
        Raster { width: self.width.div_ceil(self.edge) as u32, height: self.height, model, samples: self.done }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_transparent_becomes_white_and_half_of_it_half_white() {
        let mut pixels = vec![0, 0, 0, 0, 10, 20, 30, 255, 0, 100, 255, 128];
        lay_on_white(&mut pixels, 3);
        assert_eq!(pixels, [255, 255, 255, 10, 20, 30, 127, 177, 255]);
        let mut gray = vec![0, 0, 0, 255, 7];
        lay_on_white(&mut gray, 1);
        assert_eq!(gray, [255, 0]);
    }

    #[test]
    fn squares_are_means_also_at_the_edges() {
        let mut downscaler = Downscaler::new(ColorModel::Gray, (5, 3), (2, 1));
        for row in [[0, 2, 10, 10, 7], [4, 6, 10, 10, 9], [1, 3, 5, 5, 8]] {
            downscaler.take(&row);
        }
        let raster = downscaler.finish(ColorModel::Gray);
        assert_eq!((raster.width, raster.height), (3, 2));
        assert_eq!(raster.samples, [3, 10, 8, 2, 5, 8]);
    }
}
