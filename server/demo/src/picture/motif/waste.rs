//! What people throw away: bags at the roadside, bins that overflow.

use super::ON_WALK;
use crate::picture::canvas::{Color, Paint, rgb};
use crate::picture::scene::Scene;

const BAGS: [u32; 8] = [0x2b2f33, 0x33383d, 0xe6e9ea, 0xa8564c, 0x4a7f9f, 0xd8dad4, 0x3c4247, 0x5f7f66];

/// A heap of bags and boxes before a wall, or the clean spot with a sign.
pub(super) fn litter(scene: &mut Scene, solved: bool) {
    scene.street(ON_WALK);
    wall(scene);
    let middle = 0.9 + scene.between(-0.3, 0.3);
    if solved {
        for _ in 0..4 {
            let at = (middle + scene.between(-0.9, 0.9), scene.between(4.8, 6.4));
            scene.spot(at, (0.8, 0.45), rgb(0x6f6a62).cover(0.22));
        }
        notice(scene, (middle + 1.0, 7.2));
        return;
    }
    scene.spot((middle - 0.2, 4.9), (1.9, 0.9), rgb(0x4a4034).cover(0.35));
    scene.shadow((middle, 6.0), (2.1, 1.1));
    // From behind to the front, the heap growing lower.
    for (z, wide, count) in [(6.9, 1.3, 7), (6.3, 1.6, 8), (5.7, 1.6, 8), (5.2, 1.4, 6)] {
        for number in 0..count {
            let x = middle + (number as f32 / (count - 1) as f32 - 0.5) * 2.0 * wide + scene.between(-0.15, 0.15);
            let high = (1.0 - ((x - middle) / wide).abs()).max(0.0) * (z - 4.7) * 0.32;
            if scene.dice.below(6) == 0 {
                carton(scene, (x, high * 0.7, z));
            } else {
                bag(scene, (x, 0.22 + high, z));
            }
        }
    }
    scattered(scene, (middle - 2.0, middle + 1.9), (3.7, 5.0), 22);
}

/// A garden wall on the right with a coping.
fn wall(scene: &mut Scene) {
    let plaster = rgb(0xe7e2d6);
    scene.board((-1.3, 9.0), (0.0, 2.1), 8.2, plaster);
    scene.board((-1.3, 9.0), (0.0, 0.45), 8.18, rgb(0x8f9396));
    scene.cuboid((-1.4, 9.0), (2.1, 2.3), (8.1, 8.5), rgb(0x51585d));
    for _ in 0..6 {
        let x = scene.between(-1.0, 4.6);
        let (wide, low) = (scene.between(0.3, 0.9), scene.between(0.3, 1.2));
        scene.board((x, x + wide), (low, low + 0.35), 8.17, rgb(0x9a917f).cover(0.12));
    }
}

/// A tied bag, its middle at a point.
pub(super) fn bag(scene: &mut Scene, at: (f32, f32, f32)) {
    let color = scene.one_of(&BAGS);
    let color = scene.lit(color, at.2);
    let size = scene.between(0.26, 0.38);
    let middle = scene.seen(at);
    let unit = scene.pixels(size, at.2);
    let (lean, sag) = (scene.between(-0.16, 0.16), scene.between(0.0, 6.3));
    let point = |x: f32, y: f32| (middle.0 + unit * (x + lean * y), middle.1 - unit * y);
    // Wide and flat below, drawn together at the knot.
    let outline: Vec<(f32, f32)> = (0..40)
        .map(|step| {
            let angle = step as f32 / 40.0 * std::f32::consts::TAU;
            let (x, y) = (angle.cos(), angle.sin());
            let bumps = 1.0 + 0.045 * (angle * 5.0 + sag).sin() + 0.03 * (angle * 9.0 + sag * 2.0).sin();
            let narrow = if y > 0.0 { 1.0 - 0.42 * y * y } else { 1.0 };
            point(x * narrow * bumps, if y > 0.0 { y * 0.92 } else { (y * 0.74).max(-0.62) } * bumps)
        })
        .collect();
    let (from, to) = (point(-0.7, 0.8), point(0.8, -0.6));
    let paint = Paint::Linear { from, start: color.times(1.22), to, end: color.times(0.62) };
    scene.canvas.fill(&outline, paint);
    let crease = color.times(0.72).cover(0.55);
    for (start, bend, end) in [(-0.06, -0.34, -0.5), (0.02, 0.08, 0.14), (0.08, 0.42, 0.66)] {
        let fold = [point(start, 0.86), point(bend, 0.3), point(end, -0.2), point(bend + 0.07, 0.28)];
        scene.canvas.fill(&fold, Paint::Flat(crease));
    }
    let ears = [
        point(-0.1, 0.8),
        point(-0.3, 1.16),
        point(-0.06, 1.0),
        point(0.08, 1.22),
        point(0.14, 0.98),
        point(0.34, 1.1),
        point(0.12, 0.8),
    ];
    scene.canvas.fill(&ears, Paint::Flat(color.times(0.88)));
    let shine = [point(-0.62, 0.28), point(-0.42, 0.56), point(-0.36, 0.46), point(-0.54, 0.2)];
    scene.canvas.fill(&shine, Paint::Flat(rgb(0xffffff).cover(0.26)));
}

