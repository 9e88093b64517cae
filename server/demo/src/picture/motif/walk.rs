//! On the sidewalk: broken paving, bicycles, a wall of posters.

use super::ON_WALK;
use crate::picture::canvas::{Color, Paint, rgb};
use crate::picture::scene::Scene;
use crate::picture::street::PAVING;

/// Paving stones, some broken and sunken, or relaid.
pub(super) fn paving(scene: &mut Scene, solved: bool) {
    scene.street(ON_WALK);
    // The band for the blind.
    let yellow = rgb(0xd9b25a);
    for step in (0..44).rev() {
        let z = 2.0 + step as f32 * 0.6;
        for column in 0..2 {
            let x = 1.3 + column as f32 * 0.3;
            scene.floor((x + 0.01, x + 0.29), (z + 0.012, z + 0.588), yellow);
            for rib in 0..3 {
                let left = x + 0.06 + rib as f32 * 0.08;
                scene.floor((left, left + 0.03), (z + 0.06, z + 0.54), yellow.times(1.16));
            }
        }
    }
    let spoiled = (-0.9..1.6, 3.6..6.4);
    if !solved {
        scene.spot((0.35, 5.0), (1.75, 1.65), rgb(0x7a6850));
        scene.spot((0.25, 4.9), (1.35, 1.2), rgb(0x66563f));
        scene.spot((0.5, 4.6), (0.7, 0.42), rgb(0x4f5355).cover(0.75));
    }
    for row in (0..6).rev() {
        for column in 0..5 {
            let (x, z) = (-1.1 + column as f32 * 0.6, 3.3 + row as f32 * 0.6);
            let band = (1.2..1.4).contains(&x);
            let color = if band { yellow } else { PAVING.toward(rgb(0xcfc8bb), 0.45) };
            if solved {
                if spoiled.0.contains(&x) && spoiled.1.contains(&z) && !band {
                    scene.floor((x + 0.015, x + 0.585), (z + 0.015, z + 0.585), color);
                }
            } else {
                loose(scene, (x, z), color);
            }
        }
    }
    if !solved {
        for _ in 0..40 {
            let at = (scene.between(-1.3, 1.9), scene.between(3.3, 6.8));
            let size = scene.between(0.015, 0.055);
            scene.spot(at, (size, size), rgb(0xa79c8b));
        }
    }
}

/// A stone out of its place, in two pieces or gone.
fn loose(scene: &mut Scene, (x, z): (f32, f32), color: Color) {
    let (tilt, turn) = (scene.between(0.0, 0.11), scene.between(-0.09, 0.09));
    let (dx, dz) = (scene.between(-0.08, 0.08), scene.between(-0.08, 0.08));
    let (x, z) = (x + dx, z + dz);
    let color = color.times(scene.between(0.86, 1.04));
    match scene.dice.below(4) {
        0 => {}
        1 => {
            // Broken across.
            let near = [(x, 0.0, z), (x + 0.54, 0.03, z + turn), (x + 0.5, 0.06, z + 0.24), (x + 0.06, 0.02, z + 0.3)];
            let far =
                [(x + 0.04, 0.0, z + 0.36), (x + 0.52, 0.0, z + 0.3), (x + 0.56, tilt, z + 0.56), (x, tilt, z + 0.54)];
            for piece in [far, near] {
                thick(scene, piece, color);
            }
        }
        _ => {
            let corners = [
                (x, 0.02, z),
                (x + 0.56, 0.02, z + turn),
                (x + 0.56 - turn, tilt + 0.02, z + 0.56),
                (x - turn, tilt + 0.02, z + 0.56),
            ];
            thick(scene, corners, color);
        }
    }
}

fn thick(scene: &mut Scene, corners: [(f32, f32, f32); 4], color: Color) {
    let [a, b, ..] = corners;
    let under = corners.map(|(x, _, z)| (x + 0.05, 0.0, z - 0.03));
    scene.shape(&under, rgb(0x1b1712).cover(0.35));
    scene.shape(&[(a.0, a.1 - 0.05, a.2), (b.0, b.1 - 0.05, b.2), b, a], color.times(0.66));
    scene.shape(&corners, color);
}

