//! Trade and building: a stall on the sidewalk, a site without dust cover.

use super::{ON_WALK, WHITE};
use crate::picture::canvas::{Color, Paint, rgb};
use crate::picture::scene::Scene;
use crate::picture::street::Layout;

/// A fruit stall with its umbrella and tricycle, or the free sidewalk.
pub(super) fn stall(scene: &mut Scene, solved: bool) {
    scene.street(ON_WALK);
    if solved {
        scene.floor((-1.7, 3.4), (3.9, 3.98), rgb(0xe8c04a));
        for x in [-1.2, 0.2, 1.6, 3.0] {
            scene.shadow((x + 0.05, 9.0), (0.2, 0.12));
            scene.post((x, 9.0), (0.0, 0.9), 0.06, rgb(0x596268));
            scene.post((x, 9.0), (0.66, 0.76), 0.062, rgb(0xe8c04a));
        }
        return;
    }
    tricycle(scene, (-1.75, 8.2));
    umbrella(scene, (0.9, 6.9));
    let z = 6.0;
    scene.shadow((0.9, z), (1.9, 0.9));
    for x in [-0.6, 2.4] {
        scene.post((x, z), (0.0, 0.7), 0.035, rgb(0x6b5646));
    }
    scene.board((-0.7, 2.5), (0.12, 0.66), z - 0.02, rgb(0xc0523f));
    for step in 0..8 {
        let x = -0.7 + step as f32 * 0.4;
        scene.board((x, x + 0.2), (0.12, 0.66), z - 0.03, rgb(0xece6da));
    }
    for (row, back) in [(1, 0.55), (0, 0.0)] {
        for column in 0..4 {
            let x = -0.62 + column as f32 * 0.78;
            let fruit =
                [[0xd9482f, 0xf0a030, 0x7fa83c, 0xe2c23e], [0xe8862e, 0xc23b3b, 0xf2d55c, 0x6d8f3a]][row][column];
            crate_of(scene, (x, 0.7 + row as f32 * 0.2, z + back), rgb(fruit));
        }
    }
    person(scene, (2.95, 7.3));
    for (x, z) in [(-1.3, 4.9), (2.9, 5.0)] {
        crate_of(scene, (x, 0.0, z), rgb(0xd9482f));
    }
    super::waste::scattered(scene, (-1.6, 3.0), (3.8, 5.0), 12);
}

/// A box of fruit, its front lower edge at a point.
fn crate_of(scene: &mut Scene, (x, y, z): (f32, f32, f32), fruit: Color) {
    let wood = rgb(0xb48a58);
    scene.shape(
        &[(x, y + 0.2, z), (x + 0.7, y + 0.2, z), (x + 0.68, y + 0.3, z + 0.45), (x + 0.02, y + 0.3, z + 0.45)],
        wood.times(0.6),
    );
    for row in (0..3).rev() {
        for column in 0..6 {
            let at = (x + 0.08 + column as f32 * 0.11, y + 0.24 + row as f32 * 0.045, z + 0.04 + row as f32 * 0.13);
            let shade = scene.between(0.9, 1.08);
            scene.ball(at, (0.066, 0.064), fruit.times(shade));
        }
    }
    scene.board((x, x + 0.7), (y, y + 0.21), z - 0.01, wood);
    scene.board((x, x + 0.7), (y + 0.09, y + 0.115), z - 0.02, wood.times(0.7));
}

fn umbrella(scene: &mut Scene, (x, z): (f32, f32)) {
    scene.post((x, z), (0.0, 3.0), 0.03, rgb(0xb9bec2));
    let (edge, top) = (2.35, 3.15);
    let colors = [rgb(0xd2493f), rgb(0xf3ead6)];
    for piece in 0..8 {
        let share = |number: i32| {
            let angle = std::f32::consts::PI * (1.0 - number as f32 / 8.0);
            (x + 2.1 * angle.cos(), edge - 0.12 * angle.sin(), z - 0.9 * angle.sin())
        };
        let (from, to) = (share(piece), share(piece + 1));
        let middle = ((from.0 + to.0) / 2.0, from.1.min(to.1) - 0.16, (from.2 + to.2) / 2.0);
        let color = colors[piece as usize % 2].times(1.05 - 0.04 * piece as f32);
        scene.shape(&[(x, top, z), from, middle, to], color);
    }
}