fn carton(scene: &mut Scene, (x, y, z): (f32, f32, f32)) {
    let (wide, tall) = (scene.between(0.22, 0.36), scene.between(0.26, 0.44));
    let brown = scene.one_of(&[0xb98b57, 0xc79a66, 0xa87c4c]);
    scene.cuboid((x - wide, x + wide), (y, y + tall), (z - 0.2, z + 0.2), brown);
    scene.board((x - 0.04, x + 0.04), (y, y + tall), z - 0.21, brown.times(0.82));
}

/// Bottles, cups and paper on the ground.
pub(super) fn scattered(scene: &mut Scene, x: (f32, f32), z: (f32, f32), count: usize) {
    for _ in 0..count {
        let at = (scene.between(x.0, x.1), scene.between(z.0, z.1));
        let color = scene.one_of(&[0xf0f0ea, 0xd9534a, 0x5b9e6a, 0x4b8fc0, 0xe5c15a, 0xcfd6da]);
        let turn = scene.between(-0.12, 0.12);
        match scene.dice.below(3) {
            0 => {
                scene.bar((at.0 - 0.1, 0.04, at.1), (at.0 + 0.1, 0.04, at.1 + turn), 0.075, color);
                scene.bar((at.0 + 0.1, 0.04, at.1 + turn), (at.0 + 0.15, 0.04, at.1 + turn), 0.035, rgb(0x3c6fa0));
            }
            1 => scene.spot(at, (0.11, 0.09), color),
            _ => {
                let paper =
                    [(at.0, at.1), (at.0 + 0.16, at.1 + turn), (at.0 + 0.13, at.1 + 0.13), (at.0 - 0.02, at.1 + 0.11)];
                scene.ground(&paper, color);
            }
        }
    }
}

/// A small sign that asks not to dump here.
fn notice(scene: &mut Scene, (x, z): (f32, f32)) {
    scene.shadow((x, z), (0.5, 0.25));
    for side in [-0.28, 0.28] {
        scene.post((x + side, z), (0.0, 1.5), 0.025, rgb(0x8a9298));
    }
    scene.board((x - 0.4, x + 0.4), (0.8, 1.5), z - 0.03, rgb(0x2f74b5));
    scene.board((x - 0.36, x + 0.36), (0.84, 1.46), z - 0.04, rgb(0xf4f6f7));
    let middle = scene.seen((x, 1.24, z - 0.05));
    let size = scene.pixels(0.15, z);
    scene.canvas.ellipse(middle, (size, size), Paint::Flat(rgb(0xcc3a32)));
    scene.canvas.ellipse(middle, (size * 0.74, size * 0.74), Paint::Flat(rgb(0xf4f6f7)));
    scene.bar((x - 0.1, 1.34, z - 0.06), (x + 0.1, 1.14, z - 0.06), 0.035, rgb(0xcc3a32));
    for y in [1.0, 0.92] {
        scene.board((x - 0.26, x + 0.26), (y - 0.02, y + 0.02), z - 0.05, rgb(0x59636c));
    }
}