/// Shared bicycles, fallen over each other or in a marked row.
pub(super) fn bikes(scene: &mut Scene, solved: bool) {
    scene.street(ON_WALK);
    let colors = [rgb(0x2f9fd8), rgb(0xf0b429), rgb(0x3aa675)];
    if solved {
        for step in 0..=9 {
            let z = 4.2 + step as f32 * 0.95;
            scene.floor((0.7, 2.7), (z - 0.035, z + 0.035), rgb(0xf4f4ee));
        }
        scene.floor((0.62, 0.7), (4.16, 12.8), rgb(0xf4f4ee));
        for step in (0..9).rev() {
            let z = 4.65 + step as f32 * 0.95;
            let color = colors[step % 2];
            scene.shadow((1.7, z), (1.0, 0.2));
            bike(scene, (0.85, z), 0.0, 1.0, color);
        }
        return;
    }
    for _ in 0..13 {
        let z = scene.between(7.0, 13.0);
        let at = (scene.between(-1.7, 2.2), z);
        let color = colors[scene.dice.below(3)];
        scene.shadow((at.0 + 0.8, z), (0.9, 0.3));
        let lean = scene.between(-0.16, 0.16);
        bike(scene, at, lean, 1.0, color);
    }
    for (x, z, lean, tall) in [
        (-1.9, 6.6, 0.3, 0.55),
        (0.9, 6.4, -0.2, 0.6),
        (-0.7, 5.6, 0.12, 1.0),
        (1.2, 5.2, -0.32, 0.5),
        (-1.5, 4.7, 0.2, 0.42),
    ] {
        let color = colors[scene.dice.below(3)];
        scene.shadow((x + 0.8, z), (1.0, 0.4));
        bike(scene, (x, z), lean, tall, color);
    }
}

/// A bicycle from the side; `lean` tips it along its length, `tall` below 1 lets it lie.
fn bike(scene: &mut Scene, (x, z): (f32, f32), lean: f32, tall: f32, color: Color) {
    let at = |dx: f32, dy: f32| {
        let (x, y) = (x + dx, (dy + dx * lean).max(0.02) * tall);
        (x, y, z + (1.0 - tall) * dy * 0.8)
    };
    for wheel in [0.33, 1.37] {
        let middle = scene.seen(at(wheel, 0.33));
        let (wide, high) = (scene.pixels(0.32, z), scene.pixels(0.32, z) * tall.max(0.45));
        let tire = scene.lit(rgb(0x23272b), z);
        ring(scene, middle, (wide, high), 0.84, tire);
        let rim = scene.lit(rgb(0xaab2b8), z);
        ring(scene, middle, (wide * 0.84, high * 0.84), 0.93, rim);
        for step in 0..6 {
            let angle = step as f32 / 6.0 * std::f32::consts::PI;
            let (dx, dy) = (angle.cos() * wide * 0.8, angle.sin() * high * 0.8);
            let thin = (scene.canvas.width as f32 / 900.0).max(0.5);
            let spoke = [
                (middle.0 - dx, middle.1 - dy),
                (middle.0 - dx + thin, middle.1 - dy),
                (middle.0 + dx + thin, middle.1 + dy),
                (middle.0 + dx, middle.1 + dy),
            ];
            scene.canvas.fill(&spoke, Paint::Flat(rim.cover(0.7)));
        }
    }
    let (seat, crank, head) = (at(0.55, 0.82), at(0.78, 0.36), at(1.18, 0.86));
    for (from, to) in
        [(seat, crank), (crank, head), (at(0.33, 0.33), crank), (at(0.33, 0.33), seat), (at(1.37, 0.33), head)]
    {
        scene.bar(from, to, 0.065, color);
    }
    scene.bar(at(0.4, 0.9), at(0.7, 0.92), 0.09, rgb(0x25292d));
    scene.bar(head, at(1.12, 1.06), 0.05, rgb(0x596268));
    scene.bar(at(1.0, 1.06), at(1.28, 1.1), 0.05, rgb(0x25292d));
    let basket = [at(1.26, 0.72), at(1.6, 0.72), at(1.66, 0.98), at(1.22, 0.98)];
    scene.shape(&basket, rgb(0x5a6268).cover(0.85));
    scene.shape(&[at(0.2, 0.66), at(0.42, 0.7), at(0.42, 0.62), at(0.2, 0.58)], color.times(0.8));
}