fn person(scene: &mut Scene, (x, z): (f32, f32)) {
    scene.shadow((x, z), (0.4, 0.25));
    scene.board((x - 0.16, x - 0.02), (0.0, 0.85), z, rgb(0x39424d));
    scene.board((x + 0.02, x + 0.16), (0.0, 0.85), z, rgb(0x39424d));
    scene.shape(&[(x - 0.26, 0.8, z), (x + 0.26, 0.8, z), (x + 0.24, 1.42, z), (x - 0.24, 1.42, z)], rgb(0x4f7fa6));
    scene.bar((x - 0.24, 1.36, z), (x - 0.5, 1.0, z - 0.2), 0.11, rgb(0x4f7fa6));
    scene.bar((x + 0.24, 1.36, z), (x + 0.34, 0.86, z), 0.11, rgb(0x4f7fa6));
    scene.ball((x, 1.6, z), (0.125, 0.15), rgb(0xd9a57e));
    scene.ball((x, 1.68, z + 0.01), (0.14, 0.1), rgb(0x2b2622));
    scene.shape(&[(x - 0.3, 1.68, z), (x + 0.3, 1.68, z), (x + 0.1, 1.84, z), (x - 0.1, 1.84, z)], rgb(0xd8bf86));
}

fn tricycle(scene: &mut Scene, (x, z): (f32, f32)) {
    scene.shadow((x + 0.5, z), (1.3, 0.5));
    let wheel = |scene: &mut Scene, x: f32, size: f32| {
        scene.ball((x, size, z - 0.05), (size, size), rgb(0x202428));
        scene.ball((x, size, z - 0.06), (size * 0.6, size * 0.6), rgb(0x9aa3a9));
    };
    wheel(scene, x + 0.2, 0.3);
    wheel(scene, x + 1.75, 0.28);
    scene.cuboid((x - 0.4, x + 0.95), (0.5, 0.95), (z - 0.3, z + 0.5), rgb(0x2f6690));
    scene.bar((x + 0.95, 0.55, z), (x + 1.7, 0.5, z), 0.08, rgb(0x2f6690));
    scene.bar((x + 1.75, 0.3, z), (x + 1.6, 1.1, z), 0.06, rgb(0x596268));
    scene.bar((x + 1.4, 1.12, z), (x + 1.75, 1.14, z), 0.06, rgb(0x25292d));
    scene.bar((x + 1.05, 0.9, z), (x + 1.3, 0.9, z), 0.12, rgb(0x25292d));
}

/// A building site: bare soil and clouds of dust, or covered soil and water spray.
pub(super) fn site(scene: &mut Scene, solved: bool) {
    scene.street(Layout { left: -5.4, right: 2.0, walk: 3.2, trees: true, houses: false });
    tower(scene, (20.0, 120.0));
    crane(scene, (9.0, 150.0));
    tower(scene, (34.0, 90.0));
    // The fence along the street has a gate through which the heap is seen.
    heap(scene, solved);
    fence(scene);
    if solved {
        spray(scene);
        return;
    }
    for _ in 0..16 {
        let at = (scene.between(-2.2, 1.8), scene.between(3.2, 12.0));
        let axes = (scene.between(0.3, 1.0), scene.between(0.2, 0.7));
        scene.spot(at, axes, rgb(0xb08c5e).cover(0.42));
    }
    truck(scene, (-3.3, 11.0));
    dust(scene);
}

fn tower(scene: &mut Scene, (x, z): (f32, f32)) {
    let concrete = rgb(0xb7b3aa);
    scene.cuboid((x, x + 22.0), (0.0, 40.0), (z, z + 20.0), concrete);
    for floor in 0..11 {
        let y = 2.0 + floor as f32 * 3.5;
        scene.board((x + 0.8, x + 21.2), (y, y + 2.3), z - 0.1, rgb(0x6f7a74));
        scene.board((x, x + 22.0), (y + 2.6, y + 2.9), z - 0.2, rgb(0x4f8f6b));
    }
}

fn crane(scene: &mut Scene, (x, z): (f32, f32)) {
    let yellow = rgb(0xe0a92e);
    scene.bar((x, 0.0, z), (x, 46.0, z), 1.0, yellow);
    scene.bar((x - 12.0, 43.0, z), (x + 26.0, 43.0, z), 0.9, yellow);
    scene.bar((x, 49.0, z), (x + 22.0, 43.2, z), 0.25, yellow);
    scene.bar((x, 49.0, z), (x - 11.0, 43.2, z), 0.25, yellow);
    scene.bar((x, 42.0, z), (x, 49.5, z), 0.8, yellow);
    scene.board((x - 12.5, x - 9.5), (40.4, 43.0), z, rgb(0x7d8288));
    scene.bar((x + 17.0, 43.0, z), (x + 17.0, 29.0, z), 0.18, rgb(0x3a3f44));
}

