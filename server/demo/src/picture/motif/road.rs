//! In the carriageway: lamp, manhole, water, guard rail.

use super::{ON_ROAD, STEEL, WHITE};
use crate::picture::canvas::{Color, Paint, rgb};
use crate::picture::scene::{Scene, round};
use crate::picture::street::Layout;

/// A row of lamps; those nearby are dark until they are mended.
pub(super) fn lamp(scene: &mut Scene, solved: bool) {
    scene.street(Layout { left: -7.0, right: 1.2, walk: 3.6, trees: false, houses: true });
    let warm = rgb(0xffd58a);
    for (number, z) in [88.0, 68.0, 49.0, 32.0, 16.5].into_iter().enumerate() {
        let lit = solved || number < 2;
        let x = 1.9;
        if lit {
            scene.pool((x - 1.8, z - 1.0), (5.2, 5.0_f32.min(z * 0.4)), warm.cover(0.62));
        }
        scene.post((x, z), (0.0, 1.0), 0.13, rgb(0x3c4652));
        scene.post((x, z), (1.0, 7.4), 0.075, rgb(0x4a5563));
        scene.bar((x, 7.3, z), (x - 1.6, 7.8, z), 0.1, rgb(0x4a5563));
        scene.bar((x - 1.5, 7.72, z), (x - 2.4, 7.86, z), 0.2, rgb(0x2f3843));
        if lit {
            let head = (x - 1.95, 7.7, z);
            scene.glow(head, 3.4, warm.cover(0.5));
            scene.glow(head, 0.8, rgb(0xfff6dc).cover(0.95));
            let cone = [(x - 2.3, 7.6, z), (x - 1.6, 7.6, z), (x + 0.6, 0.0, z), (x - 4.4, 0.0, z)];
            let (from, to) = (scene.seen(cone[0]), scene.seen(cone[3]));
            let (start, end) = (warm.cover(0.26), warm.cover(0.0));
            scene.raw(&cone, Paint::Linear { from: (0.0, from.1), start, to: (0.0, to.1), end });
        }
    }
    if solved {
        // The lamp behind the eye.
        scene.pool((-0.6, 4.6), (5.5, 2.4), warm.cover(0.5));
    } else {
        dark(scene);
    }
}

/// Where no lamp is lit the foreground sinks into the dark.
fn dark(scene: &mut Scene) {
    let (width, height) = (scene.canvas.width as f32, scene.canvas.height as f32);
    let night = rgb(0x0a1020);
    let paint = Paint::Linear {
        from: (0.0, scene.horizon * 0.8),
        start: night.cover(0.05),
        to: (0.0, height),
        end: night.cover(0.62),
    };
    scene.canvas.fill(&[(0.0, 0.0), (width, 0.0), (width, height), (0.0, height)], paint);
}