fn ring(scene: &mut Scene, middle: (f32, f32), axes: (f32, f32), inner: f32, color: Color) {
    let point = |step: i32, size: f32| {
        let angle = step as f32 / 40.0 * std::f32::consts::TAU;
        (middle.0 + axes.0 * size * angle.cos(), middle.1 + axes.1 * size * angle.sin())
    };
    let corners: Vec<_> =
        (0..=40).map(|step| point(step, 1.0)).chain((0..=40).map(|step| point(step, inner))).collect();
    scene.canvas.fill(&corners, Paint::Flat(color));
}

/// A wall beside the sidewalk, pasted over or painted anew.
pub(super) fn posters(scene: &mut Scene, solved: bool) {
    scene.street(ON_WALK);
    let plaster = if solved { rgb(0xf0ece2) } else { rgb(0xd9d2c3) };
    let (z, left, right) = (6.2, -1.7, 8.0);
    scene.board((left, right), (0.0, 3.4), z, plaster);
    scene.board((left, right), (0.0, 0.5), z - 0.01, rgb(0x7f868b));
    scene.cuboid((left - 0.12, right), (3.4, 3.6), (z - 0.12, z + 0.4), rgb(0x4b5359));
    for x in [0.6, 3.1] {
        scene.board((x, x + 0.04), (0.5, 3.4), z - 0.02, plaster.times(0.88));
    }
    if solved {
        scene.board((-1.1, 2.6), (0.7, 2.7), z - 0.02, rgb(0xf7f4ec).cover(0.6));
        for x in [-0.9, 0.2, 1.3, 2.4] {
            planter(scene, (x, 5.6));
        }
        return;
    }
    for _ in 0..20 {
        let at = (scene.between(-1.5, 3.2), scene.between(0.6, 2.5));
        let (wide, tall) = (scene.between(0.2, 0.5), scene.between(0.2, 0.5));
        scene.board((at.0, at.0 + wide), (at.1, at.1 + tall), z - 0.02, rgb(0xa79f8f).cover(0.3));
    }
    for _ in 0..46 {
        let at = (scene.between(-1.55, 3.1), scene.between(0.6, 2.55));
        poster(scene, at, z - 0.03);
    }
    for _ in 0..3 {
        let at = (scene.between(-1.2, 2.4), scene.between(0.7, 1.3));
        digits(scene, at, z - 0.05);
    }
    for _ in 0..12 {
        let at = (scene.between(-1.6, 3.2), scene.between(4.6, 6.0));
        let turn = scene.between(-0.1, 0.1);
        let paper = [(at.0, at.1), (at.0 + 0.2, at.1 + turn), (at.0 + 0.22, at.1 + 0.16), (at.0 + 0.02, at.1 + 0.14)];
        scene.ground(&paper, rgb(0xefeadb));
    }
}