fn heap(scene: &mut Scene, covered: bool) {
    let color = if covered { rgb(0x4f8a5f) } else { rgb(0xa9814f) };
    for (x, wide, tall, z) in [(6.4, 3.6, 3.0, 13.0), (4.0, 2.5, 2.0, 11.5), (8.4, 2.6, 2.3, 11.0)] {
        let lit = scene.lit(color, z);
        let outline: Vec<_> = (0..=24)
            .map(|step| {
                let share = step as f32 / 24.0;
                let bumps = 1.0 + 0.07 * (share * 21.0).sin();
                scene.seen((
                    x - wide + 2.0 * wide * share,
                    tall * (share * std::f32::consts::PI).sin().powf(0.8) * bumps,
                    z,
                ))
            })
            .collect();
        let (from, to) = (scene.seen((x - wide * 0.6, tall, z)), scene.seen((x + wide, 0.0, z)));
        scene.canvas.fill(&outline, Paint::Linear { from, start: lit.times(1.12), to, end: lit.times(0.66) });
    }
}

fn fence(scene: &mut Scene) {
    let x = 2.6;
    let mut z = 46.0;
    while z > 3.0 {
        let near = z - 3.0;
        if !(9.0..13.0).contains(&near) {
            let blue = rgb(0x2f74b5);
            scene.shape(&[(x, 0.0, near), (x, 2.2, near), (x, 2.2, z), (x, 0.0, z)], blue);
            scene.shape(&[(x, 0.0, near), (x, 0.35, near), (x, 0.35, z), (x, 0.0, z)], rgb(0xe9e6dc));
            scene.shape(&[(x, 1.95, near), (x, 2.2, near), (x, 2.2, z), (x, 1.95, z)], WHITE);
            scene.post((x, near.max(2.4)), (0.0, 2.35), 0.05, rgb(0xcfd4d8));
        }
        z = near;
    }
}

fn truck(scene: &mut Scene, (x, z): (f32, f32)) {
    scene.shadow((x, z + 1.0), (1.9, 2.2));
    let lit = scene.lit(rgb(0xa9814f), z);
    let load: Vec<_> = (0..=16)
        .map(|step| {
            let share = step as f32 / 16.0;
            scene.seen((
                x - 1.15 + 2.3 * share,
                2.5 + 0.75 * (share * std::f32::consts::PI).sin() + 0.06 * (share * 30.0).sin(),
                z,
            ))
        })
        .collect();
    scene.canvas.fill(&load, Paint::Flat(lit));
    scene.cuboid((x - 1.25, x + 1.25), (1.0, 2.6), (z, z + 4.5), rgb(0xd8862c));
    for step in 0..5 {
        let left = x - 1.1 + step as f32 * 0.52;
        scene.board((left, left + 0.08), (1.05, 2.55), z - 0.03, rgb(0xa9661f));
    }
    scene.board((x - 1.2, x + 1.2), (0.75, 1.0), z - 0.02, rgb(0x2d3237));
    for side in [-0.85, 0.85] {
        scene.board((x + side - 0.32, x + side + 0.32), (0.0, 0.8), z - 0.01, rgb(0x1d2125));
        scene.board((x + side - 0.14, x + side + 0.14), (0.84, 0.96), z - 0.04, rgb(0xc8322b));
    }
    scene.board((x - 0.34, x + 0.34), (0.8, 0.97), z - 0.05, rgb(0xe2b93c));
}

fn dust(scene: &mut Scene) {
    let color = rgb(0xd9bd90);
    for _ in 0..34 {
        let at = (scene.between(-6.0, 5.0), scene.between(0.0, 2.6), scene.between(7.0, 16.0));
        let size = scene.between(1.2, 3.0);
        scene.glow(at, size, color.cover(0.22));
    }
    let (width, height) = (scene.canvas.width as f32, scene.canvas.height as f32);
    let paint = Paint::Linear { from: (0.0, 0.0), start: color.cover(0.10), to: (0.0, height), end: color.cover(0.20) };
    scene.canvas.fill(&[(0.0, 0.0), (width, 0.0), (width, height), (0.0, height)], paint);
}

fn spray(scene: &mut Scene) {
    for step in 0..12 {
        let z = 22.0 - step as f32 * 1.6;
        scene.glow((2.2, 2.5, z), 0.9, rgb(0xffffff).cover(0.26));
        scene.glow((1.6, 1.9, z), 0.9, rgb(0xffffff).cover(0.10));
    }
}