/// A manhole in the carriageway, open or with a new cover.
pub(super) fn manhole(scene: &mut Scene, solved: bool) {
    scene.street(ON_ROAD);
    let at = (0.0 + scene.between(-0.25, 0.25), 4.3);
    scene.spot(at, (1.05, 1.0), rgb(0x3f454b).cover(if solved { 0.85 } else { 0.35 }));
    scene.disk(at, 0.56, rgb(0x8c9196));
    scene.disk(at, 0.5, rgb(0x6b7076));
    if solved {
        cover(scene, (at.0, 0.0, at.1), 0.47);
        return;
    }
    let hole = round(at, (0.46, 0.46), |_| 1.0);
    let hole: Vec<_> = hole.into_iter().map(|(x, z)| (x, 0.0, z)).collect();
    let (far, near) = (scene.seen((0.0, 0.0, at.1 + 0.46)), scene.seen((0.0, 0.0, at.1 - 0.46)));
    let paint = Paint::Linear { from: far, start: rgb(0x57493c), to: near, end: rgb(0x050608) };
    scene.raw(&hole, paint);
    let depth = round((at.0, at.1 - 0.12), (0.38, 0.33), |_| 1.0);
    let depth: Vec<_> = depth.into_iter().map(|(x, z)| (x, 0.0, z)).collect();
    scene.raw(&depth, Paint::Flat(rgb(0x040506).cover(0.75)));
    for _ in 0..26 {
        let crumb = (at.0 + scene.between(-0.95, 0.95), at.1 + scene.between(-0.75, 0.85));
        let away = ((crumb.0 - at.0).powi(2) + (crumb.1 - at.1).powi(2)).sqrt();
        let size = scene.between(0.012, 0.04);
        if away > 0.56 {
            scene.spot(crumb, (size, size), rgb(0x34393e));
        }
    }
    let lying = (at.0 + 1.12, at.1 + 0.75);
    scene.shadow((lying.0 + 0.06, lying.1 - 0.04), (0.56, 0.5));
    scene.plate((lying.0, 0.0, lying.1), 0.47, rgb(0x2c3034));
    scene.plate((lying.0, 0.03, lying.1), 0.47, rgb(0x2c3034));
    cover(scene, (lying.0, 0.07, lying.1), 0.47);
    // Somebody has put a pole with a red cloth into it as a warning.
    let (x, z) = (at.0 - 0.08, at.1 + 0.12);
    let top = (x + 0.16, 1.32, z);
    scene.bar((x, -0.1, z), top, 0.045, rgb(0xb5935f));
    scene.bar((x + 0.008, -0.1, z), (top.0 + 0.008, top.1, z), 0.014, rgb(0xd9bd8d));
    let cloth =
        [top, (x + 0.44, 1.24, z), (x + 0.74, 1.3, z), (x + 0.7, 1.1, z), (x + 0.46, 1.0, z), (x + 0.14, 1.06, z)];
    scene.shape(&cloth, rgb(0xc8372f));
    let fold = [(x + 0.44, 1.24, z), (x + 0.74, 1.3, z), (x + 0.7, 1.1, z), (x + 0.46, 1.0, z)];
    scene.shape(&fold, rgb(0xa92a25));
}

/// A cast-iron cover with its pattern.
fn cover(scene: &mut Scene, (x, y, z): (f32, f32, f32), radius: f32) {
    let iron = rgb(0x4a5056);
    scene.plate((x, y, z), radius, iron.times(1.25));
    scene.plate((x, y, z), radius * 0.93, iron);
    let line = iron.times(1.45);
    for ring in [0.78, 0.5, 0.22] {
        scene.plate((x, y, z), radius * ring, line);
        scene.plate((x, y, z), radius * (ring - 0.06), iron.times(0.94));
    }
    for step in 0..12 {
        let angle = step as f32 / 12.0 * std::f32::consts::TAU;
        let (dx, dz) = (angle.cos() * radius, angle.sin() * radius);
        scene.bar((x + dx * 0.26, y, z + dz * 0.26), (x + dx * 0.9, y, z + dz * 0.9), 0.018, line);
    }
}

/// A street under water in the rain, or wet after it was drained.
pub(super) fn water(scene: &mut Scene, solved: bool) {
    scene.street(ON_ROAD);
    if solved {
        wet(scene);
        return;
    }
    car(scene, (-3.4, 24.0), rgb(0xb9473c), 0.0);
    flood(scene);
    car(scene, (-1.9, 9.6), rgb(0x3f6e9e), 0.34);
    ripples(scene, (-3.2, -0.5), (8.2, 9.4), 12);
    ripples(scene, (-5.0, 3.6), (3.0, 14.0), 46);
    barrier(scene, (1.35, 7.0));
    rain(scene);
}