/// A sheet with a heading and lines, some with a corner torn off.
fn poster(scene: &mut Scene, (x, y): (f32, f32), z: f32) {
    let paper = scene.one_of(&[0xfbf9f2, 0xf7e27c, 0xf2a7a0, 0xa9d3ea, 0xfbf9f2, 0xc9e4b4, 0xf6c177]);
    let (wide, tall) = (scene.between(0.2, 0.34), scene.between(0.28, 0.48));
    let turn = scene.between(-0.05, 0.05);
    let corner = |dx: f32, dy: f32| (x + dx * wide - turn * dy * tall * 2.0, y + dy * tall + turn * dx * wide * 2.0, z);
    let torn = scene.dice.below(4) == 0;
    let shade = [corner(0.04, -0.03), corner(1.05, -0.03), corner(1.05, 0.96), corner(0.04, 0.96)];
    scene.shape(&shade, rgb(0x2a241c).cover(0.22));
    if torn {
        scene.shape(
            &[
                corner(0.0, 0.0),
                corner(0.55, 0.08),
                corner(0.7, 0.3),
                corner(1.0, 0.42),
                corner(1.0, 1.0),
                corner(0.0, 1.0),
            ],
            paper,
        );
    } else {
        scene.shape(&[corner(0.0, 0.0), corner(1.0, 0.0), corner(1.0, 1.0), corner(0.0, 1.0)], paper);
    }
    let ink = scene.one_of(&[0xb8322a, 0x23395c, 0x2b2b2b]);
    scene.shape(&[corner(0.12, 0.76), corner(0.88, 0.76), corner(0.88, 0.9), corner(0.12, 0.9)], ink);
    for line in 0..3 {
        let low = 0.62 - line as f32 * 0.13;
        let end = scene.between(0.6, 0.88);
        scene.shape(
            &[corner(0.12, low), corner(end, low), corner(end, low + 0.045), corner(0.12, low + 0.045)],
            rgb(0x4b4f54),
        );
    }
    if !torn {
        scene.shape(&[corner(0.12, 0.08), corner(0.88, 0.08), corner(0.88, 0.2), corner(0.12, 0.2)], ink);
    }
}

/// A sprayed row of signs, as of a phone number that nobody can read.
fn digits(scene: &mut Scene, (x, y): (f32, f32), z: f32) {
    let ink = scene.one_of(&[0x1f2c44, 0x9c2f28]).cover(0.85);
    for number in 0..9 {
        let left = x + number as f32 * 0.14;
        let corner = |dx: f32, dy: f32| (left + dx * 0.085 + dy * 0.02, y + dy * 0.1, z);
        let strokes = [
            (corner(0.0, 2.0), corner(1.0, 2.0)),
            (corner(0.0, 1.0), corner(0.0, 2.0)),
            (corner(1.0, 1.0), corner(1.0, 2.0)),
            (corner(0.0, 1.0), corner(1.0, 1.0)),
            (corner(0.0, 0.0), corner(0.0, 1.0)),
            (corner(1.0, 0.0), corner(1.0, 1.0)),
            (corner(0.0, 0.0), corner(1.0, 0.0)),
        ];
        let missing = scene.dice.below(7);
        let also = scene.dice.below(7);
        for (place, (from, to)) in strokes.into_iter().enumerate() {
            if place != missing && place != also {
                scene.bar(from, to, 0.024, ink);
            }
        }
    }
}

fn planter(scene: &mut Scene, (x, z): (f32, f32)) {
    scene.shadow((x + 0.25, z), (0.6, 0.3));
    for _ in 0..9 {
        let at = (x + scene.between(-0.08, 0.58), scene.between(0.46, 0.68), z + 0.05);
        let green = scene.one_of(&[0x5d8a4a, 0x6c9350, 0x4f7f4c]);
        scene.ball(at, (0.17, 0.15), green);
    }
    scene.cuboid((x - 0.1, x + 0.6), (0.0, 0.42), (z - 0.14, z + 0.2), rgb(0xa4553d));
    for _ in 0..4 {
        let at = (x + scene.between(0.0, 0.5), scene.between(0.55, 0.78), z - 0.05);
        let bloom = scene.one_of(&[0xe2607a, 0xf0c04a, 0xf3f0ee]);
        scene.ball(at, (0.05, 0.05), bloom);
    }
}
