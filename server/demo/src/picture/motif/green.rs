//! A street tree that has come down, and the young one in its place.

use super::ON_ROAD;
use crate::picture::canvas::{Paint, rgb};
use crate::picture::scene::Scene;

/// A tree across the carriageway, or the street cleared and replanted.
pub(super) fn tree(scene: &mut Scene, solved: bool) {
    scene.street(ON_ROAD);
    let (x, z) = (2.9, 8.4);
    if solved {
        bed(scene, (x, z));
        young(scene, (x, z));
        return;
    }
    torn_roots(scene, (x, z));
    // Crown first, as it lies farther to the left and behind the trunk.
    scene.shadow((-2.0, 8.6), (3.4, 1.5));
    let trunk = ((x - 0.2, 0.55, z), (-1.0, 0.5, 8.2));
    crown(scene, 0.0);
    scene.bar(trunk.0, trunk.1, 0.42, rgb(0x66503f));
    scene.bar((trunk.0.0, 0.66, z - 0.02), (trunk.1.0, 0.6, 8.18), 0.1, rgb(0x86705a));
    for (from, to) in [((-0.2, 0.55), (-1.6, 1.6)), ((-0.6, 0.5), (-2.6, 0.9)), ((-0.4, 0.5), (-1.9, 0.15))] {
        scene.bar((from.0, from.1, 8.15), (to.0, to.1, 8.0), 0.15, rgb(0x66503f));
    }
    crown(scene, 1.0);
    for _ in 0..60 {
        let at = (scene.between(-5.0, 2.0), scene.between(4.6, 7.4));
        let green = scene.one_of(&[0x5d8a4a, 0x7c9a4e, 0x8aa35c, 0x4f7f4c]);
        let size = scene.between(0.03, 0.08);
        scene.spot(at, (size, size * 0.8), green);
    }
    for _ in 0..7 {
        let at = (scene.between(-4.4, 1.4), scene.between(5.0, 7.0));
        let (dx, dz) = (scene.between(-0.5, 0.5), scene.between(-0.2, 0.2));
        scene.bar((at.0, 0.03, at.1), (at.0 + dx, 0.03, at.1 + dz), 0.035, rgb(0x66503f));
    }
    scene.cone((1.0, 5.4));
    scene.cone((-3.6, 5.8));
}

/// Leaves: the half behind the trunk (0) or before it (1).
fn crown(scene: &mut Scene, front: f32) {
    let count = if front > 0.0 { 26 } else { 34 };
    for _ in 0..count {
        let at =
            (scene.between(-4.6, -0.9), scene.between(0.35, 2.3 - front * 0.9), 8.9 - front - scene.between(0.0, 0.5));
        let near = 1.0 - ((at.0 + 2.7) / 2.4).abs().min(1.0) * 0.4;
        let size = scene.between(0.36, 0.66) * near;
        let green = scene.one_of(&[0x4c7b44, 0x5d8a4a, 0x6c9350, 0x456f40]);
        scene.ball((at.0, at.1 * near, at.2), (size, size * 0.8), green);
    }
}

fn torn_roots(scene: &mut Scene, (x, z): (f32, f32)) {
    scene.spot((x + 0.25, z), (0.95, 0.7), rgb(0x4a3a2b));
    scene.spot((x + 0.2, z - 0.1), (0.6, 0.36), rgb(0x2c2219));
    let middle = scene.seen((x + 0.1, 0.7, z - 0.05));
    let unit = scene.pixels(1.0, z);
    let earth = scene.lit(rgb(0x73594a), z);
    let waves: Vec<f32> = (0..4).map(|_| scene.dice.unit() as f32 * 6.3).collect();
    let plate: Vec<(f32, f32)> = (0..60)
        .map(|step| {
            let angle = step as f32 / 60.0 * std::f32::consts::TAU;
            let rough = 1.0 + (0..4).map(|n| 0.06 * (angle * (3 + 2 * n) as f32 + waves[n]).sin()).sum::<f32>();
            (middle.0 + unit * 0.5 * rough * angle.cos(), middle.1 + unit * 0.78 * rough * angle.sin())
        })
        .collect();
    let (from, to) = ((middle.0 - unit * 0.4, middle.1 - unit * 0.6), (middle.0 + unit * 0.5, middle.1 + unit * 0.7));
    for step in 0..18 {
        let angle = step as f32 / 18.0 * std::f32::consts::TAU + 0.1;
        let long = scene.between(0.75, 1.2);
        let bend = scene.between(-0.14, 0.14);
        let end = (x + 0.1 + angle.cos() * long * 0.62 + bend, 0.72 + angle.sin() * long * 0.92, z);
        scene.bar((x + 0.1, 0.7, z), end, 0.075, rgb(0x5b4635));
    }
    scene.canvas.fill(&plate, Paint::Linear { from, start: earth.times(1.18), to, end: earth.times(0.6) });
    for step in 0..13 {
        let angle = step as f32 / 13.0 * std::f32::consts::TAU;
        let (near, far) = (scene.between(0.1, 0.2), scene.between(0.4, 0.62));
        let point = |reach: f32| (x + 0.1 + angle.cos() * reach * 0.66, 0.7 + angle.sin() * reach, z - 0.05);
        scene.bar(point(near), point(far), 0.05, rgb(0x8a7059));
    }
    for _ in 0..12 {
        let at = (x + scene.between(-0.9, 0.9), scene.between(z - 1.0, z + 0.4));
        let size = scene.between(0.05, 0.14);
        scene.spot(at, (size, size), rgb(0x5a4735));
    }
}

fn bed(scene: &mut Scene, (x, z): (f32, f32)) {
    scene.floor((x - 0.75, x + 0.75), (z - 0.7, z + 0.7), rgb(0xcfcac0));
    scene.floor((x - 0.66, x + 0.66), (z - 0.61, z + 0.61), rgb(0x5a4735));
}

/// A young tree between its stakes.
fn young(scene: &mut Scene, (x, z): (f32, f32)) {
    scene.shadow((x + 0.3, z), (0.9, 0.5));
    for (dx, dz) in [(-0.5, 0.3), (0.5, 0.3), (0.0, -0.4)] {
        scene.bar((x + dx, 0.0, z + dz), (x + dx * 0.2, 1.7, z + dz * 0.2), 0.06, rgb(0xb99765));
    }
    scene.post((x, z), (0.0, 2.6), 0.06, rgb(0x6b5646));
    for _ in 0..16 {
        let at = (x + scene.between(-0.7, 0.7), scene.between(2.3, 3.7), z);
        let size = scene.between(0.3, 0.48);
        let green = scene.one_of(&[0x7fae5a, 0x6fa052, 0x8cb866]);
        scene.ball(at, (size, size * 0.85), green);
    }
}