/// Four sorting bins in a row, overflowing or emptied and closed.
pub(super) fn bins(scene: &mut Scene, solved: bool) {
    scene.street(ON_WALK);
    shelter(scene);
    let colors = [rgb(0x2f6fb3), rgb(0x3e8f55), rgb(0xb6403a), rgb(0x5a636b)];
    let z = 6.0;
    if !solved {
        scene.spot((1.2, 4.7), (2.2, 0.8), rgb(0x4a4034).cover(0.35));
        for _ in 0..7 {
            let at = (scene.between(-1.4, 2.6), 0.26, scene.between(6.6, 7.0));
            bag(scene, at);
        }
    }
    for (number, color) in colors.into_iter().enumerate() {
        let x = -1.0 + number as f32 * 1.06;
        bin(scene, (x, z), color, solved);
    }
    if !solved {
        for (x, z) in [(-1.5, 5.3), (-0.5, 5.0), (0.2, 5.3), (1.1, 5.0), (1.7, 5.25), (2.4, 5.0)] {
            let at = (x + scene.between(-0.1, 0.1), 0.24, z);
            scene.shadow((at.0, z), (0.45, 0.3));
            bag(scene, at);
        }
        scattered(scene, (-1.4, 3.2), (3.7, 4.9), 20);
    }
}

fn shelter(scene: &mut Scene) {
    scene.board((-1.9, 2.9), (0.0, 2.3), 7.4, rgb(0xdfe5e2));
    scene.board((-1.9, 2.9), (1.75, 2.3), 7.38, rgb(0x3c7d63));
    for step in 0..4 {
        let x = -1.5 + step as f32 * 1.12;
        scene.board((x, x + 0.7), (1.9, 2.14), 7.36, rgb(0xe9f2ec).cover(0.9));
    }
    for x in [-1.9, 2.9] {
        scene.post((x, 7.3), (0.0, 2.6), 0.06, rgb(0x6c767d));
    }
    scene.shape(&[(-2.2, 2.55, 6.2), (3.2, 2.55, 6.2), (3.1, 2.72, 7.6), (-2.1, 2.72, 7.6)], rgb(0x4f7c6b));
    scene.board((-2.2, 3.2), (2.47, 2.57), 6.2, rgb(0x39604f));
}

/// A wheeled bin.
fn bin(scene: &mut Scene, (x, z): (f32, f32), color: Color, closed: bool) {
    scene.shadow((x + 0.1, z), (0.55, 0.42));
    let front = [(x - 0.33, 0.1, z), (x + 0.33, 0.1, z), (x + 0.42, 1.05, z), (x - 0.42, 1.05, z)];
    if !closed {
        // The lid hangs open behind, bags stand out of it.
        scene.board((x - 0.42, x + 0.42), (1.02, 1.5), z + 0.5, color.times(0.72));
        for _ in 0..3 {
            let at = (x + scene.between(-0.24, 0.24), scene.between(1.12, 1.36), z + 0.25);
            bag(scene, at);
        }
    }
    scene.shape(&front, color);
    let shade = [(x + 0.12, 0.1, z), (x + 0.33, 0.1, z), (x + 0.42, 1.05, z), (x + 0.15, 1.05, z)];
    scene.shape(&shade, rgb(0x000000).cover(0.13));
    scene.board((x - 0.45, x + 0.45), (0.98, 1.07), z - 0.02, color.times(0.86));
    if closed {
        scene.shape(
            &[(x - 0.45, 1.07, z - 0.03), (x + 0.45, 1.07, z - 0.03), (x + 0.4, 1.2, z + 0.5), (x - 0.4, 1.2, z + 0.5)],
            color.times(1.16),
        );
    } else {
        let at = (x + scene.between(-0.2, 0.2), 1.16, z - 0.02);
        bag(scene, at);
    }
    scene.board((x - 0.17, x + 0.17), (0.48, 0.8), z - 0.03, rgb(0xf2f4f2));
    scene.board((x - 0.1, x + 0.1), (0.64, 0.75), z - 0.04, color);
    scene.board((x - 0.12, x + 0.12), (0.53, 0.57), z - 0.04, rgb(0x6a737a));
    for side in [-0.28, 0.28] {
        scene.ball((x + side, 0.09, z - 0.03), (0.08, 0.09), rgb(0x23272b));
    }
}
