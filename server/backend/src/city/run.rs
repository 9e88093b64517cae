//! Cuts a line where it passes from one area into another.

use super::plane::Point;

/// The pieces of a line with the area each lies in, in order; what lies in no area is left out. Pieces end within a
/// decimeter of the border, every point checked in the precision it will be stored in.
pub(super) fn runs(line: &[Point], area: impl Fn(Point) -> Option<usize>) -> Vec<(usize, Vec<Point>)> {
    let stored = |point: Point| Point::of(point.position());
    let area_of = |point: Point| area(stored(point));
    let mut pieces: Vec<(usize, Vec<Point>)> = Vec::new();
    let mut open: Option<(usize, Vec<Point>)> = None;
    for (at, point) in line.iter().enumerate() {
        let here = area_of(*point);
        if open.as_ref().map(|(area, _)| *area) != here || at == 0 {
            let before = at.checked_sub(1).map(|before| line[before]);
            if let Some((left, mut piece)) = open.take() {
                piece.extend(before.map(|before| last_inside(before, *point, |point| area_of(point) == Some(left))));
                pieces.push((left, piece));
            }
            open = here.map(|entered| {
                let start = before.map(|before| last_inside(*point, before, |point| area_of(point) == Some(entered)));
                (entered, start.into_iter().collect())
            });
        }
        if let Some((_, piece)) = &mut open {
            piece.push(*point);
        }
    }
    pieces.extend(open);
    for (_, piece) in &mut pieces {
        for point in piece.iter_mut() {
            *point = stored(*point);
        }
        piece.dedup();
    }
    pieces.retain(|(_, piece)| piece.len() > 1);
    pieces
}

/// The last point from `inside` toward `outside` that is still inside.
fn last_inside(inside: Point, outside: Point, is_inside: impl Fn(Point) -> bool) -> Point {
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..12 {
        let share = (low + high) / 2.0;
        if is_inside(inside.toward(outside, share)) {
            low = share;
        } else {
            high = share;
        }
    }
    inside.toward(outside, low)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_cut_at_every_border() {
        let line: Vec<Point> = (0..10).map(|x| Point::new(f64::from(x), 0.0)).collect();
        let area = |point: Point| match point.x {
            x if x < 1.5 => None,
            x if x < 4.5 => Some(0),
            x if x < 6.5 => Some(1),
            _ => None,
        };
        let pieces = runs(&line, area);
        assert_eq!(pieces.iter().map(|(area, _)| *area).collect::<Vec<_>>(), [0, 1]);
        assert!((pieces[0].1[0].x - 1.5).abs() < 0.001);
        assert!((pieces[1].1[pieces[1].1.len() - 1].x - 6.5).abs() < 0.001);
        assert!(pieces.iter().all(|(own, piece)| piece.iter().all(|point| area(*point) == Some(*own))));
    }
}