/// Wet asphalt with the sky in it.
fn wet(scene: &mut Scene) {
    for _ in 0..9 {
        let at = (scene.between(-4.6, 1.4), scene.between(3.6, 20.0));
        let axes = (scene.between(0.4, 1.3), scene.between(0.25, 0.9));
        let sky = scene.light.haze.toward(rgb(0x8fa6b8), 0.35).cover(0.34);
        scene.spot(at, axes, sky);
    }
    let grate = (1.5, 4.6);
    scene.floor((grate.0 - 0.4, grate.0 + 0.4), (grate.1 - 0.3, grate.1 + 0.3), rgb(0x3a3f44));
    for bar in 0..7 {
        let x = grate.0 - 0.36 + bar as f32 * 0.12;
        scene.floor((x - 0.02, x + 0.03), (grate.1 - 0.27, grate.1 + 0.27), rgb(0x8b9197));
    }
    scene.cone((0.5, 6.4));
    scene.cone((1.2, 7.2));
}

/// The surface: muddy, with the street upside down in it.
fn flood(scene: &mut Scene) {
    let line = scene.seen((0.0, 0.0, 60.0)).1;
    let mud = rgb(0x8d8878).under(scene.light.sun);
    scene.canvas.reflect(line, mud);
}

fn ripples(scene: &mut Scene, x: (f32, f32), z: (f32, f32), count: usize) {
    for _ in 0..count {
        let at = (scene.between(x.0, x.1), scene.between(z.0, z.1));
        let size = scene.between(0.08, 0.3);
        let ring = round(at, (size, size * 0.7), |_| 1.0);
        let inner = round(at, (size * 0.82, size * 0.55), |_| 1.0);
        let ring: Vec<_> = ring.into_iter().chain(inner).map(|(x, z)| (x, 0.0, z)).collect();
        scene.raw(&ring, Paint::Flat(rgb(0xe6ecee).cover(0.5)));
    }
}

fn rain(scene: &mut Scene) {
    let (width, height) = (scene.canvas.width as f32, scene.canvas.height as f32);
    for _ in 0..170 {
        let at = (width * scene.between(-0.05, 1.05), height * scene.between(-0.1, 1.0));
        let long = height * scene.between(0.03, 0.07);
        let thick = width * 0.0011;
        let drop =
            [at, (at.0 + thick, at.1), (at.0 + thick - long * 0.18, at.1 + long), (at.0 - long * 0.18, at.1 + long)];
        scene.canvas.fill(&drop, Paint::Flat(rgb(0xf2f6f8).cover(0.32)));
    }
}

/// A car from behind, standing so deep in water.
fn car(scene: &mut Scene, (x, z): (f32, f32), color: Color, deep: f32) {
    let glass = rgb(0x2f3d49);
    if deep > 0.0 {
        let mirrored = [(x - 0.9, deep, z), (x + 0.9, deep, z), (x + 0.8, deep - 0.75, z), (x - 0.8, deep - 0.75, z)];
        scene.shape(&mirrored, color.times(0.6).cover(0.42));
    }
    scene.board((x - 0.9, x + 0.9), (deep.max(0.3), 0.95), z, color);
    scene.shape(&[(x - 0.82, 0.9, z), (x + 0.82, 0.9, z), (x + 0.62, 1.46, z + 0.4), (x - 0.62, 1.46, z + 0.4)], color);
    scene.shape(&[(x - 0.7, 0.95, z), (x + 0.7, 0.95, z), (x + 0.56, 1.38, z + 0.3), (x - 0.56, 1.38, z + 0.3)], glass);
    scene.board((x - 0.26, x + 0.26), (0.5, 0.63), z - 0.02, rgb(0x3763b8));
    for side in [-1.0, 1.0] {
        let middle = x + side * 0.74;
        scene.board((middle - 0.13, middle + 0.13), (0.66, 0.82), z - 0.02, rgb(0xc8322b));
        scene.glow((middle, 0.74, z), 0.32, rgb(0xff5a44).cover(0.5));
        if deep == 0.0 {
            scene.board((middle - 0.14, middle + 0.14), (0.0, 0.36), z - 0.01, rgb(0x1d2125));
        }
    }
}

/// A striped barrier.
fn barrier(scene: &mut Scene, (x, z): (f32, f32)) {
    for side in [-0.7, 0.7] {
        scene.post((x + side, z), (0.0, 1.1), 0.035, STEEL);
    }
    for (low, high) in [(0.78, 1.05), (0.4, 0.6)] {
        scene.board((x - 0.85, x + 0.85), (low, high), z - 0.02, WHITE);
        for step in 0..5 {
            let left = x - 0.85 + step as f32 * 0.36;
            let stripe = [
                (left, low, z - 0.03),
                (left + 0.17, low, z - 0.03),
                (left + 0.25, high, z - 0.03),
                (left + 0.08, high, z - 0.03),
            ];
            scene.shape(&stripe, rgb(0xc93a30));
        }
    }
}

/// A rail along the middle of the street, one section knocked over or all upright.
pub(super) fn rail(scene: &mut Scene, solved: bool) {
    scene.street(Layout { left: -8.2, right: 3.4, walk: 3.0, trees: true, houses: true });
    let x = -0.9;
    let mut z = 66.0;
    while z > 5.5 {
        let near = z - 3.0;
        let broken = !solved && (6.0..13.0).contains(&near);
        if broken {
            fallen(scene, x + (12.0 - near) * 0.16, (near, z));
        } else {
            section(scene, x, (near, z));
        }
        z = near;
    }
    if !solved {
        for _ in 0..22 {
            let at = (x + scene.between(-0.6, 2.4), scene.between(5.4, 11.0));
            let size = scene.between(0.03, 0.1);
            scene.spot(at, (size, size), rgb(0x9b9b95));
        }
        scene.cone((1.5, 5.2));
    }
}

fn section(scene: &mut Scene, x: f32, (near, far): (f32, f32)) {
    for reach in [0.3, 0.5, 0.7] {
        let strip =
            [(x + 0.05, 0.0, near), (x + reach, 0.0, near - 0.1), (x + reach, 0.0, far - 0.1), (x + 0.05, 0.0, far)];
        scene.raw(&strip, Paint::Flat(rgb(0x0c1420).cover(scene.light.shadow * 0.3)));
    }
    let blue = rgb(0x3d73a8);
    for step in (0..=8).rev() {
        let z = near + (far - near) * step as f32 / 8.0;
        if step % 8 == 0 {
            scene.cuboid((x - 0.16, x + 0.16), (0.0, 0.1), (z - 0.1, z + 0.1), rgb(0x8d9196));
            scene.post((x, z), (0.0, 1.12), 0.05, blue);
        } else {
            scene.post((x, z), (0.26, 0.94), 0.02, WHITE);
        }
    }
    for y in [0.24, 0.94] {
        let band = [(x, y, near), (x, y + 0.07, near), (x, y + 0.07, far), (x, y, far)];
        scene.shape(&band, WHITE);
        scene.bar((x, y + 0.035, near), (x, y + 0.035, far), 0.055, WHITE);
    }
}

fn fallen(scene: &mut Scene, x: f32, (near, far): (f32, f32)) {
    let lean = 0.9;
    scene.shadow((x + 0.5, (near + far) / 2.0), (0.8, 1.5));
    let (low, high) = ((x, 0.06), (x + lean, 0.14));
    for step in 0..=8 {
        let z = near + (far - near) * step as f32 / 8.0 - 0.3;
        let thick = if step % 8 == 0 { 0.09 } else { 0.04 };
        let color = if step % 8 == 0 { rgb(0x3d73a8) } else { WHITE };
        let bend = scene.between(-0.12, 0.12);
        scene.bar((low.0, low.1, z), (high.0 + bend, high.1, z + bend), thick, color);
    }
    for (x, y) in [(x + 0.14, 0.08), (x + lean - 0.1, 0.14)] {
        let middle = ((near + far) / 2.0, scene.between(0.1, 0.3));
        scene.bar((x, y, near - 0.3), (x + 0.12, y + middle.1, middle.0 - 0.3), 0.075, WHITE);
        scene.bar((x + 0.12, y + middle.1, middle.0 - 0.3), (x - 0.05, y, far - 0.3), 0.075, WHITE);
    }
}
